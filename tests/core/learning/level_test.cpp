#include "core/learning/level.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

using namespace cairn::learning;

namespace {

using Rows = QList<QPair<int, int>>; // difficulty and hints

struct Solved {
    std::int64_t difficulty;
    std::int64_t hints = 0;
};

Completion completion(const std::string& id, std::int64_t difficulty, std::int64_t hints = 0) {
    return {id, "problem-" + id, {"topic"}, difficulty, hints, true, 0};
}

std::vector<Completion> completions(const std::vector<Solved>& solved) {
    std::vector<Completion> all;
    for (std::size_t at = 0; at < solved.size(); ++at) {
        all.push_back(completion(std::to_string(at), solved[at].difficulty, solved[at].hints));
    }
    return all;
}

std::vector<Completion> repeated(std::size_t count, std::int64_t difficulty, std::int64_t hints = 0) {
    return completions(std::vector<Solved>(count, {difficulty, hints}));
}

// The formula as it is written down, with the floating point that the code does without.
long double naiveLevel(const std::vector<Completion>& all) {
    std::map<std::string, long double> best;
    for (const auto& one : all) {
        const auto quality = std::max(0.5L, 1.0L - 0.1L * static_cast<long double>(one.hints));
        auto& e = best[one.problem];
        e = std::max(e, static_cast<long double>(one.difficulty) * quality);
    }
    std::vector<long double> sorted;
    for (const auto& [problem, e] : best) {
        sorted.push_back(e);
    }
    std::ranges::sort(sorted, std::greater());
    long double sum = 0;
    for (std::size_t at = 0; at < sorted.size(); ++at) {
        sum += sorted[at] * std::pow(0.9L, static_cast<long double>(at));
    }
    return sum / 10.0L;
}

rc::Gen<Completion> anyCompletion() {
    return rc::gen::map(
        rc::gen::tuple(
            rc::gen::inRange(0, 60), rc::gen::inRange(0, 40), rc::gen::inRange(1, 11), rc::gen::inRange(0, 8),
            rc::gen::arbitrary<bool>(), rc::gen::inRange(0, 1000)),
        [](const auto& drawn) {
            const auto& [task, problem, difficulty, hints, verified, at] = drawn;
            return Completion{"task-" + std::to_string(task),
                              "problem-" + std::to_string(problem),
                              {"topic"},
                              difficulty,
                              hints,
                              verified,
                              at};
        });
}

rc::Gen<std::vector<Completion>> anyCompletions() {
    return rc::gen::container<std::vector<Completion>>(anyCompletion());
}

auto facts(const Level& level) {
    std::vector<std::tuple<std::string, std::int64_t, std::int64_t, std::int64_t, std::int64_t>> counted;
    for (const auto& one : level.counted) {
        counted.emplace_back(one.task, one.difficulty, one.qualityTenths, one.place, one.levelHundredths);
    }
    return std::tuple(level.hundredths, counted, level.notCounted);
}

} // namespace

class LevelTest : public QObject {
    Q_OBJECT

private slots:
    void followsTheFormula_data();
    void followsTheFormula();
    void manyOfOneDifficultyApproachIt_data();
    void manyOfOneDifficultyApproachIt();
    void aProblemCountsOnceWithItsBestCompletion();
    void aProblemWithoutANameIsItsTask();
    void contributionsAreOrderedByWeight();
    void tiesAreBrokenByProblem();
    void valuesOutOfRangeAreClamped();
    void aTopicsLevelCountsItsTasksOnly();
    void onlyReceiptsVerify();
    void untilIsInclusive();
    void doesNotDependOnTheOrder();
    void solvingMoreNeverLowers();
    void isNeverAboveTen();
    void easyTasksNeverReachMoreThanTheirDifficulty();
    void agreesWithTheFloatingPointModel();
    void sharesAddUpToTheLevel();
};

