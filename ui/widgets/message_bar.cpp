#include "ui/widgets/message_bar.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cairn::ui {

MessageBar::MessageBar(Theme& theme, QWidget* over)
    : QWidget(over)
    , m_theme(theme)
    , m_text(new TextLabel(theme, Type::body, Token::text, {}, this))
    , m_undo(makePlainButton(theme, tr("Undo"), this))
    , m_close(makeIconButton(theme, u"close"_s, tr("Close the message"), this)) {
    m_undo->setObjectName(u"undo"_s);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 6, 6, 6);
    row->setSpacing(8);
    row->addWidget(m_text, 1);
    row->addWidget(m_undo);
    row->addWidget(m_close);
    hide();
    over->installEventFilter(this);
    m_leave.setSingleShot(true);
    m_leave.setInterval(10'000);
    connect(&m_leave, &QTimer::timeout, this, [this] {
        underMouse() || isAncestorOf(window()->focusWidget()) ? m_leave.start() : hide();
    });
    connect(m_undo, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT undoWanted();
    });
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    connect(&theme, &Theme::changed, this, &MessageBar::place);
}

void MessageBar::announce(const QString& text, bool undoable) {
    m_text->setText(text);
    m_undo->setVisible(undoable);
    setAccessibleName(text);
    show();
    raise();
    place();
    m_leave.start();
    QAccessibleEvent said(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&said);
}

QString MessageBar::text() const {
    return m_text->text();
}

void MessageBar::place() {
    const QSize size(std::min(sizeHint().width(), parentWidget()->width() - 32), sizeHint().height());
    setGeometry(QRect(
        QPoint((parentWidget()->width() - size.width()) / 2, parentWidget()->height() - size.height() - 16), size));
}

bool MessageBar::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize && watched == parentWidget()) {
        place();
    }
    return QWidget::eventFilter(watched, event);
}

void MessageBar::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(m_theme.color(Token::surface));
    painter.setPen(m_theme.mixed(Token::muted, Token::line, 0.35));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10);
}

} // namespace cairn::ui
