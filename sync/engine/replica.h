#pragma once

#include "core/base/error.h"
#include "core/events/event.h"
#include "core/events/receipt.h"
#include "sync/wire/messages.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cairn::engine {

// The log of a device, as far as it is here.
struct ReplicaLog {
    wire::DeviceLog log;
    bool own = false; // written here
};

// The profile that a device keeps, as its session sees it. What it says is stored is stored durably.
class Replica {
public:
    virtual ~Replica() = default;

    // All devices that have events here; those that this profile writes also before their first event. Without what
    // never leaves this computer.
    virtual base::Expected<std::vector<ReplicaLog>> logs() = 0;

    // How far each stream of the server was taken in.
    virtual base::Expected<std::vector<wire::StreamPlace>> places() = 0;

    // The link of an event as hexadecimal digits, where it is here.
    virtual base::Expected<std::optional<std::string>> link(const std::string& device, std::int64_t seq) = 0;

    // Encoded events of a device, after `seq`, in order: at least one where there is one, and no
    // more than `bytes` of more than one.
    virtual base::Expected<std::vector<std::string>>
    read(const std::string& device, std::int64_t seq, std::size_t bytes) = 0;

    // Takes in the events of a page, and that the stream is here up to `cursor`: both or neither. An event that is here
    // already gets the effective time that it comes with.
    virtual base::Expected<void>
    take(const wire::StreamPlace& place, const std::vector<events::Event>& events, base::Millis now) = 0;

    // Shows what another replica folded (the rows of a snapshot) until the events are here, where nothing of a server
    // is here yet. Rows that it cannot read it leaves.
    virtual base::Expected<void> showAhead(const std::vector<std::string>& rows) = 0;

    // All that the server has is here. Said whenever that comes true.
    virtual base::Expected<void> caughtUp() = 0;

    // Takes over the keys of receipts that the server announces, for good (`server`: what the profile knows it by).
    // Refused where they are not those that it had, nor follow from them.
    virtual base::Expected<void>
    trust(const std::string& server, const std::vector<events::AnnouncedKey>& keys, base::Millis now) = 0;

    // What is here of `device` from `seq` on is not what the server has: it goes under a new name, which everybody who
    // has the same finds for it. A profile that writes as this device, which another copy of it does as well, goes on
    // under the new name. Nothing is lost, and the server's events of the device can come.
    virtual base::Expected<void> leaveDevice(const std::string& device, std::int64_t seq) = 0;
};

} // namespace cairn::engine
