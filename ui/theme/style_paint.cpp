#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

#include <algorithm>

namespace cairn::ui {

namespace {

constexpr qreal kRadius = 8;

bool isKind(const QWidget* widget, const char* kind) {
    return widget != nullptr && widget->property(kKindProperty).toByteArray() == kind;
}

// The middle of a 1-px line lies on half pixels.
QRectF lineRect(const QRect& rect) {
    return QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
}

} // namespace

void Style::drawFocus(QPainter& painter, const QRectF& rect, qreal radius) const {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(m_theme.color(Token::accent), 2));
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius - 1, radius - 1);
    painter.restore();
}

void Style::drawButton(const QStyleOption& option, QPainter& painter, const QWidget* widget) const {
    const bool enabled = option.state.testFlag(State_Enabled);
    const bool hovered = enabled && option.state.testFlag(State_MouseOver);
    const bool pressed = enabled && option.state.testFlag(State_Sunken);
    const bool checked = option.state.testFlag(State_On);
    const bool focused = option.state.testFlag(State_HasFocus);
    QColor fill = m_theme.color(Token::surface);
    QColor edge = m_theme.color(Token::line);
    qreal radius = kRadius;
    if (isKind(widget, kPrimaryKind)) {
        const double share = !enabled ? 0.45 : pressed ? 0.82 : hovered ? 0.91 : 1;
        fill = m_theme.mixed(Token::accent, enabled ? Token::text : Token::surface, share);
        edge = fill;
    } else if (isKind(widget, kChipKind)) {
        fill = checked ? m_theme.color(Token::accentGround) : m_theme.color(Token::sunken);
        edge = hovered ? m_theme.color(Token::muted) : fill;
        radius = option.rect.height() / 2.0;
    } else if (isKind(widget, kPlainKind)) {
        const bool shown = hovered || pressed || checked;
        fill = checked ? m_theme.color(Token::accentGround)
               : shown ? m_theme.mixed(Token::sunken, Token::surface, pressed ? 1 : 0.7)
                       : QColor(Qt::transparent);
        edge = Qt::transparent;
    } else {
        fill = checked   ? m_theme.color(Token::accentGround)
               : pressed ? m_theme.color(Token::sunken)
               : hovered ? m_theme.mixed(Token::sunken, Token::surface, 0.5)
                         : fill;
        edge = checked ? m_theme.color(Token::accent) : edge;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill);
    painter.setPen(edge.alpha() == 0 ? QPen(Qt::NoPen) : QPen(edge, 1));
    painter.drawRoundedRect(lineRect(option.rect), radius, radius);
    if (focused) {
        if (isKind(widget, kPrimaryKind)) {
            // A ring of the accent would not show on the accent: a gap of the button's ink lies inside of it.
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(m_theme.color(Token::onAccent), 1.5));
            painter.drawRoundedRect(QRectF(option.rect).adjusted(2.5, 2.5, -2.5, -2.5), radius - 2, radius - 2);
        } else {
            drawFocus(painter, option.rect, radius);
        }
    }
    painter.restore();
}

void Style::drawButtonLabel(const QStyleOptionButton& option, QPainter& painter, const QWidget* widget) const {
    constexpr int kGap = 8;
    const bool enabled = option.state.testFlag(State_Enabled);
    const bool checked = option.state.testFlag(State_On);
    QColor ink = option.palette.color(enabled ? QPalette::Active : QPalette::Disabled, QPalette::ButtonText);
    if (isKind(widget, kPrimaryKind)) {
        ink = m_theme.color(Token::onAccent);
    } else if (enabled && checked) {
        ink = m_theme.color(Token::accent);
    } else if (enabled && isKind(widget, kChipKind)) {
        ink = m_theme.color(Token::muted);
    }
    QRect room = option.rect;
    if (option.features.testFlag(QStyleOptionButton::HasMenu)) {
        room = visualRect(option.direction, room, room.adjusted(0, 0, -14, 0)); // the bevel drew the arrow there
    }
    const QSize icon = option.icon.isNull() ? QSize(0, 0) : option.iconSize;
    const int gap = icon.isEmpty() || option.text.isEmpty() ? 0 : kGap;
    const int flags = Qt::TextShowMnemonic | Qt::TextHideMnemonic | Qt::AlignCenter;
    const int words = option.fontMetrics.size(Qt::TextShowMnemonic, option.text).width();
    const int wide = std::min(room.width() - 4, icon.width() + gap + words);
    const QRect line(room.left() + (room.width() - wide) / 2, room.top(), wide, room.height());
    if (!icon.isEmpty()) {
        const QRect place(QPoint(line.left(), line.center().y() - icon.height() / 2 + 1), icon);
        option.icon.paint(
            &painter, visualRect(option.direction, line, place), Qt::AlignCenter,
            enabled ? QIcon::Normal : QIcon::Disabled);
    }
    painter.save();
    painter.setPen(ink);
    const QRect text = visualRect(option.direction, line, line.adjusted(icon.width() + gap, 0, 0, 0));
    painter.drawText(text, flags, option.text);
    painter.restore();
}

