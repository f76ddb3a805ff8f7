#pragma once

#include "core/events/event.h"

namespace cairn::events {

// The link of `event`: BLAKE2b-256 of the link of its device's previous event (32 zero bytes for the first) followed by
// the signed content of `event` (see signedContent). Whoever changes, removes or inserts an event breaks every later
// link of that device.
Digest linkAfter(const Digest& previous, const Event& event);

} // namespace cairn::events
