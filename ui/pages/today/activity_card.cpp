#include "ui/pages/today/activity_card.h"

#include "ui/widgets/activity_calendar.h"
#include "ui/widgets/history_list.h"
#include "ui/widgets/text_label.h"

#include <QVBoxLayout>

#include <algorithm>

namespace cairn::ui {

namespace {

constexpr std::size_t kMostEntries = 4;

} // namespace

ActivityCard::ActivityCard(Theme& theme, QWidget* parent)
    : Card(theme, tr("Activity"), parent)
    , m_recent(new HistoryList(theme, true, this))
    , m_nothing(makeParagraph(theme, tr("What you start and finish is written down here."), this))
    , m_streak(new TextLabel(theme, Type::cardTitle, Token::text, {}, this))
    , m_freezes(makeParagraph(theme, {}, this))
    , m_calendar(new ActivityCalendar(theme, this)) {
    body()->addWidget(m_recent);
    body()->addWidget(m_nothing);
    body()->addSpacing(12);
    body()->addWidget(m_streak);
    body()->addWidget(m_freezes);
    body()->addSpacing(4);
    body()->addWidget(m_calendar, 0, Qt::AlignLeading);
    body()->addStretch(1);
}

void ActivityCard::show(const api::TodayView& view) {
    const auto end = view.recent.begin() + static_cast<std::ptrdiff_t>(std::min(kMostEntries, view.recent.size()));
    m_recent->setEntries({view.recent.begin(), end});
    m_recent->setVisible(!view.recent.empty());
    m_nothing->setVisible(view.recent.empty());
    const api::StreakView& streak = view.streak;
    m_streak->setText(
        streak.days > 0 ? tr("Streak · %n day(s)", nullptr, static_cast<int>(streak.days)) : tr("Streak"));
    QStringList sentences;
    if (streak.days == 0) {
        sentences << tr("Finish a task today to begin one.");
    } else if (!streak.activeToday) {
        sentences << tr("Finish a task today to keep it.");
    }
    if (streak.freezes > 0) {
        sentences << tr("%n freeze(s) in hand.", nullptr, static_cast<int>(streak.freezes));
    }
    if (streak.longest > 0) {
        sentences << tr("Longest: %n day(s).", nullptr, static_cast<int>(streak.longest));
    }
    m_freezes->setText(sentences.join(QLatin1Char(' ')));
    m_freezes->setToolTip(tr("A freeze carries the streak over a day without work. Every seven days earn one; two can "
                             "be kept."));
    m_calendar->setDays(view.calendar, streak.frozen, view.today);
}

} // namespace cairn::ui
