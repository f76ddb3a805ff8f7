#include "core/service/new_id.h"

#include "core/events/event_codec.h"

#include <sodium.h>

namespace cairn::service {

std::string newId() {
    std::array<unsigned char, 16> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return events::toHex(bytes);
}

} // namespace cairn::service
