#include "core/store/database.h"
#include "sync/server/database/database.h"
#include "sync/server/database/sqlite_syncs.h"

namespace cairn::server {

namespace {

class SqliteDatabase : public Database {
public:
    explicit SqliteDatabase(const std::filesystem::path& file)
        : m_database(file, store::Access::write) {
        m_database.run(
            "PRAGMA cache_size=-2000"); // a server has several connections; the system keeps the file's pages
    }

    soci::session& sql() override { return m_database.sql(); }

    const Dialect& dialect() const override {
        // The one writer that SQLite lets in has all rows to itself.
        static constexpr Dialect kDialect{
            .begin = "BEGIN IMMEDIATE",
            .table = "WITHOUT ROWID",
            .number = "INTEGER PRIMARY KEY",
            .scrub = "PRAGMA wal_checkpoint(TRUNCATE)"};
        return kDialect;
    }

private:
    store::Database m_database;
};

} // namespace

std::unique_ptr<Database> openSqlite(const std::filesystem::path& file) {
    countSqliteSyncs();
    return std::make_unique<SqliteDatabase>(file);
}

} // namespace cairn::server
