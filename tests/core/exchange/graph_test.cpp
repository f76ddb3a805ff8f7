#include "core/exchange/graph.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>

using namespace cairn::exchange;

namespace {

// Edges lead from a node to one that stands before it in `line`, so that there is no cycle.
struct Acyclic {
    std::vector<std::size_t> line;
    Needs needs;
};

Acyclic anyAcyclic() {
    const auto size = *rc::gen::inRange<std::size_t>(1, 40);
    Acyclic graph;
    for (std::size_t node = 0; node < size; ++node) {
        graph.line.insert(graph.line.begin() + *rc::gen::inRange<std::ptrdiff_t>(0, std::ssize(graph.line) + 1), node);
    }
    graph.needs.resize(size);
    for (std::size_t at = 1; at < size; ++at) {
        for (std::size_t before = 0; before < at; ++before) {
            if (*rc::gen::inRange(0, 4) == 0) {
                graph.needs[graph.line[at]].push_back(graph.line[before]);
            }
        }
    }
    return graph;
}

bool isCycle(const Needs& needs, const std::vector<std::size_t>& cycle) {
    for (std::size_t at = 0; at < cycle.size(); ++at) {
        const auto& list = needs[cycle[at]];
        if (std::ranges::find(list, cycle[(at + 1) % cycle.size()]) == list.end()) {
            return false;
        }
    }
    return !cycle.empty() && std::ranges::min(cycle) == cycle.front();
}

// The same order by looking for the next node again and again.
std::vector<std::size_t> naiveOrder(const Needs& needs) {
    std::vector<std::size_t> order;
    const auto isDone = [&](std::size_t node) { return std::ranges::find(order, node) != order.end(); };
    while (order.size() < needs.size()) {
        for (std::size_t node = 0; node < needs.size(); ++node) {
            if (!isDone(node) && std::ranges::all_of(needs[node], isDone)) {
                order.push_back(node);
                break;
            }
        }
    }
    return order;
}

} // namespace

class GraphTest : public QObject {
    Q_OBJECT

private slots:

    void ordersAsTheNaiveSearchDoes() {
        QVERIFY(rc::check([] {
            const auto graph = anyAcyclic();
            RC_ASSERT(findCycle(graph.needs).empty());
            RC_ASSERT(orderByNeeds(graph.needs) == naiveOrder(graph.needs));
        }));
    }

    void findsACycleWhereAnEdgeLeadsBack() {
        QVERIFY(rc::check([] {
            auto graph = anyAcyclic();
            const auto size = graph.line.size();
            for (std::size_t at = 1; at < size; ++at) {
                graph.needs[graph.line[at]].push_back(graph.line[at - 1]);
            }
            const auto from = *rc::gen::inRange<std::size_t>(0, size);
            const auto to = *rc::gen::inRange<std::size_t>(from, size);
            graph.needs[graph.line[from]].push_back(graph.line[to]);
            RC_ASSERT(isCycle(graph.needs, findCycle(graph.needs)));
        }));
    }

    void takesAChainOfAnyLength() {
        constexpr std::size_t kLength = 1'000'000;
        Needs chain(kLength);
        for (std::size_t node = 0; node + 1 < kLength; ++node) {
            chain[node].push_back(node + 1);
        }
        QVERIFY(findCycle(chain).empty());
        QCOMPARE(orderByNeeds(chain).front(), kLength - 1);
        chain.back().push_back(0);
        QCOMPARE(findCycle(chain).size(), kLength);
    }

    void knowsTheEmptyGraph() {
        QVERIFY(findCycle({}).empty());
        QVERIFY(orderByNeeds({}).empty());
    }
};

QTEST_GUILESS_MAIN(GraphTest)
#include "graph_test.moc"
