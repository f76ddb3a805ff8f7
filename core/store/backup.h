#pragma once

#include "core/store/database.h"

#include <cstdint>
#include <filesystem>

namespace cairn::store {

// How many backups a folder keeps.
inline constexpr std::size_t kBackupsKept = 5;

// Writes all that the database holds into a new file, also while another process writes. Throws.
void copyDatabase(Database& database, const std::filesystem::path& file);

// Copies the database, of the given version of the schema, to a dated file in `folder`, looks whether the copy can be
// read whole, and takes the oldest backups away. Answers with the file. Throws.
std::filesystem::path backUp(Database& database, const std::filesystem::path& folder, std::int64_t version);

} // namespace cairn::store
