#include "core/store/database.h"

#include <soci/sqlite3/soci-sqlite3.h>

namespace cairn::store {

namespace {

constexpr int kBusySeconds = 10;

std::string connection(const std::filesystem::path& file, Access access) {
    return "db=\"" + file.string() + "\" timeout=" + std::to_string(kBusySeconds) +
           (access == Access::read ? " readonly=1" : "");
}

} // namespace

Database::Database(const std::filesystem::path& file, Access access)
    : m_sql(soci::sqlite3, connection(file, access)) {
    if (access == Access::write) {
        // The log is the only truth: a commit that was reported has reached the disk.
        m_sql << "PRAGMA journal_mode=WAL";
        m_sql << "PRAGMA synchronous=FULL";
        m_sql << "PRAGMA foreign_keys=ON";
    }
    m_sql << "PRAGMA cache_size=-16000";
    m_sql << "PRAGMA temp_store=MEMORY";
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

base::Error databaseError(const std::exception& trouble) {
    using base::ErrorCode;
    const std::string text = trouble.what();
    const auto says = [&](const char* words) { return text.find(words) != std::string::npos; };
    if (says("disk image is malformed") || says("not a database")) {
        return {ErrorCode::Corrupt, "the profile's database is damaged (" + text + ")"};
    }
    if (says("disk is full") || says("full")) {
        return {ErrorCode::Io, "the disk is full; nothing was changed"};
    }
    if (says("locked") || says("busy")) {
        return {ErrorCode::Io, "another program holds the profile's database; nothing was changed"};
    }
    if (says("readonly")) {
        return {ErrorCode::ReadOnly, "the profile's database cannot be written (" + text + ")"};
    }
    return {ErrorCode::Io, "the profile's database: " + text};
}

} // namespace cairn::store
