#include "sync/server/connections/desk_side.h"

#include "core/store/views.h"
#include "sync/server/connections/ask.h"

#include <set>

namespace cairn::server {

using events::Platform;

std::vector<std::pair<Platform, state::Connection>> connectionsAt(Desk& desk) {
    using Found = std::vector<std::pair<Platform, state::Connection>>;
    return desk.onStore<Found>([](store::Store& store, service::Exchanged&) {
        store::Views views(store.database());
        Found found;
        for (const auto platform : {Platform::leetcode, Platform::codeforces, Platform::github}) {
            auto connection = views.find<state::Connection>("connection/" + nameOf(platform));
            if (connection && !connection->account.empty()) {
                found.emplace_back(platform, std::move(*connection));
            }
        }
        return found;
    });
}

events::ConnectionFigures figuresAt(Desk& desk, const Connection& connection) {
    for (const auto& [platform, known] : connectionsAt(desk)) {
        if (platform == connection.platform && known.account == connection.handle) {
            return known.figures;
        }
    }
    return {};
}

std::vector<std::string> repositoriesAt(Desk& desk) {
    return desk.onStore<std::vector<std::string>>([](store::Store& store, service::Exchanged&) {
        store::Views views(store.database());
        std::set<std::string> found;
        const auto look = [&](const std::string& path) {
            for (const auto& [id, task] : views.tasksOf(path)) {
                if (!task.deleted && !task.definition.requirement.repository.empty()) {
                    found.insert(task.definition.requirement.repository);
                }
            }
        };
        look({});
        for (const auto& [path, definition] : views.paths()) {
            look(path);
        }
        return std::vector<std::string>(found.begin(), found.end());
    });
}

} // namespace cairn::server
