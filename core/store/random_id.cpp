#include "core/store/random_id.h"

#include "core/events/event_codec.h"

#include <sodium.h>

#include <array>

namespace cairn::store {

std::string randomId() {
    std::array<unsigned char, 16> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return events::toHex(bytes);
}

} // namespace cairn::store
