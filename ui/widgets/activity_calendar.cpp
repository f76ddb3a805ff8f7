#include "ui/widgets/activity_calendar.h"

#include "ui/widgets/words.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr int kCell = 12;
constexpr int kPitch = 15;
constexpr int kDays = 7;
constexpr int kLeastWeeks = 6;
constexpr int kFull = 4; // so many in a day are much, whatever the most was

} // namespace

ActivityCalendar::ActivityCalendar(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_today(QDate::currentDate()) {
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setAccessibleName(tr("Activity of the last %n week(s)", nullptr, kWeeks));
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void ActivityCalendar::setDays(
    const std::vector<api::DayActivity>& days, const std::vector<base::Day>& frozen, base::Day today) {
    m_counts.clear();
    m_frozen.clear();
    m_most = 1;
    m_today = Words::dateOf(today);
    int active = 0;
    for (const api::DayActivity& day : days) {
        const int count = static_cast<int>(day.count);
        m_counts.insert(Words::dateOf(day.day), count);
        m_most = std::max(m_most, count);
        active += count > 0 ? 1 : 0;
    }
    for (const base::Day day : frozen) {
        m_frozen.append(Words::dateOf(day));
    }
    setAccessibleDescription(tr("active on %n day(s)", nullptr, active));
    update();
}

QSize ActivityCalendar::sizeOf(int weeks) const {
    const int pitch = m_theme.scaled(kPitch);
    const int gap = pitch - m_theme.scaled(kCell);
    return {weeks * pitch - gap, kDays * pitch - gap};
}

QSize ActivityCalendar::sizeHint() const {
    return sizeOf(kWeeks);
}

QSize ActivityCalendar::minimumSizeHint() const {
    return sizeOf(kLeastWeeks);
}

int ActivityCalendar::weeks() const {
    const int pitch = m_theme.scaled(kPitch);
    return std::clamp((width() + pitch - m_theme.scaled(kCell)) / pitch, 1, kWeeks);
}

void ActivityCalendar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    setAccessibleName(tr("Activity of the last %n week(s)", nullptr, weeks()));
    if (m_chosen.isValid()) {
        m_chosen = std::max(m_chosen, firstDay());
    }
}

QDate ActivityCalendar::firstDay() const {
    const int first = QLocale().firstDayOfWeek();
    const int into = (m_today.dayOfWeek() - first + kDays) % kDays;
    return m_today.addDays(-into - kDays * (weeks() - 1));
}

QRectF ActivityCalendar::cell(QDate day) const {
    const auto index = static_cast<int>(firstDay().daysTo(day));
    int week = index / kDays;
    if (layoutDirection() == Qt::RightToLeft) {
        week = weeks() - 1 - week;
    }
    const int pitch = m_theme.scaled(kPitch);
    const int side = m_theme.scaled(kCell);
    return QRectF(week * pitch, index % kDays * pitch, side, side);
}

QDate ActivityCalendar::dayAt(QPoint point) const {
    const double half = (m_theme.scaled(kPitch) - m_theme.scaled(kCell)) / 2.0;
    for (QDate day = firstDay(); day <= m_today; day = day.addDays(1)) {
        if (cell(day).adjusted(-half, -half, half, half).contains(point)) {
            return day;
        }
    }
    return {};
}

QString ActivityCalendar::spoken(QDate day) const {
    const int count = m_counts.value(day);
    const QString date = QLocale().toString(day, QLocale::LongFormat);
    if (count == 0 && m_frozen.contains(day)) {
        return tr("%1: carried over by a freeze").arg(date);
    }
    return count == 0 ? tr("%1: nothing").arg(date) : tr("%1: %n done", nullptr, count).arg(date);
}

void ActivityCalendar::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (QDate day = firstDay(); day <= m_today; day = day.addDays(1)) {
        const int count = m_counts.value(day);
        const double part = static_cast<double>(count) / std::max(m_most, kFull);
        const double share = count == 0 ? 0 : part > 0.66 ? 1 : part > 0.33 ? 0.6 : 0.3;
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.mixed(Token::accent, Token::sunken, share));
        const double round = m_theme.scaled(3);
        painter.drawRoundedRect(cell(day), round, round);
        if (count == 0 && m_frozen.contains(day)) {
            painter.setPen(QPen(m_theme.color(Token::available), 1.2));
            painter.setBrush(m_theme.color(Token::availableGround));
            painter.drawRoundedRect(cell(day).adjusted(0.6, 0.6, -0.6, -0.6), round, round);
        }
        if (hasFocus() && day == m_chosen) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(m_theme.color(Token::text), 1.5));
            painter.drawRoundedRect(cell(day).adjusted(0.5, 0.5, -0.5, -0.5), round, round);
        }
    }
}

void ActivityCalendar::choose(QDate day) {
    m_chosen = std::clamp(day, firstDay(), m_today);
    setAccessibleDescription(spoken(m_chosen));
    const QPoint below = cell(m_chosen).bottomLeft().toPoint();
    QToolTip::showText(mapToGlobal(below), spoken(m_chosen), this);
    update();
}

void ActivityCalendar::keyPressEvent(QKeyEvent* event) {
    const int week = layoutDirection() == Qt::RightToLeft ? -kDays : kDays;
    switch (event->key()) {
    case Qt::Key_Left:
        choose(m_chosen.addDays(-week));
        break;
    case Qt::Key_Right:
        choose(m_chosen.addDays(week));
        break;
    case Qt::Key_Up:
        choose(m_chosen.addDays(-1));
        break;
    case Qt::Key_Down:
        choose(m_chosen.addDays(1));
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void ActivityCalendar::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    if (!m_chosen.isValid()) {
        m_chosen = m_today;
    }
    update();
}

bool ActivityCalendar::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QDate day = dayAt(help->pos());
        day.isValid() ? QToolTip::showText(help->globalPos(), spoken(day), this) : QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace cairn::ui
