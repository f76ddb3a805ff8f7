#pragma once

#include "sync/server/verify/evidence.h"

#include <vector>

namespace cairn::server {

struct CodeforcesSubmission {
    std::int64_t contest = 0;
    std::string index;
    base::Millis at = 0;
    std::string verdict; // "OK", "WRONG_ANSWER"; empty or "TESTING" while it is judged
    std::vector<std::string> authors;
    std::optional<std::int64_t> rating{}; // of the problem; new ones have none yet

    bool judged() const { return !verdict.empty() && verdict != "TESTING"; }

    bool isBy(std::string_view handle) const;
};

// What get_user_submissions says, the newest first. Errors say nothing about what was asked for.
base::Expected<std::vector<CodeforcesSubmission>> readCodeforcesSubmissions(std::string_view text);

// Whether a refusal says that there is no such account, which Codeforces says in so many words.
bool saysNoSuchHandle(std::string_view text, std::string_view handle);

} // namespace cairn::server
