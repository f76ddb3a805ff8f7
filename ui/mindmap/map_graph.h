#pragma once

#include "core/api/paths.h"

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace cairn::ui {

// Where the keyboard goes from a node; as the map is laid out, before it is mirrored for right-to-left languages.
enum class Way { left, right, up, down };

// Who stands before whom on a map, and who beside whom. Nodes are indices into MapView::nodes; the view has to outlive
// this. `shown` flags, one a node, leave nodes out.
class MapGraph {
public:
    explicit MapGraph(const api::MapView& view);

    std::optional<std::size_t> indexOf(const std::string& id) const;

    const std::vector<std::size_t>& before(std::size_t node) const { return m_before[node]; } // direct prerequisites

    const std::vector<std::size_t>& after(std::size_t node) const { return m_after[node]; } // direct dependents

    // One flag a node; the node itself is not among them unless it lies on a cycle.
    std::vector<bool> ancestors(std::size_t node) const;
    std::vector<bool> descendants(std::size_t node) const;

    // Along an edge to the left and right (the nearest in height), to the next one of the column up and down; where
    // there is none, to the nearest node that way, so that every node can be reached.
    std::optional<std::size_t> neighbour(std::size_t from, Way way, const std::vector<bool>& shown) const;

private:
    using Neighbours = std::vector<std::vector<std::size_t>>;

    std::vector<bool> reach(std::size_t from, const Neighbours& next) const;
    std::optional<std::size_t> nearest(std::size_t from, Way way, const std::vector<bool>& shown) const;

    const api::MapView& m_view;
    Neighbours m_before;
    Neighbours m_after;
    std::unordered_map<std::string, std::size_t> m_index;
};

} // namespace cairn::ui
