#include "core/map/layered_layout.h"
#include "core/map/layout_text.h"
#include "core/map/node_size.h"
#include "tests/core/map/any_graph.h"

#include <QElapsedTimer>
#include <QTest>

#include <clocale>
#include <cmath>
#include <limits>
#include <random>
#include <thread>

namespace cairn::map::test {
namespace {

bool overlap(const Graph& graph, const Layout& layout, std::size_t a, std::size_t b) {
    const double across = (graph.nodes[a].width + graph.nodes[b].width) / 2;
    const double down = (graph.nodes[a].height + graph.nodes[b].height) / 2;
    return std::abs(layout.boxes[a].x - layout.boxes[b].x) < across &&
           std::abs(layout.boxes[a].y - layout.boxes[b].y) < down;
}

// The first thing about a layout that is not as promised; empty when all is.
std::string trouble(const Graph& graph, const Layout& layout) {
    if (!fits(layout, graph)) {
        return "does not fit";
    }
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        const auto [x, y] = layout.boxes[i];
        const double halfWidth = graph.nodes[i].width / 2;
        const double halfHeight = graph.nodes[i].height / 2;
        if (x - halfWidth < -0.06 || y - halfHeight < -0.06 || x + halfWidth > layout.width + 0.06 ||
            y + halfHeight > layout.height + 0.06) {
            return "box outside: " + std::to_string(i);
        }
        for (std::size_t j = 0; j < i; ++j) {
            if (overlap(graph, layout, i, j)) {
                return "boxes overlap: " + std::to_string(j) + " " + std::to_string(i);
            }
        }
    }
    for (std::size_t i = 0; i < graph.edges.size(); ++i) {
        const auto [from, to] = graph.edges[i];
        const Spline& spline = layout.splines[i];
        if (from == to) {
            if (!spline.empty()) {
                return "line to oneself";
            }
            continue;
        }
        if (spline.size() < 4 || spline.size() % 3 != 1) {
            return "no spline: " + std::to_string(i);
        }
        for (const auto& [x, y] : spline) {
            if (x < 0 || y < 0 || x > layout.width || y > layout.height) {
                return "line outside: " + std::to_string(i);
            }
        }
    }
    return {};
}

// Every edge goes right, and its line from the right side of one box to the left side of the other.
std::string troubleWithDirection(const Graph& graph, const Layout& layout) {
    for (std::size_t i = 0; i < graph.edges.size(); ++i) {
        const auto [from, to] = graph.edges[i];
        const double right = layout.boxes[from].x + graph.nodes[from].width / 2;
        const double left = layout.boxes[to].x - graph.nodes[to].width / 2;
        const Spline& spline = layout.splines[i];
        const auto isAt = [](const Point& point, double x, double y) {
            return std::abs(point[0] - x) < 0.11 && std::abs(point[1] - y) < 0.11;
        };
        if (right >= left || !isAt(spline.front(), right, layout.boxes[from].y) ||
            !isAt(spline.back(), left, layout.boxes[to].y)) {
            return "edge " + std::to_string(i) + " does not go right";
        }
    }
    return {};
}

Layout laidOut(const Graph& graph) {
    auto layout = layOut(graph, {});
    return layout ? *std::move(layout) : Layout{};
}

// Nodes in layers with about 1.7 edges each to one of the two layers before.
Graph randomLayered(std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    const std::size_t perLayer = static_cast<std::size_t>(std::sqrt(static_cast<double>(count)) * 1.4);
    Graph graph{plainNodes(count), {}};
    for (std::size_t to = perLayer; to < count; ++to) {
        for (unsigned k = 0; k <= random() % 3; ++k) {
            const std::size_t back = (1 + random() % 2) * perLayer;
            const std::size_t layer = to / perLayer * perLayer;
            const std::size_t from = (layer >= back ? layer - back : 0) + random() % perLayer;
            graph.edges.push_back({from, to});
        }
    }
    return graph;
}

} // namespace

class LayeredLayoutTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void laysOutNothing() { QCOMPARE(laidOut({}), Layout{}); }

    void laysOutOneNode() {
        const Graph one{plainNodes(1), {}};
        QCOMPARE(laidOut(one), (Layout{{{60, 20}}, {}, 120, 40}));
    }

    void putsWhatComesFirstLeft() {
        const Graph graph{plainNodes(3), {{0, 1}, {1, 2}}};
        const Layout layout = laidOut(graph);
        QCOMPARE(trouble(graph, layout), std::string());
        QCOMPARE(troubleWithDirection(graph, layout), std::string());
        QCOMPARE(layout.boxes[0].y, layout.boxes[2].y);
    }

    void keepsItsPromises() {
        QVERIFY(rc::check("boxes do not overlap and edges go right", [] {
            const auto nodes = *rc::gen::inRange<std::size_t>(1, 30);
            Graph graph{plainNodes(nodes), *anyForwardEdges(nodes)};
            for (Node& node : graph.nodes) {
                node.width = *rc::gen::inRange(1, 300);
                node.height = *rc::gen::inRange(1, 100);
            }
            const auto layout = layOut(graph, {});
            RC_ASSERT(layout.has_value());
            RC_ASSERT(trouble(graph, *layout) == "");
            RC_ASSERT(troubleWithDirection(graph, *layout) == "");
            RC_ASSERT(decodeLayout(encodeLayout(*layout)).value() == *layout);
        }));
    }

    void drawsCyclesToo() {
        QVERIFY(rc::check("cycles, repetitions and edges to oneself are drawn", [] {
            const auto nodes = *rc::gen::inRange<std::size_t>(1, 20);
            const Graph graph{plainNodes(nodes), *anyEdges(nodes)};
            const auto layout = layOut(graph, {});
            RC_ASSERT(layout.has_value());
            RC_ASSERT(trouble(graph, *layout) == "");
        }));
    }

    void drawsAClosingEdgeBackwards() {
        const Graph graph{plainNodes(2), {{0, 1}, {1, 0}, {0, 0}}};
        const Layout layout = laidOut(graph);
        QCOMPARE(trouble(graph, layout), std::string());
        QVERIFY(layout.boxes[0].x < layout.boxes[1].x);
        QVERIFY(layout.splines[1].front()[0] > layout.splines[1].back()[0]);
    }

    void isTheSameEveryTime() {
        const Graph graph = randomLayered(150, 7);
        const Layout first = laidOut(graph);
        QVERIFY(!first.boxes.empty());
        QCOMPARE(laidOut(graph), first);
        Layout other;
        std::thread([&] { other = laidOut(graph); }).join();
        QCOMPARE(other, first);
    }

    void doesNotDependOnTheLocale() {
        const Graph graph = randomLayered(40, 3);
        const Layout plain = laidOut(graph);
        const std::string before = std::setlocale(LC_ALL, nullptr);
        if (std::setlocale(LC_ALL, "de_DE.UTF-8") == nullptr) {
            QSKIP("No locale with a decimal comma is installed.");
        }
        const Layout german = laidOut(graph);
        std::setlocale(LC_ALL, before.c_str());
        QCOMPARE(german, plain);
    }

    void packsNodesWithoutEdgesInAGrid() {
        Graph graph{plainNodes(60), {{0, 1}, {1, 2}, {2, 3}, {3, 4}}};
        const Layout layout = laidOut(graph);
        QCOMPARE(trouble(graph, layout), std::string());
        QVERIFY(layout.width > layout.height); // not one endless column
        for (std::size_t i = 5; i < graph.nodes.size(); ++i) {
            QVERIFY(layout.boxes[i].y > layout.boxes[0].y);
        }
        // Row by row in the path's order, in line with the columns above.
        QCOMPARE(layout.boxes[5].x, layout.boxes[0].x);
        QCOMPARE(layout.boxes[6].x, layout.boxes[1].x);
        QCOMPARE(layout.boxes[6].y, layout.boxes[5].y);
    }

    void drawsPlainLinesBetweenNeighbouringColumns() {
        const Graph graph{plainNodes(4), {{0, 1}, {0, 2}, {1, 3}, {2, 3}, {0, 3}}};
        const Layout layout = laidOut(graph);
        for (std::size_t i = 0; i < 4; ++i) {
            const Spline& line = layout.splines[i];
            QCOMPARE(line.size(), std::size_t{4});
            QCOMPARE(line[1][1], line[0][1]); // leaves level
            QCOMPARE(line[2][1], line[3][1]); // and arrives so
        }
        // The one past the middle column keeps clear of what stands there.
        for (const auto& [x, y] : layout.splines[4]) {
            for (const std::size_t node : {1, 2}) {
                const auto [boxX, boxY] = layout.boxes[node];
                QVERIFY(std::abs(x - boxX) >= 60 || std::abs(y - boxY) >= 20);
            }
        }
    }

    void followsTheOrderWhereEdgesLeaveTheChoice() {
        Graph graph{plainNodes(4), {{0, 1}, {0, 2}, {0, 3}}};
        graph.nodes[3].order = 1;
        graph.nodes[1].order = 3;
        const Layout layout = laidOut(graph);
        QVERIFY(layout.boxes[3].y < layout.boxes[2].y);
        QVERIFY(layout.boxes[2].y < layout.boxes[1].y);
    }

    void refusesWhatCannotBeDrawn() {
        const auto code = [](const Graph& graph) { return layOut(graph, {}).error().code; };
        QCOMPARE(code({plainNodes(2), {{0, 2}}}), base::ErrorCode::InvalidInput);
        QCOMPARE(code({plainNodes(1, 0), {}}), base::ErrorCode::InvalidInput);
        QCOMPARE(code({plainNodes(1, std::numeric_limits<double>::quiet_NaN()), {}}), base::ErrorCode::InvalidInput);
        QCOMPARE(code({plainNodes(1, 1e9), {}}), base::ErrorCode::InvalidInput);
        QCOMPARE(code({plainNodes(kMaxNodes + 1), {}}), base::ErrorCode::LimitExceeded);
        QCOMPARE(code({plainNodes(1), std::vector<Edge>(kMaxEdges + 1)}), base::ErrorCode::LimitExceeded);
    }

    void stopsWhenAskedTo() {
        const Graph graph{plainNodes(2), {{0, 1}}};
        std::stop_source stop;
        base::Progress progress;
        progress.stop = stop.get_token();
        // Asked for while the layout runs: the result is dropped.
        progress.report = [&](const base::ProgressStep&) { stop.request_stop(); };
        QCOMPARE(layOut(graph, progress).error().code, base::ErrorCode::Cancelled);
        QCOMPARE(layOut(graph, progress).error().code, base::ErrorCode::Cancelled);
    }

    void staysWithinItsTime() {
        const Graph graph = randomLayered(3'000, 11);
        QElapsedTimer timer;
        timer.start();
        const Layout layout = laidOut(graph);
        qInfo("3,000 nodes, %zu edges: %lld ms", graph.edges.size(), static_cast<long long>(timer.elapsed()));
        QCOMPARE(trouble(graph, layout), std::string());
        QCOMPARE(troubleWithDirection(graph, layout), std::string());
    }

    void sizesBoxesByTitles() {
        QCOMPARE(nodeSize({}).width, 112.0);
        QCOMPARE(nodeSize({"Sets"}).width, 112.0);
        QVERIFY(nodeSize({"List comprehensions"}).width > 140);
        QCOMPARE(nodeSize({std::string(400, 'x')}).width, 184.0);
        // One long title among many does not widen all boxes.
        std::vector<std::string> titles(40, "Sets");
        titles.push_back("Everything about object inheritance");
        QCOMPARE(nodeSize(titles).width, 112.0);
    }
};

} // namespace cairn::map::test

QTEST_APPLESS_MAIN(cairn::map::test::LayeredLayoutTest)
#include "layered_layout_test.moc"
