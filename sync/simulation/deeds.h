#pragma once

#include "sync/simulation/life.h"

#include <random>

namespace cairn::simulation {

inline constexpr const char* kSecret = "task/secret-"; // how subjects begin that are erased at times

// Something that a learner may do, sensible or not: all subjects, few names, so that devices meet.
Deed anyDeed(std::mt19937_64& random);

// What a server may say of a task.
Deed anyWord(std::mt19937_64& random);

} // namespace cairn::simulation
