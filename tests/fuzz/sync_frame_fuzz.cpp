#include "sync/wire/frame.h"
#include "sync/wire/packing.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace cairn;

namespace {

void demand(bool holds) {
    if (!holds) {
        std::abort();
    }
}

} // namespace

// What a peer sends: as text, and as what a binary frame unpacks to.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (const auto frame = wire::decodeFrame(bytes)) {
        const auto text = wire::encodeFrame(frame->message, frame->lines);
        const auto again = wire::decodeFrame(text);
        demand(again && *again == *frame);
        const auto packed = wire::pack(text);
        demand(packed.binary ? wire::unpack(packed.bytes) == text : packed.bytes == text);
    }
    if (const auto unpacked = wire::unpack(bytes)) {
        demand(unpacked->size() <= wire::kFrameBytes + (std::size_t{256} << 10U));
    }
    return 0;
}
