#pragma once

#include <algorithm>
#include <cstdint>

namespace cairn::state {

// Minutes that a clock is ahead of UTC. None is farther away than 18 hours; what says so is damaged.
inline std::int64_t offsetWithinReason(std::int64_t minutes) {
    constexpr std::int64_t kMost = 18 * 60;
    return std::clamp(minutes, -kMost, kMost);
}

} // namespace cairn::state
