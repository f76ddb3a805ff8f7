#pragma once

#include <boost/describe/class.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace cairn::plan {

// A path as somebody proposes it: texts are checked (see plan_file.h), how they fit together is not (see
// plan_check.h). The described members are those of its JSON.
struct PlannedExercise {
    std::string id{}; // empty: it gets one when the path is saved
    std::string title{};
    std::int64_t difficulty = 3; // 1-10
    std::string url{};
    std::vector<std::string> needs{}; // what has to be explained to who does it: "range-based for"

    bool operator==(const PlannedExercise&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlannedExercise, (), (id, title, difficulty, url, needs))

struct PlannedTopic {
    std::string id{}; // of its own in the plan
    std::string title{};
    std::string summary{};
    std::string technology{};                 // the library or language that it is about; empty: about none
    std::vector<std::string> prerequisites{}; // ids of topics
    std::vector<PlannedExercise> exercises{};

    bool operator==(const PlannedTopic&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlannedTopic, (), (id, title, summary, technology, prerequisites, exercises))

struct PathPlan {
    std::string id{}; // empty: nobody has saved it
    std::string title{};
    std::string language{};
    std::string summary{};
    std::vector<PlannedTopic> topics{}; // in the order in which they are learned

    bool operator==(const PathPlan&) const = default;
};
BOOST_DESCRIBE_STRUCT(PathPlan, (), (id, title, language, summary, topics))

// What a plan holds at most.
constexpr std::size_t kMostTopics = 300;
constexpr std::size_t kMostExercises = 50; // of a topic
constexpr std::size_t kMostNeeds = 20;     // of an exercise
constexpr std::size_t kIdBytes = 120;
constexpr std::size_t kLineBytes = 200;
constexpr std::size_t kSummaryBytes = 2'000;
constexpr std::size_t kUrlBytes = 2'000;

} // namespace cairn::plan
