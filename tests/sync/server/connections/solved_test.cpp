#include "sync/server/connections/solved.h"
#include "sync/server/connections/unified_profile.h"

#include <QTest>

using namespace cairn;
using events::Platform;
using server::solvedIn;

namespace {

server::codeforces::Submission submission(std::int64_t contest, const char* index, std::int64_t at, bool accepted) {
    return {
        .id = at,
        .at = at,
        .contest = contest,
        .index = index,
        .name = "A problem",
        .rating = 1900,
        .accepted = accepted};
}

} // namespace

class SolvedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void theFirstTimeCounts() {
        const auto solved = solvedIn(
            {submission(4, "A", 300, true), submission(4, "A", 100, false), submission(4, "A", 200, true),
             submission(4, "B", 250, true), submission(0, "C", 50, true)});
        QCOMPARE(solved.size(), std::size_t(2));
        QCOMPARE(solved[0].id, std::string("codeforces.4.A"));
        QCOMPARE(solved[0].at, 200);
        QCOMPARE(solved[0].task.difficulty, 5); // 1 + 1100/300, rounded
        QCOMPARE(solved[0].task.source, events::TaskSource::codeforces);
        QCOMPARE(solved[1].id, std::string("codeforces.4.B"));
    }

    void addressesAreThoseOfContestsAndGyms() {
        const auto solved = solvedIn({submission(4, "A", 1, true), submission(100'001, "A", 2, true)});
        QCOMPARE(solved[0].task.url, std::string("https://codeforces.com/contest/4/problem/A"));
        QCOMPARE(solved[1].task.url, std::string("https://codeforces.com/gym/100001/problem/A"));
    }

    void difficultiesOfLeetCode() {
        const std::vector<server::leetcode::Accepted> accepted{
            {"Two Sum", "two-sum", "cpp", 1}, {"Hard", "hard", "cpp", 2}, {"Two Sum", "two-sum", "python3", 3}};
        const auto solved = solvedIn(accepted, {{"hard", {"hard", "Hard", "Hard", {"graph"}}}});
        QCOMPARE(solved.size(), std::size_t(2));
        QCOMPARE(solved[0].task.difficulty, 2); // not known: not more than it may be
        QCOMPARE(solved[1].task.difficulty, 8);
        QCOMPARE(solved[1].task.tags, (std::vector<std::string>{"graph"}));
    }

    void figuresStandBesideEachOther() {
        state::Connection codeforces{.account = "mira_codes", .since = 1, .figures = {}};
        codeforces.figures = {.at = 10, .totals = {{"solved", 2}, {"rating", 1431}}, .days = {{"2025-10-18", 1}}};
        codeforces.figures.ratings = {{5, 1431, "Round"}};
        state::Connection leetcode{.account = "mira", .since = 2, .figures = {}};
        leetcode.figures = {.at = 20, .totals = {{"solved", 3}, {"rating", 1562}}};
        leetcode.figures.ratings = {{4, 1562, "Weekly"}};
        const state::Connection github{.account = "mira-codes", .since = 3, .figures = {}};
        const auto body = server::unified(
            {{Platform::leetcode, leetcode}, {Platform::codeforces, codeforces}, {Platform::github, github}});
        QCOMPARE(body.sources.size(), std::size_t(3));
        QVERIFY(!body.sources[2].at); // it has not said anything yet
        QCOMPARE(body.totals.size(), std::size_t(2));
        QCOMPARE(body.totals[0].name, std::string("rating"));
        QVERIFY(!body.totals[0].sum); // two ratings make none
        QCOMPARE(body.totals[1].sum, std::optional<std::int64_t>(5));
        QCOMPARE(body.totals[1].parts[1].account, std::string("mira_codes"));
        QCOMPARE(body.totals[1].parts[1].at, 10);
        QCOMPARE(body.ratings[0].contest, std::string("Weekly"));
    }
};

QTEST_GUILESS_MAIN(SolvedTest)
#include "solved_test.moc"
