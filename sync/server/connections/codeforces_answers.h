#pragma once

#include "sync/server/connections/ask.h"

#include <cstdint>
#include <string>
#include <vector>

// What the tools of codeforces-mcp-server answer, read strictly: what is not in the known shape is an outage.
namespace cairn::server::codeforces {

// get_user_info
struct User {
    std::string account;                 // as it writes itself
    std::vector<std::string> ownWords{}; // what only the account's owner can write: names, organization
    std::int64_t rating = 0;             // 0: none
    std::int64_t ratingMost = 0;
    std::int64_t contribution = 0;
};

Told<User> readUser(std::string_view text, std::string_view account);

// get_user_rating_history, the oldest first
struct RatingChange {
    std::int64_t at = 0; // milliseconds UTC
    std::int64_t rating = 0;
    std::string contest;
};

Told<std::vector<RatingChange>> readRatings(std::string_view text, std::string_view account);

// get_user_submissions, the newest first
struct Submission {
    std::int64_t id = 0;
    std::int64_t at = 0; // milliseconds UTC
    std::int64_t contest = 0;
    std::string index;
    std::string name;
    std::int64_t rating = 0; // of the problem; 0: none
    std::vector<std::string> tags{};
    std::string language{};
    bool accepted = false;
    std::string entry{}; // as it was told, JSON
};

Told<std::vector<Submission>> readSubmissions(std::string_view text, std::string_view account);

} // namespace cairn::server::codeforces
