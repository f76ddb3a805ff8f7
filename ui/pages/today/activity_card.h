#pragma once

#include "core/api/progress.h"
#include "ui/widgets/card.h"

namespace cairn::ui {

class ActivityCalendar;
class HistoryList;

// What happened lately, and the streak with its calendar.
class ActivityCard : public Card {
    Q_OBJECT

public:
    explicit ActivityCard(Theme& theme, QWidget* parent = nullptr);

    void show(const api::TodayView& view);

private:
    HistoryList* m_recent;
    TextLabel* m_nothing;
    TextLabel* m_streak;
    TextLabel* m_freezes;
    ActivityCalendar* m_calendar;
};

} // namespace cairn::ui
