#include "core/store/database.h"

#include "core/store/connection.h"

#include <soci/sqlite3/soci-sqlite3.h>

namespace cairn::store {

namespace {

constexpr int kBusySeconds = 10;

// SQLite's code for what went wrong, or SQLITE_OK where it was something else that threw.
int resultOf(const std::exception& trouble) {
    const auto* error = dynamic_cast<const soci::sqlite3_soci_error*>(&trouble);
    return error == nullptr ? SQLITE_OK : error->result() & 0xff;
}

} // namespace

Database::Database(const std::filesystem::path& file, Access access)
    : m_file(file) {
    connect(m_sql, file, access, kBusySeconds);
    if (access == Access::write) {
        // The log is the only truth: a commit that was reported has reached the disk. EXTRA is FULL, and besides makes
        // sure that the journal of the very first transaction, before there is a WAL, is gone for good.
        run("PRAGMA synchronous=EXTRA");
        run("PRAGMA journal_mode=WAL");
        run("PRAGMA fullfsync=ON"); // macOS, where fsync alone stops at the drive's cache
        run("PRAGMA foreign_keys=ON");
        run("PRAGMA secure_delete=ON"); // what is erased is gone from the file
    }
    run("PRAGMA trusted_schema=OFF"); // a profile may come from someone else
    run("PRAGMA cache_size=-16000");
}

std::int64_t Database::number(const std::string& query) {
    long long value = 0;
    soci::indicator indicator = soci::i_ok;
    m_sql << query, soci::into(value, indicator);
    return indicator == soci::i_ok ? value : 0;
}

std::string Database::text(const std::string& query) {
    std::string value;
    soci::indicator indicator = soci::i_ok;
    m_sql << query, soci::into(value, indicator);
    return value;
}

Transaction::~Transaction() {
    if (m_open) {
        try {
            m_database.run("ROLLBACK");
        } catch (const std::exception&) { // NOLINT(bugprone-empty-catch): the database has rolled back by itself
        }
    }
}

void Transaction::commit() {
    m_database.run("COMMIT");
    m_open = false;
}

ReadTransaction::~ReadTransaction() {
    try {
        m_database.run("RELEASE reading");
    } catch (const std::exception&) { // NOLINT(bugprone-empty-catch): an error has ended it already
    }
}

bool isBusy(const std::exception& trouble) {
    const int result = resultOf(trouble);
    return result == SQLITE_BUSY || result == SQLITE_LOCKED;
}

base::Error databaseError(const std::exception& trouble) {
    using base::ErrorCode;
    const int result = resultOf(trouble);
    switch (result) {
    case SQLITE_OK:
        return {ErrorCode::Io, std::string("the profile's database: ") + trouble.what()};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {
            ErrorCode::Corrupt,
            std::string("the profile's database is damaged (") + sqlite_api::sqlite3_errstr(result) + ")"};
    case SQLITE_FULL:
        return {ErrorCode::Io, "the disk is full; nothing was changed"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::Io, "another program holds the profile's database; nothing was changed"};
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return {ErrorCode::ReadOnly, "the profile's database cannot be written"};
    default:
        return {ErrorCode::Io, std::string("the profile's database: ") + sqlite_api::sqlite3_errstr(result)};
    }
}

} // namespace cairn::store
