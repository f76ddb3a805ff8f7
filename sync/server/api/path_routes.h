#pragma once

#include "sync/server/desk/desks.h"
#include "sync/server/http/route.h"
#include "sync/server/http/slow_requests.h"
#include "sync/server/paths/plan_validator.h"

namespace cairn::server {

// /api/learning-paths*: the caller's paths, and whether one that is proposed can be learned.
std::vector<Route> pathRoutes(Desks& desks, PlanValidator& validator, SlowRequests& slow, const Now& now);

} // namespace cairn::server
