#include "core/exchange/exercism_plan.h"

#include "core/exchange/exercism_order.h"
#include "core/exchange/exercism_references.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace cairn::exchange {

namespace {

std::vector<std::string> idsOf(const ExercismConfig& config, const std::vector<std::size_t>& numbers) {
    std::vector<std::string> ids;
    ids.reserve(numbers.size());
    for (const auto number : numbers) {
        ids.push_back(exercismId(config.slug, config.concepts[number].slug));
    }
    return ids;
}

// Both end early when asked to stop; the plan looks for that once more.
void addTopics(Track& track, const ExercismConfig& config, const ConceptOrder& order, const std::stop_token& stop) {
    for (const auto number : order.sequence) {
        if (stop.stop_requested()) {
            return;
        }
        const auto& topic = config.concepts[number];
        TrackTopic added;
        added.id = exercismId(config.slug, topic.slug);
        added.definition.path = track.id;
        added.definition.slug = topic.slug;
        added.definition.title = topic.name;
        added.definition.prerequisites = idsOf(config, order.needs[number]);
        added.definition.rank = std::ssize(track.topics);
        track.topics.push_back(std::move(added));
    }
}

// Where an exercise stands among the topics, which count from 1 here: 0 is before all of them.
std::size_t stationOf(const ResolvedExercise& resolved, const ConceptOrder& order) {
    const bool hasOwnTopic = resolved.teaches() && !resolved.topics.empty();
    const auto& tied = hasOwnTopic || resolved.prerequisites.empty() ? resolved.topics : resolved.prerequisites;
    if (tied.empty()) {
        return resolved.exercise->slug == "hello-world" ? 0 : std::numeric_limits<std::size_t>::max();
    }
    std::vector<std::size_t> stations;
    std::ranges::transform(tied, std::back_inserter(stations), [&](auto number) { return order.rank[number] + 1; });
    return hasOwnTopic ? std::ranges::min(stations) : std::ranges::max(stations);
}

events::TaskCreated definitionOf(const ResolvedExercise& resolved, const ExercismConfig& config) {
    const auto& exercise = *resolved.exercise;
    events::TaskCreated task;
    task.title = exercise.name;
    task.slug = exercise.slug;
    task.source = events::TaskSource::exercism;
    task.kind = exercise.kind;
    task.module = resolved.topics.empty() ? "" : config.concepts[resolved.topics.front()].name;
    task.topics = idsOf(config, resolved.topics);
    task.prerequisites = idsOf(config, resolved.prerequisites);
    task.tags = exercise.tags;
    task.difficulty = exercise.difficulty;
    task.url = "https://exercism.org/tracks/" + config.slug + "/exercises/" + exercise.slug;
    return task;
}

void addTasks(
    Track& track, const ExercismConfig& config, const std::vector<ResolvedExercise>& exercises,
    const ConceptOrder& order, const std::stop_token& stop) {
    std::vector<std::pair<std::size_t, const ResolvedExercise*>> line;
    line.reserve(exercises.size());
    for (const auto& resolved : exercises) {
        line.emplace_back(stationOf(resolved, order), &resolved);
    }
    std::ranges::sort(line, {}, [](const auto& entry) {
        const auto& exercise = *entry.second->exercise;
        return std::tuple(entry.first, exercise.kind, exercise.difficulty, &exercise); // which stand in their order
    });
    for (const auto& [station, resolved] : line) {
        if (stop.stop_requested()) {
            return;
        }
        TrackTask task;
        task.id = exercismId(config.slug, resolved->exercise->slug);
        task.definition = definitionOf(*resolved, config);
        task.definition.path = track.id;
        task.definition.rank = std::ssize(track.tasks);
        track.tasks.push_back(std::move(task));
        track.counts.prerequisites += std::ssize(resolved->prerequisites);
        ++(resolved->teaches() ? track.counts.conceptExercises : track.counts.practiceExercises);
    }
}

} // namespace

base::Expected<Track> planExercismTrack(ExercismConfig config, const std::stop_token& stop) {
    const auto exercises = resolveReferences(config, stop);
    if (!exercises) {
        return std::unexpected(exercises.error());
    }
    const auto order = orderConcepts(config, *exercises, stop);
    if (!order) {
        return std::unexpected(order.error());
    }
    Track track;
    track.id = "exercism-" + config.slug;
    track.definition = {config.language, config.slug, config.language, config.blurb, events::TaskSource::exercism};
    addTopics(track, config, *order, stop);
    addTasks(track, config, *exercises, *order, stop);
    if (stop.stop_requested()) {
        return base::fail(base::ErrorCode::Cancelled, "stopped; nothing was imported");
    }
    track.counts.concepts = std::ssize(config.concepts);
    track.counts.skipped = config.skipped;
    track.warnings = std::move(config.warnings).take();
    return track;
}

} // namespace cairn::exchange
