#pragma once

#include "core/map/graph.h"

#include <rapidcheck.h>

#include <string>
#include <vector>

namespace cairn::map::test {

// Edges that go from lower to higher numbers: no cycles.
inline rc::Gen<std::vector<Edge>> anyForwardEdges(std::size_t nodes) {
    using Pair = std::pair<std::size_t, std::size_t>;
    const auto index = rc::gen::inRange<std::size_t>(0, nodes);
    return rc::gen::map(
        rc::gen::container<std::vector<Pair>>(rc::gen::pair(index, index)), [](const std::vector<Pair>& pairs) {
            std::vector<Edge> edges;
            for (const auto& [a, b] : pairs) {
                if (a != b) {
                    edges.push_back({std::min(a, b), std::max(a, b)});
                }
            }
            return edges;
        });
}

// Any edges at all: cycles, repetitions, edges to oneself.
inline rc::Gen<std::vector<Edge>> anyEdges(std::size_t nodes) {
    const auto index = rc::gen::inRange<std::size_t>(0, nodes);
    return rc::gen::container<std::vector<Edge>>(rc::gen::construct<Edge>(index, index));
}

inline std::vector<Node> plainNodes(std::size_t count, double width = 120, double height = 40) {
    std::vector<Node> nodes;
    for (std::size_t i = 0; i < count; ++i) {
        nodes.push_back({"t" + std::to_string(i), width, height, static_cast<int>(i)});
    }
    return nodes;
}

// Who reaches whom, the slow and certain way.
inline std::vector<std::vector<bool>> reachability(std::size_t nodes, const std::vector<Edge>& edges) {
    std::vector<std::vector<bool>> reaches(nodes, std::vector<bool>(nodes));
    for (const auto& [from, to] : edges) {
        reaches[from][to] = true;
    }
    for (std::size_t via = 0; via < nodes; ++via) {
        for (std::size_t a = 0; a < nodes; ++a) {
            for (std::size_t b = 0; b < nodes; ++b) {
                if (reaches[a][via] && reaches[via][b]) {
                    reaches[a][b] = true;
                }
            }
        }
    }
    return reaches;
}

} // namespace cairn::map::test
