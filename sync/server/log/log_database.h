#pragma once

#include <soci/soci.h>

#include <filesystem>
#include <memory>

namespace cairn::server {

// The few things in which databases differ.
struct Dialect {
    const char* begin = "BEGIN"; // a transaction that is going to write
    const char* table = "";      // after the columns of a table that has no key but the one it is ordered by
    const char* lockRow = "";    // after a SELECT: nobody else changes the row before this transaction ends
};

// One connection to a server's database. Belongs to one thread at a time.
class LogDatabase {
public:
    virtual ~LogDatabase() = default;

    virtual soci::session& sql() = 0;
    virtual const Dialect& dialect() const = 0;
};

// Embedded: one file, made where there is none, with every commit on the disk before it returns. Throws
// soci::soci_error.
std::unique_ptr<LogDatabase> openSqlite(const std::filesystem::path& file);

} // namespace cairn::server
