#pragma once

#include "sync/server/connections/ask.h"

#include <cstdint>
#include <string>
#include <vector>

// What the tools of @modelcontextprotocol/server-github answer, read strictly: what is not in the known shape is an
// outage.
namespace cairn::server::github {

// list_commits, the newest first
struct Commit {
    std::string sha;
    std::string repository; // "owner/name", as it is called now: GitHub follows those that were renamed
    std::string account;    // whose it is by GitHub's own account; empty: nobody's that it knows
    std::int64_t at = 0;    // milliseconds UTC
};

Told<std::vector<Commit>> readCommits(std::string_view text);

// list_pull_requests
struct PullRequest {
    std::int64_t number = 0;
    std::string account;
    std::int64_t at = 0;     // milliseconds UTC
    std::int64_t merged = 0; // milliseconds UTC; 0: not
};

Told<std::vector<PullRequest>> readPullRequests(std::string_view text);

// "2025-10-18T16:21:07Z" in milliseconds UTC; nothing where it is none.
std::optional<std::int64_t> readTime(std::string_view text);

} // namespace cairn::server::github
