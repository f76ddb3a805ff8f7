#include "sync/server/verify/verifier.h"

#include <QTest>

using namespace cairn;
using namespace cairn::server;
using events::FailureCause;
using events::Platform;

namespace {

constexpr base::Millis kStarted = 1'760'800'000'000; // 2025-10-18
constexpr const char* kBefore = "2025-10-01T10:00:00Z";
constexpr const char* kSince = "2025-10-19T10:00:00Z";

mcp::Expected<mcp::ToolResult> answering(const std::string& text) {
    mcp::ToolResult result;
    result.content.push_back(boost::json::object{{"type", "text"}, {"text", text}});
    return result;
}

std::string listOf(int count, const std::function<std::string(int)>& one) {
    std::string list = "[";
    for (int at = 0; at < count; ++at) {
        list += (at == 0 ? "" : ",") + one(at);
    }
    return list + "]";
}

std::string commitBy(const std::string& author, const std::string& id, const char* at) {
    return R"({"sha":")" + id + R"(","author":{"login":")" + author + R"("},"commit":{"committer":{"date":")" + at +
           R"("}}})";
}

std::string pullBy(const std::string& author, std::int64_t number, const char* at) {
    return R"({"number":)" + std::to_string(number) + R"(,"user":{"login":")" + author + R"("},"updated_at":")" + at +
           R"(","merged_at":")" + at + R"("})";
}

std::int64_t pageOf(const boost::json::object& arguments) {
    return arguments.at("page").as_int64();
}

std::string somebodysPage(std::int64_t page, const char* at = kSince) {
    return listOf(
        50, [&](int row) { return commitBy("somebody", std::to_string(page) + "-" + std::to_string(row), at); });
}

Verdict verdictFor(const events::Requirement& requirement, const AskTool& ask) {
    Question question;
    question.requirement = requirement;
    question.account = "mira";
    question.since = kStarted;
    question.now = kStarted + 30LL * 24 * 60 * 60'000;
    return verify(question, ask);
}

events::Requirement inRepository(std::int64_t commits, std::int64_t pulls = 0) {
    return {.platform = Platform::github, .repository = "a/b", .commits = commits, .pullRequests = pulls};
}

} // namespace

// Long lists are looked at page by page, and not for ever. What was not looked at is neither proven nor a plain "no".
class WholeListsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void moreSubmissionsThanAreLookedAtAreNoAnswer() {
        int pages = 0;
        const auto verdict = verdictFor(
            {.platform = Platform::codeforces, .contest = 1900, .index = "B"},
            [&](const std::string&, const boost::json::object&) {
                ++pages;
                return answering(listOf(50, [](int row) {
                    return R"({"id":)" + std::to_string(row) + R"(,"creationTimeSeconds":)" +
                           std::to_string(kStarted / 1'000 + 60) +
                           R"(,"problem":{"contestId":1901,"index":"B"},"author":{"members":[{"handle":"mira"}]},)" +
                           R"("verdict":"OK"})";
                }));
            });
        QCOMPARE(verdict.kind, Verdict::Kind::outage);
        QVERIFY(verdict.sentence.contains("1000 submissions"));
        QCOMPARE(pages, 20);
    }

    void moreCommitsThanAreLookedAtAreNoAnswer() {
        const auto busy = [](const std::string&, const boost::json::object& arguments) {
            return answering(somebodysPage(pageOf(arguments)));
        };
        QCOMPARE(verdictFor(inRepository(1), busy).kind, Verdict::Kind::outage);
    }

    void theEndOfTheListAnswers() {
        const auto ends = [](const std::string&, const boost::json::object& arguments) {
            return answering(pageOf(arguments) < 3 ? somebodysPage(pageOf(arguments)) : "[]");
        };
        const auto verdict = verdictFor(inRepository(1), ends);
        QCOMPARE(verdict.kind, Verdict::Kind::unproven);
        QCOMPARE(verdict.cause, FailureCause::not_found);
    }

    void aPageFromBeforeTheTaskAnswers() {
        const auto old = [](const std::string&, const boost::json::object& arguments) {
            return answering(somebodysPage(pageOf(arguments), pageOf(arguments) < 3 ? kSince : kBefore));
        };
        QCOMPARE(verdictFor(inRepository(1), old).kind, Verdict::Kind::unproven);
    }

    // One thing that is certainly missing is enough.
    void aPlainNoNeedsNoOther() {
        const auto busy = [](const std::string& tool, const boost::json::object& arguments) {
            return answering(tool == "list_commits" ? "[]" : listOf(50, [&](int row) {
                return pullBy("somebody", pageOf(arguments) * 100 + row, kSince);
            }));
        };
        QCOMPARE(verdictFor(inRepository(0, 1), busy).kind, Verdict::Kind::outage);
        QCOMPARE(verdictFor(inRepository(1, 1), busy).kind, Verdict::Kind::unproven);
    }

    void whatIsFoundCountsHoweverMuchThereIs() {
        const auto busy = [](const std::string&, const boost::json::object& arguments) {
            auto page = somebodysPage(pageOf(arguments));
            page.insert(1, commitBy("Mira", "own" + std::to_string(pageOf(arguments)), kSince) + ",");
            return answering(page);
        };
        QCOMPARE(verdictFor(inRepository(3), busy).kind, Verdict::Kind::verified);
    }

    void nothingWasPushedYet() {
        const auto empty = [](const std::string&, const boost::json::object&) -> mcp::Expected<mcp::ToolResult> {
            return mcp::fail(mcp::Failure::Kind::rejected, "Conflict: Git Repository is empty.");
        };
        const auto verdict = verdictFor(inRepository(1), empty);
        QCOMPARE(verdict.kind, Verdict::Kind::unproven);
        QCOMPARE(verdict.cause, FailureCause::not_found);
        const auto other = [](const std::string&, const boost::json::object&) -> mcp::Expected<mcp::ToolResult> {
            return mcp::fail(mcp::Failure::Kind::rejected, "Conflict: Conflict occurred");
        };
        QCOMPARE(verdictFor(inRepository(1), other).kind, Verdict::Kind::outage);
    }
};

QTEST_APPLESS_MAIN(WholeListsTest)
#include "whole_lists_test.moc"
