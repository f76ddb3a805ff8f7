#pragma once

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/map/graph.h"

#include <array>
#include <cstddef>
#include <vector>

namespace cairn::map {

struct Box {
    double x = 0; // centre
    double y = 0;

    bool operator==(const Box&) const = default;
};

using Point = std::array<double, 2>;

// Cubic Béziers end to end: 1 + 3n points from the right side of one box to the left side of the other, or none where
// there is nothing to draw (an edge from a node to itself).
using Spline = std::vector<Point>;

// The picture of a graph: y grows downwards, all lies within (0, 0)-(width, height), and every number is a multiple of
// a tenth, so that writing a layout down (layout_text.h) loses nothing.
struct Layout {
    std::vector<Box> boxes;      // one a node
    std::vector<Spline> splines; // one an edge
    double width = 0;
    double height = 0;

    bool operator==(const Layout&) const = default;
};

inline constexpr std::size_t kMaxNodes = 20'000;
inline constexpr std::size_t kMaxEdges = 100'000;

// Lays a graph out in columns from left to right, by Graphviz' `dot` in memory: what comes first stands left of what
// needs it, boxes do not overlap, and lines cross as little as a bounded search finds. The same graph gives the same
// layout. Nodes without edges stand in a grid below the columns instead of in one endless column.
//
// An edge that closes a cycle is drawn against the direction, from right to left; which one that is depends on the
// order of nodes and edges only. An edge to itself is passed over, a second one between the same nodes repeats the
// first.
//
// Processor time, on one core of 2020s hardware, for random layered graphs with 1.7 edges a node: 100 nodes 15 ms,
// 1,000 0.3 s, 3,000 2.5 s, 5,000 7 s; the hardest that was tried, 3,000 nodes with 9,000 edges across up to 40
// columns, 9 s. The search is cut the more, the more columns the edges span in total (layered_layout.cpp).
//
// Errors: InvalidInput (a size or an index that is out of range), LimitExceeded (kMaxNodes, kMaxEdges), Cancelled.
// Cancelling: `dot` cannot be interrupted, so the request to stop is seen before and after it and the result dropped;
// whoever must answer at once answers without waiting for the end. Thread-safe: Graphviz is not, so that layouts wait
// for one another. No locale has a say.
base::Expected<Layout> layOut(const Graph& graph, const base::Progress& progress);

} // namespace cairn::map
