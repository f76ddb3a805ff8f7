#include "core/store/log_name.h"

#include "core/events/event_codec.h"

#include <sodium.h>

#include <array>

namespace cairn::store {

std::string nameAfter(const events::Digest& first) {
    std::array<unsigned char, 16> name{};
    crypto_generichash(name.data(), name.size(), first.data(), first.size(), nullptr, 0);
    return events::toHex(name);
}

} // namespace cairn::store
