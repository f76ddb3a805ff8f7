#pragma once

#include "core/base/clock.h"

#include <string>
#include <vector>

namespace cairn::cli {

// Runs what was typed (without the name of the program) and answers with the exit status: 0, 1 for what went wrong, 2
// for what makes no sense.
int run(const std::vector<std::string>& typed, const base::Clock& clock);

} // namespace cairn::cli
