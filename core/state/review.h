#pragma once

#include "core/events/catalogue.h"
#include "core/state/stamp.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace cairn::state {

// How well it was remembered, and when.
struct Grading {
    std::int64_t at = 0; // milliseconds UTC
    events::ReviewGrade grade = events::ReviewGrade::good;
    std::int64_t utcOffset = 0; // minutes that the learner's clock was ahead of UTC

    bool operator==(const Grading&) const = default;
};
BOOST_DESCRIBE_STRUCT(Grading, (), (at, grade, utcOffset))

// What was said of a task's reviews, and no more: when it is due is worked out from this each time (core/learning), so
// that a fold has no floating point in it and a better model needs no other events.
struct Review {
    std::vector<Grading> gradings; // in the order of the fold
    std::optional<bool> wanted;    // none: the learner has not said

    bool operator==(const Review&) const = default;
};
BOOST_DESCRIBE_STRUCT(Review, (), (gradings, wanted))

void apply(Review& review, const events::ReviewGraded& payload, const Stamp& stamp);
void apply(Review& review, const events::ReviewWanted& payload, const Stamp& stamp);

} // namespace cairn::state
