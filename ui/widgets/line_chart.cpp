#include "ui/widgets/line_chart.h"

#include "ui/widgets/words.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr int kHeight = 150;
constexpr int kWidth = 260;
constexpr qint64 kGrid = 100; // the axis begins and ends at hundreds

qint64 roundedDown(qint64 value) {
    return (value >= 0 ? value / kGrid : (value - kGrid + 1) / kGrid) * kGrid;
}

} // namespace

LineChart::LineChart(Theme& theme, const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme) {
    setAccessibleName(name);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void LineChart::setPoints(QList<Point> points) {
    m_points = std::move(points);
    m_chosen = -1;
    setAccessibleDescription(m_points.isEmpty() ? QString() : spoken(m_points.size() - 1));
    update();
}

QSize LineChart::sizeHint() const {
    return {m_theme.scaled(kWidth), m_theme.scaled(kHeight)};
}

qint64 LineChart::bottom() const {
    const auto least = std::ranges::min_element(m_points, {}, &Point::value);
    return least == m_points.end() ? 0 : roundedDown(least->value);
}

qint64 LineChart::top() const {
    const auto most = std::ranges::max_element(m_points, {}, &Point::value);
    return most == m_points.end() ? kGrid : roundedDown(most->value) + kGrid;
}

// Between the figures at its start and the dates under it.
QRect LineChart::plot() const {
    const QFontMetrics metrics(m_theme.font(Type::secondary));
    const int figures = metrics.horizontalAdvance(QLocale().toString(top())) + m_theme.scaled(8);
    const int edge = m_theme.scaled(8);
    const QRect room(figures, edge, width() - figures - edge, height() - metrics.height() - m_theme.scaled(6) - edge);
    return QStyle::visualRect(layoutDirection(), rect(), room);
}

QPointF LineChart::placeOf(qsizetype point) const {
    const int inset = m_theme.scaled(6); // of the dots, beside the figures
    const QRectF room = plot().adjusted(inset, 0, -inset, 0);
    const Point& one = m_points.at(point);
    const auto first = static_cast<double>(m_points.first().at);
    const auto span = static_cast<double>(m_points.last().at) - first;
    double along = span > 0 ? (static_cast<double>(one.at) - first) / span : 0.5;
    if (layoutDirection() == Qt::RightToLeft) {
        along = 1 - along;
    }
    const double high = static_cast<double>(one.value - bottom()) / static_cast<double>(top() - bottom());
    return {room.left() + along * room.width(), room.bottom() - high * room.height()};
}

QString LineChart::spoken(qsizetype point) const {
    const Point& one = m_points.at(point);
    const QString when = u"%1, %2"_s.arg(QLocale().toString(one.value), Words::dayOf(one.at));
    return one.name.isEmpty() ? when : u"%1 · %2"_s.arg(when, one.name);
}

void LineChart::paintEvent(QPaintEvent* /*event*/) {
    if (m_points.isEmpty()) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect room = plot();
    const QFont font = m_theme.font(Type::secondary);
    const QFontMetrics metrics(font);
    painter.setFont(font);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const auto side = [&](bool start) {
        return static_cast<int>(Qt::AlignAbsolute | (start == mirrored ? Qt::AlignRight : Qt::AlignLeft));
    };
    // Words keep their own direction: a date in English is one also where the window is mirrored.
    const auto write = [&](const QRect& where, int flags, const QString& words) {
        painter.setLayoutDirection(words.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
        painter.drawText(where, flags, words);
    };
    const auto figure = [&](qint64 value, int y) {
        painter.setPen(QPen(m_theme.color(Token::line), 1));
        painter.drawLine(room.left(), y, room.right(), y);
        painter.setPen(m_theme.color(Token::muted));
        const QRect beside(
            mirrored ? room.right() + m_theme.scaled(8) : 0, y - metrics.height() / 2,
            (mirrored ? width() - room.right() : room.left()) - m_theme.scaled(8), metrics.height());
        write(beside, static_cast<int>(Qt::AlignVCenter) | side(false), QLocale().toString(value));
    };
    figure(top(), room.top());
    figure(bottom(), room.bottom());
    const QRect under(room.left(), height() - metrics.height(), room.width(), metrics.height());
    write(under, side(true), Words::dayOf(m_points.first().at));
    if (m_points.size() > 1) {
        write(under, side(false), Words::dayOf(m_points.last().at));
    }
    QPolygonF line;
    for (qsizetype i = 0; i < m_points.size(); ++i) {
        line << placeOf(i);
    }
    painter.setPen(QPen(m_theme.color(Token::accent), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(line);
    painter.setPen(QPen(m_theme.color(Token::surface), 1.5));
    painter.setBrush(m_theme.color(Token::accent));
    const double dot = m_theme.scaled(m_points.size() > 60 ? 2 : 4);
    for (const QPointF& each : std::as_const(line)) {
        painter.drawEllipse(each, dot, dot);
    }
    if (m_chosen >= 0 && hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_theme.color(Token::text), 2));
        painter.drawEllipse(line.at(m_chosen), dot + 3, dot + 3);
    }
}

qsizetype LineChart::nearest(QPoint to) const {
    qsizetype best = 0;
    for (qsizetype i = 1; i < m_points.size(); ++i) {
        if (std::abs(placeOf(i).x() - to.x()) < std::abs(placeOf(best).x() - to.x())) {
            best = i;
        }
    }
    return best;
}

void LineChart::choose(qsizetype point) {
    m_chosen = std::clamp<qsizetype>(point, 0, m_points.size() - 1);
    const QString words = spoken(m_chosen);
    setAccessibleDescription(words);
    QAccessibleEvent described(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&described);
    QToolTip::showText(mapToGlobal(placeOf(m_chosen).toPoint()), words, this);
    update();
}

void LineChart::keyPressEvent(QKeyEvent* event) {
    const bool later = event->key() == (layoutDirection() == Qt::RightToLeft ? Qt::Key_Left : Qt::Key_Right);
    const bool earlier = event->key() == (layoutDirection() == Qt::RightToLeft ? Qt::Key_Right : Qt::Key_Left);
    if (m_points.isEmpty() || (!later && !earlier)) {
        QWidget::keyPressEvent(event);
        return;
    }
    choose(m_chosen + (later ? 1 : -1));
}

bool LineChart::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && !m_points.isEmpty()) {
        const auto* help = static_cast<QHelpEvent*>(event); // NOLINT(cppcoreguidelines-pro-type-static-cast-downcast)
        QToolTip::showText(help->globalPos(), spoken(nearest(help->pos())), this);
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        if (m_chosen < 0) {
            m_chosen = m_points.size() - 1; // where the arrow keys begin
        }
        update();
    }
    return QWidget::event(event);
}

} // namespace cairn::ui
