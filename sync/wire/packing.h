#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace cairn::wire {

// A frame as it goes over the network: text, or compressed with zstd as a binary frame. Small ones are sent as they
// are: compressing a single live change saves little and costs time.
struct Packed {
    std::string bytes;
    bool binary = false;
};

inline constexpr std::size_t kPackFrom = 1024;

Packed pack(std::string frame);

// InvalidInput for what is not compressed, LimitExceeded for what would be more than kFrameBytes.
base::Expected<std::string> unpack(std::string_view bytes);

} // namespace cairn::wire
