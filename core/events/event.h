#pragma once

#include "core/base/hybrid_clock.h"

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>

namespace cairn::events {

// BLAKE2b-256.
using Digest = std::array<unsigned char, 32>;
// Ed25519.
using Signature = std::array<unsigned char, 64>;
using PublicKey = std::array<unsigned char, 32>;

// Which event: the device that wrote it and its gapless number there, from 1.
struct EventRef {
    std::string device;
    std::int64_t seq = 0;

    auto operator<=>(const EventRef&) const = default;
};

// The signature of a server on an event that only a server may author. See receipt.h.
struct Receipt {
    std::string key; // which of the server's keys, for rotation
    Signature signature{};

    bool operator==(const Receipt&) const = default;
};

// The place of an event in the order of the fold: effective time, then device, then number.
struct Position {
    base::Hlc effective;
    EventRef ref;

    auto operator<=>(const Position&) const = default;
};

// One thing that happened. Immutable once it has been appended to a log. core/events/FORMAT.md writes the fields and
// their bytes down, with a worked example.
struct Event {
    EventRef ref;
    base::Hlc hlc;
    std::string stream;  // whose log: "learner/<id>"
    std::string subject; // what it is about, the unit that is folded together: "task/<id>"
    std::string type;    // "task.started"
    int version = 1;     // of the payload
    std::string payload; // a canonical JSON object; what this program does not know in it is kept
    Digest link{};       // chain of the device, see chain.h

    std::optional<Receipt> receipt{};

    // Given by a server once it has stored the event durably.
    std::optional<std::int64_t> cursor{};
    std::optional<base::Hlc> effective{};

    // Envelope fields of a newer version, as a canonical JSON object. Kept and relayed. Those whose names begin with
    // an underscore were given by a server, like cursor; all others belong to the author.
    std::string unknown = "{}";

    Position position() const { return {effective.value_or(hlc), ref}; }

    bool operator==(const Event&) const = default;
};

// "task/abc" → "task". The whole text where there is no slash.
std::string subjectKind(const std::string& subject);

// "task/abc" → "abc".
std::string subjectId(const std::string& subject);

} // namespace cairn::events
