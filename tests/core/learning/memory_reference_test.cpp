#include "core/learning/memory.h"
#include "tests/sync/mcp/counterparts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace Qt::StringLiterals;
using namespace cairn::learning;
using cairn::base::Millis;

namespace {

constexpr Millis kMinute = 60'000;
constexpr Millis kDay = 86'400'000;
constexpr int kHistories = 800;
constexpr double kTolerance = 1e-8;

struct Review {
    Grade grade;
    Millis at;
};

struct History {
    bool cards = false;
    std::vector<Review> reviews{};
};

// The distributions of the standard library differ between platforms, and with them the histories would.
class Chance {
public:
    explicit Chance(std::uint64_t seed)
        : m_engine(seed) {}

    std::int64_t below(std::int64_t bound) {
        return static_cast<std::int64_t>(m_engine() % static_cast<std::uint64_t>(bound));
    }

private:
    std::mt19937_64 m_engine;
};

// At once, after minutes, within the day, about when it is due, far too late.
Millis gap(Chance& chance, const Memory& memory) {
    const auto interval = std::max<std::int64_t>(memory.dueDay - memory.last.day, 0);
    switch (chance.below(8)) {
    case 0:
        return chance.below(2) * kMinute;
    case 1:
        return chance.below(60) * kMinute;
    case 2:
        return chance.below(kDay);
    case 3:
        return kDay + chance.below(3 * kDay);
    case 4:
        return chance.below(1'000) * kDay;
    default:
        return interval / 2 * kDay + chance.below(interval + 1) * kDay + chance.below(kDay);
    }
}

MemoryModel modelOf(const History& history) {
    return history.cards ? MemoryModel::forCards() : MemoryModel::forProblems();
}

// The days of the reference are those of UTC.
Memory next(const Memory& memory, const Review& review, const MemoryModel& model) {
    return graded(memory, review.grade, {review.at, review.at / kDay}, model);
}

// Some are only remembered, some mostly forgotten, most mixed.
History anyHistory(std::uint64_t seed) {
    Chance chance(seed);
    History history{.cards = chance.below(2) == 0};
    const auto model = modelOf(history);
    const auto good = chance.below(10);
    const auto length = 1 + chance.below(40);
    Millis at = 1'700'000'000'000 + chance.below(kDay);
    Memory memory;
    for (std::int64_t number = 0; number < length; ++number) {
        const auto grade = chance.below(10) < good ? 3 : 1 + chance.below(4);
        history.reviews.push_back({static_cast<Grade>(grade), at});
        memory = next(memory, history.reviews.back(), model);
        at += gap(chance, memory);
    }
    return history;
}

QJsonObject written(const History& history) {
    QJsonArray reviews;
    for (const auto& [grade, at] : history.reviews) {
        reviews.append(QJsonObject{{u"grade"_s, static_cast<int>(grade)}, {u"at"_s, qint64{at}}});
    }
    return {{u"shortTerm"_s, history.cards}, {u"reviews"_s, reviews}};
}

QJsonArray reference(const std::vector<History>& histories) {
    QJsonArray all;
    for (const auto& history : histories) {
        all.append(written(history));
    }
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(
        cairn::test::node(), {QStringLiteral(CAIRN_SOURCE_DIR "/tests/core/learning/ts_fsrs.mjs"),
                              QStringLiteral(CAIRN_COUNTERPARTS_DIR "/node_modules")});
    process.write(QJsonDocument(all).toJson(QJsonDocument::Compact));
    process.closeWriteChannel();
    return process.waitForFinished(120'000) ? QJsonDocument::fromJson(process.readAllStandardOutput()).array()
                                            : QJsonArray();
}

// What is exact, as the reference says it.
QJsonObject exact(const Memory& memory) {
    const bool inDays = memory.stage == Stage::review;
    const auto days = inDays ? memory.dueDay - memory.last.day : 0;
    return {
        {u"stage"_s, static_cast<int>(memory.stage)},
        {u"step"_s, qint64{memory.step}},
        {u"days"_s, qint64{days}},
        {u"wait"_s, qint64{inDays ? days * kDay : memory.dueAt - memory.last.at}},
        {u"reviews"_s, qint64{memory.reviews}},
        {u"lapses"_s, qint64{memory.lapses}}};
}

double difference(const Memory& memory, const MemoryModel& model, const QJsonObject& expected) {
    return std::max(
        {std::abs(memory.stability - expected[u"stability"].toDouble()),
         std::abs(memory.difficulty - expected[u"difficulty"].toDouble()),
         std::abs(recall(memory, memory.last.day + 100, model) - expected[u"later"].toDouble())});
}

} // namespace

class MemoryReferenceTest : public QObject {
    Q_OBJECT

private slots:

    void agreesWithTsFsrsOnRandomHistories() {
        if (!QFile::exists(cairn::test::node()) ||
            !QFile::exists(cairn::test::counterpart(u"ts-fsrs/dist/index.mjs"_s))) {
            QSKIP("packaging/check installs ts-fsrs, and it is not there");
        }
        std::vector<History> histories;
        for (std::uint64_t seed = 1; seed <= kHistories; ++seed) {
            histories.push_back(anyHistory(seed));
        }
        const auto expected = reference(histories);
        QCOMPARE(expected.size(), kHistories);
        double largest = 0;
        qsizetype compared = 0;
        for (qsizetype at = 0; at < kHistories; ++at) {
            const auto& history = histories[static_cast<std::size_t>(at)];
            const auto model = modelOf(history);
            const auto states = expected[at].toArray();
            QCOMPARE(states.size(), static_cast<qsizetype>(history.reviews.size()));
            Memory memory;
            for (qsizetype number = 0; number < states.size(); ++number, ++compared) {
                memory = next(memory, history.reviews[static_cast<std::size_t>(number)], model);
                auto state = states[number].toObject();
                const double off = difference(memory, model, state);
                largest = std::max(largest, off);
                const auto where =
                    u"history %1, review %2: %3"_s.arg(at + 1)
                        .arg(number + 1)
                        .arg(QString::fromUtf8(QJsonDocument(written(history)).toJson(QJsonDocument::Compact)));
                // Both round to eight decimals, so that one last bit of a pow() may be a whole 1e-8.
                QVERIFY2(off < 1.5 * kTolerance, qPrintable(u"off by %1 in "_s.arg(off) + where));
                for (const auto* rounded : {"stability", "difficulty", "later"}) {
                    state.remove(QLatin1String(rounded));
                }
                QVERIFY2(exact(memory) == state, qPrintable(where));
            }
        }
        qInfo(
            "%lld states of %d histories, the largest difference %g", static_cast<long long>(compared), kHistories,
            largest);
    }
};

QTEST_GUILESS_MAIN(MemoryReferenceTest)
#include "memory_reference_test.moc"
