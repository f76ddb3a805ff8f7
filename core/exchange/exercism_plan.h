#pragma once

#include "core/base/error.h"
#include "core/exchange/exercism_config.h"
#include "core/exchange/track.h"

#include <stop_token>

namespace cairn::exchange {

// A track without its texts: references resolved, circles refused, everything ranked. Topics come in the order of
// ConceptOrder, tasks in that of their ranks: concept exercises where their topic is, practice exercises after the last
// topic that they need (or practise, when they need none), by difficulty, then as in config.json. What has to do with
// no topic comes last, but for hello-world, with which every track begins.
base::Expected<Track> planExercismTrack(ExercismConfig config, const std::stop_token& stop = {});

} // namespace cairn::exchange
