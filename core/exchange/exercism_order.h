#pragma once

#include "core/base/error.h"
#include "core/exchange/exercism_references.h"

#include <cstddef>
#include <stop_token>
#include <vector>

namespace cairn::exchange {

// In which order the concepts of a track are learned. Concepts are numbers: places in ExercismConfig::concepts.
struct ConceptOrder {
    std::vector<std::size_t> sequence;           // first to last
    std::vector<std::size_t> rank;               // per concept: its place in `sequence`
    std::vector<std::vector<std::size_t>> needs; // per concept: its prerequisites, in the order of config.json
};

// A concept needs what an exercise that teaches it needs. Each comes after its needs; ties as the concept exercises
// stand in config.json, then as the concepts do. One that is needed but taught by nobody (a warning) comes right before
// the first exercise that needs it. Concepts that need each other in a circle are an error.
base::Expected<ConceptOrder>
orderConcepts(ExercismConfig& config, const std::vector<ResolvedExercise>& exercises, const std::stop_token& stop);

} // namespace cairn::exchange
