#pragma once

#include "core/events/catalogue.h"

#include <random>
#include <vector>

namespace cairn::simulation {

// Something that a learner may do, sensible or not: all subjects, few names, so that devices meet. `earlier`: events
// that an undoing may aim at.
events::Draft anyDraft(std::mt19937_64& random, const std::vector<events::Event>& earlier);

} // namespace cairn::simulation
