#pragma once

#include "core/base/hybrid_clock.h"

#include <functional>

namespace cairn::base {

// The time, as the programs hand it to what needs it. Tests and simulations hand in their own.
struct Clock {
    std::function<Millis()> now;          // milliseconds UTC
    std::function<int(Millis)> utcOffset; // minutes that the learner's clock is ahead of UTC at that instant
};

} // namespace cairn::base
