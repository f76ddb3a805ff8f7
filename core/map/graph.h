#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace cairn::map {

// What is laid out. Lengths are points of a 100 % screen.
struct Node {
    std::string id;   // part of the key of a layout, and nothing else
    double width = 0; // 1-2,000
    double height = 0;
    int order = 0; // among its neighbours a lower one comes first where edges leave the choice
};

// `from` is the prerequisite; both are indices into the graph's nodes.
struct Edge {
    std::size_t from = 0;
    std::size_t to = 0;

    bool operator==(const Edge&) const = default;
};

struct Graph {
    std::vector<Node> nodes;
    std::vector<Edge> edges;
};

} // namespace cairn::map
