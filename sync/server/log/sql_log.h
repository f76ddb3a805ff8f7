#pragma once

#include "sync/engine/server_log.h"
#include "sync/server/database/database.h"
#include "sync/server/log/erasures.h"

#include <functional>
#include <memory>

namespace cairn::server {

struct ClaimStream;

// What follows from events is put on its way in the transaction that stores them: both are there or neither is.
struct FollowUp {
    // With what was not there before: the events of the batch from `fresh` on.
    std::function<void(Database&, const engine::Batch&, std::size_t fresh)> stored{};
    std::function<void()> committed{};
};

// The server's log in a database. One thread at a time; several servers may have one database.
class SqlLog : public engine::ServerLog {
public:
    // Makes the tables where there are none. Throws soci::soci_error.
    explicit SqlLog(std::unique_ptr<Database> database, FollowUp followUp = {});
    ~SqlLog() override;
    SqlLog(const SqlLog&) = delete;
    SqlLog& operator=(const SqlLog&) = delete;

    std::optional<wire::DeviceLog> end(const std::string& device) override;
    std::optional<std::string> link(const std::string& device, std::int64_t seq) override;
    std::vector<std::string> links(const std::string& device, std::int64_t from, std::size_t most) override;
    std::int64_t end(const wire::StreamPlace& stream) override;
    std::string mark(const wire::StreamPlace& place) override;
    engine::StreamPart
    read(const wire::StreamPlace& after, std::size_t bytes, const std::map<std::string, std::int64_t>& skip) override;
    std::vector<std::string> streams(const std::string& account) override;
    std::optional<std::string> owner(const std::string& stream) override;
    std::optional<engine::KeptSnapshot> snapshot(const std::string& account, std::int64_t fold) override;
    std::vector<std::string> rows(const engine::KeptSnapshot& snapshot, std::int64_t part) override;
    std::vector<engine::Stored> append(const std::vector<engine::Batch>& batches) override;
    void erase(const std::string& account) override;

    // Keeps a snapshot instead of the one that is kept of its account; `digest` and `parts` are found here.
    void keep(engine::KeptSnapshot snapshot, const std::vector<std::string>& rows);

    struct Grown {
        std::string account;
        std::int64_t events = 0; // in all of its streams
    };

    // Accounts that have at least `least` events, and twice as many as their snapshots of this version of the fold had.
    std::vector<Grown> wantSnapshots(std::int64_t fold, std::int64_t least);

private:
    struct Statements;

    std::optional<std::string> lockStream(const std::string& stream);
    std::vector<std::string> inOrder(const std::string& account);
    const ClaimStream& claimStream(const engine::Batch& batch);
    void lockInOrder(const std::vector<engine::Batch>& batches);
    engine::Stored appendOne(const engine::Batch& batch);

    std::unique_ptr<Database> m_database;
    FollowUp m_followUp;
    std::unique_ptr<Statements> m_statements;
    Erasures m_erasures;
};

} // namespace cairn::server
