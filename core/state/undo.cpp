#include "core/state/undo.h"

#include "core/events/catalogue.h"

#include <algorithm>

namespace cairn::state {

std::set<events::EventRef> undoneEvents(std::span<const events::Event> ordered) {
    // Only a later event can undo an undoing, so from the back each one's fate is known when it is met.
    std::set<events::EventRef> undone;
    for (std::size_t at = ordered.size(); at-- > 0;) {
        const auto& event = ordered[at];
        if (event.type != events::rowOf<events::EventUndone>().type || undone.contains(event.ref)) {
            continue;
        }
        const auto payload = events::decodePayload(event);
        const auto* undoing = payload ? std::get_if<events::EventUndone>(&*payload) : nullptr;
        if (undoing == nullptr) {
            continue;
        }
        const events::EventRef target{undoing->device, undoing->seq};
        const auto earlier = ordered.first(at);
        const auto found = std::ranges::find(earlier, target, &events::Event::ref);
        if (found != earlier.end() && events::isLearnersOwn(found->type)) {
            undone.insert(target);
        }
    }
    return undone;
}

} // namespace cairn::state
