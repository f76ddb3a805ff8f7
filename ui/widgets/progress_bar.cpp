#include "ui/widgets/progress_bar.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace cairn::ui {

ThinProgressBar::ThinProgressBar(Theme& theme, const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme) {
    setAccessibleName(name);
    setFixedHeight(6);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ThinProgressBar::setProgress(std::int64_t done, std::int64_t all) {
    m_done = done;
    m_all = all;
    setAccessibleDescription(
        all > 0 ? tr("%1 of %2").arg(QLocale().toString(done), QLocale().toString(all)) : QString());
    update();
}

void ThinProgressBar::setToken(Token token) {
    m_token = token;
    update();
}

void ThinProgressBar::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath track;
    track.addRoundedRect(rect(), height() / 2.0, height() / 2.0);
    painter.setClipPath(track);
    painter.fillRect(rect(), m_theme.color(Token::sunken));
    QRectF filled = rect();
    if (m_all > 0) {
        filled.setWidth(width() * std::clamp(static_cast<double>(m_done) / static_cast<double>(m_all), 0.0, 1.0));
    } else {
        filled.setWidth(width() * 0.3);
        filled.moveLeft(width() * 0.35);
    }
    if (layoutDirection() == Qt::RightToLeft) {
        filled.moveRight(width() - filled.left());
    }
    painter.fillRect(filled, m_theme.color(m_token));
}

} // namespace cairn::ui
