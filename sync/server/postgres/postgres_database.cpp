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
        static constexpr Dialect kDialect{
            "BEGIN", "", " FOR UPDATE", " FOR UPDATE SKIP LOCKED", "SELECT pg_advisory_xact_lock(5214671)"};
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
