#include "sync/server/connections/challenge.h"
#include "sync/server/connections/codeforces_answers.h"
#include "sync/server/connections/figures.h"
#include "sync/server/connections/github_answers.h"
#include "sync/server/connections/leetcode_answers.h"

#include <QTest>

using namespace cairn;
using events::Platform;
using server::Unanswered;
using Why = Unanswered::Why;

namespace {

// As the servers write them; shortened.
const std::string kProfile =
    R"({"username":"mira_codes","profile":{"username":"mira_codes","realName":"Mira","company":null,"school":"KTH",)"
    R"("ranking":184223,"totalSubmissionNum":[{"difficulty":"All","count":150,"submissions":388},)"
    R"({"difficulty":"Easy","count":62,"submissions":121}]}})";
const std::string kUser =
    R"([{"lastName":"Lindqvist","rating":1431,"handle":"mira_codes","firstName":"Mira","organization":"KTH",)"
    R"("contribution":-2,"maxRating":1452}])";
const std::string kSubmissions =
    R"([{"id":7,"contestId":1900,"creationTimeSeconds":1757600411,"problem":{"contestId":1900,"index":"B",)"
    R"("name":"Laura and Operations","rating":900,"tags":["dp","math"]},"author":{"members":[{"handle":"Mira_Codes"}]},)"
    R"("programmingLanguage":"C++20","verdict":"OK"},)"
    R"({"id":6,"creationTimeSeconds":1757600400,"problem":{"index":"A","name":"x"},)"
    R"("author":{"members":[{"handle":"other"},{"handle":"mira_codes"}]},"verdict":"WRONG_ANSWER"}])";
const std::string kCommits =
    R"([{"sha":"6f1c","commit":{"committer":{"date":"2025-10-18T16:21:07Z"}},)"
    R"("html_url":"https://github.com/mira-codes/graph-katas/commit/6f1c","author":{"login":"mira-codes"}},)"
    R"({"sha":"a3e2","commit":{"committer":{"date":"2025-10-15T08:00:00Z"}},)"
    R"("html_url":"https://github.com/mira-codes/graph-katas/commit/a3e2","author":null}])";

mcp::ToolResult saying(const std::string& text, bool isError = false) {
    mcp::ToolResult result;
    result.content.push_back(boost::json::object{{"type", "text"}, {"text", text}});
    result.isError = isError;
    return result;
}

} // namespace

