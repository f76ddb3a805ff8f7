#include "core/learning/difficulty.h"

#include <QTest>

#include <rapidcheck.h>

#include <limits>

using namespace cairn::learning;

namespace {

constexpr auto kLowest = std::numeric_limits<std::int64_t>::min();
constexpr auto kHighest = std::numeric_limits<std::int64_t>::max();

} // namespace

class DifficultyTest : public QObject {
    Q_OBJECT

private slots:
    void codeforcesRatingsMapInStepsOf300_data();
    void codeforcesRatingsMapInStepsOf300();
    void leetCodeWordsMapInAnyCase_data();
    void leetCodeWordsMapInAnyCase();
    void fivePointScalesAreDoubled_data();
    void fivePointScalesAreDoubled();
    void exercismKeepsItsScale_data();
    void exercismKeepsItsScale();
    void whatAPathDeclaresNeedsAMentorAboveFive_data();
    void whatAPathDeclaresNeedsAMentorAboveFive();
    void everyScaleEndsBetweenOneAndTen();
    void aHarderRatingIsNeverEasier();
};

void DifficultyTest::codeforcesRatingsMapInStepsOf300_data() {
    QTest::addColumn<qint64>("rating");
    QTest::addColumn<qint64>("difficulty");
    const std::pair<qint64, qint64> rows[] = {
        {kLowest, 1}, {-5, 1},   {0, 1},    {800, 1},  {949, 1},   {950, 2},   {1100, 2},  {1249, 2},
        {1250, 3},    {1400, 3}, {1700, 4}, {1900, 5}, {2000, 5},  {2149, 5},  {2150, 6},  {2300, 6},
        {2600, 7},    {2900, 8}, {3200, 9}, {3349, 9}, {3350, 10}, {3500, 10}, {4000, 10}, {kHighest, 10},
    };
    for (const auto& [rating, difficulty] : rows) {
        QTest::addRow("%lld", static_cast<long long>(rating)) << rating << difficulty;
    }
}

void DifficultyTest::codeforcesRatingsMapInStepsOf300() {
    QFETCH(qint64, rating);
    QTEST(static_cast<qint64>(fromCodeforcesRating(rating)), "difficulty");
}

void DifficultyTest::leetCodeWordsMapInAnyCase_data() {
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<qint64>("difficulty");
    const std::pair<const char*, qint64> rows[] = {
        {"easy", 2}, {"Easy", 2}, {"MEDIUM", 5}, {"hard", 8}, {"hArD", 8}, {"", 5}, {"hard ", 5}, {"schwer", 5},
    };
    for (const auto& [word, difficulty] : rows) {
        QTest::addRow("'%s'", word) << QByteArray(word) << difficulty;
    }
}

void DifficultyTest::leetCodeWordsMapInAnyCase() {
    QFETCH(QByteArray, word);
    QTEST(static_cast<qint64>(fromLeetCode(word.toStdString())), "difficulty");
}

void DifficultyTest::fivePointScalesAreDoubled_data() {
    QTest::addColumn<qint64>("points");
    QTest::addColumn<qint64>("difficulty");
    const std::pair<qint64, qint64> rows[] = {
        {kLowest, 2}, {0, 2}, {1, 2}, {2, 4}, {3, 6}, {4, 8}, {5, 10}, {6, 10}, {kHighest, 10},
    };
    for (const auto& [points, difficulty] : rows) {
        QTest::addRow("%lld", static_cast<long long>(points)) << points << difficulty;
    }
}

void DifficultyTest::fivePointScalesAreDoubled() {
    QFETCH(qint64, points);
    QTEST(static_cast<qint64>(fromFivePoint(points)), "difficulty");
}

void DifficultyTest::exercismKeepsItsScale_data() {
    QTest::addColumn<qint64>("given");
    QTest::addColumn<qint64>("difficulty");
    const std::pair<qint64, qint64> rows[] = {
        {kLowest, 1}, {0, 1}, {1, 1}, {4, 4}, {10, 10}, {11, 10}, {kHighest, 10},
    };
    for (const auto& [given, difficulty] : rows) {
        QTest::addRow("%lld", static_cast<long long>(given)) << given << difficulty;
    }
}

void DifficultyTest::exercismKeepsItsScale() {
    QFETCH(qint64, given);
    QTEST(static_cast<qint64>(fromExercism(given)), "difficulty");
}

void DifficultyTest::whatAPathDeclaresNeedsAMentorAboveFive_data() {
    QTest::addColumn<qint64>("declared");
    QTest::addColumn<bool>("confirmed");
    QTest::addColumn<qint64>("difficulty");
    const std::tuple<qint64, bool, qint64> rows[] = {
        {0, false, 1}, {3, false, 3}, {5, false, 5}, {6, false, 5},  {10, false, 5},       {kHighest, false, 5},
        {0, true, 1},  {5, true, 5},  {6, true, 6},  {10, true, 10}, {kHighest, true, 10}, {kLowest, true, 1},
    };
    for (const auto& [declared, confirmed, difficulty] : rows) {
        QTest::addRow("%lld %s", static_cast<long long>(declared), confirmed ? "confirmed" : "declared")
            << declared << confirmed << difficulty;
    }
}

void DifficultyTest::whatAPathDeclaresNeedsAMentorAboveFive() {
    QFETCH(qint64, declared);
    QFETCH(bool, confirmed);
    QTEST(static_cast<qint64>(fromDeclared(declared, confirmed)), "difficulty");
}

void DifficultyTest::everyScaleEndsBetweenOneAndTen() {
    QVERIFY(
        rc::check("every scale ends between 1 and 10", [](std::int64_t given, bool confirmed, const std::string& word) {
            for (const auto difficulty :
                 {fromCodeforcesRating(given), fromExercism(given), fromFivePoint(given),
                  fromDeclared(given, confirmed), fromLeetCode(word)}) {
                RC_ASSERT(difficulty >= 1);
                RC_ASSERT(difficulty <= 10);
            }
        }));
}

void DifficultyTest::aHarderRatingIsNeverEasier() {
    for (std::int64_t rating = -100; rating < 5000; ++rating) {
        QVERIFY(fromCodeforcesRating(rating) <= fromCodeforcesRating(rating + 1));
    }
}

QTEST_GUILESS_MAIN(DifficultyTest)
#include "difficulty_test.moc"
