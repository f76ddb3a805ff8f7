#include "core/events/erasure.h"

#include "core/events/catalogue.h"
#include "core/events/described_json.h"
#include "core/events/event_codec.h"

#include <sodium.h>

namespace cairn::events {

bool isErasing(const Event& event) {
    return event.type == rowOf<SubjectErased>().type;
}

bool isErased(const Event& event) {
    return event.type == rowOf<EventErased>().type;
}

bool canBeErased(const Event& event) {
    return !isErasing(event) && !isErased(event) && event.type != rowOf<EventUndone>().type;
}

Event erased(const Event& event) {
    const auto& row = rowOf<EventErased>();
    Event left = event;
    left.payload = encodeDescribed(EventErased{toHex(digestOfWhatIsSaid(event))});
    left.type = row.type;
    left.version = row.version;
    left.unknown = "{}";
    left.receipt.reset();
    return left;
}

Digest digestOfWhatIsSaid(const Event& event) {
    Digest digest{};
    if (isErased(event)) {
        const auto left = decodeDescribed<EventErased>(event.payload);
        if (left && fromHex(left->digest, digest.data(), digest.size())) {
            return digest;
        }
    }
    const auto said = signedSaying(event);
    crypto_generichash(
        digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(said.data()), said.size(), nullptr, 0);
    return digest;
}

} // namespace cairn::events
