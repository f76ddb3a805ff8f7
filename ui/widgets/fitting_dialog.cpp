#include "ui/widgets/fitting_dialog.h"

#include <QEvent>
#include <QScreen>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace cairn::ui {

namespace {

constexpr int kSide = 24;
constexpr int kFrame = 64; // what the desktop puts around a dialog, and its own bars

} // namespace

FittingDialog::FittingDialog(Theme& theme, int width, QWidget* parent)
    : QDialog(parent)
    , m_area(new QScrollArea(this))
    , m_content(new QWidget)
    , m_body(new QVBoxLayout(m_content))
    , m_buttons(new QHBoxLayout) {
    setFixedWidth(theme.scaled(width));
    m_body->setContentsMargins(kSide, 20, kSide, 4);
    m_body->setSpacing(16);
    m_buttons->setContentsMargins(kSide, 16, kSide, 20);
    m_buttons->setSpacing(8);
    m_buttons->addStretch();
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setWidget(m_content);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_area, 1);
    column->addLayout(m_buttons);
    m_content->installEventFilter(this);
}

void FittingDialog::fit() {
    const int wanted = m_body->totalHeightForWidth(width()) + m_buttons->sizeHint().height();
    resize(width(), std::min(wanted, screen()->availableGeometry().height() - kFrame));
}

// By then, all that is inside of the content has been laid out anew.
bool FittingDialog::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_content && event->type() == QEvent::LayoutRequest) {
        fit();
        QTimer::singleShot(0, this, [this] { // the area hears of its new contents after this
            if (m_toReveal) {
                m_area->ensureWidgetVisible(m_toReveal);
                m_toReveal.clear();
            }
        });
    }
    return QDialog::eventFilter(watched, event);
}

void FittingDialog::showEvent(QShowEvent* event) {
    fit();
    QDialog::showEvent(event);
}

} // namespace cairn::ui
