#pragma once

#include "core/api/profile.h"
#include "core/api/sync.h"
#include "ui/models/task_choice.h"
#include "ui/models/task_model.h"
#include "ui/models/timeline_model.h"
#include "ui/pages/tasks/review_panel.h"
#include "ui/pages/tasks/task_commands.h"
#include "ui/shell/place.h"

#include <QPointer>
#include <QTimer>

class QLineEdit;
class QStackedLayout;

namespace cairn::ui {

class BulkBar;
class DrawerPane;
class EmptyState;
class ErrorPanel;
class FilterBar;
class Navigator;
class PlanMenu;
class RefusalPanel;
class Segmented;
class TaskActions;
class TaskDrawer;
class TaskView;
class Theme;
class ThinProgressBar;

// The tasks: filtered, as a list or by day, with what can be done with one or several of them, and a drawer for one.
class TasksPage : public Place {
    Q_OBJECT

public:
    TasksPage(api::Profile& profile, api::Sync& sync, Theme& theme, Navigator& navigator, QWidget* parent = nullptr);
    ~TasksPage() override;

    void showItem(const QString& id) override; // a task's
    QList<QAction*> placeActions() override;
    QList<KeyHint> keyHints() override;
    void focusContent() override;

protected:
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeTable();
    QWidget* makeContent();
    void connectActions();
    void connectModel();
    void connectDrawer();

    void heard(const api::Change& change);
    void refresh();
    void askFacets();
    void takeChoice(const TaskChoice& choice);
    void sortBy(int column);
    void showTimeline(bool timeline);
    void showRows();
    void lookForWanted();
    void showTrouble(const base::Error& error);
    void showRefusals(const Refusals& refusals);

    TaskTargets targets() const; // the checked ones, or else the current one
    QList<const api::TaskRow*> targetRows() const;
    bool isAboutDrawer() const;
    void updateActions();
    void act(api::TaskAction action);
    void askToErase(const TaskTargets& what);
    void planMenuAtRow();
    void editTask(const std::string& id);
    void openRowMenu(QPoint at);

    void openDrawer(const QString& id, bool takeKeyboard = false);
    void askDetail();
    void askReview(const api::TaskDetail& detail);
    void showDetail(const api::TaskDetail& detail, std::optional<TaskReview> review);
    void wantReviews(bool wanted);
    TaskTargets drawerTarget() const;

    api::Profile& m_profile;
    api::Sync& m_sync;
    Theme& m_theme;
    Navigator& m_navigator;
    TaskModel m_tasks;
    TimelineModel m_timeline;
    TaskCommands m_commands;

    QLineEdit* m_search = nullptr;
    Segmented* m_views = nullptr;
    FilterBar* m_filters = nullptr;
    RefusalPanel* m_refusals = nullptr;
    BulkBar* m_bulk = nullptr;
    TaskView* m_view = nullptr;
    QWidget* m_table = nullptr;
    ThinProgressBar* m_loading = nullptr;
    EmptyState* m_none = nullptr;
    EmptyState* m_noneLeft = nullptr;
    ErrorPanel* m_trouble = nullptr;
    QWidget* m_troubleRoom = nullptr;
    QStackedLayout* m_states = nullptr;
    PlanMenu* m_plan = nullptr;
    TaskActions* m_actions = nullptr;
    DrawerPane* m_pane = nullptr;
    TaskDrawer* m_drawer = nullptr;

    QTimer m_typing;    // until the text is filtered by
    QTimer m_slow;      // until work that goes on is shown
    QTimer m_following; // until the drawer follows the current row
    QTimer m_changed;   // gathers changes that come in a bunch
    bool m_stale = true;
    bool m_takeKeyboard = false; // into the drawer, once its task is there
    QString m_shown;             // id of the drawer's task
    QString m_wanted;            // id to make current once it is there
    api::Request m_facets;
    api::Request m_detail;
    api::Request m_review;
    api::Request m_edited;
    api::Subscription m_subscription;
    api::Subscription m_syncSubscription;
};

} // namespace cairn::ui
