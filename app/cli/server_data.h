#pragma once

#include "app/cli/arguments.h"
#include "sync/server/config/config.h"
#include "sync/server/database/database.h"

#include <filesystem>
#include <memory>

namespace cairn::cli {

// The configuration that --config and the environment give. Throws Failure.
server::Config serverConfig(const Arguments& arguments);

// A server's configuration and database, on its own computer and whether it runs or not.
class ServerData {
public:
    // Throws Failure where no server keeps its data.
    explicit ServerData(const Arguments& arguments);

    const server::Config& config() const { return m_config; }

    const std::filesystem::path& folder() const { return m_folder; }

    bool postgres() const { return !m_config.postgresql.empty(); }

    std::filesystem::path masterKey() const;

    server::Database& database();

private:
    server::Config m_config;
    std::filesystem::path m_folder;
    std::unique_ptr<server::Database> m_database{};
};

} // namespace cairn::cli
