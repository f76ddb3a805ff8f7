#pragma once

#include "core/api/paths.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <optional>

class QLineEdit;
class QListWidget;
class QPushButton;

namespace cairn::ui {

class ExerciseTable;
class Notice;

// One topic of a plan: what it is called, what it needs first, what is done in it, and what its documentation says.
class TopicFields : public QWidget {
    Q_OBJECT

public:
    explicit TopicFields(Theme& theme, QWidget* parent = nullptr);

    void show(const plan::PathPlan& plan, std::size_t topic, const events::TopicDocumented& documented);

    // The topic as it stands in the fields.
    plan::PlannedTopic topic() const;

    void showDocumentation(const events::TopicDocumented& documented);
    void commit(); // what is being written in a cell
    void focusTitle();

Q_SIGNALS:
    void edited(); // by the person

private:
    QLineEdit* makeLine(const QString& objectName, const QString& name, std::size_t most);

    Theme& m_theme;
    std::string m_id{};
    QLineEdit* m_title;
    QLineEdit* m_summary;
    QLineEdit* m_technology;
    QListWidget* m_needs;
    ExerciseTable* m_exercises;
    Notice* m_documentation;
    QPushButton* m_source;
    QString m_page{}; // of the documentation
};

} // namespace cairn::ui
