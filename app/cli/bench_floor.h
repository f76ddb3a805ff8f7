#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;
struct sqlite3_value;

namespace cairn::cli {

// A row of a table, column by column, as SQLite gives it; empty where there is none.
using FloorRow = std::vector<std::unique_ptr<sqlite3_value, void (*)(sqlite3_value*)>>;

struct FloorEntry {
    FloorRow event;
    FloorRow subject;
    FloorRow task;
};

// What a program could do at best with SQLite by its C interface on the store's own tables: WAL and synchronous=FULL as
// the store has it. Throws Failure.
class BenchFloor {
public:
    explicit BenchFloor(const std::filesystem::path& file);
    ~BenchFloor();
    BenchFloor(const BenchFloor&) = delete;
    BenchFloor& operator=(const BenchFloor&) = delete;

    // The last `count` events, each with what the tables of subjects and tasks hold of its subject.
    std::vector<FloorEntry> lastEntries(std::size_t count);

    // Writes entries of another profile into this one, so many in one transaction.
    void write(const std::vector<FloorEntry>& entries, std::size_t perTransaction);

    // Reads every column of every row of the log, and parses the payload. Answers with how many.
    std::int64_t parseEveryRow();

private:
    using Statement = std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)>;

    void run(const char* statement);
    void check(int result);
    Statement statement(const char* text);
    static FloorRow rowOf(sqlite3_stmt* select);
    FloorRow oneRow(sqlite3_stmt* select, sqlite3_value* key);
    void put(sqlite3_stmt* insert, const FloorRow& row);

    sqlite3* m_database = nullptr;
};

} // namespace cairn::cli
