#pragma once

#include "core/base/calendar.h"

#include <cstdint>
#include <span>
#include <vector>

namespace cairn::learning {

// Something that counts for the streak: a completion, a review session, a lesson.
struct Activity {
    base::Millis at = 0;
    int utcOffset = 0; // minutes that the learner's clock was ahead of UTC
};

struct Streak {
    std::int64_t days = 0;        // active days up to `today`, frozen days not counted
    std::int64_t longest = 0;     // ever
    std::int64_t freezes = 0;     // in hand, 0-2
    bool activeToday = false;     // false: today can still be done, the streak stands
    std::vector<base::Day> frozen; // days of the current streak that a freeze bridged
};

// The streak as of `today`: consecutive local days with an activity. One freeze is earned for each 7 active days of the
// running streak, at most 2 in hand; a missed day uses one up, and where none is left the streak ends and the freezes
// with it. A journey never breaks one: the next day counts as reached when it was reached on the clock that the
// learner left or on the one arrived at. Today without activity is not missed yet. Activities after today are ignored.
Streak streak(std::span<const Activity> activities, base::Day today);

// Activities per local day, ascending, for a calendar picture.
struct DayCount {
    base::Day day;
    std::int64_t count = 0;
};
std::vector<DayCount> activityByDay(std::span<const Activity> activities);

} // namespace cairn::learning
