#include "ui/mindmap/map_canvas.h"

#include "ui/mindmap/node_item.h"

#include <QAccessible>
#include <QLineF>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace cairn::ui {

namespace {

constexpr double kStep = 1.2;
constexpr int kMovement = 180;    // ms
constexpr double kReadable = 0.8; // of the text of the program, for titles
constexpr int kAround = 28;       // free pixels around what is fitted
constexpr int kAroundNode = 56;   // and around a node that is brought into sight

} // namespace

MapCanvas::MapCanvas(const Theme& theme, MapScene& scene, QWidget* parent)
    : QGraphicsView(&scene, parent)
    , m_theme(theme)
    , m_map(scene) {
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // the overview says where one is
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setInteractive(false); // the scene observes; this is what acts
    setTransformationAnchor(NoAnchor);
    setResizeAnchor(NoAnchor);
    setViewportUpdateMode(SmartViewportUpdate);
    setOptimizationFlags(DontSavePainterState | DontAdjustForAntialiasing);
    setFocusPolicy(Qt::StrongFocus);
    setLayoutDirection(Qt::LeftToRight); // the scene is mirrored, its coordinates are not
    viewport()->setMouseTracking(true);
    viewport()->grabGesture(Qt::PinchGesture);
    m_movement.setDuration(kMovement);
    m_movement.setEasingCurve(QEasingCurve::OutCubic);

    connect(&m_movement, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        // x and y are the centre; the width of the line is the scale.
        const auto line = value.toLineF();
        setTransform(QTransform::fromScale(line.x2() * factor(), line.x2() * factor()));
        lookAt(line.p1());
    });
    connect(&scene, &MapScene::currentChanged, this, &MapCanvas::describe);
    connect(&scene, &MapScene::shownChanged, this, [this] {
        updateSceneRect();
        describe();
    });
    connect(&theme, &Theme::changed, this, [this, before = factor()]() mutable {
        // Larger text makes the map larger: its boxes are made for 100 %.
        const QPointF centre = visibleRect().center();
        const double kept = transform().m11() / before;
        before = factor();
        setTransform(QTransform::fromScale(kept * before, kept * before));
        updateSceneRect();
        lookAt(centre);
    });
    describe();
}

double MapCanvas::factor() const {
    return m_theme.textScale() / 100.0;
}

double MapCanvas::scale() const {
    return transform().m11() / factor();
}

QPointF MapCanvas::middle() const {
    return QRectF(viewport()->rect().marginsRemoved(m_covered)).center();
}

QRectF MapCanvas::visibleRect() const {
    return mapToScene(viewport()->rect()).boundingRect();
}

void MapCanvas::setCovered(const QMargins& covered) {
    m_covered = covered;
}

// The map can be moved until only a corner of it is left in sight.
void MapCanvas::updateSceneRect() {
    const double across = viewport()->width() / transform().m11() * 0.9;
    const double down = viewport()->height() / transform().m22() * 0.9;
    setSceneRect(m_map.shownRect().adjusted(-across, -down, across, down));
}

void MapCanvas::lookAt(const QPointF& centre) {
    const QPointF place = QTransform::fromScale(transform().m11(), transform().m22()).map(centre);
    const QPointF origin = place - QPointF(viewport()->width(), viewport()->height()) / 2;
    horizontalScrollBar()->setValue(qRound(origin.x()));
    verticalScrollBar()->setValue(qRound(origin.y()));
    Q_EMIT lookChanged();
}

void MapCanvas::setScaleAround(double scale, const QPointF& anchor) {
    m_movement.stop();
    scale = std::clamp(scale, kLeast, kMost);
    const QPointF held = mapToScene(anchor.toPoint());
    const QPointF off = anchor - QRectF(viewport()->rect()).center();
    setTransform(QTransform::fromScale(scale * factor(), scale * factor()));
    updateSceneRect();
    lookAt(held - off / transform().m11());
}

void MapCanvas::moveTo(double scale, const QPointF& centre) {
    m_movement.stop();
    scale = std::clamp(scale, kLeast, kMost);
    const QPointF from = visibleRect().center();
    const double fromScale = this->scale();
    if (m_theme.animated() && isVisible()) {
        // The scene's limits are those of the end from the start, or the way would hit them.
        const double least = std::min(scale, fromScale) * factor();
        const double room = std::max(viewport()->width(), viewport()->height()) / least;
        setSceneRect((m_map.shownRect() | visibleRect()).adjusted(-room, -room, room, room));
        m_movement.setStartValue(QLineF(from, {fromScale, 0}));
        m_movement.setEndValue(QLineF(centre, {scale, 0}));
        m_movement.start();
    } else {
        jumpTo(scale, centre);
    }
}

void MapCanvas::jumpTo(double scale, const QPointF& centre) {
    m_movement.stop();
    setTransform(QTransform::fromScale(scale * factor(), scale * factor()));
    updateSceneRect();
    lookAt(centre);
}

void MapCanvas::zoomTo(double scale) {
    m_untouched = false;
    const QPointF off = (middle() - QRectF(viewport()->rect()).center()) / transform().m11();
    const QPointF held = visibleRect().center() + off;
    moveTo(scale, held - off * this->scale() / std::clamp(scale, kLeast, kMost));
}

