#pragma once

#include <cstddef>
#include <vector>

namespace cairn::exchange {

// A graph of what needs what: `needs[node]` are the nodes that come before `node`. Nodes are numbered in the order in
// which they are preferred. Both functions take time and memory linear in nodes and edges (the order: times a
// logarithm) and do not recurse, so that a chain of any length is fine.
using Needs = std::vector<std::vector<std::size_t>>;

// Nodes of which each needs the next, and the last the first; begins with the most preferred of them. Empty where
// there is no cycle.
std::vector<std::size_t> findCycle(const Needs& needs);

// All nodes, each after everything that it needs; among those that could come next, the most preferred comes.
// Requires that there is no cycle.
std::vector<std::size_t> orderByNeeds(const Needs& needs);

} // namespace cairn::exchange
