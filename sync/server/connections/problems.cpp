#include "sync/server/connections/problems.h"

namespace cairn::server {

Problem problemOf(const Unanswered& unanswered, events::Platform platform, const std::string& account) {
    constexpr std::int64_t kAgain = 30; // seconds
    if (unanswered.why == Unanswered::Why::unknownAccount) {
        return {409, "unknown_account", nameOf(platform) + " knows of no account " + account};
    }
    return {503, "platform_unavailable", nameOf(platform) + " cannot be asked now; nothing was lost", {}, kAgain};
}

Problem tooOften(std::int64_t wait) {
    return {429, "too_many_requests", "that is too often; again later", {}, (wait + 999) / 1'000};
}

Problem notOffered(const std::string& why) {
    return {409, "not_offered", why};
}

Problem notConnected() {
    return {404, "not_found", "no account there is connected"};
}

} // namespace cairn::server
