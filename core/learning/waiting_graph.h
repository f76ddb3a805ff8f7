#pragma once

#include "core/learning/path_position.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cairn::learning {

// Which locked topic of a path waits for which: a topic that is not done is waited for by the locked ones that miss it,
// and by those that wait for them in turn. Refers to the position, which has to outlive it. Topics asked about are
// topics of the position.
class WaitingGraph {
public:
    explicit WaitingGraph(const PathPosition& position);

    // Ids of the locked topics that miss `topic` and nothing else, ascending.
    std::vector<std::string> opens(const std::string& topic) const;

    // How many wait for each of `topics`, near or far. Linear in the graph for as many topics as a word has bits.
    std::vector<std::int64_t> countWaiting(const std::vector<std::string>& topics) const;

private:
    struct Node {
        const std::string* id = nullptr;
        const std::vector<std::string>* missing = nullptr; // of a locked topic
        std::vector<std::size_t> waiting;                  // that miss this one
    };

    // Every node after those that it waits for.
    struct Order {
        std::vector<std::size_t> nodes;
        bool cyclic = false; // damaged data: what is on a cycle, or behind one, stands at the end in any order
    };

    Order prerequisitesFirst() const;
    void countBatch(const std::string* topics, std::size_t size, const Order& order, std::int64_t* counts) const;

    std::vector<Node> m_nodes;
    std::unordered_map<std::string_view, std::size_t> m_number;
};

} // namespace cairn::learning
