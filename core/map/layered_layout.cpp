#include "core/map/layered_layout.h"

#include "core/map/dot.h"
#include "core/map/lines.h"
#include "core/map/reduction.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

namespace cairn::map {
namespace {

using base::ErrorCode;
using base::Expected;
using base::fail;

constexpr double kLargest = 2'000;
constexpr double kColumnGap = 44;
constexpr double kRowGap = 28;
constexpr double kAboveGrid = 56; // between the columns and the nodes without edges

double tenths(double points) {
    return std::round(points * 10) / 10;
}

Expected<void> check(const Graph& graph) {
    if (graph.nodes.size() > kMaxNodes || graph.edges.size() > kMaxEdges) {
        return fail(
            ErrorCode::LimitExceeded, "The map has " + std::to_string(graph.nodes.size()) + " topics and " +
                                          std::to_string(graph.edges.size()) + " edges; " + std::to_string(kMaxNodes) +
                                          " and " + std::to_string(kMaxEdges) + " can be laid out.");
    }
    for (const Node& node : graph.nodes) {
        if (!(node.width >= 1 && node.width <= kLargest && node.height >= 1 && node.height <= kLargest)) {
            return fail(ErrorCode::InvalidInput, "The size of a topic's box is out of range.", node.id);
        }
    }
    for (std::size_t i = 0; i < graph.edges.size(); ++i) {
        if (std::max(graph.edges[i].from, graph.edges[i].to) >= graph.nodes.size()) {
            return fail(ErrorCode::InvalidInput, "An edge leads to no topic.", "edge " + std::to_string(i));
        }
    }
    return {};
}

// How many columns all edges span together, when every node stands as far left as it can: about as many places the
// search has to order, because an edge takes a place in every column that it passes.
std::size_t spannedColumns(std::size_t nodes, const std::vector<Edge>& edges) {
    std::vector<std::vector<std::size_t>> out(nodes);
    std::vector<std::size_t> waiting(nodes);
    for (const auto& [from, to] : edges) {
        out[from].push_back(to);
        ++waiting[to];
    }
    std::vector<std::size_t> column(nodes);
    std::vector<std::size_t> ready;
    for (std::size_t node = 0; node < nodes; ++node) {
        if (waiting[node] == 0) {
            ready.push_back(node);
        }
    }
    while (!ready.empty()) {
        const std::size_t node = ready.back();
        ready.pop_back();
        for (const std::size_t to : out[node]) {
            column[to] = std::max(column[to], column[node] + 1);
            if (--waiting[to] == 0) {
                ready.push_back(to);
            }
        }
    }
    std::size_t spanned = 0;
    for (const auto& [from, to] : edges) {
        spanned += column[to] - column[from];
    }
    return spanned;
}

// Measured on random layered graphs, one core (nodes × edges a node, columns that an edge may span):
//
//   limits        1,000×1.7 ≤2   3,000×1.7 ≤2   3,000×1.7 ≤12   3,000×1.7 ≤40   3,000×3 ≤40   5,000×1.7 ≤12
//   none               0.4 s          4.5 s           6.2 s          10.6 s        54.3 s          18.5 s
//   1, 1, 0.3          0.4 s          3.5 s           4.4 s           4.3 s        17.9 s          12.0 s
//   0.2, 0.2, 0.1      0.3 s          3.3 s           4.0 s           3.0 s        10.8 s           8.1 s
//   0.05, 0.05, 0.03                                                                8.9 s
//
// Real tracks (50-80 topics) are laid out in full in about 10 ms. Splines cost under a twentieth of it next to straight
// lines, so that they are always drawn.
DotEffort effort(std::size_t spanned) {
    return spanned <= 2'500    ? DotEffort{}
           : spanned <= 8'000  ? DotEffort{"1", "0.3"}
           : spanned <= 15'000 ? DotEffort{"0.2", "0.1"}
                               : DotEffort{"0.05", "0.03"};
}

// A line from side to side. Between neighbouring columns nothing stands in the way: a plain one is calmer than what
// `dot` routes, which sways in narrow gaps. Else as routed, with its ends moved onto the boxes (`dot` rounds boxes to
// whole points), or plain all the same where `dot` has lost it, which its older versions do at times.
Spline fromSideToSide(Spline routed, const Point& start, const Point& end, const Obstacles& obstacles) {
    if (routed.empty() || (end[0] - start[0] <= 2 * kColumnGap && obstacles.isClear(start, end))) {
        return plainLine(start, end);
    }
    routed.front() = start;
    routed.back() = end;
    return routed;
}

// Nodes without edges, in the order of the path, in rows as wide as the columns above them.
void placeGrid(const Graph& graph, const std::vector<std::size_t>& alone, double width, double top, Layout& layout) {
    double cellWidth = 0;
    double cellHeight = 0;
    for (const std::size_t node : alone) {
        cellWidth = std::max(cellWidth, graph.nodes[node].width);
        cellHeight = std::max(cellHeight, graph.nodes[node].height);
    }
    const double stepX = cellWidth + kColumnGap;
    const double stepY = cellHeight + kRowGap;
    // At least as wide as a picture of 16:9 of the grid alone.
    const double golden = std::ceil(std::sqrt(static_cast<double>(alone.size()) * 1.78 * stepY / stepX));
    const double columns = std::max(std::floor((width + kColumnGap) / stepX), golden);
    const auto perRow = static_cast<std::size_t>(std::max(columns, 1.0));
    for (std::size_t i = 0; i < alone.size(); ++i) {
        layout.boxes[alone[i]] = {
            cellWidth / 2 + static_cast<double>(i % perRow) * stepX,
            top + cellHeight / 2 + static_cast<double>(i / perRow) * stepY};
    }
}

// Moves the picture to (0, 0), rounds it, and measures it.
void settle(const Graph& graph, Layout& layout) {
    double left = std::numeric_limits<double>::max();
    double top = left;
    const auto eachPoint = [&](auto&& visit) {
        for (std::size_t i = 0; i < layout.boxes.size(); ++i) {
            const Node& node = graph.nodes[i];
            visit(layout.boxes[i].x, layout.boxes[i].y, node.width / 2, node.height / 2);
        }
        for (Spline& spline : layout.splines) {
            for (auto& [x, y] : spline) {
                visit(x, y, 0.0, 0.0);
            }
        }
    };
    eachPoint([&](double x, double y, double halfWidth, double halfHeight) {
        left = std::min(left, x - halfWidth);
        top = std::min(top, y - halfHeight);
    });
    eachPoint([&](double& x, double& y, double halfWidth, double halfHeight) {
        x = tenths(x - left);
        y = tenths(y - top);
        layout.width = std::max(layout.width, x + halfWidth);
        layout.height = std::max(layout.height, y + halfHeight);
    });
    layout.width = std::ceil(layout.width * 10) / 10;
    layout.height = std::ceil(layout.height * 10) / 10;
}

} // namespace

Expected<Layout> layOut(const Graph& graph, const base::Progress& progress) {
    if (const auto checked = check(graph); !checked) {
        return std::unexpected(checked.error());
    }
    Layout layout;
    layout.boxes.resize(graph.nodes.size());
    layout.splines.resize(graph.edges.size());
    if (graph.nodes.empty()) {
        return layout;
    }

    // Edges as `dot` shall see them: without those to oneself, and turned round where they close a cycle.
    const std::vector<bool> closing = closingEdges(graph.nodes.size(), graph.edges);
    DotGraph drawn{&graph.nodes, {}, {}};
    std::vector<std::size_t> drawnFrom; // indices into graph.edges
    std::vector<bool> connected(graph.nodes.size());
    for (std::size_t i = 0; i < graph.edges.size(); ++i) {
        const auto [from, to] = graph.edges[i];
        if (from != to) {
            drawn.edges.push_back(closing[i] ? Edge{to, from} : Edge{from, to});
            drawnFrom.push_back(i);
            connected[from] = connected[to] = true;
        }
    }
    std::vector<std::size_t> alone;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        (connected[i] ? drawn.chosen : alone).push_back(i);
    }
    const auto inOrder = [&](std::size_t a, std::size_t b) { return graph.nodes[a].order < graph.nodes[b].order; };
    std::ranges::stable_sort(drawn.chosen, inOrder);
    std::ranges::stable_sort(alone, inOrder);

