#pragma once

#include "core/api/sync.h"
#include "core/api/tasks.h"
#include "ui/pages/tasks/review_panel.h"

#include <QDate>
#include <QHash>
#include <QWidget>

#include <functional>
#include <optional>

class QScrollArea;
class QVBoxLayout;

namespace cairn::ui {

class Theme;

// One task in full. Renders from the detail it is given and asks the page for everything else.
//
// What was opened in it, the tab, the place in the text and the keyboard stay when the same task is shown anew.
class TaskDrawer : public QWidget {
    Q_OBJECT

public:
    explicit TaskDrawer(Theme& theme, QWidget* parent = nullptr);

    // `review`: of what is completed.
    void showDetail(const api::TaskDetail& detail, std::optional<TaskReview> review = {});
    void showNothing(const QString& title, const QString& text);

    // How it stands with the server, which verifies.
    void setServer(const api::SyncState& state);

    // Of the task that is shown; empty when none is.
    QString id() const;

    const std::optional<api::TaskDetail>& detail() const { return m_detail; }

    void focusFirst();

Q_SIGNALS:
    void actionAsked(cairn::api::TaskAction action);
    void planAsked(QDate day);
    void editAsked();
    void closeAsked();
    void topicAsked(const QString& id);
    void connectionsAsked();
    void devicesAsked();
    void provenAsked();
    void reviewAsked();
    void reviewWanted(bool wanted);

private:
    enum class Tab { task, files, history };

    void render();
    QWidget* makeTab(QWidget* parent);
    void addTexts(QVBoxLayout& column, QWidget* parent);
    void addSection(
        QVBoxLayout& column, QWidget* parent, const QString& title, bool open,
        std::function<QWidget*(QWidget*)> makeInside);
    bool hasTexts() const;

    Theme& m_theme;
    QScrollArea* m_area;
    std::optional<api::TaskDetail> m_detail;
    std::optional<TaskReview> m_review;
    api::SyncState m_server;
    Tab m_tab = Tab::task;
    QHash<QString, bool> m_open; // sections of this task, by title
};

} // namespace cairn::ui
