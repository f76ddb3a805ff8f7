#pragma once

#include "core/base/error.h"
#include "core/plan/path_plan.h"

#include <string>
#include <string_view>

namespace cairn::plan {

// A plan as JSON, of at most kPlanBytes, as people write it and as POST /api/learning-paths/validate takes it:
//
//     {"title": "Modern C++",
//      "topics": [{"id": "json", "title": "Reading JSON", "technology": "nlohmann json", "prerequisites": ["strings"],
//                  "exercises": [{"title": "A reader of settings", "needs": ["parse"]}]}]}
//
// Everything but titles and the ids of topics may be absent. Errors are InvalidInput and LimitExceeded; their place
// begins with `file`.
constexpr std::size_t kPlanBytes = 1'000'000;
base::Expected<PathPlan> readPlan(std::string_view text, const std::string& file);

// The same on many lines, for a person; readPlan() reads it back.
std::string writePlan(const PathPlan& plan);

} // namespace cairn::plan
