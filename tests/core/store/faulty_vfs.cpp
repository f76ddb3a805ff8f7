#include "tests/core/store/faulty_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <new>
#include <sstream>
#include <utility>

namespace cairn::store::testing {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kSector = 512;

FaultyVfs* theOne = nullptr;

// One open file: ours, then the real one behind it in the same memory.
struct File {
    sqlite3_file base;
    std::string* name; // null for temporary files, which no cut has to be survived by
    bool syncsFolder;  // with its first sync, as SQLite's own VFS does for journals

    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File* of(sqlite3_file* file) {
    return reinterpret_cast<File*>(file);
}

sqlite3_vfs* realOf(sqlite3_vfs* vfs) {
    return static_cast<sqlite3_vfs*>(vfs->pAppData);
}

template<auto Method, class... Arguments> int forward(sqlite3_file* file, Arguments... arguments) {
    auto* real = of(file)->real();
    return (real->pMethods->*Method)(real, arguments...);
}

int closeFile(sqlite3_file* file) {
    const int result = forward<&sqlite3_io_methods::xClose>(file);
    delete of(file)->name;
    return result;
}

int writeFile(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
    auto* self = of(file);
    if (self->name == nullptr) {
        return forward<&sqlite3_io_methods::xWrite>(file, bytes, size, offset);
    }
    bool part = false;
    const int result = theOne->next(SQLITE_IOERR_WRITE, part);
    if (result != SQLITE_OK) {
        size = part ? size / 2 : 0;
    }
    if (size > 0) {
        theOne->image(*self->name)
            .since.push_back({offset, {static_cast<const char*>(bytes), static_cast<std::size_t>(size)}});
        const int written = forward<&sqlite3_io_methods::xWrite>(file, bytes, size, offset);
        return result == SQLITE_OK ? written : result;
    }
    return result;
}

int truncateFile(sqlite3_file* file, sqlite3_int64 size) {
    auto* self = of(file);
    bool part = false;
    if (self->name != nullptr) {
        if (const int result = theOne->next(SQLITE_IOERR_TRUNCATE, part); result != SQLITE_OK) {
            return result;
        }
        theOne->image(*self->name).since.push_back({size, {}, true});
    }
    return forward<&sqlite3_io_methods::xTruncate>(file, size);
}

void apply(std::string& content, const FaultyVfs::Change& change) {
    const auto offset = static_cast<std::size_t>(change.offset);
    if (change.truncate) {
        content.resize(std::min(content.size(), offset));
        return;
    }
    if (content.size() < offset + change.bytes.size()) {
        content.resize(offset + change.bytes.size());
    }
    content.replace(offset, change.bytes.size(), change.bytes);
}

int syncFile(sqlite3_file* file, int) {
    auto* self = of(file);
    if (self->name == nullptr) {
        return SQLITE_OK;
    }
    bool part = false;
    if (const int result = theOne->next(SQLITE_IOERR_FSYNC, part); result != SQLITE_OK) {
        return result;
    }
    auto& image = theOne->image(*self->name);
    for (const auto& change : image.since) {
        apply(image.synced, change);
    }
    image.since.clear();
    if (std::exchange(self->syncsFolder, false)) {
        theOne->syncFolder();
    }
    return SQLITE_OK;
}

const sqlite3_io_methods kMethods = {
    2, // without xFetch: all writing passes through here
    closeFile,
    forward<&sqlite3_io_methods::xRead, void*, int, sqlite3_int64>,
    writeFile,
    truncateFile,
    syncFile,
    forward<&sqlite3_io_methods::xFileSize, sqlite3_int64*>,
    forward<&sqlite3_io_methods::xLock, int>,
    forward<&sqlite3_io_methods::xUnlock, int>,
    forward<&sqlite3_io_methods::xCheckReservedLock, int*>,
    forward<&sqlite3_io_methods::xFileControl, int, void*>,
    forward<&sqlite3_io_methods::xSectorSize>,
    forward<&sqlite3_io_methods::xDeviceCharacteristics>,
    forward<&sqlite3_io_methods::xShmMap, int, int, int, volatile void**>,
    forward<&sqlite3_io_methods::xShmLock, int, int, int>,
    [](sqlite3_file* file) { of(file)->real()->pMethods->xShmBarrier(of(file)->real()); },
    forward<&sqlite3_io_methods::xShmUnmap, int>,
    nullptr,
    nullptr,
};

int openFile(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* given) {
    auto* self = new (file) File{};
    const bool known = name != nullptr && fs::exists(name);
    // Once the power is gone nothing new comes to be, either.
    if (theOne->isCut() && name != nullptr && !known) {
        return SQLITE_CANTOPEN;
    }
    const int result = realOf(vfs)->xOpen(realOf(vfs), name, self->real(), flags, given);
    if (result != SQLITE_OK) {
        return result;
    }
    self->base.pMethods = &kMethods;
    if (name != nullptr) {
        self->name = new std::string(name);
        self->syncsFolder = (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) != 0;
        auto& image = theOne->image(*self->name);
        if (!known || image.deleted) {
            image = {};
        } else if (!image.seen) {
            std::ostringstream before; // was here before the shim was
            before << std::ifstream(name, std::ios::binary).rdbuf();
            image.synced = before.str();
            image.lasting = true;
        }
        image.seen = true;
    }
    return SQLITE_OK;
}

int deleteFile(sqlite3_vfs* vfs, const char* name, int syncFolder) {
    bool part = false;
    if (const int result = theOne->next(SQLITE_IOERR_DELETE, part); result != SQLITE_OK) {
        return result;
    }
    theOne->image(name).deleted = true;
    if (syncFolder != 0) {
        theOne->syncFolder();
    }
    return realOf(vfs)->xDelete(realOf(vfs), name, 0);
}

template<auto Method, class... Arguments> auto forwardVfs(sqlite3_vfs* vfs, Arguments... arguments) {
    return (realOf(vfs)->*Method)(realOf(vfs), arguments...);
}

// What a disk may have kept of a file.
std::string kept(const FaultyVfs::Image& image, std::mt19937& random) {
    // From nothing to all of it: cuts in the middle of much are as likely as cuts just before the end.
    const auto part = std::array{0U, 10U, 50U, 90U, 100U}[random() % 5];
    std::string content = image.synced;
    for (const auto& change : image.since) {
        if (change.truncate) {
            if (random() % 100 < part) {
                apply(content, change);
            }
            continue;
        }
        for (std::size_t at = 0; at < change.bytes.size(); at += kSector) {
            if (random() % 100 < part) {
                apply(content, {change.offset + static_cast<std::int64_t>(at), change.bytes.substr(at, kSector)});
            }
        }
    }
    return content;
}

} // namespace

struct FaultyVfs::Registered {
    sqlite3_vfs vfs{};
};

FaultyVfs::FaultyVfs()
    : m_registered(std::make_unique<Registered>()) {
    auto* real = sqlite3_vfs_find(nullptr);
    auto& vfs = m_registered->vfs;
    vfs = *real;
    vfs.iVersion = 2;
    vfs.szOsFile = static_cast<int>(sizeof(File)) + real->szOsFile;
    vfs.zName = "cairn-faulty";
    vfs.pAppData = real;
    vfs.pNext = nullptr;
    vfs.xOpen = openFile;
    vfs.xDelete = deleteFile;
    vfs.xAccess = forwardVfs<&sqlite3_vfs::xAccess, const char*, int, int*>;
    vfs.xFullPathname = forwardVfs<&sqlite3_vfs::xFullPathname, const char*, int, char*>;
    vfs.xRandomness = forwardVfs<&sqlite3_vfs::xRandomness, int, char*>;
    vfs.xSleep = forwardVfs<&sqlite3_vfs::xSleep, int>;
    vfs.xCurrentTime = forwardVfs<&sqlite3_vfs::xCurrentTime, double*>;
    vfs.xGetLastError = forwardVfs<&sqlite3_vfs::xGetLastError, int, char*>;
    vfs.xCurrentTimeInt64 = forwardVfs<&sqlite3_vfs::xCurrentTimeInt64, sqlite3_int64*>;
    theOne = this;
    sqlite3_vfs_register(&vfs, 1);
}

FaultyVfs::~FaultyVfs() {
    sqlite3_vfs_unregister(&m_registered->vfs);
    sqlite3_vfs_register(static_cast<sqlite3_vfs*>(m_registered->vfs.pAppData), 1);
    theOne = nullptr;
}

void FaultyVfs::failAt(std::int64_t call, Fault fault) {
    m_failAt = m_calls + call;
    m_fault = fault;
    m_failed = false;
}

void FaultyVfs::heal() {
    m_failAt = 0;
    m_failed = false;
}

int FaultyVfs::next(int failure, bool& part) {
    ++m_calls;
    const bool lasts = m_fault == Fault::full || m_fault == Fault::cut;
    if (m_failAt == 0 || m_calls < m_failAt || (m_calls > m_failAt && !lasts)) {
        return SQLITE_OK;
    }
    // What frees space succeeds on a full disk.
    if (m_fault == Fault::full && (failure == SQLITE_IOERR_DELETE || failure == SQLITE_IOERR_TRUNCATE)) {
        return SQLITE_OK;
    }
    // The write that the cut interrupts has been begun: it is one of those that settle() keeps or drops.
    part = !m_failed && m_fault != Fault::io;
    m_failed = true;
    return m_fault == Fault::full ? SQLITE_FULL : failure;
}

void FaultyVfs::syncFolder() {
    std::erase_if(m_images, [](const auto& named) { return named.second.deleted; });
    for (auto& [name, image] : m_images) {
        image.lasting = true;
    }
}

void FaultyVfs::settle(std::uint32_t seed) {
    std::mt19937 random(seed);
    for (const auto& [name, image] : m_images) {
        const bool gone = (image.deleted || !image.lasting) && random() % 2 == 0;
        if (gone || (image.deleted && !image.lasting)) {
            fs::remove(name);
        } else {
            std::ofstream file(name, std::ios::binary | std::ios::trunc);
            const auto content = kept(image, random);
            file.write(content.data(), static_cast<std::streamsize>(content.size()));
        }
        if (name.ends_with(".db")) {
            fs::remove(name + "-shm"); // memory
        }
    }
    m_images.clear();
}

} // namespace cairn::store::testing
