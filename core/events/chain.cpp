#include "core/events/chain.h"

#include "core/events/erasure.h"
#include "core/events/event_codec.h"

#include <sodium.h>

namespace cairn::events {

Digest linkAfter(const Digest& previous, const Event& event) {
    const std::string place = signedPlace(event);
    const Digest said = digestOfWhatIsSaid(event);
    crypto_generichash_state state;
    Digest link{};
    crypto_generichash_init(&state, nullptr, 0, link.size());
    crypto_generichash_update(&state, previous.data(), previous.size());
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(place.data()), place.size());
    crypto_generichash_update(&state, said.data(), said.size());
    crypto_generichash_final(&state, link.data(), link.size());
    return link;
}

} // namespace cairn::events
