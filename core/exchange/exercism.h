#pragma once

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/exchange/track.h"

#include <cstddef>
#include <filesystem>

namespace cairn::exchange {

struct ExercismLimits {
    std::size_t configBytes = 8U << 20U;
    std::size_t textBytes = 256U << 10U;    // a Markdown text or a starting or test file
    std::size_t contentBytes = 768U << 10U; // all texts and files of one exercise or concept, as JSON (one event)
    std::size_t trackBytes = 128U << 20U;   // all of them together: they are held in memory
    std::size_t concepts = 2'000;
    std::size_t exercises = 5'000;
    std::size_t references = 500; // entries of one list of references
    std::size_t depth = 16;       // of JSON
};

// Reads an Exercism track (https://exercism.org/docs/building/tracks): the folder of a track's repository, whole or
// without its code. Deprecated and work-in-progress exercises are left out. Nothing outside of `folder` is read, by no
// link either. Errors name the file, relative to `folder`, and the place in it; stopping is ErrorCode::Cancelled.
base::Expected<Track> readExercismTrack(
    const std::filesystem::path& folder, const base::Progress& progress = {}, const ExercismLimits& limits = {});

} // namespace cairn::exchange
