#include "sync/wire/rows_digest.h"

#include "core/events/event_codec.h"

#include <sodium.h>

namespace cairn::wire {

std::string rowsDigest(const std::vector<std::string>& rows) {
    crypto_generichash_state state;
    events::Digest digest{};
    crypto_generichash_init(&state, nullptr, 0, digest.size());
    const auto add = [&](const void* bytes, std::size_t size) {
        crypto_generichash_update(&state, static_cast<const unsigned char*>(bytes), size);
    };
    for (const auto& row : rows) {
        add(row.data(), row.size());
        add("\n", 1);
    }
    crypto_generichash_final(&state, digest.data(), digest.size());
    return events::toHex(digest);
}

} // namespace cairn::wire
