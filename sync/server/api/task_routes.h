#pragma once

#include "sync/server/database/database.h"
#include "sync/server/desk/desks.h"
#include "sync/server/http/route.h"

namespace cairn::server {

// /api/tasks*: the caller's tasks, read from and written to the log like those of any device. `open`: the database of
// the jobs that verify them.
std::vector<Route> taskRoutes(Desks& desks, const OpenDatabase& open, const Now& now);

} // namespace cairn::server
