#pragma once

#include "core/store/database.h"
#include "sync/engine/server_log.h"

#include <filesystem>
#include <memory>

namespace cairn::server {

// The server's log in SQLite. One thread at a time.
class SqlLog : public engine::ServerLog {
public:
    // Makes the database where there is none. Throws soci::soci_error.
    explicit SqlLog(const std::filesystem::path& file);
    ~SqlLog() override;
    SqlLog(const SqlLog&) = delete;
    SqlLog& operator=(const SqlLog&) = delete;

    std::optional<wire::DeviceLog> end(const std::string& device) override;
    std::optional<std::string> link(const std::string& device, std::int64_t seq) override;
    std::vector<std::string> links(const std::string& device, std::int64_t from, std::size_t most) override;
    std::int64_t end(const wire::StreamPlace& stream) override;
    engine::StreamPart
    read(const wire::StreamPlace& after, std::size_t bytes, const std::map<std::string, std::int64_t>& skip) override;
    std::vector<std::string> streams(const std::string& account) override;
    std::optional<std::string> owner(const std::string& stream) override;
    std::vector<engine::Stored> append(const std::vector<engine::Batch>& batches) override;

private:
    struct Statements;

    engine::Stored appendOne(const engine::Batch& batch);

    store::Database m_database;
    std::unique_ptr<Statements> m_statements;
};

} // namespace cairn::server
