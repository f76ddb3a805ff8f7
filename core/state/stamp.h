#pragma once

#include "core/events/event.h"

namespace cairn::state {

// What a fold may know of an event besides its payload.
struct Stamp {
    events::EventRef ref;
    base::Millis at = 0;    // effective time, UTC
    bool receipted = false; // carries a receipt that a trusted key made
};

} // namespace cairn::state
