#pragma once

#include "core/store/database.h"

#include <filesystem>

namespace cairn::store {

// The version that this program writes: PRAGMA user_version of the database.
int schemaVersion();

// Brings the database up to schemaVersion(), one numbered step after the other, each in a transaction of its own. A
// database that has data is copied to `backups` before each step. One of a newer program is refused and left alone, and
// so is one that is not Cairn's.
base::Expected<void> migrate(Database& database, const std::filesystem::path& backups);

// Refuses a database of a newer program; for who is about to write.
base::Expected<void> refuseNewer(Database& database);

// Whether a process that is not the writer can read the database: of this very version.
base::Expected<void> requireCurrent(Database& database);

} // namespace cairn::store
