#include "ui/pages/tasks/filter_chip.h"

#include "ui/pages/tasks/own_keys.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>

namespace cairn::ui {

namespace {

constexpr int kHeight = 28;
constexpr int kPadding = 12;
constexpr int kSign = 12; // arrow or cross
constexpr int kGap = 5;
constexpr int kWidestValue = 180;

} // namespace

FilterChip::FilterChip(const Theme& theme, const QString& name, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_name(name) {
    new OwnKeys(this);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setText(name);
    setAccessibleName(tr("%1: any").arg(name));
    connect(this, &QAbstractButton::clicked, this, &FilterChip::opened);
    connect(&m_theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void FilterChip::setValue(const QString& value) {
    if (m_value == value) {
        return;
    }
    m_value = value;
    setAccessibleName(isActive() ? tr("%1: %2. Delete clears it.").arg(m_name, m_value) : tr("%1: any").arg(m_name));
    setToolTip(isActive() ? tr("%1: %2").arg(m_name, m_value) : QString());
    updateGeometry();
    update();
}

QString FilterChip::label() const {
    const QFontMetrics metrics(m_theme.strong(Type::secondary));
    return isActive()
               ? tr("%1: %2").arg(m_name, metrics.elidedText(m_value, Qt::ElideRight, m_theme.scaled(kWidestValue)))
               : m_name;
}

QSize FilterChip::sizeHint() const {
    const QFontMetrics metrics(m_theme.strong(Type::secondary));
    return {
        metrics.horizontalAdvance(label()) + m_theme.scaled(2 * kPadding + kGap + kSign) - m_theme.scaled(3),
        m_theme.scaled(kHeight)};
}

QRect FilterChip::crossRect() const {
    if (!isActive()) {
        return {};
    }
    const int width = m_theme.scaled(kSign + kGap + kPadding - 3);
    const QRect rect(this->width() - width, 0, width, height());
    return QStyle::visualRect(layoutDirection(), this->rect(), rect);
}

void FilterChip::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Token ink = isActive() ? Token::accent : Token::muted;
    const QRectF body = QRectF(rect()).adjusted(1, 1, -1, -1);
    const qreal radius = body.height() / 2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(isActive() ? Token::accentGround : Token::sunken));
    painter.drawRoundedRect(body, radius, radius);
    if (hasFocus() || underMouse()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_theme.color(hasFocus() ? Token::accent : Token::line), hasFocus() ? 2 : 1));
        painter.drawRoundedRect(body, radius, radius);
    }
    painter.setFont(m_theme.strong(Type::secondary));
    painter.setPen(m_theme.color(ink));
    const int padding = m_theme.scaled(kPadding);
    const int sign = m_theme.scaled(kSign);
    const QRect textRect = rect().adjusted(padding, 0, -(padding - m_theme.scaled(3)) - sign - m_theme.scaled(kGap), 0);
    painter.drawText(
        QStyle::visualRect(layoutDirection(), rect(), textRect), Qt::AlignVCenter | Qt::AlignLeading, label());
    const QRect signRect(width() - padding + m_theme.scaled(3) - sign, (height() - sign) / 2, sign, sign);
    m_theme.icon(isActive() ? QStringLiteral("close") : QStringLiteral("chevron-down"), ink)
        .paint(&painter, QStyle::visualRect(layoutDirection(), rect(), signRect));
}

void FilterChip::mousePressEvent(QMouseEvent* event) {
    m_crossPressed = event->button() == Qt::LeftButton && crossRect().contains(event->position().toPoint());
    if (!m_crossPressed) {
        QAbstractButton::mousePressEvent(event);
    }
}

void FilterChip::mouseReleaseEvent(QMouseEvent* event) {
    if (!std::exchange(m_crossPressed, false)) {
        QAbstractButton::mouseReleaseEvent(event);
    } else if (crossRect().contains(event->position().toPoint())) {
        Q_EMIT cleared();
    }
}

void FilterChip::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        if (isActive()) {
            Q_EMIT cleared();
        }
        break;
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT opened();
        break;
    default:
        QAbstractButton::keyPressEvent(event);
    }
}

} // namespace cairn::ui
