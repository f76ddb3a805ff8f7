#include "core/store/connection.h"

#include <soci/sqlite3/soci-sqlite3.h>

namespace cairn::store {

namespace sqlite = sqlite_api;

namespace {

std::string utf8(const std::filesystem::path& file) {
    // Absolute, so that no name can look like "file:" and be taken for a URI.
    const auto text = std::filesystem::absolute(file).generic_u8string();
    return {text.begin(), text.end()};
}

std::string immutableUri(const std::string& file) {
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string uri = file.starts_with('/') ? "file://" : "file:///";
    for (const char c : file) {
        if (c == '?' || c == '#' || c == '%') {
            uri += '%';
            uri += kHex[static_cast<unsigned char>(c) >> 4U];
            uri += kHex[static_cast<unsigned char>(c) & 0xfU];
        } else {
            uri += c;
        }
    }
    return uri + "?immutable=1";
}

[[noreturn]] void fail(sqlite::sqlite3* connection, int result) {
    sqlite::sqlite3_close(connection);
    throw soci::sqlite3_soci_error(sqlite::sqlite3_errstr(result), result);
}

sqlite::sqlite3* opened(const std::string& name, int flags, int busySeconds) {
    sqlite::sqlite3* connection = nullptr;
    flags |= SQLITE_OPEN_NOMUTEX; // one thread at a time uses a connection, and sees to that itself
    if (const int result = sqlite::sqlite3_open_v2(name.c_str(), &connection, flags, nullptr); result != SQLITE_OK) {
        fail(connection, result);
    }
    sqlite::sqlite3_busy_timeout(connection, busySeconds * 1000);
    return connection;
}

// A log beside the database needs shared memory, which a reader cannot make in a folder that it may not write to. When
// no writer has left anything in that log, the database file is all there is, and can be read by itself.
bool needsNoLog(const std::filesystem::path& file) {
    auto log = file;
    log += "-wal";
    std::error_code trouble;
    const auto size = std::filesystem::file_size(log, trouble);
    return trouble ? !std::filesystem::exists(log) : size == 0;
}

} // namespace

void connect(soci::session& session, const std::filesystem::path& file, Access access, int busySeconds) {
    const auto name = utf8(file);
    sqlite::sqlite3* connection = nullptr;
    if (access == Access::write) {
        connection = opened(name, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, busySeconds);
        // SQLite opens a file that it may not write to for reading, and says so only here.
        if (sqlite::sqlite3_db_readonly(connection, "main") != 0) {
            fail(connection, SQLITE_READONLY);
        }
    } else {
        connection = opened(name, SQLITE_OPEN_READONLY, busySeconds);
        const int result = sqlite::sqlite3_exec(connection, "PRAGMA schema_version", nullptr, nullptr, nullptr);
        if ((result == SQLITE_CANTOPEN || result == SQLITE_READONLY) && needsNoLog(file)) {
            sqlite::sqlite3_close(connection);
            connection = opened(immutableUri(name), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, busySeconds);
        } else if (result != SQLITE_OK) {
            fail(connection, result);
        }
    }
    try {
        session.open(soci::sqlite3, ":memory:");
    } catch (...) {
        sqlite::sqlite3_close(connection);
        throw;
    }
    auto* backend = static_cast<soci::sqlite3_session_backend*>(session.get_backend());
    sqlite::sqlite3_close(std::exchange(backend->conn_, connection));
}

} // namespace cairn::store
