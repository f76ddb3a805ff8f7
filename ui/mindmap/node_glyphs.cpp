#include "ui/mindmap/node_glyphs.h"

#include <QRectF>

namespace cairn::ui {

namespace {

QPainterPath draw(Glyph glyph) {
    QPainterPath path;
    switch (glyph) {
    case Glyph::none:
        break;
    case Glyph::check:
        path.moveTo(3.3, 9.6);
        path.lineTo(7.1, 13.4);
        path.lineTo(14.7, 4.8);
        break;
    case Glyph::arc: {
        const QRectF circle(3.5, 2.97, 11, 11);
        path.arcMoveTo(circle, 164.5);
        path.arcTo(circle, 164.5, 211);
        break;
    }
    case Glyph::ring:
        path.addEllipse(QPointF(9, 9), 5.5, 5.5);
        break;
    case Glyph::lock:
        path.addRoundedRect(QRectF(3.5, 8, 11, 7.5), 2, 2);
        path.moveTo(5.9, 8);
        path.lineTo(5.9, 5.6);
        path.arcTo(QRectF(5.9, 2.5, 6.2, 6.2), 180, -180);
        path.lineTo(12.1, 8);
        break;
    case Glyph::note:
        path.addRoundedRect(QRectF(3, 3, 12, 12), 2, 2);
        path.moveTo(6, 7.2);
        path.lineTo(12, 7.2);
        path.moveTo(6, 10.8);
        path.lineTo(10, 10.8);
        break;
    case Glyph::flag:
        path.moveTo(4.5, 15.5);
        path.lineTo(4.5, 3);
        path.lineTo(13.5, 3);
        path.lineTo(11.5, 6.5);
        path.lineTo(13.5, 10);
        path.lineTo(4.5, 10);
        break;
    }
    return path;
}

} // namespace

const QPainterPath& pathOf(Glyph glyph) {
    static const QPainterPath paths[]{draw(Glyph::none), draw(Glyph::check), draw(Glyph::arc), draw(Glyph::ring),
                                      draw(Glyph::lock), draw(Glyph::note),  draw(Glyph::flag)};
    return paths[static_cast<int>(glyph)];
}

} // namespace cairn::ui
