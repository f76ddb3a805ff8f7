#pragma once

#include "core/base/error.h"
#include "core/exchange/exercism_config.h"

#include <cstddef>
#include <stop_token>
#include <vector>

namespace cairn::exchange {

// An exercise whose references are numbers: places in ExercismConfig::concepts. No list names a concept twice, and no
// exercise needs what it teaches itself.
struct ResolvedExercise {
    const ExercismExercise* exercise = nullptr; // in the config
    std::vector<std::size_t> topics;
    std::vector<std::size_t> prerequisites;

    bool teaches() const { return exercise->kind == events::TaskKind::concept_exercise; }
};

// Finds what the exercises of `config`, which the result points into, refer to. A concept that is taught or needed has
// to exist; one that is practised may be missing, and gives a warning, as real tracks have such.
base::Expected<std::vector<ResolvedExercise>> resolveReferences(ExercismConfig& config, const std::stop_token& stop);

} // namespace cairn::exchange
