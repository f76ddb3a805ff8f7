#include "sync/server/api/profile_routes.h"

#include "sync/server/api/desk_answers.h"
#include "sync/server/connections/desk_side.h"
#include "sync/server/connections/unified_profile.h"

#include <algorithm>

namespace cairn::server {

std::vector<Route> profileRoutes(Connections& connections, Desks& desks, const Now& now) {
    return {answering<UnifiedProfileBody>(
        route(
            "GET", "/api/profile/unified", Access::learner, "unifiedProfile",
            "Figures of all connected accounts, each with its source and time."),
        now, [&connections, &desks](const Request& request) -> Answer<UnifiedProfileBody> {
            const auto desk = desks.of(request.caller.account);
            if (!desk->catchUp()) {
                return std::unexpected(tooBusy());
            }
            auto told = connectionsAt(*desk);
            // One that was disconnected a moment ago is out, whether the log knows already or not.
            const auto connected = connections.list(request);
            std::erase_if(told, [&](const auto& one) {
                return std::ranges::none_of(connected->connections, [&](const ConnectionBody& connection) {
                    return connection.platform == one.first && connection.account == one.second.account;
                });
            });
            // Figures that have not changed since are as new as the last look.
            for (auto& [platform, connection] : told) {
                const auto listed =
                    std::ranges::find(connected->connections, platform, &ConnectionBody::platform)->figuresAt;
                if (connection.figures.at > 0) {
                    connection.figures.at = std::max(connection.figures.at, listed.value_or(0));
                }
            }
            return unified(told);
        })};
}

} // namespace cairn::server
