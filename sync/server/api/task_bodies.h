#pragma once

#include "core/api/tasks.h"
#include "core/events/named_requirement.h"

#include <boost/describe/class.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// What the task endpoints take and give. Times are milliseconds UTC.
namespace cairn::server {

struct TaskBody {
    std::string id;
    std::string title;
    std::string path;
    std::string pathTitle;
    std::string module;
    std::vector<std::string> topics;
    std::int64_t difficulty = 1;
    api::TaskState state = api::TaskState::available;
    events::TaskStatus status = events::TaskStatus::scheduled;
    events::TaskSource source = events::TaskSource::own;
    events::TaskKind kind = events::TaskKind::own;
    std::optional<std::int64_t> scheduledAt;
    std::optional<std::int64_t> startedAt;
    std::optional<std::int64_t> completedAt;
    // Of one task that was asked for; null in lists.
    std::optional<std::string> summary;
    std::optional<std::string> url;
    std::optional<std::string> remark;
    std::optional<std::vector<std::string>> tags;
    std::optional<events::NamedRequirement> requirement; // null as well where it was given none
};

struct TaskPageBody {
    std::vector<TaskBody> tasks;
    std::int64_t total = 0;
    std::int64_t done = 0;
    std::int64_t offset = 0;
    std::int64_t limit = 0;
};

struct NewTaskBody {
    std::string title;
    std::optional<std::string> path;
    std::optional<std::string> module;
    std::optional<std::vector<std::string>> topics;
    std::optional<std::vector<std::string>> tags;
    std::optional<std::int64_t> difficulty;
    std::optional<std::string> summary;
    std::optional<std::string> url;
    std::optional<events::NamedRequirement> requirement; // without it: what the address asks for
    std::optional<std::int64_t> scheduledAt;
};

struct TaskChangeBody {
    std::optional<std::string> title;
    std::optional<std::string> module;
    std::optional<std::vector<std::string>> tags;
    std::optional<std::int64_t> difficulty;
    std::optional<std::string> summary;
    std::optional<std::string> url;
    std::optional<events::NamedRequirement> requirement;
    std::optional<std::int64_t> scheduledAt;
};

struct RemarkBody {
    std::optional<std::string> remark;
};

// Where a claim is verified: how it ends is seen at the task.
struct JobBody {
    std::string job;
};

BOOST_DESCRIBE_STRUCT(JobBody, (), (job))
BOOST_DESCRIBE_STRUCT(
    TaskBody, (),
    (id, title, path, pathTitle, module, topics, difficulty, state, status, source, kind, scheduledAt, startedAt,
     completedAt, summary, url, remark, tags, requirement))
BOOST_DESCRIBE_STRUCT(TaskPageBody, (), (tasks, total, done, offset, limit))
BOOST_DESCRIBE_STRUCT(
    NewTaskBody, (), (title, path, module, topics, tags, difficulty, summary, url, requirement, scheduledAt))
BOOST_DESCRIBE_STRUCT(TaskChangeBody, (), (title, module, tags, difficulty, summary, url, requirement, scheduledAt))
BOOST_DESCRIBE_STRUCT(RemarkBody, (), (remark))

} // namespace cairn::server
