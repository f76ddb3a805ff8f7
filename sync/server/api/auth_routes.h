#pragma once

#include "sync/server/auth/accounts.h"
#include "sync/server/http/route.h"

namespace cairn::server {

// /api/auth/*, and /api/admin/accounts*.
std::vector<Route> authRoutes(Accounts& accounts, const Now& now);

} // namespace cairn::server
