#include "core/exchange/exercism_plan.h"

#include "core/exchange/graph.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace cairn::exchange {

using base::ErrorCode;
using events::TaskKind;

namespace {

constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();
constexpr std::size_t kNamesOfCycle = 12;

// An exercise whose references are numbers of concepts.
struct Resolved {
    const ExercismExercise* exercise = nullptr;
    std::vector<std::size_t> topics;
    std::vector<std::size_t> prerequisites;

    bool teaches() const { return exercise->kind == TaskKind::concept_exercise; }
};

bool names(const std::vector<std::size_t>& list, std::size_t number) {
    return std::ranges::find(list, number) != list.end();
}

class Planner {
public:
    Planner(ExercismConfig config, const std::stop_token& stop)
        : m_config(std::move(config))
        , m_stop(stop) {}

    base::Expected<Track> plan() {
        for (std::size_t at = 0; at < m_config.concepts.size(); ++at) {
            m_numbers.emplace(m_config.concepts[at].slug, at);
        }
        auto done = resolveExercises();
        if (done) {
            warnOfUntaught();
            numberByPreference();
            done = orderConcepts();
        }
        if (!done) {
            return std::unexpected(done.error());
        }
        Track track;
        track.id = "exercism-" + m_config.slug;
        track.definition = {
            m_config.language, m_config.slug, m_config.language, m_config.blurb, events::TaskSource::exercism};
        addTopics(track);
        addTasks(track);
        track.counts.concepts = std::ssize(m_config.concepts);
        track.counts.skipped = m_config.skipped;
        track.warnings = std::move(m_config.warnings).take();
        return track;
    }

private:
    base::Expected<void> resolveExercises() {
        std::vector<bool> taken(m_config.concepts.size());
        m_taught.assign(m_config.concepts.size(), false);
        for (const auto& exercise : m_config.exercises) {
            if (m_stop.stop_requested()) {
                return base::fail(ErrorCode::Cancelled, "stopped; nothing was imported");
            }
            Resolved resolved{&exercise, {}, {}};
            auto done = resolveTopics(resolved, taken);
            if (done) {
                done = resolvePrerequisites(resolved, taken);
            }
            if (!done) {
                return done;
            }
            for (const auto topic : resolved.topics) {
                m_taught[topic] = m_taught[topic] || resolved.teaches();
            }
            m_exercises.push_back(std::move(resolved));
        }
        return {};
    }

    base::Expected<void> resolveTopics(Resolved& resolved, std::vector<bool>& taken) {
        const auto& exercise = *resolved.exercise;
        for (std::size_t at = 0; at < exercise.topics.size(); ++at) {
            const auto& slug = exercise.topics[at];
            const auto found = m_numbers.find(slug);
            if (found != m_numbers.end()) {
                take(found->second, resolved.topics, taken);
                continue;
            }
            if (resolved.teaches()) {
                return base::fail(
                    ErrorCode::InvalidInput, "the exercise teaches " + inQuotes(slug) + ", which is no concept",
                    exercise.place + "/" + topicsMemberOf(exercise.kind) + "/" + std::to_string(at));
            }
            m_config.warnings.add("exercise " + exercise.slug + " practises " + slug + ", which is no concept");
        }
        forget(resolved.topics, taken);
        return {};
    }

    base::Expected<void> resolvePrerequisites(Resolved& resolved, std::vector<bool>& taken) {
        const auto& exercise = *resolved.exercise;
        for (std::size_t at = 0; at < exercise.prerequisites.size(); ++at) {
            const auto& slug = exercise.prerequisites[at];
            const auto found = m_numbers.find(slug);
            if (found == m_numbers.end()) {
                return base::fail(
                    ErrorCode::InvalidInput, "the exercise needs " + inQuotes(slug) + ", which is no concept",
                    exercise.place + "/prerequisites/" + std::to_string(at));
            }
            if (resolved.teaches() && names(resolved.topics, found->second)) {
                m_config.warnings.add("exercise " + exercise.slug + " needs " + slug + ", which it teaches itself");
                continue;
            }
            take(found->second, resolved.prerequisites, taken);
        }
        forget(resolved.prerequisites, taken);
        return {};
    }

