#include "core/plan/plan_track.h"

#include <map>

namespace cairn::plan {

PathPlan withIds(PathPlan plan, const std::set<std::string>& known, const std::function<std::string()>& newId) {
    if (plan.id.empty()) {
        plan.id = newId();
    }
    std::map<std::string, std::string> topics;
    std::set<std::string> exercises;
    for (auto& topic : plan.topics) {
        topic.id = topics.emplace(topic.id, known.contains(topic.id) ? topic.id : newId()).first->second;
        for (auto& exercise : topic.exercises) {
            if (!known.contains(exercise.id) || !exercises.insert(exercise.id).second) {
                exercise.id = newId();
            }
        }
    }
    for (auto& topic : plan.topics) {
        for (auto& needed : topic.prerequisites) {
            if (const auto found = topics.find(needed); found != topics.end()) {
                needed = found->second;
            }
        }
    }
    return plan;
}

exchange::Track trackOf(const PathPlan& plan) {
    exchange::Track track;
    track.id = plan.id;
    track.definition = {plan.title, "", plan.language, plan.summary, events::TaskSource::own};
    for (const auto& topic : plan.topics) {
        events::TopicCreated definition;
        definition.path = plan.id;
        definition.title = topic.title;
        definition.summary = topic.summary;
        definition.prerequisites = topic.prerequisites;
        definition.rank = static_cast<std::int64_t>(track.topics.size());
        definition.technology = topic.technology;
        track.topics.push_back({topic.id, std::move(definition), {}});
        for (const auto& exercise : topic.exercises) {
            events::TaskCreated task;
            task.title = exercise.title;
            task.source = events::TaskSource::own;
            task.kind = events::TaskKind::concept_exercise;
            task.path = plan.id;
            task.topics = {topic.id};
            task.prerequisites = topic.prerequisites;
            task.tags = exercise.needs;
            task.difficulty = exercise.difficulty;
            task.url = exercise.url;
            task.rank = static_cast<std::int64_t>(track.tasks.size());
            track.tasks.push_back({exercise.id, std::move(task), {}});
        }
    }
    return track;
}

} // namespace cairn::plan
