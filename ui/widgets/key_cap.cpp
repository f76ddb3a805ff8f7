#include "ui/widgets/key_cap.h"

#include <QPainter>

namespace cairn::ui {

KeyCap::KeyCap(Theme& theme, const QKeySequence& keys, QWidget* parent)
    : QLabel(keys.toString(QKeySequence::NativeText).replace(u'+', u' '), parent)
    , m_theme(theme) {
    setContentsMargins(7, 2, 7, 2);
    setAlignment(Qt::AlignCenter);
    const auto restyle = [this] {
        setFont(m_theme.font(Type::secondary));
        QPalette colors = palette();
        colors.setColor(QPalette::WindowText, m_theme.color(Token::muted));
        setPalette(colors);
    };
    connect(&theme, &Theme::changed, this, restyle);
    restyle();
}

void KeyCap::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.color(Token::line));
    painter.setBrush(m_theme.color(Token::surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    painter.end();
    QLabel::paintEvent(event);
}

} // namespace cairn::ui
