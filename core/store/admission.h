#pragma once

#include "core/base/error.h"
#include "core/events/event.h"

namespace cairn::store {

// Whether an event can stand in a log: what decodeEvent would refuse could be written here and never be read by another
// device.
base::Expected<void> admissible(const events::Event& event);

} // namespace cairn::store
