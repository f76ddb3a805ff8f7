#include "app/cli/bench_floor.h"

#include "app/cli/failure.h"

#include <boost/json/parse.hpp>
#include <sqlite3.h>

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

std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> BenchFloor::statement(const char* text) {
    sqlite3_stmt* prepared = nullptr;
    check(sqlite3_prepare_v2(m_database, text, -1, &prepared, nullptr));
    return {prepared, sqlite3_finalize};
}

void BenchFloor::prepare() {
    run("CREATE TABLE entry (id INTEGER PRIMARY KEY, subject TEXT NOT NULL, payload TEXT NOT NULL)");
    run("CREATE INDEX entry_by_subject ON entry (subject)");
}

void BenchFloor::append(const std::vector<store::Entry>& entries, std::size_t perTransaction) {
    const auto insert = statement("INSERT INTO entry (subject, payload) VALUES (?, ?)");
    for (std::size_t at = 0; at < entries.size(); ++at) {
        if (at % perTransaction == 0) {
            run("BEGIN IMMEDIATE");
        }
        const auto& [subject, type, version, payload] = entries[at].draft;
        sqlite3_bind_text(insert.get(), 1, subject.c_str(), static_cast<int>(subject.size()), SQLITE_STATIC);
        sqlite3_bind_text(insert.get(), 2, payload.c_str(), static_cast<int>(payload.size()), SQLITE_STATIC);
        check(sqlite3_step(insert.get()));
        sqlite3_reset(insert.get());
        if ((at + 1) % perTransaction == 0 || at + 1 == entries.size()) {
            run("COMMIT");
        }
    }
}

std::int64_t BenchFloor::parseEveryPayload() {
    const auto select = statement("SELECT payload FROM event");
    std::int64_t parsed = 0;
    while (sqlite3_step(select.get()) == SQLITE_ROW) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(select.get(), 0));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(select.get(), 0));
        parsed += boost::json::parse({text, size}).is_object() ? 1 : 0;
    }
    return parsed;
}

void BenchFloor::readOne() {
    check(sqlite3_step(statement("SELECT payload FROM event LIMIT 1").get()));
}

} // namespace cairn::cli
