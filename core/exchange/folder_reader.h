#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

namespace cairn::exchange {

// Reads ordinary files below one folder that somebody else filled, and nothing outside of it: a link is followed only
// where it ends inside. Pipes, devices and folders are refused without being opened for long or waited on, and no more
// is read than the caller allows. Errors name the file, relative to the folder. Thread-safe.
class FolderReader {
public:
    static base::Expected<FolderReader> open(const std::filesystem::path& folder);

    // The bytes of the file `name` ("concepts/basics/about.md"; checked by the caller to have no ".."), or nothing
    // where there is no such file. More than `most` bytes are LimitExceeded.
    base::Expected<std::optional<std::string>> read(const std::string& name, std::size_t most) const;

private:
    explicit FolderReader(std::filesystem::path root)
        : m_root(std::move(root)) {}

    // Where `name` ends once every link is followed, relative to the root; nothing where it does not exist.
    base::Expected<std::optional<std::filesystem::path>> resolve(const std::string& name) const;

    std::filesystem::path m_root; // canonical
};

} // namespace cairn::exchange
