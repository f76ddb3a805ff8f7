#include "sync/server/database/sqlite_syncs.h"

#include <soci/sqlite3/soci-sqlite3.h>

#include <atomic>
#include <deque>
#include <mutex>

namespace cairn::server {

namespace sqlite = sqlite_api;

namespace {

std::atomic<std::int64_t>& count() {
    static std::atomic<std::int64_t> syncs = 0;
    return syncs;
}

// The functions of a kind of files, with one that counts. First what SQLite sees.
struct Counting {
    sqlite::sqlite3_io_methods seen;
    const sqlite::sqlite3_io_methods* real;
};

int sync(sqlite::sqlite3_file* file, int flags) {
    ++count();
    return reinterpret_cast<const Counting*>(file->pMethods)->real->xSync(file, flags);
}

// There are only a few kinds. They stay where they are: files that are open point to them.
const sqlite::sqlite3_io_methods* counting(const sqlite::sqlite3_io_methods* real) {
    static std::mutex mutex;
    static std::deque<Counting> all;
    const std::lock_guard lock(mutex);
    for (const auto& one : all) {
        if (one.real == real) {
            return &one.seen;
        }
    }
    auto& added = all.emplace_back(Counting{*real, real});
    added.seen.xSync = sync;
    return &added.seen;
}

sqlite::sqlite3_vfs*& systems() {
    static sqlite::sqlite3_vfs* found = sqlite::sqlite3_vfs_find(nullptr);
    return found;
}

int open(sqlite::sqlite3_vfs*, const char* name, sqlite::sqlite3_file* file, int flags, int* given) {
    const int result = systems()->xOpen(systems(), name, file, flags, given);
    if (result == SQLITE_OK && file->pMethods != nullptr) {
        file->pMethods = counting(file->pMethods);
    }
    return result;
}

} // namespace

void countSqliteSyncs() {
    static sqlite::sqlite3_vfs counted = [] {
        sqlite::sqlite3_initialize();
        auto copy = *systems();
        copy.zName = "cairn-counted";
        copy.xOpen = open;
        return copy;
    }();
    static const int registered = sqlite::sqlite3_vfs_register(&counted, 1);
    static_cast<void>(registered);
}

std::int64_t sqliteSyncs() {
    return count();
}

} // namespace cairn::server
