#include "core/state/review.h"
#include "core/state/subject.h"
#include "tests/core/state/any_log.h"

#include <QTest>

using namespace cairn::state;
using namespace cairn::state::testing;
using namespace cairn::events;

namespace {

template<class T> Event said(const T& payload, std::int64_t seq, const std::string& device = "a") {
    return eventOf(payload, seq, device, "review/one");
}

Review reviewOf(const std::vector<Event>& log) {
    return std::get<Review>(foldSubject("review", log, {}));
}

std::vector<Event> gradedTwice() {
    return {
        said(ReviewGraded{.grade = ReviewGrade::hard, .utcOffset = 60}, 1),
        said(ReviewGraded{.grade = ReviewGrade::again, .utcOffset = -120}, 2)};
}

} // namespace

class ReviewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void keepsEveryGradingInOrder() {
        const auto review = reviewOf(gradedTwice());
        QCOMPARE(
            review.gradings,
            (std::vector<Grading>{{1'000'001, ReviewGrade::hard, 60}, {1'000'002, ReviewGrade::again, -120}}));
        QVERIFY(!review.wanted);
    }

    void nobodyHasSaidAnythingAtFirst() { QCOMPARE(std::get<Review>(emptySubject("review")), Review{}); }

    void theLastWordOnWhetherItIsWantedCounts() {
        QCOMPARE(reviewOf({said(ReviewWanted{false}, 1)}).wanted, std::optional(false));
        QCOMPARE(reviewOf({said(ReviewWanted{false}, 1), said(ReviewWanted{true}, 2)}).wanted, std::optional(true));
    }

    void whatIsUndoneWasNotSaid() {
        auto log = gradedTwice();
        log.push_back(said(ReviewWanted{false}, 3));
        log.push_back(said(EventUndone{"a", 3}, 4));
        log.push_back(said(EventUndone{"a", 2}, 5));
        const auto review = reviewOf(log);
        QCOMPARE(review.gradings.size(), std::size_t(1));
        QVERIFY(!review.wanted);
    }

    void twoComputersGradeTheSame() {
        auto log = gradedTwice();
        log.push_back(said(ReviewGraded{.grade = ReviewGrade::easy}, 1, "b"));
        log.back().effective = cairn::base::Hlc::at(5);
        QCOMPARE(reviewOf(inOrder(log)).gradings.front(), (Grading{5, ReviewGrade::easy, 0}));
    }

    void noClockIsFartherThanEighteenHours() {
        const auto review = reviewOf({said(ReviewGraded{.utcOffset = 100'000}, 1)});
        QCOMPARE(review.gradings.front().utcOffset, 18 * 60);
    }

    void anErasedOneIsEmpty() {
        auto log = gradedTwice();
        log.push_back(said(SubjectErased{}, 3));
        QCOMPARE(reviewOf(log), Review{});
    }

    void survivesTheRoundTrip() {
        auto log = gradedTwice();
        log.push_back(said(ReviewWanted{true}, 3));
        const auto text = encodeSubject(reviewOf(log));
        QCOMPARE(
            text, std::string(R"({"gradings":[{"at":1000001,"grade":"hard","utcOffset":60},)"
                              R"({"at":1000002,"grade":"again","utcOffset":-120}],"wanted":true})"));
        QCOMPARE(*decodeSubject("review", text), Subject(reviewOf(log)));
    }
};

QTEST_GUILESS_MAIN(ReviewTest)
#include "review_test.moc"
