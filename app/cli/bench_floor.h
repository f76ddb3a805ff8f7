#pragma once

#include "core/store/store.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace cairn::cli {

// What a program could do at best with SQLite by its C interface: one table with one index, WAL and synchronous=FULL as
// the store has it. Throws Failure.
class BenchFloor {
public:
    explicit BenchFloor(const std::filesystem::path& file);
    ~BenchFloor();
    BenchFloor(const BenchFloor&) = delete;
    BenchFloor& operator=(const BenchFloor&) = delete;

    // Makes the table.
    void prepare();

    // Inserts subject and payload of each, so many in one transaction.
    void append(const std::vector<store::Entry>& entries, std::size_t perTransaction);

    // Reads every payload of the store's own table, and parses it. Answers with how many.
    std::int64_t parseEveryPayload();

    // Reads one row of the store's own table.
    void readOne();

private:
    void run(const char* statement);
    void check(int result);
    std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(const char* text);

    sqlite3* m_database = nullptr;
};

} // namespace cairn::cli
