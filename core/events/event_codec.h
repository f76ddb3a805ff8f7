#pragma once

#include "core/base/error.h"
#include "core/events/event.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace cairn::events {

// What decodeEvent is willing to read. Whoever appends an event to a log checks it against this first.
inline constexpr std::size_t kEventBytes = 1 << 20;
inline constexpr int kVersionMost = 1'000'000;

// The fields of an event that its author fixes, as a canonical JSON object: all but link, receipt, cursor, effective
// and unknown ones that begin with an underscore. What a receipt signs. The payload stands
// in it as it is: of an event whose payload is not canonical JSON comes something that decodeEvent refuses.
// Layout: core/events/FORMAT.md.
std::string signedContent(const Event& event);

// The two halves of that, for the chain: where the event stands (device, hlc, seq, stream, subject), and what it says
// there (payload, type, version, unknown members).
std::string signedPlace(const Event& event);
std::string signedSaying(const Event& event);

// The whole envelope as one line of canonical JSON, and back. Decoding checks form and limits (1 MiB, depth 32, names
// and numbers in range), and what it accepts encodes to the same bytes; it does not check the chain or the receipt.
// Unknown members are kept.
std::string encodeEvent(const Event& event);
base::Expected<Event> decodeEvent(std::string_view line);

// Lower-case hexadecimal of bytes, and back.
std::string toHex(std::string_view bytes);

template<class Bytes> std::string toHex(const Bytes& bytes) {
    return toHex(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

bool fromHex(std::string_view text, unsigned char* bytes, std::size_t size);

} // namespace cairn::events
