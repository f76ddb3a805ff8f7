#include "sync/server/postgres/postgres_database.h"

#include <soci/postgresql/soci-postgresql.h>

namespace cairn::server {

namespace {

class PostgresDatabase : public Database {
public:
    explicit PostgresDatabase(const std::string& connection)
        : m_sql(soci::postgresql, connection) {
        // A commit that was reported is on the disk, whatever the server's own setting is; notices are no answers.
        m_sql << "SET synchronous_commit TO on";
        m_sql << "SET client_min_messages TO warning";
    }

    soci::session& sql() override { return m_sql; }

    const Dialect& dialect() const override {
        // A backup may read for hours: to wait for it would keep everybody waiting who comes after.
        static constexpr Dialect kDialect{
            .begin = "BEGIN",
            .lockRow = " FOR UPDATE",
            .lockFree = " FOR UPDATE SKIP LOCKED",
            .lockSchema = "SELECT pg_advisory_xact_lock(5214671)",
            .rewrite = {"SET lock_timeout = '2s'", "VACUUM FULL event, snapshot_part"},
            .samples = true};
        return kDialect;
    }

private:
    soci::session m_sql;
};

} // namespace

std::unique_ptr<Database> openPostgres(const std::string& connection) {
    return std::make_unique<PostgresDatabase>(connection);
}

} // namespace cairn::server
