#pragma once

#include "sync/simulation/world.h"

namespace cairn::simulation {

// What of a life is left that ends the same way without the rest, as far as kTries attempts find out: for whoever reads
// its story, and to be kept. `folder`: see live().
Life shrink(Life failing, End end, const std::filesystem::path& folder);

inline constexpr int kTries = 2'000;

} // namespace cairn::simulation
