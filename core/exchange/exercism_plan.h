#pragma once

#include "core/base/error.h"
#include "core/exchange/exercism_config.h"
#include "core/exchange/track.h"

#include <stop_token>

namespace cairn::exchange {

// A track without its texts: references resolved, cycles refused, everything ranked. Topics come in the order of the
// result's `topics`, tasks in that of their ranks.
//
// Order of topics: each after its prerequisites; ties as the concept exercises stand in config.json, then as the
// concepts do. A concept that is needed but taught by nobody comes right before the first exercise that needs it.
//
// Order of tasks: concept exercises where their topic is, practice exercises after the last topic that they need (or
// practise, when they need none), by difficulty, then as in config.json. What has to do with no topic comes last, but
// for hello-world, with which every track begins.
base::Expected<Track> planExercismTrack(ExercismConfig config, const std::stop_token& stop = {});

} // namespace cairn::exchange
