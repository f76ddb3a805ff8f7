#pragma once

#include "core/api/paths.h"
#include "ui/theme/theme.h"

#include <QGraphicsItem>
#include <QPainterPath>
#include <QPolygonF>

#include <vector>

namespace cairn::ui {

// How strongly an edge is drawn.
enum class EdgeWeight { hidden, faint, plain, way, touching };

// All edges of a map in one item behind the nodes: thousands of items for lines that nobody clicks would cost more than
// the lines. `way`: on the way to or from the chosen node; `touching`: from or to it.
class EdgeLayer : public QGraphicsItem {
public:
    EdgeLayer(const Theme& theme, const api::MapView& view, bool mirrored);

    void setWeights(std::vector<EdgeWeight> weights); // one an edge

    EdgeWeight weight(std::size_t edge) const { return m_weights[edge]; }

    QRectF boundingRect() const override { return m_bounds; }

    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    struct Line {
        QPainterPath path;
        QPolygonF joints; // of its curves: what can be seen of it from far away
        QRectF bounds;
    };

    const Theme& m_theme;
    std::vector<Line> m_lines;
    std::vector<EdgeWeight> m_weights;
    QRectF m_bounds;
};

} // namespace cairn::ui
