#include "core/exchange/exercism_references.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace cairn::exchange {

using base::ErrorCode;

namespace {

class Resolver {
public:
    explicit Resolver(ExercismConfig& config)
        : m_config(config)
        , m_listed(config.concepts.size()) {
        for (std::size_t at = 0; at < config.concepts.size(); ++at) {
            m_numbers.emplace(config.concepts[at].slug, at);
        }
    }

    base::Expected<ResolvedExercise> resolve(const ExercismExercise& exercise) {
        ResolvedExercise resolved{&exercise, {}, {}};
        auto done = resolveTopics(resolved);
        if (done) {
            done = resolvePrerequisites(resolved);
        }
        if (!done) {
            return std::unexpected(std::move(done.error()));
        }
        return resolved;
    }

private:
    base::Expected<void> resolveTopics(ResolvedExercise& resolved) {
        const auto& exercise = *resolved.exercise;
        for (std::size_t at = 0; at < exercise.topics.size(); ++at) {
            const auto& slug = exercise.topics[at];
            if (const auto found = m_numbers.find(slug); found != m_numbers.end()) {
                list(found->second, resolved.topics);
            } else if (resolved.teaches()) {
                return base::fail(
                    ErrorCode::InvalidInput, "the exercise teaches " + inQuotes(slug) + ", which is no concept",
                    exercise.place + "/" + topicsMemberOf(exercise.kind) + "/" + std::to_string(at));
            } else {
                m_config.warnings.add("exercise " + exercise.slug + " practises " + slug + ", which is no concept");
            }
        }
        forget(resolved.topics);
        return {};
    }

    base::Expected<void> resolvePrerequisites(ResolvedExercise& resolved) {
        const auto& exercise = *resolved.exercise;
        for (std::size_t at = 0; at < exercise.prerequisites.size(); ++at) {
            const auto& slug = exercise.prerequisites[at];
            const auto found = m_numbers.find(slug);
            if (found == m_numbers.end()) {
                return base::fail(
                    ErrorCode::InvalidInput, "the exercise needs " + inQuotes(slug) + ", which is no concept",
                    exercise.place + "/prerequisites/" + std::to_string(at));
            }
            // Nobody could begin such an exercise.
            if (resolved.teaches() && std::ranges::find(resolved.topics, found->second) != resolved.topics.end()) {
                m_config.warnings.add("exercise " + exercise.slug + " needs " + slug + ", which it teaches itself");
                continue;
            }
            list(found->second, resolved.prerequisites);
        }
        forget(resolved.prerequisites);
        return {};
    }

    // Adds a number that the list does not have yet; forget() ends the list.
    void list(std::size_t number, std::vector<std::size_t>& into) {
        if (!m_listed[number]) {
            m_listed[number] = true;
            into.push_back(number);
        }
    }

    void forget(const std::vector<std::size_t>& numbers) {
        for (const auto number : numbers) {
            m_listed[number] = false;
        }
    }

    ExercismConfig& m_config;
    std::unordered_map<std::string_view, std::size_t> m_numbers; // of concepts, by slug
    std::vector<bool> m_listed;                                  // per concept: in the list that is being made
};

} // namespace

base::Expected<std::vector<ResolvedExercise>> resolveReferences(ExercismConfig& config, const std::stop_token& stop) {
    Resolver resolver(config);
    std::vector<ResolvedExercise> all;
    all.reserve(config.exercises.size());
    for (const auto& exercise : config.exercises) {
        if (stop.stop_requested()) {
            return base::fail(ErrorCode::Cancelled, "stopped; nothing was imported");
        }
        auto resolved = resolver.resolve(exercise);
        if (!resolved) {
            return std::unexpected(std::move(resolved.error()));
        }
        all.push_back(std::move(*resolved));
    }
    return all;
}

} // namespace cairn::exchange
