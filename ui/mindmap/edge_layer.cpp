#include "ui/mindmap/edge_layer.h"

#include "ui/mindmap/node_item.h"

#include <QPainter>
#include <QStyleOptionGraphicsItem>

#include <cstddef>

namespace cairn::ui {

namespace {

// Wide lines take several times as long as those of one pixel, and where there are this many nobody sees the
// difference.
constexpr std::size_t kMostWide = 60;

} // namespace

EdgeLayer::EdgeLayer(const Theme& theme, const api::MapView& view, bool mirrored)
    : m_theme(theme)
    , m_weights(view.edges.size(), EdgeWeight::plain)
    , m_bounds(QRectF(0, 0, view.width, view.height).adjusted(-4, -4, 4, 4)) {
    setFlag(ItemUsesExtendedStyleOption); // for the exact exposed rectangle
    const auto at = [&](const std::array<double, 2>& point) {
        return QPointF(mirrored ? view.width - point[0] : point[0], point[1]);
    };
    for (const api::MapEdge& edge : view.edges) {
        Line line;
        if (!edge.points.empty()) {
            line.path.moveTo(at(edge.points.front()));
            line.joints << at(edge.points.front());
            for (std::size_t i = 1; i + 2 < edge.points.size(); i += 3) {
                line.path.cubicTo(at(edge.points[i]), at(edge.points[i + 1]), at(edge.points[i + 2]));
                line.joints << at(edge.points[i + 2]);
            }
            line.bounds = line.path.controlPointRect().adjusted(-2, -2, 2, 2);
            m_bounds |= line.bounds;
        }
        m_lines.push_back(std::move(line));
    }
}

void EdgeLayer::setWeights(std::vector<EdgeWeight> weights) {
    if (weights != m_weights) {
        m_weights = std::move(weights);
        update();
    }
}

void EdgeLayer::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* /*widget*/) {
    const double scale = QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
    const bool far = scale < NodeItem::kShapeScale;
    std::vector<std::size_t> inSight;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        if (m_weights[i] != EdgeWeight::hidden && m_lines[i].bounds.intersects(option->exposedRect)) {
            inSight.push_back(i);
        }
    }
    const bool thin = far || inSight.size() > kMostWide;
    painter->setRenderHint(QPainter::Antialiasing, !far);
    painter->setBrush(Qt::NoBrush);
    const auto draw = [&](EdgeWeight weight, const QColor& color, double width) {
        painter->setPen(QPen(color, thin ? 0 : width, Qt::SolidLine, Qt::RoundCap)); // 0: one pixel at every zoom
        for (const std::size_t i : inSight) {
            if (m_weights[i] != weight) {
                continue;
            }
            if (far) {
                painter->drawPolyline(m_lines[i].joints);
            } else {
                painter->drawPath(m_lines[i].path);
            }
        }
    };
    draw(EdgeWeight::faint, m_theme.mixed(Token::line, Token::ground, 0.5), 1);
    draw(EdgeWeight::plain, m_theme.mixed(Token::locked, Token::ground, far ? 0.2 : 0.4), 1.1);
    draw(EdgeWeight::way, m_theme.mixed(Token::accent, Token::ground, 0.6), 1.4);
    draw(EdgeWeight::touching, m_theme.color(Token::accent), 2);
}

} // namespace cairn::ui
