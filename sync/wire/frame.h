#pragma once

#include "core/base/error.h"
#include "sync/wire/messages.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cairn::wire {

// How many bytes of events one frame has at most; one event alone may have events::kEventBytes.
inline constexpr std::size_t kBatchBytes = std::size_t{256} << 10U;
// What decodeFrame is willing to read, unpacked: a largest event with its message.
inline constexpr std::size_t kFrameBytes = (std::size_t{1} << 20U) + (std::size_t{64} << 10U);
inline constexpr std::size_t kLinesMost = 10'000;

// A message, and the events that it carries: encoded envelopes (events::encodeEvent), passed on as they are.
struct Frame {
    Message message;
    std::vector<std::string> lines{};

    bool operator==(const Frame&) const = default;
};

// One line of canonical JSON with one member, whose name says what the message is, then the events' lines:
//   {"push":{"device":"0a…"}}
//   {"device":"0a…","hlc":…}
// Lines have no line break inside of them: canonical JSON has none.
std::string encodeFrame(const Message& message, const std::vector<std::string>& lines = {});

// InvalidInput or LimitExceeded for what is not one. The events are not looked at, but for what divides them.
base::Expected<Frame> decodeFrame(std::string_view text);

} // namespace cairn::wire
