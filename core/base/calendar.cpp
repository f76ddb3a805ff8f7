#include "core/base/calendar.h"

#include <algorithm>
#include <cstdio>

namespace cairn::base {

using namespace std::chrono;

namespace {

sys_time<milliseconds> instantOf(Millis at) {
    constexpr auto kFirst = sys_time<milliseconds>(sys_days(year(1) / 1 / 1)).time_since_epoch().count();
    constexpr auto kEnd = sys_time<milliseconds>(sys_days(year(10'000) / 1 / 1)).time_since_epoch().count();
    return sys_time<milliseconds>(milliseconds(std::clamp<Millis>(at, kFirst, kEnd - 1)));
}

} // namespace

Day localDay(Millis at, int utcOffset) {
    return floor<days>(instantOf(at) + minutes(utcOffset));
}

Millis startOfDay(Day day, int utcOffset) {
    return duration_cast<milliseconds>(day.time_since_epoch() - minutes(utcOffset)).count();
}

Expected<Day> parseDay(std::string_view text) {
    const auto malformed = [&] {
        return fail(
            ErrorCode::InvalidInput, "\"" + std::string(text.substr(0, 40)) + "\" is not a day such as 2026-11-21");
    };
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return malformed();
    }
    int parts[3] = {};
    const std::size_t starts[] = {0, 5, 8};
    const std::size_t lengths[] = {4, 2, 2};
    for (std::size_t part = 0; part < 3; ++part) {
        for (const char digit : text.substr(starts[part], lengths[part])) {
            if (digit < '0' || digit > '9') {
                return malformed();
            }
            parts[part] = parts[part] * 10 + (digit - '0');
        }
    }
    const year_month_day date{
        year(parts[0]), month(static_cast<unsigned>(parts[1])), day(static_cast<unsigned>(parts[2]))};
    if (!date.ok() || parts[0] < 1970) {
        return malformed();
    }
    return sys_days(date);
}

std::string formatDay(Day day) {
    const year_month_day date(day);
    char text[32];
    std::snprintf(
        text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()));
    return text;
}

std::string formatInstant(Millis at) {
    const auto instant = instantOf(at);
    const auto midnight = floor<days>(instant);
    const hh_mm_ss time(instant - midnight);
    char text[32];
    std::snprintf(
        text, sizeof text, "T%02d:%02d:%02d.%03dZ", static_cast<int>(time.hours().count()),
        static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()),
        static_cast<int>(time.subseconds().count()));
    return formatDay(midnight) + text;
}

} // namespace cairn::base
