#pragma once

#include "sync/server/connections/connections.h"
#include "sync/server/http/route.h"

namespace cairn::server {

// /api/connections/{platform}/callback: where browsers come back to from signing in at a platform. The page asks by a
// button whether that account is to be connected with this one here: whoever was sent a link by somebody else sees
// whose it would become.
std::vector<Route> callbackRoutes(Connections& connections);

} // namespace cairn::server
