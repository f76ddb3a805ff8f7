#pragma once

#include "core/api/profile.h"
#include "ui/theme/theme.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDateEdit;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSlider;

namespace cairn::ui {

class DifficultyDots;
class RequirementFields;
class TextLabel;

// Writes a task of one's own, or changes one. What is wrong is said beside the field, and saving waits for it.
class TaskForm : public QDialog {
    Q_OBJECT

public:
    TaskForm(api::Profile& profile, Theme& theme, QWidget* parent = nullptr);                              // a new one
    TaskForm(api::Profile& profile, Theme& theme, const api::TaskDetail& task, QWidget* parent = nullptr); // that one

Q_SIGNALS:
    // `id` of the task that was added or changed.
    void saved(const QString& id, const QString& title);
    void failed(const base::Error& error);

private:
    void build();
    void fill(const api::TaskDetail& task);
    void offerPaths();
    bool check(); // says what is wrong
    void save();
    void add();
    void change();
    void answer(base::Expected<api::Done> done);
    QWidget* withTrouble(QWidget* field, TextLabel*& trouble);

    QStringList tagsEntered() const;
    std::optional<std::int64_t> dayEntered() const;

    api::Profile& m_profile;
    Theme& m_theme;
    api::Request m_facets;
    api::Request m_request;
    api::Request m_planning;
    std::optional<api::TaskDetail> m_task; // that is changed

    QFormLayout* m_form = nullptr;
    QLineEdit* m_title = nullptr;
    TextLabel* m_titleTrouble = nullptr;
    QPlainTextEdit* m_summary = nullptr;
    QComboBox* m_path = nullptr;
    QLineEdit* m_module = nullptr;
    QLineEdit* m_tags = nullptr;
    QSlider* m_difficulty = nullptr;
    DifficultyDots* m_dots = nullptr;
    TextLabel* m_difficultyText = nullptr;
    QLineEdit* m_url = nullptr;
    TextLabel* m_urlTrouble = nullptr;
    RequirementFields* m_requirement = nullptr;
    QCheckBox* m_planned = nullptr;
    QDateEdit* m_day = nullptr;
    QPushButton* m_save = nullptr;
    bool m_tried = false; // troubles are said once saving was tried
};

} // namespace cairn::ui
