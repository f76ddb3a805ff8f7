#include "sync/server/connections/ask.h"

#include <boost/describe/enum_to_string.hpp>

#include <algorithm>

namespace cairn::server {

using events::Platform;

namespace {

// An error of JSON-RPC, "Conflict: Git Repository is empty.", which is about what was asked for and nothing else.
bool refusesRepository(std::string_view refusal) {
    return refusal.contains("Conflict: ") || refusal.contains("Validation Error: ") ||
           refusal.contains("Repository access blocked");
}

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

} // namespace

Told<std::string> textOf(Platform platform, const mcp::Expected<mcp::ToolResult>& answer) {
    const auto refusal = answer ? (answer->isError ? answer->text() : std::string()) : answer.error().message;
    if (answer && !answer->isError) {
        return answer->text();
    }
    const bool unknown =
        // "Codeforces API error: handles: User with handle x not found"
        (platform == Platform::codeforces && answer && refusal.contains("User with handle") &&
         refusal.contains("not found")) ||
        // an error of JSON-RPC: "Not Found: Resource not found: Not Found"
        (platform == Platform::github && !answer && answer.error().kind == mcp::Failure::Kind::rejected &&
         refusal.contains("Not Found"));
    const bool refused = platform == Platform::github && !answer &&
                         answer.error().kind == mcp::Failure::Kind::rejected && refusesRepository(refusal);
    const auto why = unknown   ? Unanswered::Why::unknownAccount
                     : refused ? Unanswered::Why::refused
                               : Unanswered::Why::outage;
    return std::unexpected(Unanswered{why, refusal.substr(0, 300)});
}

bool saysOutage(std::string_view said) {
    // As axios, fetch and Node.js put it, and the servers themselves.
    constexpr std::string_view kWords[] = {"HTTP 5",          "HTTP 429",     "status 5",  "status code 5",
                                           "status code 429", "fetch failed", "imeout",    "imed out",
                                           "ECONNREFUSED",    "ECONNRESET",   "ENOTFOUND", "EAI_AGAIN",
                                           "hang up",         "limit exceed", "ate limit", "temporarily"};
    return std::ranges::any_of(kWords, [&](std::string_view words) { return said.contains(words); });
}

std::string nameOf(Platform platform) {
    return boost::describe::enum_to_string(platform, "none");
}

bool sameName(std::string_view one, std::string_view other) {
    return std::ranges::equal(one, other, {}, lower, lower);
}

} // namespace cairn::server
