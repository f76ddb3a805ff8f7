#include "core/map/layout_text.h"
#include "tests/core/map/any_graph.h"

#include <QTest>

#include <set>

namespace cairn::map::test {
namespace {

Layout small() {
    return {{{50, 20}, {210, 20.5}}, {{{100, 20}, {130, 20}, {130, 20}, {160, 20.5}}}, 260, 40.5};
}

const char* const kSmallText = "1 2 1 2600 405 500 200 2100 205 4 1000 200 1300 200 1300 200 1600 205";

Graph graphOfTwo() {
    return {plainNodes(2), {{0, 1}}};
}

rc::Gen<double> anyLength() {
    return rc::gen::map(rc::gen::inRange(0, 1'000'000), [](int tenths) { return tenths / 10.0; });
}

} // namespace

class LayoutTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void writesTheDocumentedText() { QCOMPARE(encodeLayout(small()), std::string(kSmallText)); }

    void readsBackWhatItWrote() {
        QVERIFY(rc::check("decode(encode(layout)) == layout", [] {
            Layout layout;
            layout.width = *anyLength();
            layout.height = *anyLength();
            layout.boxes = *rc::gen::container<std::vector<Box>>(rc::gen::construct<Box>(anyLength(), anyLength()));
            const int splines = *rc::gen::inRange(0, 5);
            for (int i = 0; i < splines; ++i) {
                const int pieces = *rc::gen::inRange(0, 4);
                Spline spline(pieces == 0 ? 0 : static_cast<std::size_t>(1 + 3 * pieces));
                for (Point& point : spline) {
                    point = {*anyLength(), *anyLength()};
                }
                layout.splines.push_back(spline);
            }
            const auto read = decodeLayout(encodeLayout(layout));
            RC_ASSERT(read.has_value());
            RC_ASSERT(*read == layout);
        }));
    }

    void refusesOtherText_data() {
        QTest::addColumn<QByteArray>("text");
        const QByteArray good(kSmallText);
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("words") << QByteArray("a map");
        QTest::newRow("another version") << "2" + good.mid(1);
        QTest::newRow("cut in a number") << good.chopped(1) + "x";
        QTest::newRow("a number less") << good.chopped(4);
        QTest::newRow("a number more") << good + " 7";
        QTest::newRow("space at the end") << good + " ";
        QTest::newRow("two spaces") << QByteArray(good).replace(" 405", "  405");
        QTest::newRow("line break") << QByteArray(good).replace(" 405", "\n405");
        QTest::newRow("leading zero") << QByteArray(good).replace(" 405", " 0405");
        QTest::newRow("plus") << QByteArray(good).replace(" 405", " +405");
        QTest::newRow("negative") << QByteArray(good).replace(" 405", " -405");
        QTest::newRow("fraction") << QByteArray(good).replace(" 405", " 40.5");
        QTest::newRow("too far") << QByteArray(good).replace(" 405", " 100000001");
        QTest::newRow("no spline of five points") << QByteArray(good).replace(" 4 1000", " 5 1000 7 7");
        QTest::newRow("more boxes than text") << QByteArray("1 20000 1 2600 405 1 1");
        QTest::newRow("more boxes than can be") << QByteArray("1 20001 1 2600 405");
        QTest::newRow("overflow") << QByteArray("1 99999999999999999999 1 2600 405");
    }

    void refusesOtherText() {
        QFETCH(QByteArray, text);
        const auto read = decodeLayout(text.toStdString());
        QVERIFY(!read);
        QCOMPARE(read.error().code, base::ErrorCode::Corrupt);
    }

    void refusesOrReadsExactlyWhatWasDamaged() {
        QVERIFY(rc::check("a text that is accepted is the text of what was read", [] {
            std::string text = kSmallText;
            const int changes = *rc::gen::inRange(1, 6);
            for (int i = 0; i < changes; ++i) {
                const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
                text[at] = *rc::gen::elementOf(std::string("0123456789 -.\n\t"));
            }
            if (const auto read = decodeLayout(text)) {
                RC_ASSERT(encodeLayout(*read) == text);
            }
        }));
    }

    void knowsThePublishedHashes() {
        QCOMPARE(fnv128(""), std::string("6c62272e07bb014262b821756295c58d"));
        QCOMPARE(fnv128("a"), std::string("d228cb696f1a8caf78912b704e4a8964"));
        QCOMPARE(fnv128("foobar"), std::string("343e1662793c64bf6f0d3597ba446f18"));
    }

    // The key is stored: if this fails, kept layouts are made anew on every machine. Raise kLayoutVersion on purpose
    // only.
    void keepsItsKey() { QCOMPARE(layoutKey(graphOfTwo()), std::string("b2bc4e173f5fb430fb8190503ddca160")); }

    void changesTheKeyWithWhateverIsLaidOut() {
        std::set<std::string> keys{layoutKey(graphOfTwo())};
        const auto isNew = [&keys](auto&& change) {
            Graph graph = graphOfTwo();
            change(graph);
            return keys.insert(layoutKey(graph)).second;
        };
        QVERIFY(isNew([](Graph& graph) { graph.nodes[0].id = "u"; }));
        QVERIFY(isNew([](Graph& graph) { graph.nodes[0].width = 121; }));
        QVERIFY(isNew([](Graph& graph) { graph.nodes[0].height = 41; }));
        QVERIFY(isNew([](Graph& graph) { graph.nodes[0].order = 5; }));
        QVERIFY(isNew([](Graph& graph) { std::swap(graph.nodes[0], graph.nodes[1]); }));
        QVERIFY(isNew([](Graph& graph) { std::swap(graph.edges[0].from, graph.edges[0].to); }));
        QVERIFY(isNew([](Graph& graph) { graph.edges.clear(); }));
        QVERIFY(isNew([](Graph& graph) { graph.nodes.push_back({"t2", 120, 40, 2}); }));
        QVERIFY(!isNew([](Graph&) {}));
    }

    void saysWhatFits() {
        QVERIFY(fits(small(), graphOfTwo()));
        QVERIFY(!fits(small(), Graph{plainNodes(3), {{0, 1}}}));
        QVERIFY(!fits(small(), Graph{plainNodes(2), {}}));
    }
};

} // namespace cairn::map::test

QTEST_APPLESS_MAIN(cairn::map::test::LayoutTextTest)
#include "layout_text_test.moc"
