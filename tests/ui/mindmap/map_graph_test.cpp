#include "tests/ui/mindmap/sample_map.h"
#include "ui/mindmap/map_graph.h"

#include <QTest>

#include <set>

namespace cairn::ui::test {

class MapGraphTest : public QObject {
    Q_OBJECT

public:
    MapGraphTest()
        : m_map(sampleMap())
        , m_graph(m_map) {}

private:
    using Titles = std::set<std::string>;

    std::size_t at(const std::string& title) const { return m_graph.indexOf(title).value(); }

    Titles titles(const std::vector<bool>& flags) const {
        Titles found;
        for (std::size_t i = 0; i < flags.size(); ++i) {
            if (flags[i]) {
                found.insert(m_map.nodes[i].topic.title);
            }
        }
        return found;
    }

    std::string next(const std::string& from, Way way) const {
        const auto found = m_graph.neighbour(at(from), way, m_all);
        return found ? m_map.nodes[*found].topic.title : "";
    }

    api::MapView m_map;
    MapGraph m_graph;
    std::vector<bool> m_all = std::vector<bool>(m_map.nodes.size(), true);

private Q_SLOTS:

    void knowsAncestorsAndDescendants() {
        QCOMPARE(titles(m_graph.ancestors(at("Loops"))), (Titles{"Comparisons", "Numbers", "Bools", "Basics"}));
        QCOMPARE(titles(m_graph.descendants(at("Dicts"))), (Titles{"Sets", "Classes", "Iterators"}));
        QCOMPARE(titles(m_graph.ancestors(at("Basics"))), Titles{});
    }

    void knowsNoOtherTopics() { QVERIFY(!m_graph.indexOf("Elsewhere")); }

    void walksAlongEdges() {
        const std::string before = next("Dicts", Way::left);
        QVERIFY(before == "Lists" || before == "Loops");
        const std::string after = next("Dicts", Way::right);
        QVERIFY(after == "Sets" || after == "Classes");
        QCOMPARE(next("Strings", Way::right), std::string("String methods"));
        QCOMPARE(next("Basics", Way::left), std::string());
    }

    void walksAlongColumns() {
        const auto up = next("Numbers", Way::up);
        const auto down = next("Numbers", Way::down);
        QVERIFY(up != down);
        for (const auto& title : {up, down}) {
            QCOMPARE(m_map.nodes[at(title)].x, m_map.nodes[at("Numbers")].x);
        }
        QCOMPARE(next(up, Way::down), std::string("Numbers"));
    }

    void passesOverWhatIsNotShown() {
        auto shown = m_all;
        shown[at("String methods")] = false;
        const auto found = m_graph.neighbour(at("Strings"), Way::right, shown);
        QVERIFY(!found || *found != at("String methods"));
    }

    // With the arrow keys alone one comes everywhere, to nodes without edges too.
    void reachesEveryNode() {
        for (const api::MapView& map : {sampleMap(), largeMap(200)}) {
            const MapGraph graph(map);
            const std::vector<bool> shown(map.nodes.size(), true);
            std::vector<bool> reached(map.nodes.size());
            std::vector<std::size_t> waiting{0};
            reached[0] = true;
            while (!waiting.empty()) {
                const std::size_t node = waiting.back();
                waiting.pop_back();
                for (const Way way : {Way::left, Way::right, Way::up, Way::down}) {
                    if (const auto next = graph.neighbour(node, way, shown); next && !reached[*next]) {
                        reached[*next] = true;
                        waiting.push_back(*next);
                    }
                }
            }
            QCOMPARE(static_cast<std::size_t>(std::ranges::count(reached, true)), map.nodes.size());
        }
    }
};

} // namespace cairn::ui::test

QTEST_APPLESS_MAIN(cairn::ui::test::MapGraphTest)
#include "map_graph_test.moc"
