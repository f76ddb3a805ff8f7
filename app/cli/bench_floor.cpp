#include "app/cli/bench_floor.h"

#include "app/cli/failure.h"

#include <boost/json/parse.hpp>
#include <sqlite3.h>

#include <algorithm>

namespace cairn::cli {

BenchFloor::BenchFloor(const std::filesystem::path& file) {
    check(sqlite3_open(file.string().c_str(), &m_database));
    run("PRAGMA journal_mode=WAL");
    run("PRAGMA synchronous=FULL");
}

BenchFloor::~BenchFloor() {
    sqlite3_close(m_database);
}

void BenchFloor::check(int result) {
    if (result != SQLITE_OK && result != SQLITE_DONE && result != SQLITE_ROW) {
        throw Failure{{base::ErrorCode::Io, std::string("SQLite: ") + sqlite3_errmsg(m_database)}};
    }
}

void BenchFloor::run(const char* statement) {
    check(sqlite3_exec(m_database, statement, nullptr, nullptr, nullptr));
}

BenchFloor::Statement BenchFloor::statement(const char* text) {
    sqlite3_stmt* prepared = nullptr;
    check(sqlite3_prepare_v2(m_database, text, -1, &prepared, nullptr));
    return {prepared, sqlite3_finalize};
}

FloorRow BenchFloor::rowOf(sqlite3_stmt* select) {
    FloorRow row;
    for (int column = 0; column < sqlite3_column_count(select); ++column) {
        row.emplace_back(sqlite3_value_dup(sqlite3_column_value(select, column)), sqlite3_value_free);
    }
    return row;
}

FloorRow BenchFloor::oneRow(sqlite3_stmt* select, sqlite3_value* key) {
    check(sqlite3_bind_value(select, 1, key));
    auto row = sqlite3_step(select) == SQLITE_ROW ? rowOf(select) : FloorRow();
    sqlite3_reset(select);
    return row;
}

std::vector<FloorEntry> BenchFloor::lastEntries(std::size_t count) {
    const auto events = statement("SELECT * FROM event ORDER BY effective DESC, seq DESC LIMIT ?");
    const auto subjects = statement("SELECT * FROM subject WHERE subject = ?");
    const auto tasks = statement("SELECT * FROM task WHERE 'task/' || id = ?1 AND id = substr(?1, 6)");
    constexpr int kSubject = 7; // among the columns of the log
    sqlite3_bind_int64(events.get(), 1, static_cast<sqlite3_int64>(count));
    std::vector<FloorEntry> entries;
    while (sqlite3_step(events.get()) == SQLITE_ROW) {
        auto& entry = entries.emplace_back();
        entry.event = rowOf(events.get());
        entry.subject = oneRow(subjects.get(), entry.event[kSubject].get());
        entry.task = oneRow(tasks.get(), entry.event[kSubject].get());
    }
    std::ranges::reverse(entries);
    return entries;
}

void BenchFloor::put(sqlite3_stmt* insert, const FloorRow& row) {
    if (row.empty()) {
        return;
    }
    for (std::size_t column = 0; column < row.size(); ++column) {
        check(sqlite3_bind_value(insert, static_cast<int>(column) + 1, row[column].get()));
    }
    check(sqlite3_step(insert));
    sqlite3_reset(insert);
}

void BenchFloor::write(const std::vector<FloorEntry>& entries, std::size_t perTransaction) {
    const auto events = statement("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    const auto subjects = statement("INSERT OR REPLACE INTO subject VALUES (?, ?, ?, ?, ?, ?)");
    const auto tasks = statement("INSERT OR REPLACE INTO task VALUES "
                                 "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (std::size_t at = 0; at < entries.size(); ++at) {
        if (at % perTransaction == 0) {
            run("BEGIN IMMEDIATE");
        }
        put(events.get(), entries[at].event);
        put(subjects.get(), entries[at].subject);
        put(tasks.get(), entries[at].task);
        if ((at + 1) % perTransaction == 0 || at + 1 == entries.size()) {
            run("COMMIT");
        }
    }
}

std::int64_t BenchFloor::parseEveryRow() {
    const auto select = statement("SELECT payload, * FROM event ORDER BY subject, effective, device, seq");
    std::int64_t parsed = 0;
    std::size_t bytes = 0;
    while (sqlite3_step(select.get()) == SQLITE_ROW) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(select.get(), 0));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(select.get(), 0));
        for (int column = 1; column < sqlite3_column_count(select.get()); ++column) {
            sqlite3_column_text(select.get(), column);
            bytes += static_cast<std::size_t>(sqlite3_column_bytes(select.get(), column));
        }
        parsed += boost::json::parse({text, size}).is_object() && bytes > 0 ? 1 : 0;
    }
    return parsed;
}

} // namespace cairn::cli
