#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace cairn::store::testing {

// Stands between SQLite and its files while it lives: the default VFS of the process, of which there can be one.
//
// It counts what changes a file or waits for the disk (write, truncate, sync, delete), fails one such call that it was
// told, and knows of every file which bytes have been synced and what was written since. After a power cut it gives
// the files that a disk could have kept: all that was synced, and of the rest any sector of any write, or none. Since
// it knows what is synced, it does not wait for the real disk.
class FaultyVfs {
public:
    FaultyVfs();
    ~FaultyVfs();
    FaultyVfs(const FaultyVfs&) = delete;
    FaultyVfs& operator=(const FaultyVfs&) = delete;

    enum class Fault {
        io,   // EIO, once
        torn, // EIO, once, after half of what was to be written
        full, // ENOSPC, from there on, after half of what was to be written
        cut,  // the power goes: nothing from there on reaches a file
    };

    // The `call`-th from now, from 1.
    void failAt(std::int64_t call, Fault fault);
    void heal();

    std::int64_t calls() const { return m_calls; }

    bool failed() const { return m_failed; }

    // Writes the files as they may be found after the cut. Everything has to be closed.
    void settle(std::uint32_t seed);

    // --- for the VFS itself ------------------------------------------------------------------------------------------

    struct Change {
        std::int64_t offset = 0;
        std::string bytes;     // written there; or
        bool truncate = false; // cut to `offset`
    };

    struct Image {
        bool seen = false;    // opened before
        bool lasting = false; // its name is on the disk
        bool deleted = false; // and whether it was taken away since
        std::string synced;
        std::vector<Change> since;
    };

    // SQLite's code for the next call; `part` is set where half of the bytes are to be written first.
    int next(int failure, bool& part);

    bool isCut() const { return m_failed && m_fault == Fault::cut; }

    // Names that came or went last, as a sync of the folder makes them. There is one folder.
    void syncFolder();

    Image& image(const std::string& file) { return m_images[file]; }

    struct Registered;

private:
    std::map<std::string, Image> m_images{};
    std::unique_ptr<Registered> m_registered;
    std::int64_t m_calls = 0;
    std::int64_t m_failAt = 0;
    Fault m_fault = Fault::io;
    bool m_failed = false;
};

} // namespace cairn::store::testing
