#pragma once

#include "core/base/error.h"
#include "core/events/event.h"

#include <cstddef>
#include <optional>
#include <string_view>

// The two ways to read what decodeEvent() is given. Both take nothing but what encodeEvent() makes the same line of.
namespace cairn::events {

inline constexpr std::size_t kEventNameBytes = 200; // of a device, stream, subject or type
inline constexpr std::size_t kEventDepth = 32;

// As nearly all are: the members in their places, none that is unknown, no receipt, no escapes but in the payload.
// Nothing where it is otherwise. It looks at each byte once, which is what a sync of months waits for.
std::optional<Event> readPlainLine(std::string_view line);

// Whatever there is, with the reason where it is no event.
base::Expected<Event> readAnyLine(std::string_view line);

} // namespace cairn::events
