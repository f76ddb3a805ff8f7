#pragma once

#include "core/map/graph.h"

#include <cstddef>
#include <vector>

namespace cairn::map {

// Which edges close a cycle, by a depth-first walk in the order of nodes and edges: one flag an edge. Without the
// flagged ones, and edges to oneself, which are flagged too, the graph has no cycle.
std::vector<bool> closingEdges(std::size_t nodes, const std::vector<Edge>& edges);

// The edges that a picture needs: what others imply is left out (transitive reduction), as are repetitions and edges to
// oneself. Tracks name all ancestors of a topic as its prerequisites; drawn whole they would be a hairball. Who can be
// reached from where stays the same, and in a graph without cycles no smaller set of its edges does that. Edges that
// close a cycle are kept.
//
// The order of those that stay is that of the input. Indices must be in range. Time and memory grow with
// nodes × (nodes + edges) / 64: 5,000 nodes take a few milliseconds.
std::vector<Edge> reduced(std::size_t nodes, const std::vector<Edge>& edges);

} // namespace cairn::map
