#pragma once

#include "core/exchange/track.h"
#include "core/store/store.h"

#include <vector>

namespace cairn::service {

// The track as sample data have it: under ids of their own, so that it meets no real import of the same track.
exchange::Track sampleTrack(exchange::Track track);

// Some weeks of an invented learner's work on `track`, ending at `now`, in the order in which it happened: completions
// (self-reported, as nobody proved them), a streak, hints, a skip, a plan that passed, a note. The same for the same
// input.
std::vector<store::Entry> sampleWork(const exchange::Track& track, base::Millis now, int utcOffset);

} // namespace cairn::service
