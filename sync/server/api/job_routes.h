#pragma once

#include "sync/server/database/database.h"
#include "sync/server/http/route.h"

namespace cairn::server {

// /api/admin/jobs*: what was given up, and once more.
std::vector<Route> jobRoutes(const OpenDatabase& open, const Now& now);

} // namespace cairn::server
