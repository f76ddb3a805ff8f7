#include "core/map/reduction.h"
#include "tests/core/map/any_graph.h"

#include <QTest>

namespace cairn::map::test {
namespace {

// Reachability without the trivial facts that an edge to oneself adds.
std::vector<std::vector<bool>> reachabilityOfOthers(std::size_t nodes, std::vector<Edge> edges) {
    std::erase_if(edges, [](const Edge& edge) { return edge.from == edge.to; });
    return reachability(nodes, edges);
}

} // namespace

class ReductionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void leavesOutWhatOthersImply() {
        const std::vector<Edge> edges{{0, 1}, {0, 2}, {1, 2}, {0, 3}, {2, 3}, {1, 3}};
        QCOMPARE(reduced(4, edges), (std::vector<Edge>{{0, 1}, {1, 2}, {2, 3}}));
    }

    void keepsBothSidesOfADiamond() {
        const std::vector<Edge> edges{{0, 1}, {0, 2}, {1, 3}, {2, 3}, {0, 3}};
        QCOMPARE(reduced(4, edges), (std::vector<Edge>{{0, 1}, {0, 2}, {1, 3}, {2, 3}}));
    }

    void dropsRepetitionsAndEdgesToOneself() {
        QCOMPARE(reduced(2, {{0, 1}, {0, 0}, {0, 1}, {1, 1}}), (std::vector<Edge>{{0, 1}}));
        QCOMPARE(reduced(0, {}), std::vector<Edge>{});
    }

    void keepsACycleClosed() {
        const std::vector<Edge> cycle{{0, 1}, {1, 2}, {2, 0}};
        QCOMPARE(reduced(3, cycle), cycle);
        QCOMPARE(closingEdges(3, cycle), (std::vector<bool>{false, false, true}));
    }

    void keepsReachability() {
        QVERIFY(rc::check("reachability stays the same, cycles or not", [] {
            const auto nodes = *rc::gen::inRange<std::size_t>(1, 25);
            const auto edges = *anyEdges(nodes);
            RC_ASSERT(reachabilityOfOthers(nodes, reduced(nodes, edges)) == reachabilityOfOthers(nodes, edges));
        }));
    }

    void isAsSmallAsCanBe() {
        QVERIFY(rc::check("without cycles, every edge that stays is needed", [] {
            const auto nodes = *rc::gen::inRange<std::size_t>(2, 20);
            const auto kept = reduced(nodes, *anyForwardEdges(nodes));
            const auto whole = reachability(nodes, kept);
            for (std::size_t i = 0; i < kept.size(); ++i) {
                auto fewer = kept;
                fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
                RC_ASSERT(reachability(nodes, fewer) != whole);
            }
        }));
    }

    void breaksEveryCycle() {
        QVERIFY(rc::check("what does not close a cycle has none", [] {
            const auto nodes = *rc::gen::inRange<std::size_t>(1, 20);
            const auto edges = *anyEdges(nodes);
            const auto closing = closingEdges(nodes, edges);
            std::vector<Edge> open;
            for (std::size_t i = 0; i < edges.size(); ++i) {
                if (!closing[i]) {
                    open.push_back(edges[i]);
                }
            }
            const auto reaches = reachability(nodes, open);
            for (std::size_t node = 0; node < nodes; ++node) {
                RC_ASSERT(!reaches[node][node]);
            }
        }));
    }

    void standsAChainOfThousands() {
        constexpr std::size_t kNodes = 5'000;
        std::vector<Edge> edges;
        for (std::size_t i = 1; i < kNodes; ++i) {
            edges.push_back({i - 1, i});
            edges.push_back({i / 2, i});
        }
        QCOMPARE(reduced(kNodes, edges).size(), kNodes - 1);
    }
};

} // namespace cairn::map::test

QTEST_APPLESS_MAIN(cairn::map::test::ReductionTest)
#include "reduction_test.moc"
