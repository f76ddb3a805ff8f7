#pragma once

#include "core/events/catalogue.h"
#include "core/exchange/track.h"
#include "core/store/views.h"

#include <cstdint>
#include <vector>

namespace cairn::service {

// What has to happen so that the profile has the track as it is now: nothing when it has it already.
struct TrackChanges {
    std::vector<events::Draft> drafts;
    std::int64_t added = 0; // topics and tasks
    std::int64_t updated = 0;
    std::int64_t retired = 0;
};

// Compares definitions with definitions, so that neither progress nor what the learner edited is touched.
TrackChanges changesFor(const exchange::Track& track, store::Views& views);

} // namespace cairn::service
