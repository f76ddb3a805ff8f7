#include "core/state/undo.h"

#include "core/events/catalogue.h"

#include <algorithm>
#include <map>

namespace cairn::state {

namespace {

bool isUndoing(const events::Event& event) {
    return event.type == events::rowOf<events::EventUndone>().type;
}

std::optional<events::EventRef> targetOf(const events::Event& undoing) {
    const auto payload = events::decodePayload(undoing);
    const auto* undone = payload ? std::get_if<events::EventUndone>(&*payload) : nullptr;
    return undone == nullptr ? std::nullopt : std::optional(events::EventRef{undone->device, undone->seq});
}

} // namespace

std::set<events::EventRef> undoneEvents(std::span<const events::Event> ordered) {
    std::set<events::EventRef> undone;
    if (std::ranges::none_of(ordered, isUndoing)) {
        return undone;
    }
    std::map<events::EventRef, std::size_t> places;
    for (std::size_t at = 0; at < ordered.size(); ++at) {
        places.emplace(ordered[at].ref, at);
    }
    // Only a later event can undo an undoing, so from the back each one's fate is known when it is met.
    for (std::size_t at = ordered.size(); at-- > 0;) {
        if (!isUndoing(ordered[at]) || undone.contains(ordered[at].ref)) {
            continue;
        }
        const auto target = targetOf(ordered[at]);
        const auto found = target ? places.find(*target) : places.end();
        if (found != places.end() && found->second < at && events::isLearnersOwn(ordered[found->second].type)) {
            undone.insert(*target);
        }
    }
    return undone;
}

} // namespace cairn::state
