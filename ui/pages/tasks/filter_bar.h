#pragma once

#include "core/api/profile.h"
#include "ui/models/task_choice.h"

#include <QWidget>

class QPushButton;

namespace cairn::ui {

class ChoicePopup;
class DatePopup;
class DifficultyPopup;
class FilterChip;
class TextLabel;
class Theme;

// The row of chips above the tasks, and what they let through in figures. Holds the choice; the page hears of a new
// one.
class FilterBar : public QWidget {
    Q_OBJECT

public:
    FilterBar(Theme& theme, QWidget* parent = nullptr);

    const TaskChoice& choice() const { return m_choice; }

    void setChoice(const TaskChoice& choice); // without telling

    // The values that the menus offer. A chosen topic or module that the path does not have is let go.
    void setFacets(const api::TaskFacets& facets);

    void setSummary(std::int64_t total, std::int64_t done);

    FilterChip& pathChip() { return *m_path; }

    FilterChip& statusChip() { return *m_status; }

    FilterChip& topicChip() { return *m_topic; }

    FilterChip& moduleChip() { return *m_module; }

    FilterChip& difficultyChip() { return *m_difficulty; }

    FilterChip& sourceChip() { return *m_source; }

    FilterChip& dateChip() { return *m_date; }

Q_SIGNALS:
    void choiceChanged(const cairn::ui::TaskChoice& choice);

private:
    FilterChip* addChip(const QString& name);
    void connectChips();
    void fillPopups();
    void render();
    void change(const std::function<void(TaskChoice&)>& edit);
    QString dateText() const;

    Theme& m_theme;
    TaskChoice m_choice;
    api::TaskFacets m_facets;
    FilterChip* m_path;
    FilterChip* m_status;
    FilterChip* m_topic;
    FilterChip* m_module;
    FilterChip* m_difficulty;
    FilterChip* m_source;
    FilterChip* m_date;
    QPushButton* m_clear;
    TextLabel* m_summary;
    ChoicePopup* m_paths;
    ChoicePopup* m_states;
    ChoicePopup* m_topics;
    ChoicePopup* m_modules;
    ChoicePopup* m_sources;
    DifficultyPopup* m_difficulties;
    DatePopup* m_dates;
};

} // namespace cairn::ui
