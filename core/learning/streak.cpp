#include "core/learning/streak.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

namespace cairn::learning {

using base::Day;
using std::chrono::days;

namespace {

constexpr std::int64_t kDaysForFreeze = 7;
constexpr std::int64_t kFreezesMost = 2;

// The days that are not missed: true where there was an activity on the learner's own clock, false for one that a
// journey passed over.
using ReachedDays = std::map<Day, bool>;

// A journey between `left` and `arrived` reaches every day from the one clock's to the other's.
void reachByJourney(ReachedDays& reached, const Activity& left, const Activity& arrived) {
    const Day there = base::localDay(arrived.at, left.utcOffset);
    const Day here = base::localDay(arrived.at, arrived.utcOffset);
    for (Day day = std::min(there, here); day <= std::max(there, here); day += days(1)) {
        reached.try_emplace(day, false);
    }
}

std::vector<Activity> inOrder(std::span<const Activity> activities, Day today) {
    std::vector<Activity> sorted;
    std::ranges::copy_if(activities, std::back_inserter(sorted), [&](const Activity& activity) {
        return base::localDay(activity.at, activity.utcOffset) <= today;
    });
    std::ranges::sort(sorted, {}, [](const Activity& activity) { return std::tuple(activity.at, activity.utcOffset); });
    return sorted;
}

ReachedDays reachedDays(std::span<const Activity> sorted) {
    ReachedDays reached;
    for (std::size_t at = 0; at < sorted.size(); ++at) {
        reached.insert_or_assign(base::localDay(sorted[at].at, sorted[at].utcOffset), true);
        if (at > 0 && sorted[at].utcOffset != sorted[at - 1].utcOffset) {
            reachByJourney(reached, sorted[at - 1], sorted[at]);
        }
    }
    return reached;
}

// Walks over the reached days in their order.
class Walk {
public:
    void reach(Day day, bool active) {
        miss(day);
        if (active) {
            ++m_streak.days;
            m_streak.longest = std::max(m_streak.longest, m_streak.days);
            if (m_streak.days % kDaysForFreeze == 0) {
                m_streak.freezes = std::min(m_streak.freezes + 1, kFreezesMost);
            }
        }
        m_last = day;
    }

    // Every day between the last one reached and `until` was missed.
    void miss(Day until) {
        if (m_streak.days == 0) {
            return;
        }
        const std::int64_t missed = (until - *m_last).count() - 1;
        if (missed > m_streak.freezes) {
            const auto longest = m_streak.longest;
            m_streak = {};
            m_streak.longest = longest;
            return;
        }
        for (std::int64_t day = 1; day <= missed; ++day) {
            m_streak.frozen.push_back(*m_last + days(day));
            --m_streak.freezes;
        }
    }

    Streak take() && { return std::move(m_streak); }

private:
    Streak m_streak{};
    std::optional<Day> m_last{};
};

Streak walk(const ReachedDays& reached, Day today) {
    Walk walk;
    for (const auto& [day, active] : reached) {
        if (day <= today) {
            walk.reach(day, active);
        }
    }
    walk.miss(today);
    auto streak = std::move(walk).take();
    const auto last = reached.find(today);
    streak.activeToday = last != reached.end() && last->second;
    return streak;
}

} // namespace

Streak streak(std::span<const Activity> activities, Day today) {
    return walk(reachedDays(inOrder(activities, today)), today);
}

Streak streak(std::span<const Activity> activities, base::Millis now, int utcOffset) {
    const Day today = base::localDay(now, utcOffset);
    const auto sorted = inOrder(activities, today);
    auto reached = reachedDays(sorted);
    if (!sorted.empty()) {
        reachByJourney(reached, sorted.back(), {now, utcOffset});
    }
    return walk(reached, today);
}

std::vector<DayCount> activityByDay(std::span<const Activity> activities) {
    std::map<Day, std::int64_t> counts;
    for (const auto& activity : activities) {
        ++counts[base::localDay(activity.at, activity.utcOffset)];
    }
    std::vector<DayCount> ascending;
    ascending.reserve(counts.size());
    for (const auto& [day, count] : counts) {
        ascending.push_back({day, count});
    }
    return ascending;
}

} // namespace cairn::learning
