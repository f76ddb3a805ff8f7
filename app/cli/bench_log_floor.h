#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace cairn::cli {

// Seconds that SQLite takes by its C interface to store events in tables like those of a server's log, so many in one
// transaction, every one on the disk (WAL, synchronous=FULL). In a new database in `folder`. Throws Failure.
double
logFloorSeconds(const std::filesystem::path& folder, const std::vector<std::string>& lines, std::size_t perTransaction);

} // namespace cairn::cli
