#include "core/learning/memory.h"

#include <QTest>

#include <rapidcheck.h>

#include <cmath>
#include <limits>
#include <set>
#include <string>

using namespace cairn::learning;
using cairn::base::Millis;

namespace {

constexpr Millis kMinute = 60'000;
constexpr Millis kDay = 24 * 60 * kMinute;

Moment noon(std::int64_t day) {
    return {day * kDay + kDay / 2, day};
}

// Histories are written as grades, each with the days since the one before: "3+0 3+2 1+11".
Memory history(const std::string& written, const MemoryModel& model) {
    Memory memory;
    std::int64_t day = 0;
    for (const auto& part : QString::fromStdString(written).split(u' ')) {
        day += part.mid(2).toInt();
        memory = graded(memory, static_cast<Grade>(part.first(1).toInt()), noon(day), model);
    }
    return memory;
}

Millis wait(const Memory& memory) {
    return memory.dueAt != 0 ? memory.dueAt - memory.last.at : (memory.dueDay - memory.last.day) * kDay;
}

Memory anyMemory(const MemoryModel& model, std::int64_t& day) {
    Memory memory;
    const auto askings = *rc::gen::inRange(0, 12);
    for (int asking = 0; asking < askings; ++asking) {
        day += *rc::gen::weightedOneOf<std::int64_t>(
            {{2, rc::gen::just<std::int64_t>(0)},
             {3, rc::gen::inRange<std::int64_t>(1, 30)},
             {1, rc::gen::inRange<std::int64_t>(30, 5'000)}});
        memory =
            graded(memory, *rc::gen::element(Grade::again, Grade::hard, Grade::good, Grade::easy), noon(day), model);
    }
    return memory;
}

MemoryModel anyModel() {
    return *rc::gen::arbitrary<bool>() ? MemoryModel::forCards() : MemoryModel::forProblems();
}

bool isSound(const Memory& memory) {
    return memory.stability >= 0.001 && memory.stability <= 36'500 && memory.difficulty >= 1 && memory.difficulty <= 10;
}

} // namespace

class MemoryTest : public QObject {
    Q_OBJECT

private slots:

    // What ts-fsrs 5.4.2 says.
    void followsTheReference_data() {
        QTest::addColumn<bool>("cards");
        QTest::addColumn<std::string>("written");
        QTest::addColumn<Stage>("stage");
        QTest::addColumn<int>("step");
        QTest::addColumn<double>("stability");
        QTest::addColumn<double>("difficulty");
        QTest::addColumn<int>("minutes");
        QTest::addColumn<int>("lapses");
        const auto row = [](bool cards, const char* written, Stage stage, int step, double stability, double difficulty,
                            int minutes, int lapses) {
            QTest::addRow("%s %s", cards ? "card" : "problem", written)
                << cards << std::string(written) << stage << step << stability << difficulty << minutes << lapses;
        };
        using enum Stage;
        constexpr int kDays = 24 * 60;
        row(true, "1+0", learning, 0, 0.212, 6.4133, 1, 0);
        row(true, "2+0", learning, 0, 1.2931, 5.11217071, 6, 0);
        row(true, "3+0", learning, 1, 2.3065, 2.11810397, 10, 0);
        row(true, "4+0", review, 0, 8.2956, 1, 8 * kDays, 0);
        row(true, "3+0 3+0", review, 0, 2.3065, 2.11121424, 2 * kDays, 0);
        row(true, "3+0 3+0 1+2", relearning, 0, 0.60770166, 7.39223814, 10, 1);
        row(true, "3+0 3+0 2+2", review, 0, 7.51735908, 4.74828477, 8 * kDays, 0);
        row(true, "3+0 3+0 3+2", review, 0, 10.97104786, 2.1043314, 11 * kDays, 0);
        row(true, "3+0 3+0 4+2", review, 0, 18.53433169, 1, 19 * kDays, 0);
        row(true, "3+0 3+0 3+2 1+11 3+0", review, 0, 1.57184156, 7.37781418, 2 * kDays, 1);
        row(true, "3+0 3+0 3+2 1+11 2+0", relearning, 0, 1.5390125, 8.25257267, 15, 1);
        row(true, "3+0 3+0 3+40", review, 0, 40.75022058, 2.1043314, 41 * kDays, 0);
        row(true, "3+0 3+0 3+2 3+11 3+46 3+163", review, 0, 497.87655983, 2.08372413, 498 * kDays, 0);
        row(true, "3+0 3+0 3+2 3+11 1+46 1+0 3+0 2+1", review, 0, 1.63469761, 9.39619069, 2 * kDays, 1);
        // A lapse never strengthens, however long it took.
        row(true, "1+0 4+0 1+2000", relearning, 0, 0.40389429, 8.40750771, 10, 1);
        row(false, "1+0 1+2000", review, 0, 0.212, 8.80630447, 1 * kDays, 1);
        row(false, "1+0", review, 0, 0.212, 6.4133, 1 * kDays, 0);
        row(false, "2+0", review, 0, 1.2931, 5.11217071, 2 * kDays, 0);
        row(false, "3+0", review, 0, 2.3065, 2.11810397, 3 * kDays, 0);
        row(false, "4+0", review, 0, 8.2956, 1, 8 * kDays, 0);
        row(false, "3+0 1+3", review, 0, 0.63685069, 7.39450274, 1 * kDays, 1);
        row(false, "3+0 2+3", review, 0, 9.23487052, 4.75285849, 9 * kDays, 0);
        row(false, "3+0 3+3", review, 0, 13.82690327, 2.11121424, 14 * kDays, 0);
        row(false, "3+0 4+3", review, 0, 23.88306328, 1, 24 * kDays, 0);
        row(false, "3+0 3+0", review, 0, 2.3065, 2.11121424, 3 * kDays, 0);
        row(false, "1+0 3+1 4+3 2+30 3+21", review, 0, 69.80103543, 6.77731152, 70 * kDays, 0);
    }

    void followsTheReference() {
        QFETCH(bool, cards);
        QFETCH(std::string, written);
        QFETCH(double, stability);
        QFETCH(double, difficulty);
        const auto memory = history(written, cards ? MemoryModel::forCards() : MemoryModel::forProblems());
        QTEST(memory.stage, "stage");
        QTEST(static_cast<int>(memory.step), "step");
        QVERIFY2(std::abs(memory.stability - stability) < 1e-8, qPrintable(QString::number(memory.stability, 'g', 12)));
        QVERIFY2(
            std::abs(memory.difficulty - difficulty) < 1e-8, qPrintable(QString::number(memory.difficulty, 'g', 12)));
        QTEST(static_cast<int>(wait(memory) / kMinute), "minutes");
        QTEST(static_cast<int>(memory.lapses), "lapses");
        QCOMPARE(memory.reviews, QString::fromStdString(written).count(u'+'));
    }

    void countsTheLearnersDays() {
        const auto model = MemoryModel::forProblems();
        const Moment evening{100 * kDay + 23 * 60 * kMinute, 100};
        const auto known = graded({}, Grade::good, evening, model);
        QCOMPARE(known.dueDay, 103);
        // An hour later it is the next day here and the same one in UTC, and the other way round.
        QVERIFY(graded(known, Grade::good, {evening.at + 60 * kMinute, 101}, model).stability > known.stability);
        QCOMPARE(graded(known, Grade::good, {evening.at + 60 * kMinute, 100}, model).stability, known.stability);
    }

    void isDueAtAMinuteAndThenOnADay() {
        const auto model = MemoryModel::forCards();
        QVERIFY(isDue({}, noon(0)));
        const auto once = graded({}, Grade::good, noon(5), model);
        QVERIFY(!isDue(once, {once.last.at + 10 * kMinute - 1, 5}));
        QVERIFY(isDue(once, {once.last.at + 10 * kMinute, 5}));
        const auto twice = graded(once, Grade::good, noon(5), model);
        QCOMPARE(twice.dueDay, 7);
        QVERIFY(!isDue(twice, noon(6)));
        QVERIFY(isDue(twice, {0, 7}));
    }

    void isRememberedByNineOfTenAfterItsStability() {
        auto model = MemoryModel::forProblems();
        const Memory memory{.stage = Stage::review, .stability = 50, .difficulty = 5, .last = noon(100)};
        QCOMPARE(recall(memory, 100, model), 1.0);
        QVERIFY(std::abs(recall(memory, 150, model) - 0.9) < 1e-8);
        QCOMPARE(recall({}, 100, model), 0.0);
        // What is to be remembered less well is asked later.
        model.retention = 0.7;
        QVERIFY(graded({}, Grade::easy, noon(0), model).dueDay > 8);
    }

    void aMomentBeforeTheLastOneCountsAsTheLastOne() {
        for (const auto& model : {MemoryModel::forCards(), MemoryModel::forProblems()}) {
            const auto known = history("3+10 3+3", model);
            QCOMPARE(graded(known, Grade::good, noon(2), model), graded(known, Grade::good, known.last, model));
            QCOMPARE(recall(known, 2, model), 1.0);
        }
    }

    void spreadsIntervals_data() {
        QTest::addColumn<double>("stability");
        QTest::addColumn<int>("shortest");
        QTest::addColumn<int>("longest");
        QTest::newRow("two days stay") << 2.0 << 2 << 2;
        QTest::newRow("3") << 3.0 << 2 << 4;
        QTest::newRow("7") << 7.0 << 5 << 9;
        QTest::newRow("10") << 10.0 << 8 << 12;
        QTest::newRow("20") << 20.0 << 17 << 23;
        QTest::newRow("50") << 50.0 << 46 << 54;
        QTest::newRow("365") << 365.0 << 345 << 385;
        QTest::newRow("the longest is not passed") << 36'500.0 << 34'673 << 36'500;
    }

    void spreadsIntervals() {
        QFETCH(double, stability);
        QFETCH(int, shortest);
        QFETCH(int, longest);
        auto model = MemoryModel::forCards();
        model.weights[3] = stability;
        std::set<std::int64_t> seen;
        for (std::uint64_t seed = 0; seed < 40'000; ++seed) {
            seen.insert(graded({}, Grade::easy, noon(0), model, seed).dueDay);
        }
        QCOMPARE(*seen.begin(), shortest);
        QCOMPARE(*seen.rbegin(), longest);
        QCOMPARE(static_cast<int>(seen.size()), longest - shortest + 1);
    }

    void theSameSeedSpreadsTheSame() {
        const auto model = MemoryModel::forProblems();
        // Written down, since the devices of a profile have to agree, whichever version they run.
        std::vector<std::int64_t> first;
        std::vector<std::int64_t> fourth;
        for (std::uint64_t seed = 0; seed < 6; ++seed) {
            first.push_back(graded({}, Grade::easy, noon(0), model, seed).dueDay);
            fourth.push_back(graded(history("3+0 3+3 3+14", model), Grade::good, noon(80), model, seed).dueDay);
        }
        QCOMPARE(first, (std::vector<std::int64_t>{10, 8, 8, 6, 8, 7}));
        QCOMPARE(fourth, (std::vector<std::int64_t>{285, 294, 278, 285, 288, 278}));
    }

    void aSeedMovesNothingButTheInterval() {
        const auto model = MemoryModel::forProblems();
        const auto plain = history("3+0 3+3 3+14", model);
        auto spread = graded(history("3+0 3+3", model), Grade::good, noon(17), model, 7);
        spread.dueDay = plain.dueDay;
        QCOMPARE(spread, plain);
    }

    void staysWithinItsBounds() {
        QVERIFY(rc::check("stability, difficulty and recall stay within their bounds", [] {
            const auto model = anyModel();
            std::int64_t day = 0;
            const auto memory = anyMemory(model, day);
            RC_PRE(memory.stage != Stage::fresh);
            RC_ASSERT(isSound(memory));
            RC_ASSERT(memory.step == 0 || memory.stage == Stage::learning);
            double before = 1;
            for (const int later : {0, 1, 2, 7, 30, 365, 10'000, 1'000'000}) {
                const auto now = recall(memory, day + later, model);
                RC_ASSERT(now >= 0 && now <= before);
                RC_ASSERT((now == 1) == (later == 0));
                before = now;
            }
        }));
    }

    void betterGradesWaitLonger() {
        QVERIFY(rc::check("again waits no longer than hard, hard than good, good than easy", [] {
            const auto model = anyModel();
            std::int64_t day = 0;
            const auto memory = anyMemory(model, day);
            day += *rc::gen::inRange(0, 400);
            const auto seed = *rc::gen::arbitrary<std::uint64_t>();
            Millis plainBefore = 0;
            Millis spreadBefore = 0;
            double stabilityBefore = 0;
            for (const auto grade : {Grade::again, Grade::hard, Grade::good, Grade::easy}) {
                const auto plain = graded(memory, grade, noon(day), model);
                const auto spread = graded(memory, grade, noon(day), model, seed);
                RC_ASSERT(wait(plain) >= plainBefore);
                RC_ASSERT(wait(spread) >= spreadBefore);
                RC_ASSERT(plain.stability >= stabilityBefore);
                RC_ASSERT(spread == graded(memory, grade, noon(day), model, seed));
                plainBefore = wait(plain);
                spreadBefore = wait(spread);
                stabilityBefore = plain.stability;
            }
            // The longest interval, and one more day for each better grade.
            RC_ASSERT(plainBefore <= (model.longest + 3) * kDay);
        }));
    }

    void nothingDamagedComesThrough() {
        constexpr auto kNumber = std::numeric_limits<std::int64_t>::max();
        constexpr auto kNan = std::numeric_limits<double>::quiet_NaN();
        constexpr auto kInfinite = std::numeric_limits<double>::infinity();
        for (auto model : {MemoryModel::forCards(), MemoryModel::forProblems()}) {
            for (const auto stage : {Stage::fresh, Stage::learning, Stage::review, Stage::relearning, Stage{77}}) {
                for (const double value : {kNan, kInfinite, -kInfinite, -1.0, 0.0, 1e-300, 5.0, 1e300}) {
                    for (const auto number : {-kNumber - 1, std::int64_t{-5}, std::int64_t{0}, kNumber}) {
                        const Memory damaged{stage,  number, value,  value, {number, number},
                                             number, number, number, number};
                        for (const auto now : {Moment{-kNumber - 1, kNumber}, Moment{kNumber, -kNumber - 1}, noon(0)}) {
                            for (int grade = 0; grade < 6; ++grade) {
                                const auto after = graded(damaged, static_cast<Grade>(grade), now, model, 5);
                                QVERIFY(isSound(after));
                                QVERIFY(wait(after) >= 0);
                                const auto left = recall(after, now.day, model);
                                QVERIFY(left >= 0 && left <= 1);
                            }
                            const auto left = recall(damaged, now.day, model);
                            QVERIFY(left >= 0 && left <= 1);
                        }
                    }
                }
            }
            model.retention = kNan;
            QCOMPARE(graded({}, Grade::easy, noon(0), model).dueDay, 8);
            model.weights.fill(kNan);
            QVERIFY(isSound(graded(history("3+0 3+0 3+4", model), Grade::good, noon(9), model)));
        }
    }
};

QTEST_GUILESS_MAIN(MemoryTest)
#include "memory_test.moc"
