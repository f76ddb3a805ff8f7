#pragma once

#include "sync/server/auth/seal.h"

#include <filesystem>
#include <string>

namespace cairn::server {

// Short secrets beside the database, a file each, sealed. Thread-safe, also against other programs: a file is replaced
// as a whole.
class SealedFiles {
public:
    // The folder is made when something is put there.
    SealedFiles(const Seal& seal, std::filesystem::path folder)
        : m_seal(seal)
        , m_folder(std::move(folder)) {}

    // Empty where there is none, or none that was sealed here under this name.
    std::string read(const std::string& name) const;

    // Empty: there is none any more. Throws std::runtime_error.
    void write(const std::string& name, const std::string& secret) const;

private:
    const Seal& m_seal;
    std::filesystem::path m_folder;
};

} // namespace cairn::server
