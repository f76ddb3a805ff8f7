#include "sync/server/api/server_routes.h"

#include "sync/server/http/openapi.h"

#include <boost/describe/class.hpp>

#include <algorithm>

namespace cairn::server {

namespace {

struct Health {
    std::string status;
    std::string version;
};

struct DatabaseHealth {
    std::string status;
    std::int64_t milliseconds = 0; // that a question took
};

struct ServerBody {
    std::string name;
    std::string version;
    std::int64_t protocol = 1;
    bool registration = true;
    std::string confirm;
    bool mail = false;
};

struct ToolsHealth {
    std::string status; // "ok", "degraded", or "none"
    std::vector<ToolServerHealth> servers;
};

BOOST_DESCRIBE_STRUCT(ToolsHealth, (), (status, servers))
BOOST_DESCRIBE_STRUCT(Health, (), (status, version))
BOOST_DESCRIBE_STRUCT(DatabaseHealth, (), (status, milliseconds))
BOOST_DESCRIBE_STRUCT(ServerBody, (), (name, version, protocol, registration, confirm, mail))

// For whoever watches the server.
Route watched(const char* path, const char* name, const char* summary) {
    auto row = route("GET", path, Access::anyone, name, summary);
    row.unlimited = true;
    return row;
}

// What went wrong there may say more than everybody is to know.
ToolsHealth healthOf(const ToolServers& tools, bool whole) {
    ToolsHealth health{"none", tools.health()};
    if (!health.servers.empty()) {
        const bool down =
            std::ranges::any_of(health.servers, [](const ToolServerHealth& server) { return server.status == "down"; });
        health.status = down ? "degraded" : "ok";
    }
    for (auto& server : health.servers) {
        server.trouble = whole ? server.trouble : std::string();
    }
    return health;
}

// A question to the database on a connection of its own, made anew after a trouble.
class DatabaseProbe {
public:
    DatabaseProbe(OpenDatabase open, Now now)
        : m_open(std::move(open))
        , m_now(std::move(now)) {}

    Answer<DatabaseHealth> ask() {
        const std::lock_guard lock(m_mutex);
        const auto begin = m_now();
        try {
            if (!m_database) {
                m_database = m_open();
            }
            long long one = 0;
            m_database->sql() << "SELECT COUNT(*) FROM revision", soci::into(one);
            return DatabaseHealth{"ok", m_now() - begin};
        } catch (const std::exception&) {
            m_database.reset();
            return std::unexpected(Problem{503, "database_down", "the database does not answer", {}, 5});
        }
    }

private:
    OpenDatabase m_open;
    Now m_now;
    std::mutex m_mutex;
    std::unique_ptr<Database> m_database{};
};

} // namespace

std::vector<Route> serverRoutes(
    const ServerFacts& facts, Accounts& accounts, Metrics& metrics, const ToolServers& tools, const OpenDatabase& open,
    const Now& now) {
    auto probe = std::make_shared<DatabaseProbe>(open, now);
    auto keys = watched("/.well-known/jwks.json", "keys", "The public keys of access tokens.");
    auto numbers = watched("/metrics", "metrics", "Numbers for Prometheus: to this computer and to admins.");
    numbers.handle = [&metrics, now](const Request& request) {
        return request.local || request.caller.role == "admin"
                   ? Response{200, "text/plain; version=0.0.4", metrics.text(), {}}
                   : answerTo(request, {403, "forbidden", "to this computer and to admins"}, now());
    };
    return {
        answering<Health>(
            watched("/api/health", "health", "Whether the server runs."), now,
            [version = facts.version](const Request&) -> Answer<Health> { return Health{"ok", version}; }),
        answering<DatabaseHealth>(
            watched("/api/health/db", "databaseHealth", "Whether the database answers."), now,
            [probe](const Request&) { return probe->ask(); }),
        answering<ToolsHealth>(
            watched("/api/health/mcp", "toolsHealth", "How the servers of tools do that this one asks."), now,
            [&tools](const Request& request) -> Answer<ToolsHealth> {
                return healthOf(tools, request.local || request.caller.role == "admin");
            }),
        answering<ServerBody>(
            watched("/api/server", "server", "What this server offers."), now,
            [facts](const Request&) -> Answer<ServerBody> {
                return ServerBody{"Cairn", facts.version, 1, facts.registration, facts.confirm, facts.mail};
            }),
        answering<boost::json::object>(
            std::move(keys), now,
            [&accounts](const Request&) -> Answer<boost::json::object> { return accounts.publicKeys(); }),
        std::move(numbers),
    };
}

Route documentRoute(const std::vector<Route>& routes, const std::string& version) {
    auto row = watched("/api/openapi.json", "openApi", "This document.");
    row.answer = boost::json::object{{"type", "object"}};
    auto all = routes;
    all.push_back(row);
    row.handle = [text = boost::json::serialize(openApi(all, version))](const Request&) {
        return Response{200, "application/json", text, {}};
    };
    return row;
}

} // namespace cairn::server
