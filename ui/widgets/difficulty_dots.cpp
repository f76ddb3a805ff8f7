#include "ui/widgets/difficulty_dots.h"

#include <QLocale>
#include <QPainter>
#include <QStyle>

namespace cairn::ui {

namespace {

constexpr int kDots = 5;
constexpr int kPitch = 13;
constexpr int kDot = 10;

} // namespace

DifficultyDots::DifficultyDots(Theme& theme, std::int64_t difficulty, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setDifficulty(difficulty);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void DifficultyDots::setDifficulty(std::int64_t difficulty) {
    m_difficulty = difficulty;
    setAccessibleName(spoken(difficulty));
    setToolTip(spoken(difficulty));
    update();
}

QString DifficultyDots::spoken(std::int64_t difficulty) {
    return tr("difficulty %1 of 10").arg(QLocale().toString(difficulty));
}

QSize DifficultyDots::size(const Theme& theme) {
    return {theme.scaled(kPitch * (kDots - 1) + kDot), theme.scaled(kDot + 2)};
}

void DifficultyDots::paint(
    QPainter& painter, const Theme& theme, const QRect& room, std::int64_t difficulty, Qt::LayoutDirection direction) {
    const QRect place = QStyle::alignedRect(direction, Qt::AlignLeft | Qt::AlignVCenter, size(theme), room);
    const QColor full = theme.color(Token::muted);
    const QColor empty = theme.mixed(Token::muted, Token::surface, 0.3);
    const double dot = theme.scaled(kDot);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < kDots; ++i) {
        const double start = theme.scaled(kPitch * i);
        const double x = direction == Qt::RightToLeft ? place.right() + 1 - start - dot : place.left() + start;
        const QRectF circle(x, place.center().y() + 0.5 - dot / 2, dot, dot);
        painter.setBrush(difficulty >= 2 * (i + 1) ? full : empty);
        painter.drawEllipse(circle);
        if (difficulty == 2 * i + 1) {
            painter.setBrush(full);
            painter.drawPie(circle, (direction == Qt::RightToLeft ? -90 : 90) * 16, 180 * 16);
        }
    }
    painter.restore();
}

void DifficultyDots::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    paint(painter, m_theme, rect(), m_difficulty, layoutDirection());
}

} // namespace cairn::ui
