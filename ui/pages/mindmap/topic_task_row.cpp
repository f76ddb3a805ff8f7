#include "ui/pages/mindmap/topic_task_row.h"

#include "ui/widgets/state_paint.h"
#include "ui/widgets/words.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace cairn::ui {

TopicTaskRow::TopicTaskRow(Theme& theme, const api::TaskRow& task, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_state(task.state) {
    setText(QString::fromStdString(task.title));
    setAccessibleName(tr("%1, %2", "a task's title and its state").arg(text(), Words::of(m_state)));
    setToolTip(text());
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize TopicTaskRow::sizeHint() const {
    return {m_theme.scaled(200), m_theme.scaled(42)};
}

void TopicTaskRow::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.color(Token::line), 1));
    painter.drawLine(QPointF(0, height() - 0.5), QPointF(width(), height() - 0.5));
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.color(Token::accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 2, -1, -3), 6, 6);
    }

    const ChipLook look = chipFor(m_state);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int inset = hasFocus() ? 6 : 0; // for the frame of the focus
    const QRect room = rect().adjusted(inset, 0, -inset, 0);
    const QRect chip =
        QStyle::alignedRect(layoutDirection(), Qt::AlignRight | Qt::AlignVCenter, chipSize(m_theme, look), room);
    paintChip(painter, m_theme, chip, look, layoutDirection());
    QRect words = room;
    mirrored ? words.setLeft(chip.right() + 9) : words.setRight(chip.left() - 9);
    painter.setFont(m_theme.font(Type::body));
    painter.setPen(m_theme.color(underMouse() || isDown() ? Token::accent : Token::text));
    painter.drawText(
        words, static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter)),
        painter.fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
}

void TopicTaskRow::enterEvent(QEnterEvent* event) {
    QAbstractButton::enterEvent(event);
    update();
}

void TopicTaskRow::leaveEvent(QEvent* event) {
    QAbstractButton::leaveEvent(event);
    update();
}

void TopicTaskRow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
    } else {
        QAbstractButton::keyPressEvent(event);
    }
}

} // namespace cairn::ui
