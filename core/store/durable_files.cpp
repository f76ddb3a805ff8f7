#include "core/store/durable_files.h"

#include "core/store/database.h"

#include <vector>

#ifndef _WIN32
#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>
#endif

namespace cairn::store {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void abandon(const std::string& what, const std::error_code& trouble, const fs::path& place) {
    throw Abandon{{base::ErrorCode::Io, what + ": " + trouble.message(), place.string()}};
}

void sync(const fs::path& path) {
#ifdef _WIN32
    static_cast<void>(path); // NTFS keeps names in its journal; bytes are written through by SQLite
#else
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool failed = descriptor < 0 || ::fsync(descriptor) != 0;
    const std::error_code trouble(errno, std::generic_category());
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    // Some file systems cannot sync a folder, and say so with EINVAL: they need no such thing.
    if (failed && trouble != std::errc::invalid_argument) {
        abandon("it cannot be written to the disk", trouble, path);
    }
#endif
}

} // namespace

void makeFolder(const fs::path& folder) {
    std::error_code trouble;
    std::vector<fs::path> missing;
    for (auto at = fs::absolute(folder).lexically_normal(); !fs::exists(at, trouble) && at.has_relative_path();
         at = at.parent_path()) {
        if (at.has_filename()) {
            missing.push_back(at);
        }
    }
    for (auto at = missing.rbegin(); at != missing.rend(); ++at) {
        if (!fs::create_directory(*at, trouble) && trouble) {
            abandon("the folder cannot be made", trouble, *at);
        }
        fs::permissions(*at, fs::perms::owner_all, trouble);
        sync(at->parent_path());
    }
    if (!fs::is_directory(folder, trouble)) {
        abandon("this is not a folder", std::make_error_code(std::errc::not_a_directory), folder);
    }
}

void publish(const fs::path& written, const fs::path& name) {
    sync(written);
    std::error_code trouble;
    fs::rename(written, name, trouble);
    if (trouble) {
        abandon("the file cannot be given its name", trouble, name);
    }
    sync(name.parent_path());
}

} // namespace cairn::store
