#include "core/proof/key_chain.h"

#include "core/events/event_codec.h"

#include <algorithm>
#include <map>

namespace cairn::proof {

using base::ErrorCode;
using events::AnnouncedKey;

base::Expected<std::vector<AnnouncedKey>>
chainOf(const std::vector<AnnouncedKey>& keys, const std::set<std::string>& used) {
    std::vector<AnnouncedKey> chain; // the newest first
    std::map<std::string, const AnnouncedKey*> byId;
    for (const auto& key : keys) {
        byId.emplace(key.id, &key);
    }
    // By depth: a key stands behind the one that vouches for it, and those of one depth in the order of their ids.
    std::map<std::string, std::size_t> depths;
    for (const auto& id : used) {
        std::vector<std::string> way;
        for (auto at = id; !at.empty();) {
            const auto key = byId.find(at);
            if (key == byId.end()) {
                return base::fail(ErrorCode::NotFound, "the server's key " + at + " is not known here", "key " + at);
            }
            if (std::ranges::find(way, at) != way.end()) {
                return base::fail(ErrorCode::Refused, "keys vouch for each other in a circle", "key " + at);
            }
            way.push_back(at);
            at = key->second->by;
        }
        for (std::size_t place = 0; place < way.size(); ++place) {
            depths[way[place]] = way.size() - place;
        }
    }
    std::vector<std::pair<std::size_t, std::string>> order;
    for (const auto& [id, depth] : depths) {
        order.emplace_back(depth, id);
    }
    std::ranges::sort(order);
    for (const auto& [depth, id] : order) {
        chain.push_back(*byId.at(id));
    }
    return chain;
}

base::Expected<events::KeyRing> ringOf(const std::vector<AnnouncedKey>& chain) {
    events::KeyRing ring;
    for (const auto& key : chain) {
        const auto place = "key " + key.id;
        events::PublicKey open{};
        if (key.id.empty() || ring.contains(key.id) || !events::fromHex(key.open, open.data(), open.size())) {
            return base::fail(ErrorCode::Refused, "this is no key, or it stands there twice", place);
        }
        if (key.by.empty() != key.voucher.empty()) {
            return base::fail(ErrorCode::Refused, "a voucher is somebody's", place);
        }
        if (key.by.empty()) {
            ring.emplace(key.id, open);
            continue;
        }
        const auto by = ring.find(key.by);
        const auto followed =
            by == ring.end() ? base::Expected<events::KeyRing>(events::KeyRing()) : events::follow({*by}, {key});
        if (!followed || !followed->contains(key.id)) {
            return base::fail(ErrorCode::Refused, "key " + key.by + " does not vouch for this key", place);
        }
        ring.emplace(key.id, open);
    }
    return ring;
}

} // namespace cairn::proof
