#include "sync/server/verify/verifier.h"

#include <QTest>

#include <map>
#include <optional>

using namespace cairn;
using namespace cairn::server;

namespace {

constexpr base::Millis kSolved = 1'760'871'903'000;
constexpr const char* kAccepted =
    R"({"username":"mira","submissions":{"data":{"recentAcSubmissionList":[)"
    R"({"id":"1","title":"Course Schedule II","titleSlug":"course-schedule-ii","timestamp":"1760871903",)"
    R"("statusDisplay":"Accepted","lang":"cpp"}]}}})";

// Answers of the server of tools; a tool without one cannot be reached.
using Answers = std::map<std::string, std::string>;

// `refusal`: what a tool without one says.
Verdict verdictFor(const Answers& answers, const std::string& refusal = {}) {
    Question question;
    question.requirement = {.platform = events::Platform::leetcode, .problem = "course-schedule-ii"};
    question.account = "mira";
    question.since = kSolved - 1000;
    question.now = kSolved + 1000;
    return verify(question, [&](const std::string& tool, const boost::json::object&) -> mcp::Expected<mcp::ToolResult> {
        const auto found = answers.find(tool);
        mcp::ToolResult result;
        if (found == answers.end() && !refusal.empty()) {
            result.isError = true;
            result.content.push_back(boost::json::object{{"type", "text"}, {"text", refusal}});
            return result;
        }
        if (found == answers.end()) {
            return mcp::fail(mcp::Failure::Kind::timeout, "no answer in time");
        }
        result.content.push_back(boost::json::object{{"type", "text"}, {"text", found->second}});
        return result;
    });
}

std::string problem(const char* slug, const char* difficulty) {
    return std::string(R"({"titleSlug":")") + slug + R"(","problem":{"titleSlug":")" + slug +
           R"(","title":"Course Schedule II","difficulty":")" + difficulty + R"("}})";
}

} // namespace

// What a solution at LeetCode is worth. What counts as one is the matter of evidence_test and sync_verification_test.
class LeetCodeVerifierTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void theWorthIsWhatLeetCodeSays_data() {
        QTest::addColumn<QString>("answer");
        QTest::addColumn<qint64>("difficulty");
        const auto row = [](const char* name, const std::string& answer, qint64 difficulty) {
            QTest::newRow(name) << QString::fromStdString(answer) << difficulty;
        };
        row("easy", problem("course-schedule-ii", "Easy"), 2);
        row("medium", problem("course-schedule-ii", "Medium"), 5);
        row("hard", problem("course-schedule-ii", "Hard"), 8);
        row("of another problem", problem("two-sum", "Hard"), 0);
        row("nothing", "", 0);
    }

    void theWorthIsWhatLeetCodeSays() {
        QFETCH(QString, answer);
        QFETCH(qint64, difficulty);
        const auto verdict =
            verdictFor({{"get_recent_ac_submissions", kAccepted}, {"get_problem", answer.toStdString()}});
        QCOMPARE(verdict.kind, Verdict::Kind::verified);
        QCOMPARE(verdict.solvedAt, kSolved);
        QCOMPARE(verdict.difficulty, difficulty);
        QCOMPARE(verdict.seen.at(verdict.decisive).tool, std::string("get_recent_ac_submissions"));
    }

    void whatIsForSubscribersIsWorthWhatWasDeclared() {
        const auto verdict = verdictFor({{"get_recent_ac_submissions", kAccepted}}, "HTTP 400 Bad Request: {}");
        QCOMPARE(verdict.kind, Verdict::Kind::verified);
        QCOMPARE(verdict.difficulty, 0);
    }

    void nothingIsSignedWhileTheWorthCannotBeAsked() {
        const Answers solved{{"get_recent_ac_submissions", kAccepted}};
        QCOMPARE(verdictFor(solved, "HTTP 503 Service Unavailable: {}").kind, Verdict::Kind::outage);
        QCOMPARE(verdictFor(solved, "HTTP 429 Too Many Requests: {}").kind, Verdict::Kind::outage);
        auto words = solved;
        words["get_problem"] = R"({"error":"Failed to get problem","message":"Hard"})";
        QCOMPARE(verdictFor(words).kind, Verdict::Kind::outage);
        QCOMPARE(verdictFor({{"get_recent_ac_submissions", kAccepted}}).kind, Verdict::Kind::outage);
    }

    void aHardProblemThatWasNotSolvedIsWorthNothing() {
        const auto verdict = verdictFor(
            {{"get_recent_ac_submissions",
              R"({"username":"mira","submissions":{"data":{"recentAcSubmissionList":[]}}})"},
             {"get_recent_submissions", R"({"username":"mira","submissions":[]})"},
             {"get_problem", problem("course-schedule-ii", "Hard")}});
        QCOMPARE(verdict.kind, Verdict::Kind::unproven);
    }
};

QTEST_GUILESS_MAIN(LeetCodeVerifierTest)
#include "leetcode_verifier_test.moc"
