#include "core/exchange/graph.h"

#include <queue>

#include <algorithm>
#include <cassert>
#include <functional>
#include <ranges>

namespace cairn::exchange {

std::vector<std::size_t> findCycle(const Needs& needs) {
    enum class Seen : unsigned char { No, Open, Done };

    struct Step {
        std::size_t node;
        std::size_t next = 0; // which of its needs to look at
    };

    std::vector<Seen> seen(needs.size(), Seen::No);
    std::vector<Step> trail; // from where the search began to where it is, each node needing the next

    for (std::size_t start = 0; start < needs.size(); ++start) {
        if (seen[start] != Seen::No) {
            continue;
        }
        trail.push_back({start});
        seen[start] = Seen::Open;
        while (!trail.empty()) {
            auto& [node, next] = trail.back();
            if (next == needs[node].size()) {
                seen[node] = Seen::Done;
                trail.pop_back();
                continue;
            }
            const auto needed = needs[node][next++];
            if (seen[needed] == Seen::No) {
                seen[needed] = Seen::Open;
                trail.push_back({needed});
            } else if (seen[needed] == Seen::Open) {
                std::vector<std::size_t> cycle;
                const auto first = std::ranges::find(trail, needed, &Step::node);
                std::ranges::transform(first, trail.end(), std::back_inserter(cycle), &Step::node);
                std::ranges::rotate(cycle, std::ranges::min_element(cycle));
                return cycle;
            }
        }
    }
    return {};
}

std::vector<std::size_t> orderByNeeds(const Needs& needs) {
    std::vector<std::size_t> missing(needs.size());
    std::vector<std::vector<std::size_t>> waiting(needs.size());
    std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
    for (std::size_t node = 0; node < needs.size(); ++node) {
        missing[node] = needs[node].size();
        for (const auto needed : needs[node]) {
            waiting[needed].push_back(node);
        }
        if (missing[node] == 0) {
            ready.push(node);
        }
    }
    std::vector<std::size_t> order;
    order.reserve(needs.size());
    while (!ready.empty()) {
        const auto node = ready.top();
        ready.pop();
        order.push_back(node);
        for (const auto dependent : waiting[node]) {
            if (--missing[dependent] == 0) {
                ready.push(dependent);
            }
        }
    }
    assert(order.size() == needs.size());
    return order;
}

} // namespace cairn::exchange
