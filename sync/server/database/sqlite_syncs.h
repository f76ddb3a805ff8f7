#pragma once

#include <cstdint>

namespace cairn::server {

// Counts from now on how often SQLite has this process wait for its files to be on the disk: openSqlite() sees to it.
void countSqliteSyncs();

std::int64_t sqliteSyncs();

} // namespace cairn::server
