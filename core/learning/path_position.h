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
    std::int64_t required = 0;        // tasks that its rule counts
    std::int64_t requiredDone = 0;
};

struct PathPosition {
    std::map<std::string, TopicPosition> topics;
    std::string current;      // the first in-progress, else the first available topic in the path's order; "" when done
    std::int64_t done = 0;    // topics
    std::int64_t all = 0;     // topics that are scored
    std::int64_t tasksDone = 0;
    std::int64_t tasksAll = 0;
};

// Position on one path (docs: the arithmetic of progress, "Path position").
//
// Rule of a topic: all tasks of kind concept_exercise that name it; where there is none, one of the practice exercises
// that name it; where there is none either it is unscored. Retired topics and tasks that are not visible do not take
// part. A topic is done when its rule is met, whatever its prerequisites; else in progress when one of its rule's tasks
// is in progress or verifying, or some of its required tasks are done; else available when every prerequisite is done
// or unscored, or it was unlocked; else locked. Order of the path: rank, then id.
//
// Keys are ids; `topics` and `tasks` are those of the path.
PathPosition pathPosition(
    const std::map<std::string, state::Topic>& topics, const std::map<std::string, state::Task>& tasks);

// The prerequisites of a task that are not done: ids of topics. A topic that is unscored, or that no task requires
// (nothing but practice exercises names it), is in nobody's way; neither is a prerequisite that the task itself teaches.
// A concept exercise whose topics are all unlocked misses nothing.
std::vector<std::string> missingPrerequisites(
    const state::Task& task, const std::map<std::string, state::Topic>& topics, const PathPosition& position);

} // namespace cairn::learning