void MapCanvas::zoomIn() {
    zoomTo(scale() * kStep);
}

void MapCanvas::zoomOut() {
    zoomTo(scale() / kStep);
}

double MapCanvas::fittingScale() const {
    const QRectF map = m_map.shownRect();
    const QRect room = viewport()->rect().marginsRemoved(m_covered + QMargins(kAround, kAround, kAround, kAround));
    if (map.isEmpty() || room.isEmpty()) {
        return 1;
    }
    const double fits = std::min(room.width() / map.width(), room.height() / map.height()) / factor();
    return std::clamp(fits, kLeast, 1.0);
}

void MapCanvas::fit() {
    m_untouched = false;
    const double fits = fittingScale();
    const QPointF off = middle() - QRectF(viewport()->rect()).center();
    moveTo(fits, m_map.shownRect().center() - off / (fits * factor()));
}

void MapCanvas::showBest() {
    const auto start = m_map.narrowedTo() ? m_map.narrowedTo() : m_map.current() ? m_map.current() : m_map.position();
    m_untouched = true;
    const double fits = fittingScale();
    if (fits >= kReadable || !start) {
        const QPointF off = middle() - QRectF(viewport()->rect()).center();
        jumpTo(fits, m_map.shownRect().center() - off / (fits * factor()));
        return;
    }
    // All of the height where that can be read, so that columns stand whole.
    const QRectF map = m_map.shownRect();
    const QRect room = viewport()->rect().marginsRemoved(m_covered + QMargins(kAround, kAround, kAround, kAround));
    const double byHeight = room.height() / map.height() / factor();
    const double scale = std::clamp(byHeight, kReadable, 1.0);
    const double shown = scale * factor();
    const QPointF off = (middle() - QRectF(viewport()->rect()).center()) / shown;
    QPointF centre = m_map.nodeRect(*start).center();
    // No empty side while the other is cut off.
    const auto within = [](double value, double first, double last, double seen) {
        return last - first <= seen ? (first + last) / 2 : std::clamp(value, first + seen / 2, last - seen / 2);
    };
    centre.setX(within(centre.x(), map.left(), map.right(), room.width() / shown));
    centre.setY(within(centre.y(), map.top(), map.bottom(), room.height() / shown));
    jumpTo(scale, centre - off);
}

void MapCanvas::goHome() {
    if (const auto own = m_map.position(); own && m_map.isShown(*own)) {
        m_map.setCurrent(own);
        centreOnNode(*own);
    }
}

void MapCanvas::centreOnNode(std::size_t node) {
    const double scale = std::max(this->scale(), kReadable);
    const QPointF off = (middle() - QRectF(viewport()->rect()).center()) / (scale * factor());
    moveTo(scale, m_map.nodeRect(node).center() - off);
}

void MapCanvas::choose(std::size_t node) {
    m_map.setCurrent(node);
    if (scale() < NodeItem::kTextScale) {
        centreOnNode(node); // a title that cannot be read is not found
    } else {
        reveal(node);
    }
}

void MapCanvas::reveal(std::size_t node) {
    const QRect room =
        viewport()->rect().marginsRemoved(m_covered + QMargins(kAroundNode, kAroundNode, kAroundNode, kAroundNode));
    const QRectF box = QRectF(mapFromScene(m_map.nodeRect(node)).boundingRect());
    const auto miss = [](double first, double last, double from, double to) {
        return last - first > to - from ? (first + last - from - to) / 2
               : first < from           ? first - from
               : last > to              ? last - to
                                        : 0.0;
    };
    const QPointF by(
        miss(box.left(), box.right(), room.left(), room.right()),
        miss(box.top(), box.bottom(), room.top(), room.bottom()));
    if (!by.isNull()) {
        moveTo(scale(), visibleRect().center() + by / transform().m11());
    }
}

void MapCanvas::step(Way way) {
    if (!m_map.current()) {
        const auto& shown = m_map.map().nodes;
        const auto own = m_map.position();
        for (std::size_t i = own && m_map.isShown(*own) ? *own : 0; i < shown.size(); ++i) {
            if (m_map.isShown(i)) {
                choose(i);
                return;
            }
        }
    } else if (const auto next = m_map.neighbour(way)) {
        choose(*next);
    }
}

// Screen readers hear the chosen topic as the name of what has the keyboard.
void MapCanvas::describe() {
    const QString map = tr("Map of %1").arg(QString::fromStdString(m_map.map().title));
    const auto current = m_map.current();
    setAccessibleName(current ? m_map.spoken(*current) : map);
    setAccessibleDescription(current ? map : tr("Arrow keys move from topic to topic, Enter opens one."));
    if (hasFocus()) {
        QAccessibleEvent named(this, QAccessible::NameChanged);
        QAccessible::updateAccessibility(&named);
        QAccessibleEvent focused(this, QAccessible::Focus);
        QAccessible::updateAccessibility(&focused);
    }
}

void MapCanvas::drawBackground(QPainter* painter, const QRectF& rect) {
    painter->fillRect(rect, m_theme.color(Token::ground));
}

} // namespace cairn::ui
