#pragma once

#include <filesystem>

namespace cairn::store {

// What SQLite does for its own files, for those that are made around it. Both throw Abandon with ErrorCode::Io.

// Makes a folder and what leads to it, for this user alone, so that a power cut does not take it away again.
void makeFolder(const std::filesystem::path& folder);

// Waits until a file's bytes are on the disk, then gives it its name, in place of what had that name.
void publish(const std::filesystem::path& written, const std::filesystem::path& name);

} // namespace cairn::store
