#include "ui/mindmap/map_overview.h"

#include "ui/mindmap/map_canvas.h"
#include "ui/mindmap/map_scene.h"

#include <QEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace cairn::ui {

namespace {

constexpr int kInside = 12;
constexpr double kRadius = 12;

Token inkOf(api::TopicStanding standing) {
    switch (standing) {
    case api::TopicStanding::done:
        return Token::done;
    case api::TopicStanding::in_progress:
        return Token::inProgress;
    case api::TopicStanding::available:
        return Token::available;
    case api::TopicStanding::locked:
    case api::TopicStanding::unscored:
        break;
    }
    return Token::locked;
}

} // namespace

MapOverview::MapOverview(Theme& theme, MapScene& scene, MapCanvas& canvas, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_scene(scene)
    , m_canvas(canvas) {
    setAccessibleName(tr("Overview of the map"));
    setToolTip(tr("Drag to move the map"));
    setCursor(Qt::PointingHandCursor);
    connect(&scene, &MapScene::shownChanged, this, &MapOverview::redraw);
    connect(&canvas, &MapCanvas::lookChanged, this, qOverload<>(&QWidget::update));
    connect(&theme, &Theme::changed, this, &MapOverview::redraw);
}

QSize MapOverview::sizeHint() const {
    return {160, 96};
}

void MapOverview::redraw() {
    m_picture = {};
    update();
}

QTransform MapOverview::toWidget() const {
    const QRectF map = m_scene.shownRect();
    const QRectF room = QRectF(rect()).adjusted(kInside, kInside, -kInside, -kInside);
    if (map.isEmpty() || room.isEmpty()) {
        return {};
    }
    const double scale = std::min({room.width() / map.width(), room.height() / map.height(), 0.2});
    QTransform placed;
    placed.translate(room.center().x(), room.center().y());
    placed.scale(scale, scale);
    placed.translate(-map.center().x(), -map.center().y());
    return placed;
}

void MapOverview::renderMap() {
    const double ratio = devicePixelRatioF();
    m_picture = QPixmap(size() * ratio);
    m_picture.setDevicePixelRatio(ratio);
    m_picture.fill(Qt::transparent);
    QPainter painter(&m_picture);
    const QTransform placed = toWidget();
    const auto& nodes = m_scene.map().nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (!m_scene.isShown(i)) {
            continue;
        }
        QRectF spot = placed.mapRect(m_scene.nodeRect(i));
        const QSizeF least(std::max(spot.width(), 1.5), std::max(spot.height(), 1.5));
        spot = {spot.center() - QPointF(least.width(), least.height()) / 2, least};
        painter.fillRect(spot, m_theme.mixed(inkOf(nodes[i].topic.standing), Token::surface, 0.65));
    }
}

void MapOverview::paintEvent(QPaintEvent* /*event*/) {
    if (m_picture.isNull()) {
        renderMap();
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.color(Token::line), 1));
    painter.setBrush(m_theme.color(Token::surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    const QRectF seen =
        toWidget().mapRect(m_canvas.visibleRect()).intersected(QRectF(rect()).adjusted(4.5, 4.5, -4.5, -4.5));
    QColor tint = m_theme.color(Token::accent);
    tint.setAlphaF(m_theme.isDark() ? 0.22F : 0.14F);
    painter.setPen(Qt::NoPen);
    painter.fillRect(seen, tint);
    painter.drawPixmap(0, 0, m_picture);
    painter.setPen(QPen(m_theme.color(Token::accent), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(seen, 2, 2);
}

void MapOverview::mousePressEvent(QMouseEvent* event) {
    mouseMoveEvent(event);
}

void MapOverview::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons().testFlag(Qt::LeftButton)) {
        m_canvas.lookAt(toWidget().inverted().map(event->position()));
    }
    event->accept();
}

void MapOverview::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    redraw();
}

void MapOverview::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange) {
        redraw();
    }
}

} // namespace cairn::ui
