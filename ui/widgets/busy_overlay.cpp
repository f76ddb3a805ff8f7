#include "ui/widgets/busy_overlay.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/text_label.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace cairn::ui {

BusyOverlay::BusyOverlay(Theme& theme, QWidget* over)
    : QWidget(over)
    , m_theme(theme)
    , m_card(new Card(theme, {}, this))
    , m_doing(new TextLabel(theme, Type::body, Token::text, {}, m_card))
    , m_bar(new ThinProgressBar(theme, tr("Progress"), m_card))
    , m_cancel(makeButton(theme, tr("Cancel"), m_card)) {
    m_card->setFixedWidth(360);
    m_card->body()->setSpacing(12);
    m_card->body()->addWidget(m_doing);
    m_card->body()->addWidget(m_bar);
    m_card->body()->addWidget(m_cancel, 0, Qt::AlignHCenter);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_card, 0, Qt::AlignCenter);
    m_doing->setWordWrap(true);
    hide();
    over->installEventFilter(this);

    m_appear.setSingleShot(true);
    m_appear.setInterval(300);
    connect(&m_appear, &QTimer::timeout, this, [this] {
        setGeometry(parentWidget()->rect());
        m_cameFrom = window()->focusWidget();
        show();
        raise();
        setFocus();
    });
    m_offerCancel.setSingleShot(true);
    m_offerCancel.setInterval(2000);
    connect(&m_offerCancel, &QTimer::timeout, this, [this] { m_cancel->setVisible(m_canCancel); });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_cancel->setEnabled(false);
        Q_EMIT cancelled();
    });
}

void BusyOverlay::begin(const QString& doing, bool canCancel) {
    m_busy = true;
    m_canCancel = canCancel;
    m_doing->setText(doing);
    setAccessibleName(doing);
    m_bar->setProgress(0, 0);
    m_cancel->setEnabled(true);
    m_cancel->hide();
    m_appear.start();
    m_offerCancel.start();
}

void BusyOverlay::step(const base::ProgressStep& step) {
    if (!step.doing.empty()) {
        m_doing->setText(QString::fromStdString(step.doing));
    }
    m_bar->setProgress(step.done, step.total);
}

void BusyOverlay::end() {
    m_busy = false;
    m_appear.stop();
    m_offerCancel.stop();
    const bool hadKeyboard = window()->focusWidget() == this || isAncestorOf(window()->focusWidget());
    hide();
    if (hadKeyboard && m_cameFrom != nullptr) {
        m_cameFrom->setFocus();
    }
}

bool BusyOverlay::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize && watched == parentWidget()) {
        setGeometry(parentWidget()->rect());
    }
    return QWidget::eventFilter(watched, event);
}

void BusyOverlay::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    QColor veil = m_theme.color(Token::ground);
    veil.setAlphaF(0.8F);
    painter.fillRect(rect(), veil);
}

void BusyOverlay::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && m_cancel->isVisible() && m_cancel->isEnabled()) {
        m_cancel->click();
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace cairn::ui
