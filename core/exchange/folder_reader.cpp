#include "core/exchange/folder_reader.h"

#include <algorithm>
#include <iterator>
#include <system_error>
#include <utility>

#ifdef _WIN32
#include <fstream>
#else
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace cairn::exchange {

namespace fs = std::filesystem;
using base::ErrorCode;

namespace {

std::unexpected<base::Error> failToRead(const std::error_code& error, const std::string& place) {
    if (error == std::errc::permission_denied || error == std::errc::operation_not_permitted) {
        return base::fail(ErrorCode::Io, "may not be read by you: check its permissions", place);
    }
    if (error == std::errc::too_many_symbolic_link_levels) {
        return base::fail(ErrorCode::InvalidInput, "is a link that leads to itself", place);
    }
    if (error == std::errc::not_a_directory) {
        return base::fail(ErrorCode::InvalidInput, "lies in something that is a file and should be a folder", place);
    }
    return base::fail(ErrorCode::Io, "cannot be read: " + error.message(), place);
}

std::unexpected<base::Error> failAsTooLarge(std::size_t most, const std::string& place) {
    return base::fail(ErrorCode::LimitExceeded, "is larger than " + std::to_string(most) + " bytes", place);
}

std::unexpected<base::Error> failAsNoFile(bool folder, const std::string& place) {
    return base::fail(ErrorCode::InvalidInput, folder ? "is a folder, not a file" : "is not an ordinary file", place);
}

#ifdef _WIN32

base::Expected<std::string>
readOrdinaryFile(const fs::path& root, const fs::path& relative, std::size_t most, const std::string& place) {
    const auto file = root / relative;
    std::error_code error;
    const auto status = fs::status(file, error);
    if (error) {
        return failToRead(error, place);
    }
    if (!fs::is_regular_file(status)) {
        return failAsNoFile(fs::is_directory(status), place);
    }
    const auto size = fs::file_size(file, error);
    if (error) {
        return failToRead(error, place);
    }
    if (size > most) {
        return failAsTooLarge(most, place);
    }
    std::string bytes(most + 1, '\0');
    std::ifstream stream(file, std::ios::binary);
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (stream.bad() || !stream.is_open()) {
        return base::fail(ErrorCode::Io, "cannot be read", place);
    }
    if (static_cast<std::size_t>(stream.gcount()) > most) {
        return failAsTooLarge(most, place);
    }
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    return bytes;
}

#else

std::error_code lastError() {
    return {errno, std::generic_category()};
}

class Descriptor {
public:
    explicit Descriptor(int number)
        : m_number(number) {}

    Descriptor(Descriptor&& other) noexcept
        : m_number(std::exchange(other.m_number, -1)) {}

    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(m_number, other.m_number);
        return *this;
    }

    ~Descriptor() {
        if (m_number >= 0) {
            ::close(m_number);
        }
    }

    int number() const { return m_number; }

    bool open() const { return m_number >= 0; }

private:
    int m_number;
};

// Opens folder after folder without following a link, so that nothing that changes meanwhile leads out of `root`.
// O_NONBLOCK: opening a pipe does not wait for somebody to write.
Descriptor openBelow(const fs::path& root, const fs::path& relative) {
    constexpr int kFolder = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    Descriptor at(::open(root.c_str(), kFolder));
    for (auto part = relative.begin(); part != relative.end() && at.open(); ++part) {
        const bool last = std::next(part) == relative.end();
        const int flags = last ? O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC : kFolder;
        at = Descriptor(::openat(at.number(), part->c_str(), flags));
    }
    return at;
}

base::Expected<std::string>
readOrdinaryFile(const fs::path& root, const fs::path& relative, std::size_t most, const std::string& place) {
    // Looked at before it is opened as well: opening a device can already do something.
    struct stat status{};
    if (::lstat((root / relative).c_str(), &status) != 0) {
        return failToRead(lastError(), place);
    }
    if (!S_ISREG(status.st_mode)) {
        return failAsNoFile(S_ISDIR(status.st_mode), place);
    }
    const Descriptor file = openBelow(root, relative);
    if (!file.open() || ::fstat(file.number(), &status) != 0) {
        return failToRead(lastError(), place);
    }
    if (!S_ISREG(status.st_mode)) {
        return failAsNoFile(S_ISDIR(status.st_mode), place);
    }
    const auto size = static_cast<std::size_t>(std::max<off_t>(status.st_size, 0));
    if (size > most) {
        return failAsTooLarge(most, place);
    }
    // One byte more than there should be, to see the end; a file that grows meanwhile is read on.
    std::string bytes(size + 1, '\0');
    std::size_t filled = 0;
    while (true) {
        const auto got = ::read(file.number(), bytes.data() + filled, bytes.size() - filled);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return failToRead(lastError(), place);
        }
        if (got == 0) {
            break;
        }
        filled += static_cast<std::size_t>(got);
        if (filled > most) {
            return failAsTooLarge(most, place);
        }
        if (filled == bytes.size()) {
            bytes.resize(std::min(2 * bytes.size(), most + 1));
        }
    }
    bytes.resize(filled);
    return bytes;
}

#endif

} // namespace

base::Expected<FolderReader> FolderReader::open(const fs::path& folder) {
    const auto name = folder.u8string();
    const std::string place(name.begin(), name.end());
    std::error_code error;
    auto root = fs::canonical(folder, error);
    if (folder.empty() || error == std::errc::no_such_file_or_directory) {
        return base::fail(ErrorCode::NotFound, "there is no such folder", place);
    }
    if (error) {
        return failToRead(error, place);
    }
    const bool isFolder = fs::is_directory(root, error);
    if (error) {
        return failToRead(error, place);
    }
    if (!isFolder) {
        return base::fail(ErrorCode::InvalidInput, "is a file, not a folder", place);
    }
    return FolderReader(std::move(root));
}

base::Expected<std::optional<std::string>> FolderReader::read(const std::string& name, std::size_t most) const {
    const auto resolved = resolve(name);
    if (!resolved) {
        return std::unexpected(resolved.error());
    }
    const std::optional<fs::path>& relative = *resolved;
    if (!relative) {
        return std::nullopt;
    }
    auto bytes = readOrdinaryFile(m_root, *relative, most, name);
    if (!bytes) {
        return std::unexpected(bytes.error());
    }
    return std::move(*bytes);
}

base::Expected<std::optional<fs::path>> FolderReader::resolve(const std::string& name) const {
    std::error_code error;
    // From UTF-8 whatever the system's own encoding of names is.
    const fs::path relative(std::u8string(name.begin(), name.end()));
    const auto real = fs::canonical(m_root / relative, error);
    if (error == std::errc::no_such_file_or_directory) {
        return std::nullopt;
    }
    if (error) {
        return failToRead(error, name);
    }
    const auto [inRoot, inReal] = std::ranges::mismatch(m_root, real);
    if (inRoot != m_root.end()) {
        return base::fail(ErrorCode::InvalidInput, "is a link out of the folder", name);
    }
    fs::path inside;
    for (auto part = inReal; part != real.end(); ++part) {
        inside /= *part;
    }
    return inside;
}

} // namespace cairn::exchange
