#include "sync/server/verify/codeforces_evidence.h"
#include "sync/server/verify/evidence.h"
#include "sync/server/verify/github_evidence.h"
#include "sync/server/verify/leetcode_evidence.h"
#include "sync/server/verify/requirement.h"

#include <QTest>

using namespace cairn;
using namespace cairn::server;
using base::ErrorCode;
using events::Platform;
using events::Requirement;

namespace {

constexpr const char* kAccepted =
    R"({"username":"mira_codes","submissions":{"data":{"recentAcSubmissionList":[)"
    R"({"id":"1801200417","title":"Course Schedule II","titleSlug":"course-schedule-ii","time":"2 hours",)"
    R"("timestamp":"1760871903","statusDisplay":"Accepted","lang":"cpp"}]}}})";

constexpr const char* kSubmission =
    R"([{"id":341870221,"contestId":2149,"creationTimeSeconds":1758817044,"problem":{"contestId":2149,"index":"D",)"
    R"("points":1.5},"author":{"members":[{"handle":"Mira_Codes"},{"handle":"friend"}]},"verdict":"OK"}])";

constexpr const char* kCommit =
    R"([{"sha":"6f1c","commit":{"committer":{"date":"2025-10-18T16:21:07Z"}},"author":{"login":"mira-codes"}},)"
    R"({"sha":"a3e2","commit":{"committer":{"date":"2025-10-15T08:00:00Z"}},"author":null}])";

constexpr const char* kPull =
    R"([{"number":5,"user":{"login":"mira-codes"},"updated_at":"2025-10-19T10:11:12Z","merged_at":null},)"
    R"({"number":4,"user":{"login":"mira-codes"},"updated_at":"2025-10-18T16:40:30Z",)"
    R"("merged_at":"2025-10-18T16:40:30Z"}])";

// Cut, or with one thing that is not as it should be.
void rowsOfDamage(const QByteArray& good) {
    for (qsizetype size = 0; size < good.size(); ++size) {
        QTest::newRow(qPrintable(QStringLiteral("cut at %1").arg(size))) << good.left(size);
    }
}

} // namespace

class EvidenceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void readsLeetCode() {
        const auto read = readLeetCodeAccepted(kAccepted);
        QVERIFY(read);
        QCOMPARE(read->size(), std::size_t(1));
        QCOMPARE(read->front().problem, std::string("course-schedule-ii"));
        QCOMPARE(read->front().at, 1'760'871'903'000);
        QVERIFY(read->front().accepted);
        const auto recent = readLeetCodeRecent(
            R"({"username":"m","submissions":[{"titleSlug":"a","timestamp":"1760870511","statusDisplay":"Wrong Answer"}]})");
        QVERIFY(recent && !recent->front().accepted);
    }

    // As the servers said them, word by word.
    void whatIsNoAnswerSaysNothing_data() {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char* name, const char* text) { QTest::newRow(name) << QByteArray(text); };
        row("nothing", "");
        row("a sentence", "No documentation found. Try again later.");
        row("error of the server",
            R"({"error":"Failed to fetch recent submissions","message":"HTTP 429 Too Many Requests: {}"})");
        row("an error beside data", R"({"error":"x","submissions":{"data":{"recentAcSubmissionList":[]}}})");
        row("no data", R"({"username":"mira_codes","submissions":{}})");
        row("empty", "{}");
        row("a list", "[]");
        row("null", "null");
        row("null list", R"({"submissions":{"data":{"recentAcSubmissionList":null}}})");
        row("errors of another kind",
            R"({"submissions":{"errors":[{"message":"Internal server error"}],"data":{"recentAcSubmissionList":null}}})");
        row("errors beside a list",
            R"({"submissions":{"errors":[{"message":"x"}],"data":{"recentAcSubmissionList":[]}}})");
        row("a row that is none", R"({"submissions":{"data":{"recentAcSubmissionList":[1]}}})");
        row("a time that is none",
            R"({"submissions":{"data":{"recentAcSubmissionList":[{"titleSlug":"a","timestamp":"soon","statusDisplay":"Accepted"}]}}})");
        row("a time before all",
            R"({"submissions":{"data":{"recentAcSubmissionList":[{"titleSlug":"a","timestamp":"-5","statusDisplay":"Accepted"}]}}})");
        row("HTML", "<html><body>Just a moment...</body></html>");
        rowsOfDamage(kAccepted);
    }

    void whatIsNoAnswerSaysNothing() {
        QFETCH(QByteArray, text);
        const auto read = readLeetCodeAccepted(text.toStdString());
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::InvalidInput);
    }

    void leetCodeSaysThatThereIsNoSuchUser() {
        const auto read = readLeetCodeAccepted(
            R"({"username":"nobody","submissions":{"errors":[{"message":"That user does not exist.","path":["x"]}],)"
            R"("data":{"recentAcSubmissionList":null}}})");
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::NotFound);
    }

    void readsCodeforces() {
        const auto read = readCodeforcesSubmissions(kSubmission);
        QVERIFY(read);
        const auto& one = read->front();
        QCOMPARE(one.contest, 2149);
        QCOMPARE(one.index, std::string("D"));
        QCOMPARE(one.at, 1'758'817'044'000);
        QVERIFY(one.isBy("mira_codes") && one.isBy("FRIEND") && !one.isBy("mira") && !one.isBy(""));
        QVERIFY(one.judged());
        QVERIFY(readCodeforcesSubmissions("[]") && readCodeforcesSubmissions("[]")->empty());
        QVERIFY(saysNoSuchHandle("Error: Codeforces API error: handle: User with handle x not found", "x"));
        QVERIFY(!saysNoSuchHandle("Error: Codeforces API error: handle: User with handle x not found", "y"));
        QVERIFY(!saysNoSuchHandle("Error: Codeforces API error: Request failed with status code 404", "x"));
    }

    void codeforcesSaysNothing_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("object") << QByteArray("{}");
        QTest::newRow("sentence") << QByteArray("Error: API request failed");
        QTest::newRow("deep") << QByteArray(100'000, '[');
        QTest::newRow("no author") << QByteArray(kSubmission).replace("author", "writer");
        QTest::newRow("no handle") << QByteArray(kSubmission).replace("handle", "name");
        QTest::newRow("no time") << QByteArray(kSubmission).replace("1758817044", "\"then\"");
        QTest::newRow("no index") << QByteArray(kSubmission).replace("\"D\"", "4");
        rowsOfDamage(kSubmission);
    }

    void codeforcesSaysNothing() {
        QFETCH(QByteArray, text);
        QVERIFY(!readCodeforcesSubmissions(text.toStdString()));
    }

    void readsGitHub() {
        const auto commits = readGitHubCommits(kCommit);
        QVERIFY(commits);
        QCOMPARE(commits->size(), std::size_t(2));
        QCOMPARE(commits->front().author, std::string("mira-codes"));
        QCOMPARE(commits->front().at, 1'760'804'467'000);
        QVERIFY(commits->back().author.empty());
        const auto pulls = readGitHubPulls(kPull);
        QVERIFY(pulls);
        QVERIFY(!pulls->front().merged && pulls->back().merged);
        QVERIFY(saysNoSuchRepository("Not Found: Resource not found: Not Found"));
        QVERIFY(!saysNoSuchRepository("Rate Limit Exceeded: Rate limit exceeded"));
    }

    void gitHubSaysNothing_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("object") << QByteArray("{}");
        QTest::newRow("no author") << QByteArray(kCommit).replace("author", "writer");
        QTest::newRow("a date that is none") << QByteArray(kCommit).replace("10-18T", "13-18T");
        QTest::newRow("an hour that is none") << QByteArray(kCommit).replace("T16", "T26");
        QTest::newRow("merged, but not when") << QByteArray(kPull).replace("null", "true");
        rowsOfDamage(kCommit);
        rowsOfDamage(kPull);
    }

    void gitHubSaysNothing() {
        QFETCH(QByteArray, text);
        QVERIFY(!readGitHubCommits(text.toStdString()));
        QVERIFY(!readGitHubPulls(text.toStdString()));
    }

    void keepsSoMuchOfAnAnswer() {
        QCOMPARE(keptText("all of it", 100), std::string("all of it"));
        const auto kept = keptText(std::string(50, 'a') + "ä" + std::string(200, 'b'), 59);
        QVERIFY(kept.size() <= 59 && kept.ends_with("cut"));
        QCOMPARE(keptText(std::string(1, '\xff'), 100), std::string("(1 bytes that are no text)"));
    }

    void addressesNameProblems_data() {
        QTest::addColumn<QString>("url");
        QTest::addColumn<int>("platform");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char* url, Platform platform, const char* problem) {
            QTest::newRow(url) << QString::fromUtf8(url) << static_cast<int>(platform) << QString::fromUtf8(problem);
        };
        row("https://leetcode.com/problems/two-sum/", Platform::leetcode, "two-sum");
        row("https://www.leetcode.com/problems/two-sum/description/?envType=x#a", Platform::leetcode, "two-sum");
        row("https://codeforces.com/contest/1900/problem/B", Platform::codeforces, "1900B");
        row("https://codeforces.com/problemset/problem/1900/B2", Platform::codeforces, "1900B2");
        row("https://codeforces.com/problemset/problem/1900/b", Platform::codeforces, "1900B");
        row("https://codeforces.com/contest/1900", Platform::none, "");
        row("https://codeforces.com/contest/x/problem/B", Platform::none, "");
        row("https://codeforces.com/gym/100/problem/B", Platform::none, "");
        row("https://leetcode.com/problems/", Platform::none, "");
        row("https://leetcode.com/problemset/", Platform::none, "");
        row("https://leetcode.com/problems/two%20sum/", Platform::none, "");
        row("https://leetcode.com.example.org/problems/two-sum/", Platform::none, "");
        row("https://example.org/?leetcode.com/problems/two-sum/", Platform::none, "");
        row("https://leetcode.com@example.org/problems/two-sum/", Platform::none, "");
        row("ftp://leetcode.com/problems/two-sum/", Platform::none, "");
        row("https://github.com/mira/katas", Platform::github, "");
        row("https://github.com/mira/katas/blob/main/README.md", Platform::none, "");
        row("leetcode.com/problems/two-sum", Platform::leetcode, "two-sum");
        row("", Platform::none, "");
    }

    void addressesNameProblems() {
        QFETCH(QString, url);
        QFETCH(int, platform);
        QFETCH(QString, problem);
        const auto found = requirementOf({}, url.toStdString());
        QCOMPARE(static_cast<int>(found.platform), platform);
        const auto named =
            found.platform == Platform::codeforces ? std::to_string(found.contest) + found.index : found.problem;
        QCOMPARE(QString::fromStdString(named), problem);
    }

    void requirementsAreWholeOrNone_data() {
        QTest::addColumn<bool>("whole");
        QTest::addColumn<Requirement>("said");
        const auto row = [](const char* name, bool whole, Requirement said) {
            QTest::newRow(name) << whole << std::move(said);
        };
        row("problem", true, {.platform = Platform::leetcode, .problem = "two-sum"});
        row("no problem", false, {.platform = Platform::leetcode});
        row("a path", false, {.platform = Platform::leetcode, .problem = "../two-sum"});
        row("contest and index", true, {.platform = Platform::codeforces, .contest = 1900, .index = "B"});
        row("no index", false, {.platform = Platform::codeforces, .contest = 1900});
        row("commits", true, {.platform = Platform::github, .repository = "a/b.c", .commits = 2});
        row("pulls", true, {.platform = Platform::github, .repository = "a/b", .pullRequests = 1});
        row("nothing wanted", false, {.platform = Platform::github, .repository = "a/b"});
        row("less than nothing", false,
            {.platform = Platform::github, .repository = "a/b", .commits = 2, .pullRequests = -1});
        row("no repository", false, {.platform = Platform::github, .repository = "ab", .commits = 2});
        row("up", false, {.platform = Platform::github, .repository = "a/..", .commits = 2});
        row("further", false, {.platform = Platform::github, .repository = "a/b/c", .commits = 2});
    }

    void requirementsAreWholeOrNone() {
        QFETCH(bool, whole);
        QFETCH(Requirement, said);
        // The address does not say what the requirement fails to: it may mean another problem.
        const auto found = requirementOf(said, "https://leetcode.com/problems/two-sum/");
        QVERIFY(found == (whole ? said : Requirement{}));
    }
};

QTEST_APPLESS_MAIN(EvidenceTest)
#include "evidence_test.moc"
