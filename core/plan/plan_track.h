#pragma once

#include "core/exchange/track.h"
#include "core/plan/path_plan.h"

#include <functional>
#include <string>

namespace cairn::plan {

// The plan with an id wherever it has none, from `newId`. Where nobody has saved the plan, topics and exercises get new
// ones as well: a file's ids are names within it, and two files may use the same.
PathPlan withIds(PathPlan plan, const std::function<std::string()>& newId);

// A path of the learner's own. All exercises of a topic are to be done; each waits for what its topic needs. The plan
// has all its ids, and nothing that prevents() it.
exchange::Track trackOf(const PathPlan& plan);

} // namespace cairn::plan
