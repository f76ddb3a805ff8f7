#pragma once

#include "core/base/error.h"
#include "core/base/hybrid_clock.h"

#include <chrono>
#include <string>
#include <string_view>

namespace cairn::base {

// A civil day, without a time zone.
using Day = std::chrono::sys_days;

// Instants outside of the years 1-9999 count as the first or the last of them: they come from damaged input.

// The day that a clock on the wall shows at `at`, where it is `utcOffset` minutes ahead of UTC.
Day localDay(Millis at, int utcOffset);

// The first millisecond of `day` where the clock is `utcOffset` minutes ahead of UTC.
Millis startOfDay(Day day, int utcOffset);

// "2026-11-21". Years 1970-9999.
Expected<Day> parseDay(std::string_view text);
std::string formatDay(Day day);

// "2026-11-21T09:30:00.000Z".
std::string formatInstant(Millis at);

} // namespace cairn::base
