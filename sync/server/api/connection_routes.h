#pragma once

#include "sync/server/connections/connections.h"
#include "sync/server/http/route.h"

namespace cairn::server {

// /api/connections*: accounts at platforms, and how they are proven to be the caller's.
std::vector<Route> connectionRoutes(Connections& connections, const Now& now);

} // namespace cairn::server
