#pragma once

#include "core/api/reviews.h"
#include "core/learning/memory.h"
#include "core/store/views.h"

#include <vector>

namespace cairn::service {

// A moment on a clock that is `utcOffset` minutes ahead of UTC.
learning::Moment momentOf(base::Millis at, std::int64_t utcOffset);

// Whether it is asked again: what the learner said, or else whether it is a problem that was solved here.
bool isReviewed(const store::ReviewLine& line);

// Whether the learner wants it not to be asked any more.
bool isPaused(const store::ReviewLine& line);

// What is remembered of it: its completion and every grading, in the order of their times. Whoever solved it knew it
// well then, so that a completion counts as `good`.
learning::Memory memoryOf(const store::ReviewLine& line);

// All that is shown of it but its address.
api::ReviewRow reviewRow(const store::ReviewLine& line, learning::Moment now);

// The lines in the order in which they are shown, as places in what was given.
struct ReviewOrder {
    std::vector<std::size_t> due;      // the least remembered first
    std::vector<std::size_t> upcoming; // the soonest first
    std::vector<std::size_t> paused;   // by title
};

ReviewOrder reviewOrder(const std::vector<store::ReviewLine>& lines, learning::Moment now);

// How many were reviewed on the day of `now`.
std::int64_t reviewedOn(const std::vector<store::ReviewLine>& lines, learning::Moment now);

} // namespace cairn::service
