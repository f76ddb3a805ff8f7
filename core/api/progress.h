#pragma once

#include "core/api/connections.h"
#include "core/api/paths.h"
#include "core/api/reviews.h"

namespace cairn::api {

struct LevelShare {
    std::string task;
    std::string title;
    std::int64_t difficulty = 0;
    std::int64_t qualityTenths = 10;
    std::int64_t place = 0;
    std::int64_t hundredths = 0; // its share of the level
    bool verified = false;
    base::Millis at = 0;
};

struct TopicLevel {
    std::string topic;
    std::string title;
    std::int64_t hundredths = 0;
    std::int64_t verifiedHundredths = 0;
};

// Levels are hundredths: 462 is shown as 4.62. The verified level counts completions with a receipt and nothing else;
// the self-reported one counts what the learner ticked off too.
struct LevelView {
    std::int64_t verified = 0;
    std::int64_t selfReported = 0;
    std::int64_t selfReportedWeekAgo = 0;
    std::int64_t verifiedWeekAgo = 0;
    std::vector<LevelShare> shares; // of the self-reported level, by weight
    std::vector<TopicLevel> topics; // highest first
    std::string movedBy;            // title of the last completion that moved it, empty when none
    base::Millis movedAt = 0;
};

struct StreakView {
    std::int64_t days = 0;
    std::int64_t longest = 0;
    std::int64_t freezes = 0;
    bool activeToday = false;
    std::vector<base::Day> frozen;
};

struct DayActivity {
    base::Day day;
    std::int64_t count = 0;
};

BOOST_DEFINE_ENUM_CLASS(
    NextReason, continue_started, due_today, overdue, current_topic, practises_current, next_available, own_task)

struct NextStep {
    TaskRow task;
    NextReason reason = NextReason::next_available;
    std::string topic;              // title
    std::vector<std::string> opens; // titles
    std::int64_t waiting = 0;       // topics that need it, near or far
};

// Where the learner stood at the end of a day.
struct StatusView {
    base::Day asOf;
    LevelView level;
    StreakView streak;
    std::vector<PathSummary> paths;
    std::map<events::TaskStatus, std::int64_t> tasks; // how many are in which status
};

struct TodayView {
    base::Day today;
    LevelView level;
    StreakView streak;
    std::vector<DayActivity> calendar; // the last 20 weeks
    std::vector<TaskRow> due;          // in progress, being verified or not proven, overdue, planned for today
    std::vector<ReviewRow> reviews;    // due, the least remembered first, at most 20
    std::int64_t reviewsDue = 0;       // all of them
    std::optional<NextStep> next;
    std::vector<HistoryEntry> recent;
    std::optional<PathSummary> path; // the current one
    bool empty = true;               // nothing has been imported or added yet
};

class Progress {
public:
    virtual ~Progress() = default;

    virtual Request today(Reply<TodayView> reply) = 0;

    // As of the end of that day on the learner's calendar, from the log; none: now.
    virtual Request status(std::optional<base::Day> asOf, Reply<StatusView> reply) = 0;

    // The accounts at platforms that are proven, in the order of the platforms.
    virtual Request connections(Reply<std::vector<Connection>> reply) = 0;

    // Passes over this task in recommendations until the program is started again.
    virtual void dismissNext(std::string task) = 0;
};

} // namespace cairn::api
