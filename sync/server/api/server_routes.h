#pragma once

#include "sync/server/auth/accounts.h"
#include "sync/server/database/database.h"
#include "sync/server/http/route.h"
#include "sync/server/telemetry/metrics.h"
#include "sync/server/tools/tool_servers.h"

#include <mutex>

namespace cairn::server {

struct ServerFacts {
    std::string version;
    bool registration = true;
    std::string confirm; // "mail", "admin" or "none"
    bool mail = false;
};

// /api/health*, /api/server, /api/openapi.json, /.well-known/jwks.json and /metrics.
std::vector<Route> serverRoutes(
    const ServerFacts& facts, Accounts& accounts, Metrics& metrics, const ToolServers& tools, const OpenDatabase& open,
    const Now& now);

// The document that describes `routes`, as a row of its own.
Route documentRoute(const std::vector<Route>& routes, const std::string& version);

} // namespace cairn::server
