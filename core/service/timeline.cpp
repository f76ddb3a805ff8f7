#include "core/service/timeline.h"

#include <map>
#include <utility>

namespace cairn::service {

namespace {

using Group = api::TimelineSection::Group;

// A section's place, and its day where it has one.
struct Place {
    Group group = Group::undated;
    std::chrono::days order{}; // within the group

    auto operator<=>(const Place&) const = default;
};

Place placeOf(const store::TaskMoment& moment, base::Day today, const base::Clock& clock) {
    const auto dayOf = [&](base::Millis at) { return base::localDay(at, clock.utcOffset(at)); };
    if (moment.completedAt) {
        return {Group::done, -dayOf(*moment.completedAt).time_since_epoch()};
    }
    if (moment.status == "skipped") {
        return {};
    }
    if (!moment.scheduledAt) {
        return moment.status == "in_progress" ? Place{Group::planned, today.time_since_epoch()} : Place{};
    }
    const auto day = dayOf(*moment.scheduledAt);
    return day < today ? Place{Group::overdue, {}} : Place{Group::planned, day.time_since_epoch()};
}

base::Day dayOf(const Place& place) {
    switch (place.group) {
    case Group::planned:
        return base::Day(place.order);
    case Group::done:
        return base::Day(-place.order);
    case Group::overdue:
    case Group::undated:
        break;
    }
    return {};
}

} // namespace

Timeline timelineOf(const std::vector<store::TaskMoment>& moments, const base::Clock& clock) {
    const auto now = clock.now();
    const auto today = base::localDay(now, clock.utcOffset(now));
    std::map<Place, std::vector<const std::string*>> groups;
    for (const auto& moment : moments) {
        groups[placeOf(moment, today, clock)].push_back(&moment.id);
    }
    Timeline timeline;
    timeline.ids.reserve(moments.size());
    for (const auto& [place, ids] : groups) {
        timeline.sections.push_back({place.group, dayOf(place), std::ssize(ids)});
        for (const auto* id : ids) {
            timeline.ids.push_back(*id);
        }
    }
    return timeline;
}

} // namespace cairn::service
