#pragma once

#include "core/events/catalogue.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;

namespace cairn::ui {

class TextLabel;

// What proves a task: a platform and what is looked for there. An address of a platform fills it in, until somebody
// has chosen otherwise.
class RequirementFields : public QWidget {
    Q_OBJECT

public:
    explicit RequirementFields(Theme& theme, QWidget* parent = nullptr);

    void show(const events::Requirement& requirement);
    events::Requirement requirement() const;

    // The address beside it; may be none of a platform.
    void takeAddress(const QString& address);

    // Says what is wrong, and puts the keyboard there. True where nothing is.
    bool check();

    QWidget* platformField() const;

Q_SIGNALS:
    void changed();

private:
    void showFields();
    events::Platform platform() const;

    QComboBox* m_platform;
    QFormLayout* m_form;
    QLineEdit* m_problem;
    QSpinBox* m_contest;
    QLineEdit* m_index;
    QLineEdit* m_repository;
    QSpinBox* m_commits;
    QSpinBox* m_pullRequests;
    TextLabel* m_trouble;
    bool m_chosen = false; // by a person
};

} // namespace cairn::ui
