#pragma once

#include "sync/server/connections/connections.h"
#include "sync/server/desk/desks.h"
#include "sync/server/http/route.h"

namespace cairn::server {

// /api/profile/*: what all connected platforms say of the caller.
std::vector<Route> profileRoutes(Connections& connections, Desks& desks, const Now& now);

} // namespace cairn::server
