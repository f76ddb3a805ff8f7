#pragma once

#include "core/api/tasks.h"
#include "core/base/clock.h"
#include "core/store/task_query.h"

#include <string>
#include <vector>

namespace cairn::service {

struct Timeline {
    std::vector<std::string> ids; // of all tasks, section by section, each in the order in which they came
    std::vector<api::TimelineSection> sections;
};

// Groups tasks by day (see api::TimelineSection) on the calendar of `clock`.
Timeline timelineOf(const std::vector<store::TaskMoment>& moments, const base::Clock& clock);

} // namespace cairn::service
