#pragma once

#include "core/store/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cairn::store {

enum class TaskColumn { path, title, topic, difficulty, state, source, date };

// A page of the task list. Empty lists and absent bounds let everything through. States are the words of a page
// ("available", "self_reported" …): a status with what plan, receipt and the ids in `locked` add to it.
struct TaskQuery {
    std::string path;
    std::string module;
    std::string topic;
    std::vector<std::string> states;
    std::vector<std::string> sources;
    std::optional<std::int64_t> difficultyFrom;
    std::optional<std::int64_t> difficultyTo;
    std::optional<std::int64_t> dateFrom;   // milliseconds UTC, inclusive
    std::optional<std::int64_t> dateBefore; // exclusive
    std::vector<std::string> words;         // in folded case; all have to occur (of more than 100, the first)
    std::vector<std::string> ids;
    std::vector<std::string> locked; // ids of tasks that miss prerequisites
    TaskColumn order = TaskColumn::path;
    bool descending = false;
    std::int64_t offset = 0;
    std::int64_t limit = 500;
};

struct TaskLine {
    std::string id;
    std::string path;
    std::string pathTitle;
    std::string module;
    std::string title;
    std::string topic;
    std::string topicTitle;
    std::string state;
    std::string status;
    std::string source;
    std::string kind;
    std::int64_t difficulty = 1;
    std::optional<std::int64_t> scheduledAt;
    std::optional<std::int64_t> startedAt;
    std::optional<std::int64_t> completedAt;
    bool provable = false;
    std::optional<std::int64_t> againAt; // when its platform is asked again
    std::string cause;                   // of a failure, a word of events::FailureCause
};

struct TaskLines {
    std::vector<TaskLine> lines;
    std::int64_t total = 0;
    std::int64_t done = 0;
};

// When a task is planned or was done.
struct TaskMoment {
    std::string id;
    std::string status;
    std::optional<std::int64_t> scheduledAt;
    std::optional<std::int64_t> completedAt;
};

// Tasks that are visible and whose path, if any, is. Throws soci::soci_error.
TaskLines queryTasks(Database& database, const TaskQuery& query);

// Of all of them, whatever the query's offset and limit.
std::vector<TaskMoment> queryMoments(Database& database, const TaskQuery& query);

} // namespace cairn::store
