#pragma once

#include "core/store/database.h"

#include <filesystem>

namespace cairn::store {

// Opens `session`, which has none yet, on a database file. SOCI's own connection string has no way to write every name
// that a folder can have (a space and a quote are too much for it), and says nothing of what SQLite can open besides.
// Throws soci::soci_error. `busySeconds`: how long a statement waits for another connection.
void connect(soci::session& session, const std::filesystem::path& file, Access access, int busySeconds);

} // namespace cairn::store