    // Adds a number that the list does not have yet; `taken` is all false again after forget().
    static void take(std::size_t number, std::vector<std::size_t>& into, std::vector<bool>& taken) {
        if (!taken[number]) {
            taken[number] = true;
            into.push_back(number);
        }
    }

    static void forget(const std::vector<std::size_t>& numbers, std::vector<bool>& taken) {
        for (const auto number : numbers) {
            taken[number] = false;
        }
    }

    void warnOfUntaught() {
        std::vector<const ExercismExercise*> first(m_config.concepts.size());
        for (const auto& resolved : m_exercises) {
            for (const auto needed : resolved.prerequisites) {
                if (!m_taught[needed] && first[needed] == nullptr) {
                    first[needed] = resolved.exercise;
                    m_config.warnings.add(
                        "no active exercise teaches " + m_config.concepts[needed].slug + ", which exercise " +
                        resolved.exercise->slug + " needs");
                }
            }
        }
    }

    // Concepts get new numbers, the more preferred first: those of the graph.
    void numberByPreference() {
        m_node.assign(m_config.concepts.size(), kNowhere);
        for (const auto& resolved : m_exercises) {
            if (!resolved.teaches()) {
                continue;
            }
            for (const auto needed : resolved.prerequisites) {
                if (!m_taught[needed]) {
                    prefer(needed);
                }
            }
            std::ranges::for_each(resolved.topics, [this](auto topic) { prefer(topic); });
        }
        for (std::size_t at = 0; at < m_config.concepts.size(); ++at) {
            prefer(at);
        }
    }

    void prefer(std::size_t number) {
        if (m_node[number] == kNowhere) {
            m_node[number] = m_preferred.size();
            m_preferred.push_back(number);
        }
    }

    base::Expected<void> orderConcepts() {
        const auto size = m_config.concepts.size();
        m_needs.resize(size);
        std::vector<bool> known(size * size);
        for (const auto& resolved : m_exercises) {
            if (m_stop.stop_requested()) {
                return base::fail(ErrorCode::Cancelled, "stopped; nothing was imported");
            }
            if (!resolved.teaches()) {
                continue;
            }
            for (const auto topic : resolved.topics) {
                for (const auto needed : resolved.prerequisites) {
                    const auto edge = m_node[topic] * size + m_node[needed];
                    if (!known[edge]) {
                        known[edge] = true;
                        m_needs[m_node[topic]].push_back(m_node[needed]);
                    }
                }
            }
        }
        if (const auto cycle = findCycle(m_needs); !cycle.empty()) {
            return failAsCycle(cycle);
        }
        m_order = orderByNeeds(m_needs);
        m_rank.resize(size);
        for (std::size_t rank = 0; rank < size; ++rank) {
            m_rank[m_preferred[m_order[rank]]] = rank;
        }
        return {};
    }

    std::unexpected<base::Error> failAsCycle(const std::vector<std::size_t>& cycle) const {
        std::string names;
        for (std::size_t at = 0; at < cycle.size(); ++at) {
            if (at == kNamesOfCycle && cycle.size() > kNamesOfCycle + 1) {
                names += "… → ";
                at = cycle.size() - 1;
            }
            names += m_config.concepts[m_preferred[cycle[at]]].slug + " → ";
        }
        names += m_config.concepts[m_preferred[cycle.front()]].slug;
        return base::fail(
            ErrorCode::InvalidInput, "these concepts need each other in a circle: " + names,
            placeOfNeed(m_preferred[cycle.front()], m_preferred[cycle[1 % cycle.size()]]));
    }

    // Where an exercise that teaches `topic` says that it needs `needed`.
    std::string placeOfNeed(std::size_t topic, std::size_t needed) const {
        for (const auto& resolved : m_exercises) {
            if (resolved.teaches() && names(resolved.topics, topic) && names(resolved.prerequisites, needed)) {
                const auto& named = resolved.exercise->prerequisites;
                const auto at = std::ranges::find(named, m_config.concepts[needed].slug) - named.begin();
                return resolved.exercise->place + "/prerequisites/" + std::to_string(at);
            }
        }
        return "config.json";
    }