void LevelTest::followsTheFormula_data() {
    QTest::addColumn<Rows>("solved");
    QTest::addColumn<int>("hundredths");
    QTest::newRow("nothing") << Rows{} << 0;
    QTest::newRow("one of 1") << Rows{{1, 0}} << 10;
    QTest::newRow("one of 10") << Rows{{10, 0}} << 100;
    QTest::newRow("one of 5 with a hint") << Rows{{5, 1}} << 45;
    QTest::newRow("one of 5 with five hints") << Rows{{5, 5}} << 25;
    QTest::newRow("one of 5 with nine hints") << Rows{{5, 9}} << 25;
    QTest::newRow("two of 5") << Rows{{5, 0}, {5, 0}} << 95;                       // 50 + 45
    QTest::newRow("8 before 2") << Rows{{2, 0}, {8, 0}} << 98;                     // 80 + 18
    QTest::newRow("half a hundredth is rounded up") << Rows{{5, 0}, {1, 5}} << 55; // 50 + 4.5
    QTest::newRow("less than half is rounded down") << Rows{{5, 0}, {1, 4}} << 55; // 50 + 5.4
    QTest::newRow("quality changes the order") << Rows{{8, 4}, {5, 0}} << 93;      // 50 + 43.2
    QTest::newRow("three") << Rows{{10, 0}, {6, 2}, {3, 0}} << 168;                // 100 + 43.2 + 24.3 = 167.5
}

void LevelTest::followsTheFormula() {
    QFETCH(Rows, solved);
    std::vector<Solved> rows;
    for (const auto& [difficulty, hints] : solved) {
        rows.push_back({difficulty, hints});
    }
    QTEST(static_cast<int>(level(completions(rows)).hundredths), "hundredths");
}

void LevelTest::manyOfOneDifficultyApproachIt_data() {
    QTest::addColumn<int>("difficulty");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("hundredths");
    QTest::newRow("7 of 5") << 5 << 7 << 261; // 500 · (1 − 0.9^7)
    QTest::newRow("10 of 10") << 10 << 10 << 651;
    QTest::newRow("22 of 5") << 5 << 22 << 451;
    QTest::newRow("100 of 10") << 10 << 100 << 1000;
    QTest::newRow("5000 of 1") << 1 << 5000 << 100;
    QTest::newRow("5000 of 10") << 10 << 5000 << 1000;
}

void LevelTest::manyOfOneDifficultyApproachIt() {
    QFETCH(int, difficulty);
    QFETCH(int, count);
    QTEST(static_cast<int>(level(repeated(static_cast<std::size_t>(count), difficulty)).hundredths), "hundredths");
}

void LevelTest::aProblemCountsOnceWithItsBestCompletion() {
    std::vector<Completion> all{
        completion("a", 4, 3), completion("b", 4, 1), completion("b", 4, 0), completion("c", 4)};
    all[1].problem = all[2].problem = all[0].problem;
    const auto result = level(all);
    QCOMPARE(result.hundredths, 76); // 40 + 36
    QCOMPARE(result.counted.size(), std::size_t{2});
    QCOMPARE(result.counted[0].task, std::string("b"));
    QCOMPARE(result.counted[0].qualityTenths, 10);
    QCOMPARE(result.notCounted, std::vector<std::string>{"a"});
}

void LevelTest::aProblemWithoutANameIsItsTask() {
    std::vector<Completion> all{completion("a", 5), completion("b", 5)};
    all[0].problem.clear();
    all[1].problem.clear();
    QCOMPARE(level(all).counted.size(), std::size_t{2});
}

void LevelTest::contributionsAreOrderedByWeight() {
    const auto counted = level(completions({{3, 0}, {9, 0}, {6, 0}})).counted;
    QCOMPARE(counted.size(), std::size_t{3});
    const std::int64_t difficulties[] = {9, 6, 3};
    const std::int64_t shares[] = {90, 54, 24}; // 24.3
    for (std::size_t at = 0; at < 3; ++at) {
        QCOMPARE(counted[at].difficulty, difficulties[at]);
        QCOMPARE(counted[at].place, static_cast<std::int64_t>(at) + 1);
        QCOMPARE(counted[at].levelHundredths, shares[at]);
    }
}

void LevelTest::tiesAreBrokenByProblem() {
    const auto counted = level(std::vector{completion("z", 5), completion("a", 10, 5), completion("m", 5)}).counted;
    QCOMPARE(counted[0].task, std::string("a"));
    QCOMPARE(counted[1].task, std::string("m"));
    QCOMPARE(counted[2].task, std::string("z"));
}

