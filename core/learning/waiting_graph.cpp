#include "core/learning/waiting_graph.h"

#include <algorithm>
#include <bit>

namespace cairn::learning {

namespace {

constexpr std::size_t kBits = 64;

} // namespace

WaitingGraph::WaitingGraph(const PathPosition& position) {
    m_nodes.reserve(position.topics.size());
    m_number.reserve(position.topics.size());
    for (const auto& [id, topic] : position.topics) {
        m_number.emplace(id, m_nodes.size());
        m_nodes.push_back({&id, topic.standing == TopicStanding::locked ? &topic.missing : nullptr, {}});
    }
    for (std::size_t at = 0; at < m_nodes.size(); ++at) {
        if (m_nodes[at].missing != nullptr) {
            for (const auto& prerequisite : *m_nodes[at].missing) {
                m_nodes[m_number.at(prerequisite)].waiting.push_back(at);
            }
        }
    }
}

std::vector<std::string> WaitingGraph::opens(const std::string& topic) const {
    std::vector<std::string> ids;
    for (const auto at : m_nodes[m_number.at(topic)].waiting) {
        if (m_nodes[at].missing->size() == 1) {
            ids.push_back(*m_nodes[at].id);
        }
    }
    return ids;
}

std::vector<std::int64_t> WaitingGraph::countWaiting(const std::vector<std::string>& topics) const {
    const auto order = prerequisitesFirst();
    std::vector<std::int64_t> counts(topics.size());
    for (std::size_t from = 0; from < topics.size(); from += kBits) {
        countBatch(topics.data() + from, std::min(kBits, topics.size() - from), order, counts.data() + from);
    }
    return counts;
}

WaitingGraph::Order WaitingGraph::prerequisitesFirst() const {
    Order order;
    order.nodes.reserve(m_nodes.size());
    std::vector<std::size_t> left(m_nodes.size());
    for (std::size_t at = 0; at < m_nodes.size(); ++at) {
        left[at] = m_nodes[at].missing != nullptr ? m_nodes[at].missing->size() : 0;
        if (left[at] == 0) {
            order.nodes.push_back(at);
        }
    }
    for (std::size_t next = 0; next < order.nodes.size(); ++next) {
        for (const auto at : m_nodes[order.nodes[next]].waiting) {
            if (--left[at] == 0) {
                order.nodes.push_back(at);
            }
        }
    }
    for (std::size_t at = 0; at < m_nodes.size(); ++at) {
        if (left[at] > 0) {
            order.nodes.push_back(at);
            order.cyclic = true;
        }
    }
    return order;
}

void WaitingGraph::countBatch(
    const std::string* topics, std::size_t size, const Order& order, std::int64_t* counts) const {
    std::vector<std::uint64_t> waitsFor(m_nodes.size()); // a bit for each topic of the batch
    std::vector<std::uint64_t> itself(m_nodes.size());
    for (std::size_t bit = 0; bit < size; ++bit) {
        itself[m_number.at(topics[bit])] |= std::uint64_t{1} << bit;
    }
    for (bool again = true; again;) {
        again = false;
        for (const auto node : order.nodes) {
            const auto passedOn = waitsFor[node] | itself[node];
            for (const auto at : m_nodes[node].waiting) {
                // In the right order one sweep sees everything.
                again = again || (order.cyclic && (passedOn & ~waitsFor[at]) != 0);
                waitsFor[at] |= passedOn;
            }
        }
    }
    for (std::size_t at = 0; at < m_nodes.size(); ++at) {
        for (auto bits = waitsFor[at] & ~itself[at]; bits != 0; bits &= bits - 1) {
            ++counts[std::countr_zero(bits)];
        }
    }
}

} // namespace cairn::learning