    std::vector<std::string> idsOf(const std::vector<std::size_t>& numbers) const {
        std::vector<std::string> ids;
        ids.reserve(numbers.size());
        for (const auto number : numbers) {
            ids.push_back(exercismId(m_config.slug, m_config.concepts[number].slug));
        }
        return ids;
    }

    void addTopics(Track& track) const {
        for (std::size_t rank = 0; rank < m_order.size(); ++rank) {
            const auto& topic = m_config.concepts[m_preferred[m_order[rank]]];
            std::vector<std::size_t> needed;
            std::ranges::transform(
                m_needs[m_order[rank]], std::back_inserter(needed), [this](auto node) { return m_preferred[node]; });
            TrackTopic added;
            added.id = exercismId(m_config.slug, topic.slug);
            added.definition.path = track.id;
            added.definition.slug = topic.slug;
            added.definition.title = topic.name;
            added.definition.prerequisites = idsOf(needed);
            added.definition.rank = static_cast<std::int64_t>(rank);
            track.topics.push_back(std::move(added));
        }
    }

    // Where an exercise stands among the topics, which count from 1 here: 0 is before all of them.
    std::size_t stationOf(const Resolved& resolved) const {
        std::vector<std::size_t> ranks;
        const auto& tied = resolved.teaches() && !resolved.topics.empty() ? resolved.topics
                           : resolved.prerequisites.empty()               ? resolved.topics
                                                                          : resolved.prerequisites;
        std::ranges::transform(tied, std::back_inserter(ranks), [this](auto number) { return m_rank[number] + 1; });
        if (ranks.empty()) {
            return resolved.exercise->slug == "hello-world" ? 0 : kNowhere;
        }
        return resolved.teaches() ? std::ranges::min(ranks) : std::ranges::max(ranks);
    }

    void addTasks(Track& track) const {
        std::vector<std::size_t> order(m_exercises.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::vector<std::size_t> stations;
        std::ranges::transform(
            m_exercises, std::back_inserter(stations), [this](const auto& resolved) { return stationOf(resolved); });
        std::ranges::stable_sort(order, {}, [&](std::size_t at) {
            const auto& exercise = *m_exercises[at].exercise;
            return std::tuple(stations[at], exercise.kind, exercise.difficulty);
        });
        for (const auto at : order) {
            const auto& resolved = m_exercises[at];
            TrackTask task;
            task.id = exercismId(m_config.slug, resolved.exercise->slug);
            task.definition = definitionOf(resolved);
            task.definition.path = track.id;
            task.definition.rank = std::ssize(track.tasks);
            track.tasks.push_back(std::move(task));
            track.counts.prerequisites += std::ssize(resolved.prerequisites);
            ++(resolved.teaches() ? track.counts.conceptExercises : track.counts.practiceExercises);
        }
    }

    events::TaskCreated definitionOf(const Resolved& resolved) const {
        const auto& exercise = *resolved.exercise;
        events::TaskCreated task;
        task.title = exercise.name;
        task.slug = exercise.slug;
        task.source = events::TaskSource::exercism;
        task.kind = exercise.kind;
        task.module = resolved.topics.empty() ? "" : m_config.concepts[resolved.topics.front()].name;
        task.topics = idsOf(resolved.topics);
        task.prerequisites = idsOf(resolved.prerequisites);
        task.tags = exercise.tags;
        task.difficulty = exercise.difficulty;
        task.url = "https://exercism.org/tracks/" + m_config.slug + "/exercises/" + exercise.slug;
        return task;
    }

    ExercismConfig m_config;
    std::stop_token m_stop;
    std::unordered_map<std::string_view, std::size_t> m_numbers; // of concepts, by slug
    std::vector<Resolved> m_exercises;
    std::vector<bool> m_taught;           // by an active exercise; per concept
    std::vector<std::size_t> m_node;      // per concept
    std::vector<std::size_t> m_preferred; // per node: the concept
    Needs m_needs;                        // of nodes
    std::vector<std::size_t> m_order;     // of nodes
    std::vector<std::size_t> m_rank;      // per concept
};

} // namespace

base::Expected<Track> planExercismTrack(ExercismConfig config, const std::stop_token& stop) {
    return Planner(std::move(config), stop).plan();
}

} // namespace cairn::exchange
