#pragma once

#include "core/learning/path_position.h"

#include <optional>
#include <string>
#include <vector>

namespace cairn::learning {

// Why a task is offered: the rule that chose it and the facts that led to it, so that a page can say it in a sentence.
enum class Reason { continueStarted, dueToday, overdue, currentTopic, practisesCurrent, nextAvailable, ownTask };

// Stable word: "continue_started".
const char* name(Reason reason);

struct Recommendation {
    std::string task;
    Reason reason = Reason::nextAvailable;
    std::string topic;              // the topic whose rule it counts for and that is not done, "" when none
    std::vector<std::string> opens; // ids of the locked topics that wait for that topic alone
    std::int64_t waiting = 0;       // locked topics that wait for it, near or far

    bool operator==(const Recommendation&) const = default;
};

// The one task to offer next, or none when nothing is open. Rules in their order: a task that is in progress (the one
// started last); a task scheduled for before the end of today (overdue ones first, the earliest first); a required
// task of the current topic; of the other available topics the one that most topics wait for; a practice exercise
// whose prerequisites are met, easiest first; a task of the learner's own, the oldest first. Ties by rank, then id.
// `endOfToday` is in milliseconds UTC, and today has 24 hours: what was planned for before that is overdue. `own` are
// tasks that are on no path; of equals, those of the path come first.
//
// Open is a visible task that may be started now and misses no prerequisite. One that the learner skipped, and did not
// plan again, is offered by the last four rules only when they find nothing else; one that expired is not due. Of the
// topics that a task moves it names the current one, else the first in the path's order. Ids in `dismissed` are passed
// over.
std::optional<Recommendation> recommend(
    const std::map<std::string, state::Topic>& topics, const std::map<std::string, state::Task>& tasks,
    const PathPosition& position, const std::map<std::string, state::Task>& own, base::Millis now,
    base::Millis endOfToday, const std::vector<std::string>& dismissed = {});

} // namespace cairn::learning
