#pragma once

#include "core/events/catalogue.h"
#include "sync/server/connections/codeforces_answers.h"
#include "sync/server/connections/github_answers.h"
#include "sync/server/connections/leetcode_answers.h"

#include <map>

// What platforms said, as figures that can be shown beside each other. Pure; nothing is made up: what a platform's
// server does not tell is not there.
namespace cairn::server {

// "solved", "solved_easy", "solved_medium", "solved_hard" (by the difficulty of the domain, problems without one only
// in the first), "rating", "rating_most", "contests", "contribution", "submissions"; by tag, language and day all that
// was accepted, each problem once.
events::ConnectionFigures figuresOf(
    const codeforces::User& user, const std::vector<codeforces::RatingChange>& ratings,
    const std::vector<codeforces::Submission>& submissions, std::int64_t at);

// "tried", "tried_easy" …, "submissions", "ranking", "rating", "rating_most", "contests"; "solved_lately", languages
// and days of the last twenty that were accepted, which is all that its server shows.
events::ConnectionFigures figuresOf(
    const leetcode::Profile& profile, const leetcode::Contests& contests,
    const std::vector<leetcode::Accepted>& accepted, std::int64_t at);

// Whether they are the same but for the moment, and for days that have left the year that is shown.
bool sayTheSame(const events::ConnectionFigures& before, const events::ConnectionFigures& now);

struct RepositoryWork {
    std::vector<github::Commit> commits{};
    std::vector<github::PullRequest> pullRequests{};
};

// Of `account` in repositories: "repositories" that it worked in, "commits", "pull_requests", "pull_requests_merged",
// and days.
events::ConnectionFigures
figuresOf(const std::string& account, const std::vector<RepositoryWork>& repositories, std::int64_t at);

} // namespace cairn::server
