#pragma once

#include "core/events/event.h"

namespace cairn::events {

// The link of `event`: BLAKE2b-256 of the link of its device's previous event (32 zero bytes for the first), what the
// event's place is, and the digest of what it says (see erasure.h): of an erased event the digest is all that is left,
// and the link still fits. Whoever changes, removes or inserts an event breaks every later link of that device. Layout:
// core/events/FORMAT.md.
Digest linkAfter(const Digest& previous, const Event& event);

} // namespace cairn::events
