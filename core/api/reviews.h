#pragma once

#include "core/api/request.h"
#include "core/base/calendar.h"
#include "core/events/vocabulary.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cairn::api {

// Something to be asked again. Days are of the learner's calendar.
struct ReviewRow {
    std::string item; // id of the task
    std::string title;
    std::string pathTitle;  // empty for a task of one's own
    std::string topicTitle; // of the first
    std::string url;        // where it is to be solved, empty where nothing says
    events::ReviewItem kind = events::ReviewItem::problem;
    base::Day due{};
    std::int64_t daysLate = 0;       // 0: it is due today, or later
    std::int64_t recall = 0;         // the chance that it is remembered now, in per cent
    std::int64_t reviews = 0;        // how often it was reviewed, its completion not counted
    base::Millis lastAt = 0;         // when it was last reviewed, or completed
    std::array<base::Day, 4> next{}; // when it would be due, by grade (ReviewGrade's order)
    bool paused = false;

    bool operator==(const ReviewRow&) const = default;
};

struct ReviewsView {
    std::vector<ReviewRow> due;      // the least remembered first
    std::vector<ReviewRow> upcoming; // the soonest first, at most 200
    std::vector<ReviewRow> paused;   // by title
    std::int64_t later = 0;          // upcoming ones, those beyond the 200 too
    std::int64_t today = 0;          // reviewed today

    bool operator==(const ReviewsView&) const = default;
};

// Solved problems, asked again before they are forgotten (learning/memory.h). A task is reviewed from its completion
// on where it is an exercise or names a problem, but for what was imported as solved; others where the learner wants.
class Reviews {
public:
    virtual ~Reviews() = default;

    virtual Request list(Reply<ReviewsView> reply) = 0;

    // How a completed task is reviewed; none: it is not.
    virtual Request of(std::string task, Reply<std::optional<ReviewRow>> reply) = 0;

    // How well it was remembered just now. Undone as any command.
    virtual Request grade(std::string task, events::ReviewGrade grade, Reply<ReviewRow> reply) = 0;

    // Not to be asked any more, or to be asked again. What was graded is kept. `wanted`: a completed task that is not
    // reviewed by itself is from then on.
    virtual Request want(std::string task, bool wanted, Reply<std::optional<ReviewRow>> reply) = 0;
};

} // namespace cairn::api
