#include "ui/widgets/bar_list.h"

#include <QLocale>
#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr int kRow = 24;
constexpr int kParts = 18;
constexpr int kBar = 8;
constexpr int kGap = 12;
constexpr int kMostName = 150;
constexpr int kSlack = 2; // what a text takes besides its advance
constexpr int kLeastBar = 96;

} // namespace

BarList::BarList(Theme& theme, const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme) {
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void BarList::setBars(QList<Bar> bars) {
    m_bars = std::move(bars);
    QStringList spoken;
    for (const Bar& bar : m_bars) {
        const QString figure = u"%1: %2"_s.arg(bar.name, QLocale().toString(bar.amount));
        spoken << (bar.parts.isEmpty() ? figure : u"%1 (%2)"_s.arg(figure, bar.parts));
    }
    setAccessibleDescription(spoken.join(u", "_s));
    updateGeometry();
    update();
}

int BarList::rowHeight(const Bar& bar) const {
    return m_theme.scaled(kRow + (bar.parts.isEmpty() ? 0 : kParts));
}

int BarList::nameWidth() const {
    const QFontMetrics metrics(m_theme.font(Type::secondary));
    int widest = 0;
    for (const Bar& bar : m_bars) {
        widest = std::max(widest, metrics.horizontalAdvance(bar.name) + kSlack);
    }
    return std::min(widest, m_theme.scaled(kMostName));
}

QSize BarList::sizeHint() const {
    int high = 0;
    for (const Bar& bar : m_bars) {
        high += rowHeight(bar);
    }
    return {nameWidth() + m_theme.scaled(kLeastBar + 64), high};
}

void BarList::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont font = m_theme.font(Type::secondary);
    const QFontMetrics metrics(font);
    qint64 most = 1;
    int figures = 0;
    for (const Bar& bar : m_bars) {
        most = std::max(most, bar.amount);
        figures = std::max(figures, metrics.horizontalAdvance(QLocale().toString(bar.amount)) + kSlack);
    }
    const int names = nameWidth();
    const int gap = m_theme.scaled(kGap);
    const int track = std::max(width() - names - figures - 2 * gap, 1);
    const auto text = [&](const QRect& room, const QString& words, Token ink, Qt::Alignment alignment) {
        painter.setFont(font);
        painter.setPen(m_theme.color(ink));
        painter.setLayoutDirection(words.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight); // "C++" is "C++"
        painter.drawText(
            QStyle::visualRect(layoutDirection(), rect(), room),
            static_cast<int>(QStyle::visualAlignment(layoutDirection(), alignment | Qt::AlignVCenter)),
            metrics.elidedText(words, Qt::ElideRight, room.width()));
    };
    int top = 0;
    const int line = m_theme.scaled(kRow);
    for (const Bar& bar : std::as_const(m_bars)) {
        text(QRect(0, top, names, line), bar.name, Token::text, Qt::AlignLeft);
        const int high = m_theme.scaled(kBar);
        const int middle = top + (line - high) / 2;
        const QRect whole(names + gap, middle, track, high);
        const int length =
            static_cast<int>(static_cast<double>(track) * static_cast<double>(bar.amount) / static_cast<double>(most));
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(Token::sunken));
        painter.drawRoundedRect(QStyle::visualRect(layoutDirection(), rect(), whole), high / 2.0, high / 2.0);
        painter.setBrush(m_theme.color(bar.token));
        const QRect filled(whole.left(), middle, bar.amount > 0 ? std::max(length, high) : 0, high);
        painter.drawRoundedRect(QStyle::visualRect(layoutDirection(), rect(), filled), high / 2.0, high / 2.0);
        text(
            QRect(width() - figures, top, figures, line), QLocale().toString(bar.amount), Token::muted, Qt::AlignRight);
        text(
            QRect(names + gap, top + line, width() - names - gap, rowHeight(bar) - line), bar.parts, Token::muted,
            Qt::AlignLeft);
        top += rowHeight(bar);
    }
}

} // namespace cairn::ui
