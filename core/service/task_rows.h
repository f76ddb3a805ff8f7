#pragma once

#include "core/api/tasks.h"
#include "core/service/context.h"
#include "core/store/task_query.h"

namespace cairn::service {

// The page's filter as the store understands it.
store::TaskQuery queryFrom(const api::TaskFilter& filter, const Context& context, Standings& standings);

// Ids of all tasks that miss prerequisites, over all paths.
std::vector<std::string> lockedTasks(Standings& standings);

api::TaskRow rowFrom(const store::TaskLine& line);

// A page of a timeline.
api::TaskPage pageByDay(Reading& reading, const store::TaskQuery& query, const base::Clock& clock);

// Rows by id, in the order of `ids`; what is not visible is left out.
std::vector<api::TaskRow> rowsOf(Reading& reading, const std::vector<std::string>& ids);

// The words that a text for searching consists of, in folded case.
std::vector<std::string> wordsOf(std::string_view text);

} // namespace cairn::service
