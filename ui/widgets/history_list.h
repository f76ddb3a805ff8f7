#pragma once

#include "core/api/tasks.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QVBoxLayout;

namespace cairn::ui {

// A timeline of events, newest first: what happened, when, and in a second line what its payload says. One that the
// fold passed over says why; an undone one is struck out.
class HistoryList : public QWidget {
    Q_OBJECT

public:
    // `showsTitles`: names the subjects too, where the list is about more than one.
    HistoryList(Theme& theme, bool showsTitles, QWidget* parent = nullptr);

    void setEntries(const std::vector<api::HistoryEntry>& entries);

private:
    QWidget* makeRow(const api::HistoryEntry& entry);

    Theme& m_theme;
    QVBoxLayout* m_rows;
    bool m_showsTitles;
};

// The second line of an entry; empty when there is nothing to add.
QString historyDetail(const api::HistoryEntry& entry);

} // namespace cairn::ui
