#pragma once

#include "sync/server/auth/accounts.h"
#include "sync/server/http/route.h"

namespace cairn::server {

// /confirm and /reset: the pages that links in messages lead to. They ask by a button, because programs that look
// through mail open links too, and work without any script.
std::vector<Route> pageRoutes(Accounts& accounts);

} // namespace cairn::server
