#pragma once

#include "core/base/error.h"
#include "core/events/vocabulary.h"
#include "core/exchange/exercism.h"
#include "core/exchange/foreign_text.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace cairn::exchange {

// What the config.json of a track says, each thing checked by itself; that they fit together is checked by the plan.
struct ExercismConcept {
    std::string slug;
    std::string name;
};

struct ExercismExercise {
    std::string place; // "config.json:/exercises/practice/3"
    events::TaskKind kind = events::TaskKind::concept_exercise;
    std::string slug;
    std::string name;
    std::vector<std::string> topics; // slugs of concepts: those it teaches, or those it practises
    std::vector<std::string> prerequisites;
    std::vector<std::string> tags;
    std::int64_t difficulty = 1;
};

struct ExercismConfig {
    std::string slug;
    std::string language;
    std::string blurb;
    std::vector<ExercismConcept> concepts;
    std::vector<ExercismExercise> exercises; // active ones: those that teach concepts, then those that practise
    std::int64_t skipped = 0;
    Warnings warnings;
};

// The name of the list in which exercises of `kind` stand, and the member that lists their topics.
constexpr const char* listOf(events::TaskKind kind) {
    return kind == events::TaskKind::concept_exercise ? "concept" : "practice";
}

constexpr const char* topicsMemberOf(events::TaskKind kind) {
    return kind == events::TaskKind::concept_exercise ? "concepts" : "practices";
}

// Id of a topic or of a task: the slugs of the track and of the thing in it.
std::string exercismId(const std::string& track, const std::string& slug);

// Reads the bytes of a config.json.
base::Expected<ExercismConfig>
parseExercismConfig(std::string_view bytes, const ExercismLimits& limits = {}, const std::stop_token& stop = {});

} // namespace cairn::exchange
