#include "core/service/review_rows.h"

#include <QTest>

using namespace cairn;
using namespace cairn::service;
using events::ReviewGrade;

namespace {

constexpr base::Millis kHour = 3'600'000;
constexpr base::Millis kDay = 24 * kHour;
constexpr base::Millis kSolved = 1'795'082'400'000; // 2026-11-20 10:00 UTC

store::ReviewLine solved(const std::string& id, base::Millis at = kSolved) {
    store::ReviewLine line;
    line.task = id;
    line.title = id;
    line.problem = true;
    line.at = at;
    return line;
}

store::ReviewLine graded(store::ReviewLine line, ReviewGrade grade, base::Millis at) {
    line.review.gradings.push_back({at, grade, 0});
    return line;
}

std::int64_t dueDay(const store::ReviewLine& line) {
    return memoryOf(line).dueDay;
}

learning::Moment daysAfter(std::int64_t days) {
    return momentOf(kSolved + days * kDay, 0);
}

} // namespace

class ReviewRowsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void problemsThatWereSolvedHereAreReviewed() {
        auto line = solved("one");
        QVERIFY(isReviewed(line));
        line.imported = true;
        QVERIFY(!isReviewed(line));
        line.imported = line.problem = false;
        QVERIFY(!isReviewed(line));
    }

    void theLearnersWordWinsEitherWay() {
        auto line = solved("one");
        line.review.wanted = false;
        QVERIFY(!isReviewed(line) && isPaused(line));
        line.imported = true;
        line.review.wanted = true;
        QVERIFY(isReviewed(line) && !isPaused(line));
    }

    void aCompletionIsTheFirstReview() {
        const auto row = reviewRow(solved("one"), daysAfter(0));
        QCOMPARE(row.reviews, 0);
        QCOMPARE(row.recall, 100);
        QCOMPARE(row.lastAt, kSolved);
        QCOMPARE(row.daysLate, 0);
        QVERIFY(row.due > base::localDay(kSolved, 0));
    }

    void whatIsForgottenComesSoonerThanWhatIsEasy() {
        const auto row = reviewRow(solved("one"), daysAfter(3));
        QCOMPARE(row.next.at(0), base::localDay(kSolved + 4 * kDay, 0)); // again: tomorrow
        QVERIFY(row.next.at(0) < row.next.at(1) && row.next.at(1) < row.next.at(2) && row.next.at(2) < row.next.at(3));
    }

    void whatWasSaidToComeNextComes() {
        const auto line = solved("one");
        const auto now = daysAfter(3);
        const auto row = reviewRow(line, now);
        for (const auto grade : {ReviewGrade::again, ReviewGrade::hard, ReviewGrade::good, ReviewGrade::easy}) {
            QCOMPARE(reviewRow(graded(line, grade, now.at), now).due, row.next.at(static_cast<std::size_t>(grade)));
        }
    }

    // It was undone, reviewed on another computer, and done again.
    void aCompletionAfterGradingsCountsAtItsTime() {
        auto line = graded(solved("one", kSolved + 20 * kDay), ReviewGrade::again, kSolved + kDay);
        const auto memory = memoryOf(line);
        QCOMPARE(memory.reviews, 2);
        QCOMPARE(memory.last.at, kSolved + 20 * kDay);
        auto asGrading = graded(solved("one", kSolved), ReviewGrade::again, kSolved + kDay);
        asGrading.review.gradings.push_back({kSolved + 20 * kDay, ReviewGrade::good, 0});
        QCOMPARE(reviewRow(asGrading, daysAfter(21)).reviews, 2);
        QCOMPARE(reviewRow(line, daysAfter(21)).reviews, 1);
    }

    void daysAreOfTheLearnersClock() {
        auto line = solved("one", kSolved + 13 * kHour); // 23:00 UTC
        line.utcOffset = 120;                            // it is tomorrow there
        QCOMPARE(memoryOf(line).last.day, momentOf(kSolved + kDay, 0).day);
        line.review.gradings.push_back({line.at + 5 * kDay, ReviewGrade::good, 0}); // back home
        QCOMPARE(memoryOf(line).last.day, momentOf(kSolved + 5 * kDay, 0).day);
    }

    void whatWasLearntTogetherIsNotAskedTogether() {
        std::set<std::int64_t> days;
        for (int number = 0; number < 20; ++number) {
            days.insert(
                dueDay(graded(solved("task-" + std::to_string(number)), ReviewGrade::easy, kSolved + 5 * kDay)));
        }
        QVERIFY(days.size() > 2);
        QCOMPARE(dueDay(solved("one")), dueDay(solved("one")));
    }

    void theLeastRememberedIsAskedFirst() {
        const std::vector<store::ReviewLine> lines{
            solved("late", kSolved - 40 * kDay), solved("later", kSolved - 90 * kDay), solved("new"),
            graded(solved("known", kSolved - 90 * kDay), ReviewGrade::easy, kSolved - kDay)};
        const auto order = reviewOrder(lines, daysAfter(0));
        QCOMPARE(order.due, (std::vector<std::size_t>{1, 0}));
        QCOMPARE(order.upcoming, (std::vector<std::size_t>{2, 3}));
    }

    void whatIsPausedIsNeitherDueNorUpcoming() {
        std::vector<store::ReviewLine> lines{
            solved("b", kSolved - 40 * kDay), solved("A", kSolved), solved("c", kSolved)};
        for (auto& line : lines) {
            line.review.wanted = false;
        }
        const auto order = reviewOrder(lines, daysAfter(0));
        QVERIFY(order.due.empty() && order.upcoming.empty());
        QCOMPARE(order.paused, (std::vector<std::size_t>{1, 0, 2}));
    }

    void aTaskCountsOnceForToday() {
        std::vector<store::ReviewLine> lines{
            graded(graded(solved("one"), ReviewGrade::again, kSolved), ReviewGrade::good, kSolved + kHour),
            graded(solved("two"), ReviewGrade::good, kSolved - kDay)};
        QCOMPARE(reviewedOn(lines, daysAfter(0)), 1);
    }
};

QTEST_GUILESS_MAIN(ReviewRowsTest)
#include "review_rows_test.moc"
