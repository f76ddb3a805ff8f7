#pragma once

#include "sync/server/verify/evidence.h"

#include <vector>

namespace cairn::server {

struct GitHubCommit {
    std::string id;
    std::string author; // login; empty where GitHub knows no account of that address
    base::Millis at = 0;
};

struct GitHubPull {
    std::int64_t number = 0;
    std::string author; // login
    base::Millis updated = 0;
    std::optional<base::Millis> merged{};
};

// What list_commits and list_pull_requests say. Errors say nothing about what was asked for.
base::Expected<std::vector<GitHubCommit>> readGitHubCommits(std::string_view text);
base::Expected<std::vector<GitHubPull>> readGitHubPulls(std::string_view text);

// Whether a refusal says that there is no such repository (or none that this server may see).
bool saysNoSuchRepository(std::string_view message);

// Whether one says that nothing was pushed into it yet.
bool saysEmptyRepository(std::string_view message);

} // namespace cairn::server
