#pragma once

#include "core/base/clock.h"

namespace cairn::desktop {

// The clock of this computer, with the time zone that the system is set to.
base::Clock localClock();

} // namespace cairn::desktop