void LevelTest::valuesOutOfRangeAreClamped() {
    constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
    constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
    QCOMPARE(level(std::vector{completion("a", kMost, kLeast)}).hundredths, 100);
    QCOMPARE(level(std::vector{completion("a", kLeast, kMost)}).hundredths, 5);
}

void LevelTest::aTopicsLevelCountsItsTasksOnly() {
    auto both = completion("a", 4);
    both.topics = {"loops", "lists"};
    auto other = completion("b", 9);
    other.topics = {"lists"};
    const std::vector all{both, other};
    QCOMPARE(levelOfTopic(all, "loops").hundredths, 40);
    QCOMPARE(levelOfTopic(all, "lists").hundredths, 126); // 90 + 36
    QCOMPARE(levelOfTopic(all, "sets").hundredths, 0);
}

void LevelTest::onlyReceiptsVerify() {
    std::vector all{completion("a", 4), completion("b", 9)};
    all[1].verified = false;
    const auto verified = verifiedOnly(all);
    QCOMPARE(verified.size(), std::size_t{1});
    QCOMPARE(verified[0].task, std::string("a"));
}

void LevelTest::untilIsInclusive() {
    std::vector all{completion("a", 4), completion("b", 9), completion("c", 9)};
    all[0].at = 99;
    all[1].at = 100;
    all[2].at = 101;
    QCOMPARE(until(all, 100).size(), std::size_t{2});
    QCOMPARE(until(all, 98).size(), std::size_t{0});
}

void LevelTest::doesNotDependOnTheOrder() {
    QVERIFY(rc::check("the order of completions does not matter", [] {
        const auto all = *anyCompletions();
        auto shuffled = all;
        for (std::size_t at = shuffled.size(); at > 1; --at) {
            std::swap(shuffled[at - 1], shuffled[*rc::gen::inRange<std::size_t>(0, at)]);
        }
        RC_ASSERT(facts(level(all)) == facts(level(shuffled)));
    }));
}

void LevelTest::solvingMoreNeverLowers() {
    QVERIFY(rc::check("one more completion never lowers the level", [] {
        auto all = *anyCompletions();
        const auto before = level(all).hundredths;
        all.push_back(*anyCompletion());
        RC_ASSERT(level(all).hundredths >= before);
    }));
}

void LevelTest::isNeverAboveTen() {
    QVERIFY(rc::check("a level lies between 0 and 10.00", [] {
        const auto count = *rc::gen::inRange<std::size_t>(0, 3000);
        const auto hundredths = level(repeated(count, 10)).hundredths;
        RC_ASSERT(hundredths >= 0);
        RC_ASSERT(hundredths <= 1000);
    }));
}

void LevelTest::easyTasksNeverReachMoreThanTheirDifficulty() {
    QVERIFY(rc::check("n completions of one weight stay at or under it", [] {
        const auto difficulty = *rc::gen::inRange<std::int64_t>(1, 11);
        const auto hints = *rc::gen::inRange<std::int64_t>(0, 6);
        const auto count = *rc::gen::inRange<std::size_t>(1, 2000);
        RC_ASSERT(level(repeated(count, difficulty, hints)).hundredths <= difficulty * (10 - hints) * 10);
    }));
}

void LevelTest::agreesWithTheFloatingPointModel() {
    QVERIFY(rc::check("the integers are within a hundredth of the formula", [] {
        const auto all = *anyCompletions();
        const auto difference = std::abs(naiveLevel(all) * 100.0L - static_cast<long double>(level(all).hundredths));
        RC_ASSERT(difference <= 0.5L + 1e-9L);
    }));
}

void LevelTest::sharesAddUpToTheLevel() {
    QVERIFY(rc::check("rounded shares add up to the level, give or take half a hundredth each", [] {
        const auto result = level(*anyCompletions());
        std::int64_t sum = 0;
        for (const auto& one : result.counted) {
            sum += one.levelHundredths;
        }
        RC_ASSERT(2 * std::abs(sum - result.hundredths) <= static_cast<std::int64_t>(result.counted.size()) + 1);
    }));
}

QTEST_GUILESS_MAIN(LevelTest)
#include "level_test.moc"
