#include "tests/bench/map_bench.h"

#include "core/map/layout_text.h"
#include "tests/bench/figures.h"
#include "tests/ui/mindmap/sample_map.h"
#include "tests/ui/ui_fixture.h"
#include "ui/mindmap/map_canvas.h"
#include "ui/mindmap/map_overview.h"
#include "ui/mindmap/map_scene.h"

#include <QFile>
#include <QImage>
#include <QTest>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace cairn::bench {

namespace {

map::Layout keptLayout(const map::Graph& graph, const QString& name) {
    QFile file(name);
    if (!name.isEmpty() && file.open(QIODevice::ReadOnly)) {
        auto kept = map::decodeLayout(file.readAll().toStdString());
        if (kept && map::fits(*kept, graph)) {
            return std::move(*kept);
        }
        file.close();
    }
    auto layout = map::layOut(graph, {}).value();
    if (!name.isEmpty() && file.open(QIODevice::WriteOnly)) {
        file.write(QByteArray::fromStdString(map::encodeLayout(layout)));
    }
    return layout;
}

// The canvas with the overview over it, as the page has them, and what is done to it.
class MapWindow {
public:
    explicit MapWindow(api::MapView map)
        : m_theme(*test::UiFixture::s_theme)
        , m_scene(m_theme)
        , m_canvas(m_theme, m_scene, &m_window)
        , m_overview(m_theme, m_scene, m_canvas, &m_window)
        , m_picture(1440, 900, QImage::Format_RGB32) {
        m_window.resize(m_picture.size());
        m_canvas.setGeometry(m_window.rect());
        m_overview.resize(m_overview.sizeHint());
        m_overview.move(m_window.rect().bottomRight() - m_overview.rect().bottomRight() - QPoint(20, 20));
        m_scene.showMap(std::move(map), Qt::LeftToRight);
        m_window.show();
        if (!QTest::qWaitForWindowExposed(&m_window)) {
            qFatal("the window does not come");
        }
        lookAt(0.5, MapCanvas::kLeast);
        frame({}, {}); // the overview's picture is made once
        m_figures = {};
    }

    const Figures& figures() const { return m_figures; }

    // Every zoom there is, and back.
    void zoom(double across) {
        lookAt(across, MapCanvas::kLeast);
        for (const int turn : {30, -30}) {
            for (double before = 0; before != m_canvas.scale();) {
                before = m_canvas.scale();
                frame({0, turn}, Qt::ControlModifier);
            }
        }
    }

    // There and back, in all directions.
    void pan(double across, double scale) {
        constexpr int kSteps = 6;
        lookAt(across, scale);
        for (const QPoint way : {QPoint(-120, 0), {0, -90}, {120, 0}, {0, 90}, {-90, -60}, {90, 60}}) {
            for (int step = 0; step < kSteps; ++step) {
                frame(way, {});
            }
        }
    }

private:
    using MapCanvas = ui::MapCanvas;

    // At a share of the map's width, in the middle of its height.
    void lookAt(double across, double scale) {
        const QRectF map = m_scene.shownRect();
        turn({0, qRound(std::log(scale / m_canvas.scale()) / std::log(1.2) * 120)}, Qt::ControlModifier);
        m_canvas.lookAt({map.left() + across * map.width(), map.center().y()});
    }

    void turn(QPoint by, Qt::KeyboardModifiers held) {
        const QPointF at = QRectF(m_canvas.viewport()->rect()).center();
        QWheelEvent wheel(
            at, m_canvas.viewport()->mapToGlobal(at), {}, by, Qt::NoButton, held, Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_canvas.viewport(), &wheel);
    }

    void frame(QPoint by, Qt::KeyboardModifiers held) {
        const Moment start = momentOfThread();
        turn(by, held);
        m_window.render(&m_picture);
        m_figures.add(
            momentOfThread() - start,
            u"%1 at scale %2"_s.arg(held == Qt::NoModifier ? u"pan"_s : u"zoom"_s).arg(m_canvas.scale(), 0, 'f', 3));
    }

    ui::Theme& m_theme;
    ui::MapScene m_scene;
    QWidget m_window;
    MapCanvas m_canvas;
    ui::MapOverview m_overview;
    QImage m_picture;
    Figures m_figures;
};

} // namespace

void benchMap(const MapBench& bench) {
    const auto square = static_cast<int>(std::sqrt(bench.topics));
    for (const int layer : {30, square}) {
        const QString file =
            bench.folder.isEmpty() ? QString() : u"%1/layout-%2-%3"_s.arg(bench.folder).arg(bench.topics).arg(layer);
        const auto layOut = [&](const map::Graph& graph) { return keptLayout(graph, file); };
        MapWindow window(
            ui::test::largeMap(static_cast<std::size_t>(bench.topics), static_cast<std::size_t>(layer), layOut));
        for (const double across : {0.5, 0.1}) {
            window.zoom(across);
        }
        for (const double scale : {0.04, 0.06, 0.1, 0.15, 0.21, 0.23, 0.3, 0.4, 0.43, 0.5, 0.7, 1.0, 1.5, 2.2, 3.0}) {
            window.pan(0.5, scale);
        }
        window.figures().print(
            u"a frame of a map of %1 topics in layers of %2, panning and zooming"_s.arg(bench.topics).arg(layer));
    }
}

} // namespace cairn::bench