    double width = 0;
    double gridTop = 0;
    if (!drawn.chosen.empty()) {
        const DotEffort limits = effort(spannedColumns(graph.nodes.size(), drawn.edges));
        const auto placed = runDot(drawn, {kColumnGap, kRowGap}, limits, progress);
        if (!placed) {
            return std::unexpected(placed.error());
        }
        for (std::size_t i = 0; i < drawn.chosen.size(); ++i) {
            layout.boxes[drawn.chosen[i]] = placed->boxes[i];
        }
        const Obstacles obstacles(graph.nodes, layout.boxes, drawn.chosen);
        for (std::size_t i = 0; i < drawn.edges.size(); ++i) {
            const auto [from, to] = drawn.edges[i];
            const Box& left = layout.boxes[from];
            const Box& right = layout.boxes[to];
            Spline spline = fromSideToSide(
                placed->splines[i], {left.x + graph.nodes[from].width / 2, left.y},
                {right.x - graph.nodes[to].width / 2, right.y}, obstacles);
            if (closing[drawnFrom[i]]) {
                std::ranges::reverse(spline);
            }
            layout.splines[drawnFrom[i]] = std::move(spline);
        }
        width = placed->width;
        gridTop = placed->height + kAboveGrid;
    }
    placeGrid(graph, alone, width, gridTop, layout);
    settle(graph, layout);
    return layout;
}

} // namespace cairn::map
