#include "sync/server/connections/ask_figures.h"
#include "sync/server/connections/import_job.h"
#include "sync/server/tools/tool_servers.h"
#include "tests/sync/server/connections/platforms.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace cairn;
using events::Platform;
using server::Unanswered;
using test::Platforms;

namespace {

constexpr std::int64_t kNow = 1'760'900'000'000; // October 2025, after all that was recorded

} // namespace

// Figures and history, asked of the platforms' real servers of tools.
class AskFiguresTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Platforms> m_platforms;
    std::unique_ptr<server::ToolServers> m_servers;

    server::AskPlatform ask() {
        return [this](
                   const std::string& server, const std::string& tool, const boost::json::object& arguments,
                   const std::stop_token& stop) { return m_servers->call(server, tool, arguments, stop); };
    }

    server::Told<events::ConnectionFigures>
    figures(Platform platform, const std::string& account, const std::vector<std::string>& repositories = {}) {
        return server::askForFigures(ask(), platform, account, repositories, kNow, {});
    }

private Q_SLOTS:

    void initTestCase() {
        if (!Platforms::areHere()) {
            QSKIP("the servers or their upstreams are not here: packaging/check installs them, but for --without-npm");
        }
        m_platforms = std::make_unique<Platforms>();
    }

    void init() {
        m_platforms->reset();
        // Where faults are tried nobody is to be left alone after them.
        m_servers = std::make_unique<server::ToolServers>(
            m_platforms->servers(), [] { return QDateTime::currentMSecsSinceEpoch(); }, [](const std::string&) {});
    }

    void cleanupTestCase() {
        m_servers.reset();
        m_platforms.reset();
    }

    void codeforcesTellsWhatWasSolved() {
        const auto told = figures(Platform::codeforces, "mira_codes");
        QVERIFY2(told, told ? "" : told.error().what.c_str());
        QCOMPARE(told->at, kNow);
        const std::map<std::string, std::int64_t> totals{
            {"contests", 2}, {"contribution", 0}, {"rating", 1431},   {"rating_most", 1452},
            {"solved", 2},   {"solved_easy", 2},  {"submissions", 3},
        };
        QVERIFY(told->totals == totals);
        QCOMPARE(told->skills.at("dp"), 1);
        QCOMPARE(told->skills.at("greedy"), 1);
        QCOMPARE(told->languages.size(), std::size_t(2));
        QCOMPARE(told->days.at("2025-09-11"), 1);
        QCOMPARE(told->ratings.size(), std::size_t(2));
        QVERIFY(told->ratings[0].at < told->ratings[1].at);
        QCOMPARE(told->ratings[1].rating, 1431);
    }

    void leetCodeTellsWhatWasTried() {
        const auto told = figures(Platform::leetcode, "mira_codes");
        QVERIFY2(told, told ? "" : told.error().what.c_str());
        QCOMPARE(told->totals.at("tried"), 150);
        QCOMPARE(told->totals.at("tried_hard"), 12);
        QVERIFY(!told->totals.contains("solved")); // that its server does not say
        QCOMPARE(told->totals.at("rating"), 1562);
        QCOMPARE(told->totals.at("solved_lately"), 3);
        QCOMPARE(told->languages.at("cpp"), 2);
        QCOMPARE(told->ratings.back().contest, std::string("Biweekly Contest 167"));
    }

    void gitHubTellsOfRepositories() {
        const auto told = figures(
            Platform::github, "Mira-Codes", {"mira-codes/graph-katas", "mira-codes/not-there", "no repository"});
        QVERIFY2(told, told ? "" : told.error().what.c_str());
        const std::map<std::string, std::int64_t> totals{
            {"commits", 2}, {"pull_requests", 2}, {"pull_requests_merged", 1}, {"repositories", 1}};
        QVERIFY(told->totals == totals); // and not what nobody's account has written
        QCOMPARE(told->days.at("2025-10-18"), 2);
    }

    void nobodyHasNoFigures_data() {
        QTest::addColumn<int>("platform");
        QTest::newRow("codeforces") << static_cast<int>(Platform::codeforces);
        QTest::newRow("leetcode") << static_cast<int>(Platform::leetcode);
    }

    void nobodyHasNoFigures() {
        QFETCH(int, platform);
        const auto told = figures(static_cast<Platform>(platform), "nobody_here");
        QVERIFY(!told);
        QCOMPARE(told.error().why, Unanswered::Why::unknownAccount);
    }

    void aFaultIsAnOutage_data() {
        QTest::addColumn<int>("platform");
        QTest::addColumn<QString>("host");
        QTest::addColumn<QJsonObject>("fault");
        const std::pair<Platform, QString> platforms[]{
            {Platform::codeforces, u"codeforces.com"_s},
            {Platform::leetcode, u"leetcode.com"_s},
            {Platform::github, u"api.github.com"_s}};
        const std::pair<const char*, QJsonObject> faults[]{
            {"500", {{u"status"_s, 500}}},
            {"429", {{u"status"_s, 429}, {u"body"_s, QJsonObject{{u"status"_s, u"FAILED"_s}}}}},
            {"garbage", {{u"status"_s, 200}, {u"body"_s, u"<html>"_s}}},
            {"another shape", {{u"status"_s, 200}, {u"body"_s, QJsonObject{{u"status"_s, u"OK"_s}}}}},
            {"cut", {{u"drop"_s, true}}}};
        for (const auto& [platform, host] : platforms) {
            for (const auto& [name, fault] : faults) {
                QTest::addRow("%s: %s", qPrintable(host), name) << static_cast<int>(platform) << host << fault;
            }
        }
    }

    void aFaultIsAnOutage() {
        QFETCH(int, platform);
        QFETCH(QString, host);
        QFETCH(QJsonObject, fault);
        fault.insert(u"host"_s, host);
        fault.insert(u"times"_s, 50);
        m_platforms->fault(fault);
        const auto told = figures(
            static_cast<Platform>(platform), host == u"api.github.com"_s ? "mira-codes" : "mira_codes",
            {"mira-codes/graph-katas"});
        QVERIFY(!told);
        QCOMPARE(told.error().why, Unanswered::Why::outage);
    }

    void whatIsNotThereIsNoFaultOfTheServer() {
        for (int time = 0; time < 2 * server::Breaker::kFailures; ++time) {
            const auto told = server::askFor(
                ask(), Platform::github, "list_commits", {{"owner", "mira-codes"}, {"repo", "not-there"}}, {});
            QVERIFY(!told);
            QCOMPARE(told.error().why, Unanswered::Why::unknownAccount);
        }
        QVERIFY(figures(Platform::github, "mira-codes", {"mira-codes/graph-katas"}));
    }

    // One repository that cannot be shown hides none of the others, and is no fault of the server's either.
    void aRepositoryWithoutAnythingHidesNoOther_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("message");
        QTest::newRow("empty") << 409 << u"Git Repository is empty."_s;
        QTest::newRow("taken down") << 451 << u"Repository access blocked"_s;
        QTest::newRow("blocked") << 403 << u"Repository access blocked"_s;
    }

    void aRepositoryWithoutAnythingHidesNoOther() {
        QFETCH(int, status);
        QFETCH(QString, message);
        for (int time = 0; time < 2 * server::Breaker::kFailures; ++time) {
            m_platforms->answers(
                "api.github.com", "/repos/mira-codes/empty/commits", QJsonObject{{u"message"_s, message}}, status);
            const auto told = figures(Platform::github, "mira-codes", {"mira-codes/empty", "mira-codes/graph-katas"});
            QVERIFY2(told, told ? "" : told.error().what.c_str());
            QCOMPARE(told->totals.at("commits"), 2);
        }
    }

    void historyHasEachProblemOnce() {
        const auto solved = server::askForSolved(ask(), Platform::codeforces, "mira_codes", false, {});
        QVERIFY2(solved, solved ? "" : solved.error().what.c_str());
        QCOMPARE(solved->size(), std::size_t(2));
        const auto& first = solved->front();
        QCOMPARE(first.id, std::string("codeforces.1900.B"));
        QCOMPARE(first.at, 1'757'600'411'000);
        QCOMPARE(first.task.title, std::string("Laura and Operations"));
        QCOMPARE(first.task.difficulty, 1); // 900: 1 + 100/300
        QCOMPARE(first.task.requirement.contest, 1900);
        QCOMPARE(first.task.requirement.index, std::string("B"));
        QCOMPARE(first.task.tags, (std::vector<std::string>{"dp", "math"}));
        QVERIFY(first.entry.contains("339100452"));
    }

    void historyOfLeetCodeWaitsForDifficulties() {
        // The upstreams know no problems: that is an outage, but for the last attempt, which goes on without.
        const auto early = server::askForSolved(ask(), Platform::leetcode, "mira_codes", false, {});
        QVERIFY(!early);
        QCOMPARE(early.error().why, Unanswered::Why::outage);
        const auto last = server::askForSolved(ask(), Platform::leetcode, "mira_codes", true, {});
        QVERIFY2(last, last ? "" : last.error().what.c_str());
        QCOMPARE(last->size(), std::size_t(3));
        QCOMPARE(last->front().id, std::string("leetcode.two-sum"));
        QCOMPARE(last->front().task.difficulty, 2);
        QCOMPARE(last->front().task.requirement.problem, std::string("two-sum"));
    }
};

QTEST_GUILESS_MAIN(AskFiguresTest)
#include "ask_figures_test.moc"
