#include "ui/shell/strip_button.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

namespace cairn::ui {

namespace {

constexpr int kPadding = 4; // between the words and the frame

} // namespace

StripButton::StripButton(Theme& theme, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    const auto restyle = [this] {
        setFont(m_theme.font(Type::secondary));
        updateGeometry();
        update();
    };
    connect(&theme, &Theme::changed, this, restyle);
    restyle();
}

QSize StripButton::sizeHint() const {
    return {fontMetrics().horizontalAdvance(text()) + 2 * kPadding + 1, m_theme.scaled(22)};
}

QSize StripButton::minimumSizeHint() const {
    return {fontMetrics().averageCharWidth() * 8, sizeHint().height()};
}

void StripButton::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.color(Token::accent), 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
    QFont words = font();
    words.setUnderline(underMouse());
    painter.setFont(words);
    painter.setPen(m_theme.color(underMouse() || hasFocus() ? Token::text : Token::muted));
    const QRect room = rect().adjusted(kPadding, 0, -kPadding, 0);
    painter.drawText(
        room, static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter)),
        fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
}

void StripButton::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
    } else {
        QAbstractButton::keyPressEvent(event);
    }
}

} // namespace cairn::ui
