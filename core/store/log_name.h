#pragma once

#include "core/events/event.h"

#include <string>

namespace cairn::store {

// The name of a log that goes on with the event of this link instead of what another copy of the profile wrote in its
// place. Two copies that both have that event find the same name, and so do not write it down twice.
std::string nameAfter(const events::Digest& first);

} // namespace cairn::store
