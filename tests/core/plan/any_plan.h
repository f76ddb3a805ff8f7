#pragma once

#include "core/plan/path_plan.h"

#include <rapidcheck.h>

#include <string>

// Plans of all kinds, sound ones among them.
namespace cairn::plan::testing {

inline std::string anyLine() {
    return *rc::gen::element<std::string>(
        "a", "Range-based for", "C++ \"strings\" \\ and more", "größer als", "parse", "dump()", "x → y", "std::map");
}

inline PlannedExercise anyExercise(const std::string& id) {
    PlannedExercise exercise;
    exercise.id = *rc::gen::element<std::string>("", id);
    exercise.title = anyLine();
    exercise.difficulty = *rc::gen::inRange<std::int64_t>(1, 11);
    exercise.url = *rc::gen::element<std::string>("", "https://example.org/a?b=c");
    for (auto left = *rc::gen::inRange(0, 4); left > 0; --left) {
        exercise.needs.push_back(anyLine());
    }
    return exercise;
}

// Topics "0", "1" …; each may need any: those before it, and with `wild` also itself, later ones and strangers.
inline PathPlan anyPlan(bool wild) {
    PathPlan plan;
    plan.id = *rc::gen::element<std::string>("", "path");
    plan.title = anyLine();
    plan.language = *rc::gen::element<std::string>("", "C++");
    plan.summary = *rc::gen::element<std::string>("", "Two sentences. Of this.");
    const auto size = *rc::gen::inRange<std::size_t>(wild ? 0 : 1, 12);
    for (std::size_t at = 0; at < size; ++at) {
        PlannedTopic topic;
        topic.id = std::to_string(at);
        topic.title = anyLine() + " " + topic.id;
        topic.technology = *rc::gen::element<std::string>("", "nlohmann json");
        for (std::size_t other = 0; other < (wild ? size + 1 : at); ++other) {
            if (*rc::gen::inRange(0, wild ? 8 : 3) == 0) {
                topic.prerequisites.push_back(std::to_string(other));
            }
        }
        for (auto left = *rc::gen::inRange(0, 3); left > 0; --left) {
            topic.exercises.push_back(anyExercise(topic.id + "-" + std::to_string(left)));
        }
        plan.topics.push_back(std::move(topic));
    }
    return plan;
}

} // namespace cairn::plan::testing
