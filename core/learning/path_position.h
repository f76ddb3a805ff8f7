#pragma once

#include "core/state/task.h"
#include "core/state/topic.h"

#include <map>
#include <string>
#include <vector>

namespace cairn::learning {

// Where a topic stands. `unscored`: the path has no task for it, so it is neither done nor in anybody's way.
enum class TopicStanding { unscored, locked, available, in_progress, done };

// Stable word for it: "in_progress".
const char* name(TopicStanding standing);

struct TopicPosition {
    TopicStanding standing = TopicStanding::unscored;
    std::vector<std::string> missing; // ids of the prerequisites that are not done; kept for an unlocked topic too
    bool unlocked = false;            // open by the learner's choice although prerequisites are missing
    bool taught = false;              // by a concept exercise: others may have to wait for it
    std::int64_t required = 0;        // tasks that its rule counts
    std::int64_t requiredDone = 0;

    bool operator==(const TopicPosition&) const = default;
};

struct PathPosition {
    std::map<std::string, TopicPosition> topics;
    std::string current;   // the first in-progress, else the first available topic in the path's order; "" when done
    std::int64_t done = 0; // topics
    std::int64_t all = 0;  // topics that are scored
    std::int64_t tasksDone = 0;
    std::int64_t tasksAll = 0; // tasks that take part

    bool operator==(const PathPosition&) const = default;
};

// Position on one path.
//
// Rule of a topic: all tasks of kind concept_exercise that name it; where there is none, one of the practice exercises
// that name it; where there is none either it is unscored. Retired topics do not take part, nor do tasks that are not
// visible, nor retired tasks that are not completed: what a track no longer has holds nobody up, and what was done
// counts. A topic is done when its rule is met, whatever its prerequisites; else in progress when one of its rule's
// tasks is in progress or verifying, or some of its required tasks are done; else available when every prerequisite is
// done or in nobody's way, or it was unlocked; else locked. In nobody's way are topics that no concept exercise
// teaches (practising such a topic may itself need the topics that name it) and those that do not take part. Order of
// the path: rank, then id.
//
// Keys are ids; `topics` and `tasks` are those of the path.
PathPosition
pathPosition(const std::map<std::string, state::Topic>& topics, const std::map<std::string, state::Task>& tasks);

// The prerequisites of a task that are not done: ids of topics, in the task's order. What is in nobody's way for a
// topic is so for a task; so is a prerequisite that the task itself teaches. A concept exercise whose topics are all
// unlocked misses nothing.
std::vector<std::string> missingPrerequisites(
    const state::Task& task, const std::map<std::string, state::Topic>& topics, const PathPosition& position);

} // namespace cairn::learning
