#pragma once

#include "core/events/catalogue.h"

#include <string_view>

namespace cairn::server {

// What proves a task: what it says itself, or where it says nothing, what its address names, as devices read it
// (events::requirementFrom). Platform::none where neither says enough.
events::Requirement requirementOf(const events::Requirement& said, std::string_view url);

// Whether a requirement names all that its platform has to be asked for, in the form that the platform uses.
bool isComplete(const events::Requirement& requirement);

} // namespace cairn::server
