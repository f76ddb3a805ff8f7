#include "core/exchange/exercism_order.h"

#include "core/exchange/graph.h"

#include <algorithm>
#include <limits>
#include <string>

namespace cairn::exchange {

using base::ErrorCode;

namespace {

constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();
constexpr std::size_t kNamesOfCycle = 12;

bool names(const std::vector<std::size_t>& list, std::size_t number) {
    return std::ranges::find(list, number) != list.end();
}

std::vector<bool> findTaught(const ExercismConfig& config, const std::vector<ResolvedExercise>& exercises) {
    std::vector<bool> taught(config.concepts.size());
    for (const auto& resolved : exercises) {
        for (const auto topic : resolved.topics) {
            taught[topic] = taught[topic] || resolved.teaches();
        }
    }
    return taught;
}

void warnOfUntaught(
    ExercismConfig& config, const std::vector<ResolvedExercise>& exercises, const std::vector<bool>& taught) {
    std::vector<bool> warned(config.concepts.size());
    for (const auto& resolved : exercises) {
        for (const auto needed : resolved.prerequisites) {
            if (!taught[needed] && !warned[needed]) {
                warned[needed] = true;
                config.warnings.add(
                    "no active exercise teaches " + config.concepts[needed].slug + ", which exercise " +
                    resolved.exercise->slug + " needs");
            }
        }
    }
}

// The order in which concepts would be learned if none needed another; it numbers the nodes of the graph.
struct Preference {
    std::vector<std::size_t> concepts; // per node
    std::vector<std::size_t> nodes;    // per concept

    void add(std::size_t number) {
        if (nodes[number] == kNowhere) {
            nodes[number] = concepts.size();
            concepts.push_back(number);
        }
    }
};

Preference
preferenceOf(std::size_t size, const std::vector<ResolvedExercise>& exercises, const std::vector<bool>& taught) {
    Preference preference{{}, std::vector<std::size_t>(size, kNowhere)};
    for (const auto& resolved : exercises) {
        if (!resolved.teaches()) {
            continue;
        }
        for (const auto needed : resolved.prerequisites) {
            if (!taught[needed]) {
                preference.add(needed);
            }
        }
        std::ranges::for_each(resolved.topics, [&](auto topic) { preference.add(topic); });
    }
    for (std::size_t at = 0; at < size; ++at) {
        preference.add(at);
    }
    return preference;
}

// Where an exercise that teaches `topic` says that it needs `needed`.
std::string placeOfNeed(
    const ExercismConfig& config, const std::vector<ResolvedExercise>& exercises, std::size_t topic,
    std::size_t needed) {
    for (const auto& resolved : exercises) {
        if (resolved.teaches() && names(resolved.topics, topic) && names(resolved.prerequisites, needed)) {
            const auto& list = resolved.exercise->prerequisites;
            const auto at = std::ranges::find(list, config.concepts[needed].slug) - list.begin();
            return resolved.exercise->place + "/prerequisites/" + std::to_string(at);
        }
    }
    return "config.json";
}

std::unexpected<base::Error> failAsCycle(
    const ExercismConfig& config, const std::vector<ResolvedExercise>& exercises,
    const std::vector<std::size_t>& cycle) {
    std::string line;
    for (std::size_t at = 0; at < cycle.size(); ++at) {
        if (at == kNamesOfCycle && cycle.size() > kNamesOfCycle + 1) {
            line += "… → ";
            at = cycle.size() - 1;
        }
        line += config.concepts[cycle[at]].slug + " → ";
    }
    line += config.concepts[cycle.front()].slug;
    return base::fail(
        ErrorCode::InvalidInput, "these concepts need each other in a circle: " + line,
        placeOfNeed(config, exercises, cycle.front(), cycle[1 % cycle.size()]));
}

} // namespace

base::Expected<ConceptOrder>
orderConcepts(ExercismConfig& config, const std::vector<ResolvedExercise>& exercises, const std::stop_token& stop) {
    const auto size = config.concepts.size();
    const auto taught = findTaught(config, exercises);
    warnOfUntaught(config, exercises, taught);
    const auto [concepts, nodes] = preferenceOf(size, exercises, taught);

    ConceptOrder order{{}, std::vector<std::size_t>(size), std::vector<std::vector<std::size_t>>(size)};
    Needs graph(size);
    std::vector<bool> known(size * size);
    for (const auto& resolved : exercises) {
        if (stop.stop_requested()) {
            return base::fail(ErrorCode::Cancelled, "stopped; nothing was imported");
        }
        if (!resolved.teaches()) {
            continue;
        }
        for (const auto topic : resolved.topics) {
            for (const auto needed : resolved.prerequisites) {
                if (!known[topic * size + needed]) {
                    known[topic * size + needed] = true;
                    order.needs[topic].push_back(needed);
                    graph[nodes[topic]].push_back(nodes[needed]);
                }
            }
        }
    }
    const auto conceptsOf = [&concepts = concepts](std::vector<std::size_t> list) {
        std::ranges::transform(list, list.begin(), [&](auto node) { return concepts[node]; });
        return list;
    };
    if (const auto cycle = findCycle(graph); !cycle.empty()) {
        return failAsCycle(config, exercises, conceptsOf(cycle));
    }
    order.sequence = conceptsOf(orderByNeeds(graph));
    for (std::size_t rank = 0; rank < size; ++rank) {
        order.rank[order.sequence[rank]] = rank;
    }
    return order;
}

} // namespace cairn::exchange
