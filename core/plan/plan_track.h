#pragma once

#include "core/exchange/track.h"
#include "core/plan/path_plan.h"

#include <functional>
#include <set>
#include <string>

namespace cairn::plan {

// The plan with ids of its own: the `known` ones, which its path has already, stay, each once; all others are names
// within a file, which two files may share, and give way to new ones.
PathPlan withIds(PathPlan plan, const std::set<std::string>& known, const std::function<std::string()>& newId);

// A path of the learner's own. All exercises of a topic are to be done; each waits for what its topic needs. The plan
// has all its ids, and nothing that prevents() it.
exchange::Track trackOf(const PathPlan& plan);

} // namespace cairn::plan
