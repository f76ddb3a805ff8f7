#pragma once

#include "sync/server/connections/ask.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

// What the tools of @jinzcdev/leetcode-mcp-server answer, read strictly: what is not in the known shape is an outage,
// also where the server says so in a text that is no error of the protocol.
namespace cairn::server::leetcode {

// get_user_profile. The server tells of problems that were tried, and not of those that were solved.
struct Profile {
    std::string account;                 // as it writes itself
    std::vector<std::string> ownWords{}; // what only the account's owner can write: name, company, school
    std::int64_t ranking = 0;
    std::map<std::string, std::int64_t> tried{}; // "all", "easy", "medium", "hard"
    std::int64_t submissions = 0;
};

Told<Profile> readProfile(std::string_view text, std::string_view account);

// get_user_contest_ranking
struct Contests {
    std::int64_t attended = 0;
    std::int64_t rating = 0; // rounded; 0: none

    struct Change {
        std::int64_t at = 0; // milliseconds UTC
        std::int64_t rating = 0;
        std::string contest;
    };

    std::vector<Change> history{}; // the oldest first
};

Told<Contests> readContests(std::string_view text, std::string_view account);

// get_recent_ac_submissions: the last 20 at most
struct Accepted {
    std::string title;
    std::string slug;
    std::string language;
    std::int64_t at = 0; // milliseconds UTC
    std::string entry{}; // as it was told, JSON
};

Told<std::vector<Accepted>> readAccepted(std::string_view text, std::string_view account);

// get_problem
struct Problem {
    std::string slug;
    std::string title;
    std::string difficulty; // "Easy"
    std::vector<std::string> tags{};
};

Told<Problem> readProblem(std::string_view text, std::string_view slug);

} // namespace cairn::server::leetcode
