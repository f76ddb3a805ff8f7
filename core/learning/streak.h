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
    std::int64_t days = 0;         // active days up to `today`, frozen days not counted
    std::int64_t longest = 0;      // ever
    std::int64_t freezes = 0;      // in hand, 0-2
    bool activeToday = false;      // false: today can still be done, the streak stands
    std::vector<base::Day> frozen; // days of the current streak that a freeze bridged
};

// The streak as of `today`: consecutive local days with an activity. One freeze is earned for each 7 active days of the
// running streak, at most 2 in hand; a missed day uses one up, and where none is left the streak ends and the freezes
// with it. Today without activity is not missed yet. Activities after today are ignored. Does not depend on the order
// of the input.
//
// A journey never breaks one. An activity on another clock than the activity before it reaches every day from the one
// that the clock left shows to the one that the clock arrived at shows; a day that is reached in that way alone is
// passed over: it is not missed, and not counted either. So a day that the date line swallows costs nothing.
Streak streak(std::span<const Activity> activities, base::Day today);

// The same as of this instant on the clock at hand, which may be another one than that of the last activity: a learner
// who has just arrived has not missed the day that the journey swallowed, before any activity there says so.
Streak streak(std::span<const Activity> activities, base::Millis now, int utcOffset);

// Activities per local day, ascending, for a calendar picture.
struct DayCount {
    base::Day day;
    std::int64_t count = 0;
};

std::vector<DayCount> activityByDay(std::span<const Activity> activities);

} // namespace cairn::learning
