#pragma once

#include "core/events/catalogue.h"
#include "sync/server/connections/codeforces_answers.h"
#include "sync/server/connections/leetcode_answers.h"

#include <map>
#include <string>
#include <vector>

// Problems that were solved before there were tasks for them. Pure.
namespace cairn::server {

struct Solved {
    std::string id; // of its task: the same however often it is imported
    events::TaskCreated task;
    std::int64_t at = 0;  // of the first time, milliseconds UTC
    std::string evidence; // in a line for people
    std::string tool;     // that told of it
    std::string entry;    // in these words
};

// Each problem once, the oldest first. Of old problem sets that belong to no contest nothing is said: no requirement
// names their problems.
std::vector<Solved> solvedIn(const std::vector<codeforces::Submission>& submissions);

// `problems` by slug; one that is not there is taken for an easy one.
std::vector<Solved>
solvedIn(const std::vector<leetcode::Accepted>& accepted, const std::map<std::string, leetcode::Problem>& problems);

} // namespace cairn::server
