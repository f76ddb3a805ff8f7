#include "app/cli/server_data.h"

#include "app/cli/failure.h"
#include "app/cli/platform.h"
#include "sync/server/database/schema.h"
#include "sync/server/postgres/postgres_database.h"

#include <optional>

namespace cairn::cli {

namespace {

// Where cairnd keeps its data when nobody says otherwise.
std::filesystem::path usualData() {
    if (const auto data = environment("XDG_DATA_HOME")) {
        return std::filesystem::path(*data) / "cairnd";
    }
    if (const auto home = environment("HOME")) {
        return std::filesystem::path(*home) / ".local" / "share" / "cairnd";
    }
    throw Failure{{base::ErrorCode::NotFound, "no folder of a server: give --data or --config"}};
}

} // namespace

server::Config serverConfig(const Arguments& arguments) {
    std::optional<std::filesystem::path> file;
    if (arguments.has("config")) {
        file = arguments.text("config");
    }
    auto config = server::readConfig(file, [](const std::string& name) { return environment(name.c_str()); });
    if (!config) {
        throw Failure{config.error()};
    }
    if (arguments.has("data")) {
        config->data = arguments.text("data");
    }
    return std::move(*config);
}

ServerData::ServerData(const Arguments& arguments)
    : m_config(serverConfig(arguments))
    , m_folder(m_config.data.empty() ? usualData() : std::filesystem::path(m_config.data)) {
    if (!std::filesystem::exists(m_folder / "cairnd.lock")) {
        throw Failure{{base::ErrorCode::NotFound, "no server keeps its data there", m_folder.string()}};
    }
}

std::filesystem::path ServerData::masterKey() const {
    return m_config.masterKey.empty() ? m_folder / "master.key" : std::filesystem::path(m_config.masterKey);
}

server::Database& ServerData::database() {
    if (!m_database) {
        m_database =
            postgres() ? server::openPostgres(m_config.postgresql) : server::openSqlite(m_folder / "server.db");
        server::migrate(*m_database);
    }
    return *m_database;
}

} // namespace cairn::cli
