#pragma once

#include "core/learning/path_position.h"

#include <map>
#include <string>
#include <vector>

// Paths in a few lines, for the tests of this folder.
namespace cairn::learning::testing {

using events::TaskKind;
using events::TaskStatus;
using Names = std::vector<std::string>;

struct PathBuilder {
    std::map<std::string, state::Topic> topics;
    std::map<std::string, state::Task> tasks;

    // The order of calls is the order of the path.
    state::Topic& topic(const std::string& id, const Names& prerequisites = {}) {
        auto& topic = topics[id];
        topic.exists = true;
        topic.definition.rank = static_cast<std::int64_t>(topics.size());
        topic.definition.prerequisites = prerequisites;
        return topic;
    }

    state::Task& task(
        const std::string& id, TaskKind kind, const Names& named, TaskStatus status = TaskStatus::scheduled,
        const Names& prerequisites = {}) {
        auto& task = tasks[id];
        task.exists = true;
        task.definition.kind = kind;
        task.definition.topics = named;
        task.definition.prerequisites = prerequisites;
        task.definition.rank = static_cast<std::int64_t>(tasks.size());
        task.status = status;
        return task;
    }

    state::Task& teaches(
        const std::string& id, const Names& named, TaskStatus status = TaskStatus::scheduled,
        const Names& prerequisites = {}) {
        return task(id, TaskKind::concept_exercise, named, status, prerequisites);
    }

    state::Task& practises(
        const std::string& id, const Names& named, TaskStatus status = TaskStatus::scheduled,
        const Names& prerequisites = {}) {
        return task(id, TaskKind::practice_exercise, named, status, prerequisites);
    }

    // A topic with one concept exercise of the same name and the same prerequisites.
    void taught(const std::string& id, const Names& prerequisites = {}, TaskStatus status = TaskStatus::scheduled) {
        topic(id, prerequisites);
        teaches("learn-" + id, {id}, status, prerequisites);
    }

    PathPosition position() const { return pathPosition(topics, tasks); }
};

} // namespace cairn::learning::testing
