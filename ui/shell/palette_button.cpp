#include "ui/shell/palette_button.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>

namespace cairn::ui {

PaletteButton::PaletteButton(Theme& theme, const QKeySequence& keys, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_keys(keys.toString(QKeySequence::NativeText).replace(u'+', u' ')) {
    setText(tr("Go to anything"));
    setAccessibleName(text());
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize PaletteButton::sizeHint() const {
    const QFontMetrics words(m_theme.font(Type::secondary));
    const int cap = words.horizontalAdvance(m_keys) + 12;
    return {12 + words.horizontalAdvance(text()) + 16 + cap + 6, m_theme.scaled(28)};
}

void PaletteButton::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF edge = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(hasFocus() ? QPen(m_theme.color(Token::accent), 2) : QPen(m_theme.color(Token::line), 1));
    painter.setBrush(underMouse() ? m_theme.mixed(Token::sunken, Token::surface, 0.5) : m_theme.color(Token::surface));
    painter.drawRoundedRect(hasFocus() ? edge.adjusted(0.5, 0.5, -0.5, -0.5) : edge, 8, 8);

    const auto placed = [this](const QRect& place) { return QStyle::visualRect(layoutDirection(), rect(), place); };
    painter.setFont(m_theme.font(Type::secondary));
    const int cap = painter.fontMetrics().horizontalAdvance(m_keys) + 12;
    const int high = painter.fontMetrics().height() + 4;
    const QRect keys = placed(QRect(width() - cap - 6, (height() - high) / 2, cap, high));
    painter.setPen(m_theme.color(Token::line));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(keys).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    painter.setPen(m_theme.color(Token::muted));
    painter.drawText(keys, Qt::AlignCenter, m_keys);
    painter.drawText(
        placed(QRect(12, 0, width() - cap - 18, height())),
        static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter)), text());
}

} // namespace cairn::ui
