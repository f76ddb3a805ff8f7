#include "sync/mcp/event_stream.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

// What a server streams means the same in whatever parts it arrives.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto read = [&](std::size_t part) {
        cairn::mcp::EventStream stream;
        std::string all;
        for (std::size_t at = 0; at < text.size(); at += part) {
            stream.hear(
                text.substr(at, part), [&](const auto& event) { all += event.type + '\n' + event.data + '\n'; });
        }
        return all + stream.lastId();
    };
    if (read(text.size() + 1) != read(data[0] % 7U + 1)) {
        std::abort();
    }
    return 0;
}
