#pragma once

#include "core/events/event.h"

#include <set>
#include <span>

namespace cairn::state {

// Which of the events of one subject, given in the order of the fold, are undone by later ones. An undoing that is
// itself undone has no effect. What a server authored cannot be undone.
std::set<events::EventRef> undoneEvents(std::span<const events::Event> ordered);

} // namespace cairn::state
