#pragma once

#include "core/base/error.h"
#include "core/events/event.h"
#include "sync/wire/messages.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cairn::engine {

// The profile that a device keeps, as its session sees it. What it says is stored is stored durably.
class Replica {
public:
    virtual ~Replica() = default;

    // All devices that have events here, with the stream of those that this profile writes; the writers also before
    // their first event. Without what never leaves this computer.
    virtual base::Expected<std::vector<wire::DeviceLog>> logs() = 0;

    // How far each stream of the server was taken in.
    virtual base::Expected<std::vector<wire::StreamPlace>> places() = 0;

    // The link of an event as hexadecimal digits, where it is here.
    virtual base::Expected<std::optional<std::string>> link(const std::string& device, std::int64_t seq) = 0;

    // Encoded events of a device that is written here, after `seq`, in order: at least one where there is one, and no
    // more than `bytes` of more than one.
    virtual base::Expected<std::vector<std::string>>
    read(const std::string& device, std::int64_t seq, std::size_t bytes) = 0;

    // Takes in the events of a page, and that the stream is here up to `cursor`: both or neither. An event that is here
    // already gets the effective time that it comes with.
    virtual base::Expected<void>
    take(const wire::StreamPlace& place, const std::vector<events::Event>& events, base::Millis now) = 0;

    // This profile stops writing as `device`, which another copy of it does as well: it goes on under a new name, and
    // so do its events from `seq` on. Nothing is lost, and what it had done up to there stays the other's.
    virtual base::Expected<void> leaveDevice(const std::string& device, std::int64_t seq) = 0;
};

} // namespace cairn::engine
