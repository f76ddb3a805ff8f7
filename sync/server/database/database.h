#pragma once

#include <soci/soci.h>

#include <array>
#include <filesystem>
#include <functional>
#include <memory>

namespace cairn::server {

// The few things in which databases differ.
struct Dialect {
    const char* begin = "BEGIN"; // a transaction that is going to write
    const char* table = "";      // after the columns of a table that has no key but the one it is ordered by
    const char* number = "";     // the type of a key that numbers the rows of its table by itself
    const char* lockRow = "";    // after a SELECT: nobody else changes the row before this transaction ends
    const char* lockFree = "";   // the same, passing over rows that somebody else has locked
    const char* lockSchema = ""; // first in a transaction that changes tables: no other server does meanwhile
    const char* scrub = "";      // leaves nothing in journals of what was overwritten; answers 1 where it could not
    // Where what was overwritten stays in the tables' files: writes those anew in which learners write, which nobody
    // else uses meanwhile. One statement after the other, in no transaction.
    std::array<const char*, 2> rewrite{"", ""};
    bool samples = false; // keeps examples of what is in a column, unless told not to
};

// One connection to a server's database. Belongs to one thread at a time.
class Database {
public:
    virtual ~Database() = default;

    virtual soci::session& sql() = 0;
    virtual const Dialect& dialect() const = 0;
};

// Makes one more connection. Throws soci::soci_error.
using OpenDatabase = std::function<std::unique_ptr<Database>()>;

// Embedded: one file, made where there is none, with every commit on the disk before it returns. Throws
// soci::soci_error.
std::unique_ptr<Database> openSqlite(const std::filesystem::path& file);

// All of it or nothing.
class Transaction {
public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit();

private:
    soci::session& m_sql;
    bool m_open = true;
};

} // namespace cairn::server
