#pragma once

#include "sync/server/verify/evidence.h"

#include <vector>

namespace cairn::server {

struct LeetCodeSubmission {
    std::string problem; // slug
    base::Millis at = 0;
    bool accepted = false;
};

// LeetCode shows no more of anybody's history to others.
inline constexpr std::size_t kLeetCodeHistory = 20;

// What get_recent_ac_submissions says. NotFound: LeetCode says that it knows no such user; all other errors say
// nothing about what was asked for.
base::Expected<std::vector<LeetCodeSubmission>> readLeetCodeAccepted(std::string_view text);

// What get_recent_submissions says, which knows no difference between a user without submissions and none.
base::Expected<std::vector<LeetCodeSubmission>> readLeetCodeRecent(std::string_view text);

} // namespace cairn::server