// What platforms' servers say, and what is not to be
// taken for it.
class AnswersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void readsAProfileOfLeetCode() {
        const auto profile = server::leetcode::readProfile(kProfile, "Mira_Codes");
        QVERIFY(profile);
        QCOMPARE(profile->account, std::string("mira_codes"));
        QCOMPARE(profile->ownWords, (std::vector<std::string>{"Mira", "KTH"}));
        QCOMPARE(profile->tried.at("all"), 150);
        QCOMPARE(profile->submissions, 388);
    }

    void takesNoOtherProfile_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("why");
        const auto row = [](const char* name, const QByteArray& text, Why why = Why::outage) {
            QTest::newRow(name) << text << static_cast<int>(why);
        };
        row("nobody", R"({"username":"mira_codes","profile":{"matchedUser":null}})", Why::unknownAccount);
        row("somebody else asked", R"({"username":"other","profile":{"username":"mira_codes"}})");
        row("somebody else", QByteArray::fromStdString(kProfile).replace(
                                 "\"profile\":{\"username\":\"mira_"
                                 "codes",
                                 "\"profile\":{\"username\":\"x"));
        row("an error in a text", R"({"error":"Failed to fetch user profile","message":"429"})");
        row("an error beside", R"({"username":"mira_codes","profile":{},"error":"x"})");
        row("no JSON", "Too many requests");
        row("nothing", "");
        row("a list", "[]");
        row("negative", QByteArray::fromStdString(kProfile).replace("150", "-1"));
    }

    void takesNoOtherProfile() {
        QFETCH(QByteArray, text);
        QFETCH(int, why);
        const auto profile = server::leetcode::readProfile(text.toStdString(), "mira_codes");
        QVERIFY(!profile);
        QCOMPARE(static_cast<int>(profile.error().why), why);
    }

    void readsAUserOfCodeforces() {
        const auto user = server::codeforces::readUser(kUser, "MIRA_codes");
        QVERIFY(user);
        QCOMPARE(user->account, std::string("mira_codes"));
        QCOMPARE(user->ownWords, (std::vector<std::string>{"Mira", "Lindqvist", "KTH"}));
        QCOMPARE(user->rating, 1431);
        QCOMPARE(user->contribution, -2);
        QVERIFY(!server::codeforces::readUser(kUser, "other"));
        QVERIFY(!server::codeforces::readUser("[]", "mira_codes"));
        QVERIFY(!server::codeforces::readUser(
            "[" + kUser.substr(1, kUser.size() - 2) + "," + kUser.substr(1), "mira_codes"));
    }

    void readsSubmissionsOfCodeforces() {
        const auto submissions = server::codeforces::readSubmissions(kSubmissions, "mira_codes");
        QVERIFY(submissions);
        QCOMPARE(submissions->size(), std::size_t(2));
        const auto& first = submissions->front();
        QVERIFY(first.accepted && !submissions->back().accepted);
        QCOMPARE(first.at, 1'757'600'411'000);
        QCOMPARE(first.contest, 1900);
        QCOMPARE(first.rating, 900);
        QCOMPARE(first.tags, (std::vector<std::string>{"dp", "math"}));
        QCOMPARE(submissions->back().contest, 0);
        QVERIFY(!server::codeforces::readSubmissions(kSubmissions, "laura")); // somebody else's
        QVERIFY(!server::codeforces::readSubmissions(R"([{"id":1}])", "mira_codes"));
        QVERIFY(server::codeforces::readSubmissions("[]", "mira_codes"));
    }

    void readsCommitsOfGitHub() {
        const auto commits = server::github::readCommits(kCommits);
        QVERIFY(commits);
        QCOMPARE(commits->front().repository, std::string("mira-codes/graph-katas"));
        QCOMPARE(commits->front().account, std::string("mira-codes"));
        QCOMPARE(commits->front().at, 1'760'804'467'000);
        QCOMPARE(commits->back().account, std::string());
        QVERIFY(!server::github::readCommits(R"([{"sha":"1"}])"));
        QVERIFY(!server::github::readCommits("{}"));
    }

    void readsTimes_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("at");
        QTest::newRow("epoch") << QByteArray("1970-01-01T00:00:00Z") << qint64(0);
        QTest::newRow("leap day") << QByteArray("2024-02-29T12:00:00Z") << qint64(1'709'208'000'000);
        for (const char* wrong :
             {"", "2025-02-29T00:00:00Z", "2025-13-01T00:00:00Z", "2025-10-18 16:21:07Z", "2025-10-18T24:00:00Z",
              "2025-10-18T16:21:07+01:00", "-025-10-18T16:21:07Z", "2025-10-18T16:21:07z"}) {
            QTest::addRow("no %s", wrong) << QByteArray(wrong) << qint64(-1);
        }
    }

    void readsTimes() {
        QFETCH(QByteArray, text);
        QFETCH(qint64, at);
        QCOMPARE(server::github::readTime(text.toStdString()).value_or(-1), at);
    }

    void tellsNobodyFromAnOutage() {
        const auto why = [](Platform platform, const mcp::Expected<mcp::ToolResult>& answer) {
            return server::textOf(platform, answer).error().why;
        };
        QCOMPARE(
            why(Platform::codeforces, saying(
                                          "Error: Codeforces API error: "
                                          "handles: User with handle x not "
                                          "found",
                                          true)),
            Why::unknownAccount);
        QCOMPARE(why(Platform::codeforces, saying("Error: Call limit exceeded", true)), Why::outage);
        QCOMPARE(why(Platform::leetcode, saying("User with handle x not found", true)), Why::outage);
        const mcp::Failure notFound{mcp::Failure::Kind::rejected, "Not Found: Resource not found: Not Found", -32603};
        QCOMPARE(why(Platform::github, std::unexpected(notFound)), Why::unknownAccount);
        QCOMPARE(why(Platform::github, mcp::fail(mcp::Failure::Kind::timeout, "Not Found")), Why::outage);
    }

    void looksForATokenWhereOnlyTheOwnerWrites() {
        const auto token = server::newChallenge();
        QCOMPARE(token.size(), std::size_t(22));
        QVERIFY(token != server::newChallenge());
        std::string school = "KTH";
        const server::AskPlatform ask = [&](const std::string& server, const std::string& tool,
                                            const boost::json::object& arguments, const std::stop_token&) {
            Q_ASSERT(server == "leetcode" && tool == "get_user_profile" && arguments.at("username") == "mira_codes");
            auto text = kProfile;
            return saying(text.replace(text.find("KTH"), 3, school));
        };
        const auto look = [&] { return server::lookForChallenge(ask, Platform::leetcode, "mira_codes", token); };
        QVERIFY(look() && !*look());
        school = "KTH " + token;
        QVERIFY(look() && *look());
        QCOMPARE(**look(), std::string("mira_codes"));
        school = token.substr(1);
        QVERIFY(look() && !*look());
    }

    void aRepositoryCountsWhereItIsNow() {
        const std::string token = "cairn-0123456789abcdef";
        std::string owner = "mira-codes";
        const server::AskPlatform ask = [&](const std::string&, const std::string&, const boost::json::object&,
                                            const std::stop_token&) {
            auto text = kCommits;
            while (text.contains("mira-codes/graph-katas")) {
                text.replace(text.find("mira-codes/graph-katas"), 22, owner + "/" + token);
            }
            return saying(text);
        };
        const auto look = [&] { return server::lookForChallenge(ask, Platform::github, "Mira-Codes", token); };
        QVERIFY(look() && *look() == "mira-codes");
        owner = "mallory"; // who was called so once, and
                           // whose repositories GitHub
                           // still finds under that name
        QVERIFY(look() && !*look());
    }

    void figuresAreTheSameUntilSomethingHappens() {
        constexpr std::int64_t kDay = 24LL * 60 * 60 * 1'000;
        constexpr std::int64_t kThen = 1'760'900'000'000;
        events::ConnectionFigures before{.at = kThen, .totals = {{"solved", 2}}};
        before.days = {{"2024-10-20", 1}, {"2025-09-11", 2}};
        before.ratings = {{kThen - kDay, 1431, "Round 1"}};
        auto now = before;
        now.at += kDay;
        QVERIFY(server::sayTheSame(before, now));
        now.at += 10 * kDay;
        now.days.erase("2024-10-20"); // no day of the year that is shown any more
        QVERIFY(server::sayTheSame(before, now));
        const auto otherwise = [&](auto&& change) {
            auto other = now;
            change(other);
            return !server::sayTheSame(before, other);
        };
        QVERIFY(otherwise([](auto& figures) { ++figures.totals["solved"]; }));
        QVERIFY(otherwise([](auto& figures) { figures.days["2025-10-25"] = 1; }));
        QVERIFY(otherwise([](auto& figures) { figures.days.erase("2025-09-11"); }));
        QVERIFY(otherwise([](auto& figures) { figures.ratings.clear(); }));
        QVERIFY(otherwise([](auto& figures) { figures.languages["c++"] = 1; }));
    }

    void namesAreThoseThatAccountsHave() {
        QVERIFY(server::isAccountName(Platform::codeforces, "mira_codes.1-2"));
        QVERIFY(!server::isAccountName(Platform::github, "mira_codes"));
        for (const auto* name : {"", "a b", "a/b", "../x", "ä", "a\n", "a?b"}) {
            QVERIFY(!server::isAccountName(Platform::leetcode, name));
        }
        QVERIFY(!server::isAccountName(Platform::github, std::string(40, 'a')));
    }
};

QTEST_GUILESS_MAIN(AnswersTest)
#include "answers_test.moc"
