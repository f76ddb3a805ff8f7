#include "ui/mindmap/map_graph.h"

#include <cmath>
#include <limits>

namespace cairn::ui {

MapGraph::MapGraph(const api::MapView& view)
    : m_view(view)
    , m_before(view.nodes.size())
    , m_after(view.nodes.size()) {
    for (std::size_t i = 0; i < view.nodes.size(); ++i) {
        m_index.emplace(view.nodes[i].topic.id, i);
    }
    for (const api::MapEdge& edge : view.edges) {
        if (edge.from < view.nodes.size() && edge.to < view.nodes.size() && edge.from != edge.to) {
            m_before[edge.to].push_back(edge.from);
            m_after[edge.from].push_back(edge.to);
        }
    }
}

std::optional<std::size_t> MapGraph::indexOf(const std::string& id) const {
    const auto found = m_index.find(id);
    return found == m_index.end() ? std::nullopt : std::optional(found->second);
}

std::vector<bool> MapGraph::ancestors(std::size_t node) const {
    return reach(node, m_before);
}

std::vector<bool> MapGraph::descendants(std::size_t node) const {
    return reach(node, m_after);
}

std::vector<bool> MapGraph::reach(std::size_t from, const Neighbours& next) const {
    std::vector<bool> reached(m_view.nodes.size());
    std::vector<std::size_t> waiting{from};
    while (!waiting.empty()) {
        const std::size_t node = waiting.back();
        waiting.pop_back();
        for (const std::size_t other : next[node]) {
            if (!reached[other]) {
                reached[other] = true;
                waiting.push_back(other);
            }
        }
    }
    return reached;
}

std::optional<std::size_t> MapGraph::neighbour(std::size_t from, Way way, const std::vector<bool>& shown) const {
    const api::MapNode& start = m_view.nodes[from];
    std::optional<std::size_t> best;
    double least = std::numeric_limits<double>::max();
    const auto consider = [&](std::size_t node, double distance) {
        if (node != from && shown[node] && distance < least) {
            least = distance;
            best = node;
        }
    };
    if (way == Way::left || way == Way::right) {
        for (const std::size_t node : way == Way::right ? m_after[from] : m_before[from]) {
            consider(node, std::abs(m_view.nodes[node].y - start.y));
        }
    } else {
        for (std::size_t node = 0; node < m_view.nodes.size(); ++node) {
            const double down = (m_view.nodes[node].y - start.y) * (way == Way::down ? 1 : -1);
            if (down > 0 && std::abs(m_view.nodes[node].x - start.x) < start.width / 2) {
                consider(node, down);
            }
        }
    }
    return best ? best : nearest(from, way, shown);
}

std::optional<std::size_t> MapGraph::nearest(std::size_t from, Way way, const std::vector<bool>& shown) const {
    const api::MapNode& start = m_view.nodes[from];
    const bool sideways = way == Way::left || way == Way::right;
    const double sign = way == Way::right || way == Way::down ? 1 : -1;
    std::optional<std::size_t> best;
    double least = std::numeric_limits<double>::max();
    for (std::size_t node = 0; node < m_view.nodes.size(); ++node) {
        const double x = m_view.nodes[node].x - start.x;
        const double y = m_view.nodes[node].y - start.y;
        const double along = (sideways ? x : y) * sign;
        const double across = std::abs(sideways ? y : x);
        // Only what lies more that way than to the side, so that the way back is the opposite key.
        const double distance = along + 2 * across;
        if (node != from && shown[node] && along >= 1 && along * 2 >= across && distance < least) {
            least = distance;
            best = node;
        }
    }
    return best;
}

} // namespace cairn::ui
