#pragma once

#include "sync/engine/server_log.h"
#include "sync/server/database/database.h"

#include <memory>

namespace cairn::server {

// The server's log in a database. One thread at a time; several servers may have one database.
class SqlLog : public engine::ServerLog {
public:
    // Makes the tables where there are none. Throws soci::soci_error.
    explicit SqlLog(std::unique_ptr<Database> database);
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
    void erase(const std::string& account) override;

private:
    struct Statements;

    struct Stream {
        std::string account;
        long long cursor = 0;
    };

    Stream lockStream(const std::string& stream);
    engine::Stored appendOne(const engine::Batch& batch);

    std::unique_ptr<Database> m_database;
    std::unique_ptr<Statements> m_statements;
};

} // namespace cairn::server
