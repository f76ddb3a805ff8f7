#include "core/state/review.h"

#include "core/state/utc_offset.h"

namespace cairn::state {

void apply(Review& review, const events::ReviewGraded& payload, const Stamp& stamp) {
    review.gradings.push_back({stamp.at, payload.grade, offsetWithinReason(payload.utcOffset)});
}

void apply(Review& review, const events::ReviewWanted& payload, const Stamp& /*stamp*/) {
    review.wanted = payload.wanted;
}

} // namespace cairn::state
