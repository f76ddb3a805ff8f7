#include "app/cli/bench_log_floor.h"

#include "app/cli/bench.h"
#include "app/cli/failure.h"

#include <sqlite3.h>

#include <memory>

namespace cairn::cli {

double logFloorSeconds(
    const std::filesystem::path& folder, const std::vector<std::string>& lines, std::size_t perTransaction) {
    sqlite3* opened = nullptr;
    sqlite3_open((folder / ("floor" + std::to_string(perTransaction) + ".db")).string().c_str(), &opened);
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> database(opened, &sqlite3_close);
    const auto run = [&](const char* text) {
        if (sqlite3_exec(database.get(), text, nullptr, nullptr, nullptr) != SQLITE_OK) {
            throw Failure{{base::ErrorCode::Io, std::string("SQLite: ") + sqlite3_errmsg(database.get())}};
        }
    };
    run("PRAGMA journal_mode=WAL");
    run("PRAGMA synchronous=FULL");
    run("CREATE TABLE event (stream BIGINT NOT NULL, cursor BIGINT NOT NULL, device BIGINT NOT NULL, seq BIGINT NOT "
        "NULL, link TEXT NOT NULL, mark TEXT NOT NULL, line TEXT NOT NULL, PRIMARY KEY (stream, cursor))");
    run("CREATE UNIQUE INDEX event_by_device ON event (device, seq)");
    sqlite3_stmt* prepared = nullptr;
    sqlite3_prepare_v2(database.get(), "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)", -1, &prepared, nullptr);
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> insert(prepared, &sqlite3_finalize);
    const std::string link(64, 'd');
    const std::string mark(32, 'e');
    const auto bind = [&](int place, const std::string& text) {
        sqlite3_bind_text(insert.get(), place, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
    };
    return seconds([&] {
        for (std::size_t at = 0; at < lines.size(); ++at) {
            if (at % perTransaction == 0) {
                run("BEGIN IMMEDIATE");
            }
            sqlite3_bind_int64(insert.get(), 1, 1);
            sqlite3_bind_int64(insert.get(), 2, static_cast<sqlite3_int64>(at) + 1);
            sqlite3_bind_int64(insert.get(), 3, 1);
            sqlite3_bind_int64(insert.get(), 4, static_cast<sqlite3_int64>(at) + 1);
            bind(5, link);
            bind(6, mark);
            bind(7, lines[at]);
            if (sqlite3_step(insert.get()) != SQLITE_DONE) {
                throw Failure{{base::ErrorCode::Io, std::string("SQLite: ") + sqlite3_errmsg(database.get())}};
            }
            sqlite3_reset(insert.get());
            if (at % perTransaction == perTransaction - 1 || at + 1 == lines.size()) {
                run("COMMIT");
            }
        }
    });
}

} // namespace cairn::cli
