#include "sync/server/verify/asking.h"

#include "sync/server/verify/evidence.h"

#include <boost/json/serialize.hpp>

#include <algorithm>

namespace cairn::server {

using base::ErrorCode;
using events::Platform;
using mcp::Failure;

namespace {

constexpr std::size_t kTroubleBytes = 200;

std::string oneLine(std::string text) {
    std::ranges::replace_if(text, [](char sign) { return static_cast<unsigned char>(sign) < ' '; }, ' ');
    return keptText(text, kTroubleBytes);
}

} // namespace

base::Expected<std::string> Asking::text(const std::string& tool, const boost::json::object& arguments) {
    const auto result = m_ask(tool, arguments);
    m_notBefore = result ? 0 : result.error().notBefore;
    if (!result) {
        const auto code = result.error().kind == Failure::Kind::rejected ? ErrorCode::Refused : ErrorCode::Unreachable;
        return base::fail(code, result.error().message);
    }
    auto text = result->text();
    m_seen.push_back({tool, boost::json::serialize(arguments), text});
    if (result->isError) {
        return base::fail(ErrorCode::Refused, text);
    }
    return text;
}

Verdict Asking::end(Verdict::Kind kind, std::string sentence) {
    Verdict verdict;
    verdict.kind = kind;
    verdict.sentence = std::move(sentence);
    verdict.decisive = m_seen.empty() ? 0 : m_seen.size() - 1;
    verdict.seen = std::move(m_seen);
    return verdict;
}

Verdict Asking::verified(base::Millis solvedAt, std::string sentence) {
    auto verdict = end(Verdict::Kind::verified, std::move(sentence));
    verdict.solvedAt = solvedAt;
    return verdict;
}

Verdict Asking::unproven(events::FailureCause cause, std::string sentence) {
    auto verdict = end(Verdict::Kind::unproven, std::move(sentence));
    verdict.cause = cause;
    return verdict;
}

Verdict Asking::outage(const base::Error& trouble) {
    auto verdict = end(
        Verdict::Kind::outage, std::string(titleOf(m_platform)) + " could not be asked: " + oneLine(trouble.message));
    verdict.notBefore = m_notBefore;
    return verdict;
}

const char* toolServerOf(Platform platform) {
    switch (platform) {
    case Platform::leetcode:
        return "leetcode";
    case Platform::codeforces:
        return "codeforces";
    case Platform::github:
        return "github";
    case Platform::none:
        break;
    }
    return "";
}

const char* titleOf(Platform platform) {
    switch (platform) {
    case Platform::leetcode:
        return "LeetCode";
    case Platform::codeforces:
        return "Codeforces";
    case Platform::github:
        return "GitHub";
    case Platform::none:
        break;
    }
    return "";
}

Verdict verify(const Question& question, const AskTool& ask) {
    switch (question.requirement.platform) {
    case Platform::leetcode:
        return verifyLeetCode(question, ask);
    case Platform::codeforces:
        return verifyCodeforces(question, ask);
    case Platform::github:
        return verifyGitHub(question, ask);
    case Platform::none:
        break;
    }
    return {
        Verdict::Kind::unproven, "The task does not say what would prove it.", events::FailureCause::no_requirement};
}

} // namespace cairn::server