void Style::drawField(const QStyleOption& option, QPainter& painter, bool focused) const {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const bool enabled = option.state.testFlag(State_Enabled);
    painter.setBrush(enabled ? m_theme.color(Token::surface) : m_theme.color(Token::ground));
    painter.setPen(QPen(m_theme.color(Token::line), 1));
    painter.drawRoundedRect(lineRect(option.rect), kRadius, kRadius);
    if (focused) {
        drawFocus(painter, option.rect, kRadius);
    }
    painter.restore();
}

void Style::drawFrame(const QStyleOption& option, QPainter& painter, bool focused) const {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.color(Token::line), 1));
    painter.setBrush(m_theme.color(Token::surface));
    painter.drawRoundedRect(lineRect(option.rect), kRadius, kRadius);
    painter.restore();
    if (focused) {
        drawFocus(painter, option.rect, kRadius);
    }
}

void Style::drawCheck(const QStyleOption& option, QPainter& painter, bool round) const {
    const bool enabled = option.state.testFlag(State_Enabled);
    const bool on = option.state.testFlag(State_On);
    const bool some = option.state.testFlag(State_NoChange);
    const qreal side = std::min(option.rect.width(), option.rect.height()) - 1;
    QRectF box(0, 0, side, side);
    box.moveCenter(QRectF(option.rect).center());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor edge =
        option.state.testFlag(State_MouseOver) ? m_theme.color(Token::accent) : m_theme.color(Token::muted);
    const QColor accent = enabled ? m_theme.color(Token::accent) : m_theme.color(Token::locked);
    painter.setPen(QPen(on || some ? accent : m_theme.mixed(Token::muted, Token::surface, enabled ? 0.7 : 0.4), 1.2));
    if (!on && !some && option.state.testFlag(State_MouseOver)) {
        painter.setPen(QPen(edge, 1.2));
    }
    painter.setBrush(on || some ? accent : m_theme.color(Token::surface));
    const qreal radius = round ? side / 2 : 4;
    painter.drawRoundedRect(box, radius, radius);
    const QColor ink = m_theme.color(Token::onAccent);
    if (round && on) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawEllipse(box.center(), side * 0.2, side * 0.2);
    } else if (some) {
        painter.setPen(QPen(ink, 1.8, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(
            QPointF(box.left() + side * 0.28, box.center().y()), QPointF(box.right() - side * 0.28, box.center().y()));
    } else if (on) {
        painter.setPen(QPen(ink, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const auto at = [&](qreal x, qreal y) { return QPointF(box.left() + side * x, box.top() + side * y); };
        painter.drawPolyline(QPolygonF{at(0.25, 0.53), at(0.43, 0.70), at(0.76, 0.32)});
    }
    painter.restore();
}

void Style::drawChevron(QPainter& painter, const QRectF& rect, Qt::ArrowType direction, bool enabled) const {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(
        m_theme.mixed(Token::muted, Token::surface, enabled ? 1 : 0.5), 1.5, Qt::SolidLine, Qt::RoundCap,
        Qt::RoundJoin));
    painter.translate(rect.center());
    painter.rotate(
        direction == Qt::UpArrow      ? 180
        : direction == Qt::LeftArrow  ? 90
        : direction == Qt::RightArrow ? -90
                                      : 0);
    const double scale = m_theme.textScale() / 100.0;
    painter.drawPolyline(QPolygonF{{-3.5 * scale, -1.75 * scale}, {0, 1.75 * scale}, {3.5 * scale, -1.75 * scale}});
    painter.restore();
}

void Style::drawSlider(const QStyleOptionComplex& option, QPainter& painter, const QWidget* widget) const {
    const auto& slider = static_cast<const QStyleOptionSlider&>(option);
    const QRect groove = subControlRect(CC_Slider, &option, SC_SliderGroove, widget);
    const QRectF handle = subControlRect(CC_Slider, &option, SC_SliderHandle, widget);
    const bool across = slider.orientation == Qt::Horizontal;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    QRectF track = across ? QRectF(groove.left(), groove.center().y() - 1.5, groove.width(), 4)
                          : QRectF(groove.center().x() - 1.5, groove.top(), 4, groove.height());
    painter.setBrush(m_theme.mixed(Token::line, Token::sunken, 0.7));
    painter.drawRoundedRect(track, 2, 2);
    if (across) {
        const bool mirrored = slider.upsideDown;
        QRectF filled = track;
        mirrored ? filled.setLeft(handle.center().x()) : filled.setRight(handle.center().x());
        painter.setBrush(m_theme.color(Token::accent));
        painter.drawRoundedRect(filled, 2, 2);
    }
    const QPointF middle = handle.center();
    const qreal radius = 7.5;
    painter.setBrush(m_theme.color(Token::surface));
    painter.setPen(QPen(m_theme.color(Token::accent), 2));
    painter.drawEllipse(middle, radius - 1, radius - 1);
    if (option.state.testFlag(State_HasFocus)) {
        painter.setBrush(m_theme.color(Token::accent));
        painter.drawEllipse(middle, radius - 4, radius - 4);
    }
    painter.restore();
}

} // namespace cairn::ui
