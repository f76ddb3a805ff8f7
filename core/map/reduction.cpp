#include "core/map/reduction.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>

namespace cairn::map {
namespace {

// Outgoing edges by node: indices into the list of edges, in its order.
std::vector<std::vector<std::size_t>> outgoing(std::size_t nodes, const std::vector<Edge>& edges) {
    std::vector<std::vector<std::size_t>> out(nodes);
    for (std::size_t i = 0; i < edges.size(); ++i) {
        out[edges[i].from].push_back(i);
    }
    return out;
}

// The walk that both functions need: edges that lead back into the branch being walked, and the nodes in the order in
// which they were left, which is a reverse topological one once those edges are gone.
struct Walk {
    std::vector<bool> closing;
    std::vector<std::size_t> left;
};

Walk walk(const std::vector<std::vector<std::size_t>>& out, const std::vector<Edge>& edges) {
    enum class Mark : std::uint8_t { unseen, open, left };
    Walk result{std::vector<bool>(edges.size()), {}};
    std::vector<Mark> marks(out.size(), Mark::unseen);
    std::vector<std::pair<std::size_t, std::size_t>> branch; // a node, and how many of its edges are done
    for (std::size_t root = 0; root < out.size(); ++root) {
        if (marks[root] != Mark::unseen) {
            continue;
        }
        marks[root] = Mark::open;
        branch.emplace_back(root, 0);
        while (!branch.empty()) {
            auto& [node, next] = branch.back();
            if (next == out[node].size()) {
                marks[node] = Mark::left;
                result.left.push_back(node);
                branch.pop_back();
                continue;
            }
            const std::size_t edge = out[node][next++];
            const std::size_t to = edges[edge].to;
            if (marks[to] == Mark::open) {
                result.closing[edge] = true;
            } else if (marks[to] == Mark::unseen) {
                marks[to] = Mark::open;
                branch.emplace_back(to, 0);
            }
        }
    }
    return result;
}

// Sets of nodes, one a row, as bits.
class BitRows {
public:
    explicit BitRows(std::size_t nodes)
        : m_words((nodes + 63) / 64)
        , m_bits(m_words * nodes) {}

    bool has(std::size_t row, std::size_t node) const {
        return (m_bits[row * m_words + node / 64] >> (node % 64) & 1U) != 0;
    }

    void add(std::size_t row, std::size_t node) {
        m_bits[row * m_words + node / 64] |= std::uint64_t{1} << (node % 64);
    }

    void addRow(std::size_t row, std::size_t other) {
        for (std::size_t i = 0; i < m_words; ++i) {
            m_bits[row * m_words + i] |= m_bits[other * m_words + i];
        }
    }

private:
    std::size_t m_words;
    std::vector<std::uint64_t> m_bits;
};

} // namespace

std::vector<bool> closingEdges(std::size_t nodes, const std::vector<Edge>& edges) {
    return walk(outgoing(nodes, edges), edges).closing;
}

std::vector<Edge> reduced(std::size_t nodes, const std::vector<Edge>& edges) {
    const auto out = outgoing(nodes, edges);
    const Walk walked = walk(out, edges);
    std::vector<std::size_t> place(nodes); // in reverse topological order
    for (std::size_t i = 0; i < walked.left.size(); ++i) {
        place[walked.left[i]] = i;
    }

    // A node's targets are looked at nearest first; one that a nearer target reaches already is implied.
    BitRows reached(nodes);
    std::vector<bool> kept(edges.size());
    for (const std::size_t node : walked.left) {
        std::vector<std::size_t> nearest = out[node];
        std::ranges::stable_sort(
            nearest, [&](std::size_t a, std::size_t b) { return place[edges[a].to] > place[edges[b].to]; });
        for (const std::size_t edge : nearest) {
            const std::size_t to = edges[edge].to;
            if (!walked.closing[edge] && !reached.has(node, to)) {
                kept[edge] = true;
                reached.add(node, to);
                reached.addRow(node, to);
            }
        }
    }

    std::vector<Edge> result;
    std::set<std::pair<std::size_t, std::size_t>> closing;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const auto [from, to] = edges[i];
        if (kept[i] || (walked.closing[i] && from != to && closing.emplace(from, to).second)) {
            result.push_back(edges[i]);
        }
    }
    return result;
}

} // namespace cairn::map
