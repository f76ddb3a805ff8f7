#include "sync/server/api/connection_routes.h"

namespace cairn::server {

std::vector<Route> connectionRoutes(Connections& connections, const Now& now) {
    auto refresh = route(
        "POST", "/api/connections/{platform}/refresh", Access::learner, "refreshConnection",
        "Ask the platform for its figures anew, once in five minutes.");
    refresh.status = 202;
    auto import = route(
        "POST", "/api/connections/{platform}/import", Access::learner, "importHistory",
        "Import what was solved at the platform, each with a receipt.");
    import.status = 202;
    return {
        answering<ConnectionsBody>(
            route(
                "GET", "/api/connections", Access::learner, "listConnections",
                "One's accounts at platforms, and what is offered."),
            now, [&](const Request& request) { return connections.list(request); }),
        taking<BegunBody, BeginBody>(
            route(
                "POST", "/api/connections/{platform}/begin", Access::learner, "beginConnection",
                "Begin to prove that an account at a platform is one's own. What was begun there before ends."),
            now, [&](const Request& request, const BeginBody& body) { return connections.begin(request, body); }),
        answering<ConnectionBody>(
            route(
                "POST", "/api/connections/{platform}/check", Access::learner, "checkConnection",
                "Look whether it is proven now: 409 says why not yet, 503 that the platform cannot be asked."),
            now, [&](const Request& request) { return connections.check(request); }),
        answering<Nothing>(
            route(
                "DELETE", "/api/connections/{platform}", Access::learner, "removeConnection",
                "Disconnect an account, with its tokens and figures."),
            now, [&](const Request& request) { return connections.remove(request); }),
        answering<JobBody>(
            std::move(refresh), now, [&](const Request& request) { return connections.refresh(request); }),
        answering<JobBody>(std::move(import), now, [&](const Request& request) { return connections.import(request); }),
    };
}

} // namespace cairn::server
