#pragma once

#include "core/events/event.h"
#include "sync/wire/messages.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cairn::engine {

// What the names of the devices begin with that servers themselves write as. A persisted name.
inline constexpr std::string_view kServersDevice = "server-";

// Events of one device, in order, as one push brought them.
struct Batch {
    std::string account;
    std::string device;
    std::string stream;
    std::vector<events::Event> events; // with their effective times where the clock was too far ahead
    std::vector<std::string> lines;    // the same, encoded, as they are stored
    std::size_t chained = 0; // so many, from the first on, are known to follow each from the one before (see linkAfter)
};

// What became of a batch.
struct Stored {
    std::optional<wire::Reject> reject{}; // nothing of it was stored
    std::int64_t seq = 0;                 // up to where the device's log is stored durably
    std::int64_t before = 0;              // the end of the stream before it
    std::int64_t cursor = 0;              // and now: what is between is of this batch
};

// A part of a stream.
struct StreamPart {
    std::vector<std::string> lines; // encoded envelopes, with their cursors
    std::int64_t cursor = 0;        // the reader has the stream up to here
    bool last = false;
};

// A snapshot that a server keeps (see wire::Snapshot).
struct KeptSnapshot {
    std::string account;
    std::int64_t fold = 0; // version
    std::vector<wire::StreamPlace> places;
    std::string digest;
    std::int64_t parts = 0;
};

// The log that a server keeps, as its sessions see it: any number of devices, each in one stream, each stream with
// cursors 1, 2, 3 … in the order in which its events were stored. Throws what its database throws; a session is then
// closed, and nothing was confirmed that is not stored.
class ServerLog {
public:
    virtual ~ServerLog() = default;

    // The end of a device's log: number, link and stream.
    virtual std::optional<wire::DeviceLog> end(const std::string& device) = 0;

    virtual std::optional<std::string> link(const std::string& device, std::int64_t seq) = 0;

    // The links of at most `most` events of a device from `from` on.
    virtual std::vector<std::string> links(const std::string& device, std::int64_t from, std::size_t most) = 0;

    // The cursor of the last event of a stream; 0 where there is none.
    virtual std::int64_t end(const wire::StreamPlace& stream) = 0;

    // What tells whether a stream is still the one that was read up to this place; empty where it is not that long.
    virtual std::string mark(const wire::StreamPlace& place) = 0;

    // What comes after a place, without the events of the devices in `skip` up to the numbers there that have their own
    // times: at most `bytes` of events, but at least one where there is one.
    virtual StreamPart
    read(const wire::StreamPlace& after, std::size_t bytes, const std::map<std::string, std::int64_t>& skip) = 0;

    // The streams that an account has, in the order of their names.
    virtual std::vector<std::string> streams(const std::string& account) = 0;

    // Whose a stream is; nothing where nobody has written to it.
    virtual std::optional<std::string> owner(const std::string& stream) = 0;

    // The snapshot of an account, if there is one of this version of the fold.
    virtual std::optional<KeptSnapshot> snapshot(const std::string& account, std::int64_t fold) = 0;

    // The rows of a part of it, from 0; none where another one is kept by now.
    virtual std::vector<std::string> rows(const KeptSnapshot& snapshot, std::int64_t part) = 0;

    // Stores batches in one transaction, and answers for each of them once all of it is on the disk. A batch whose
    // events are there already is confirmed again; one that does not continue its device's log is refused, without
    // harm to the others. A stream that nobody has becomes the account's that writes to it.
    virtual std::vector<Stored> append(const std::vector<Batch>& batches) = 0;

    // Erases all streams of an account, the devices that wrote them, and the snapshot.
    virtual void erase(const std::string& account) = 0;
};

} // namespace cairn::engine
