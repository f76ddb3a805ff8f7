#pragma once

#include "sync/server/desk/desks.h"
#include "sync/server/http/route.h"

namespace cairn::server {

// /api/tasks*: the caller's tasks, read from and written to the log like those of any device.
std::vector<Route> taskRoutes(Desks& desks, const Now& now);

} // namespace cairn::server
