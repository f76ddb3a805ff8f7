// The drawer of Tasks.
#include "ui/pages/tasks/refusal_panel.h"
#include "ui/pages/tasks/task_drawer.h"
#include "ui/pages/tasks/task_view.h"
#include "ui/pages/tasks/tasks_page.h"
#include "ui/shell/navigator.h"
#include "ui/shell/task_form.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/words.h"

#include <QLineEdit>

#include <utility>

namespace cairn::ui {

void TasksPage::connectDrawer() {
    connect(m_drawer, &TaskDrawer::actionAsked, this, [this](api::TaskAction action) {
        m_refusals->hide();
        if (action == api::TaskAction::erase) {
            askToErase(drawerTarget());
        } else {
            m_commands.act(action, drawerTarget());
        }
    });
    connect(m_drawer, &TaskDrawer::planAsked, this, [this](QDate day) { m_commands.plan(day, drawerTarget()); });
    connect(m_drawer, &TaskDrawer::editAsked, this, [this] { editTask(m_shown.toStdString()); });
    connect(m_drawer, &TaskDrawer::connectionsAsked, this, [this] { m_navigator.goTo(PlaceId::connections); });
    connect(m_drawer, &TaskDrawer::devicesAsked, this, [this] { m_navigator.goTo(PlaceId::devices); });
    connect(m_drawer, &TaskDrawer::reviewAsked, this, [this] { m_navigator.goTo(PlaceId::today, m_shown); });
    connect(m_drawer, &TaskDrawer::reviewWanted, this, &TasksPage::wantReviews);
    connect(m_drawer, &TaskDrawer::provenAsked, this, [this] { m_navigator.showProven(); });
    const auto heard = [this](const api::SyncState& state) {
        m_drawer->setServer(state);
        m_tasks.setConnected(state.phase == api::SyncPhase::live);
    };
    heard(m_sync.state());
    m_syncSubscription = m_sync.subscribe(heard);
    connect(m_drawer, &TaskDrawer::closeAsked, m_pane, &DrawerPane::close);
    connect(
        m_drawer, &TaskDrawer::topicAsked, this, [this](const QString& id) { m_navigator.goTo(PlaceId::mindmap, id); });
    connect(m_pane, &DrawerPane::closed, this, [this] {
        m_shown.clear();
        m_following.stop();
        if (!m_search->hasFocus()) {
            focusContent();
        }
    });
}

TaskTargets TasksPage::drawerTarget() const {
    if (!m_drawer->detail()) {
        return {};
    }
    return {{m_drawer->detail()->row.id}, QString::fromStdString(m_drawer->detail()->row.title)};
}

void TasksPage::showItem(const QString& id) {
    if (id.isEmpty()) {
        return;
    }
    m_wanted = id;
    lookForWanted();
    openDrawer(id);
}

void TasksPage::openDrawer(const QString& id, bool takeKeyboard) {
    if (id.isEmpty()) {
        return;
    }
    m_following.stop();
    m_shown = id;
    m_takeKeyboard = takeKeyboard;
    askDetail();
}

void TasksPage::askDetail() {
    if (m_shown.isEmpty()) {
        return;
    }
    m_detail = m_profile.tasks().detail(m_shown.toStdString(), [this](base::Expected<api::TaskDetail> detail) {
        if (detail) {
            askReview(*detail);
        } else if (detail.error().code == base::ErrorCode::NotFound) {
            m_pane->close();
        } else {
            const Words::Trouble trouble = Words::of(detail.error());
            m_drawer->showNothing(trouble.what, trouble.todo);
            m_pane->open();
        }
    });
}

// What is completed is shown with its review, so that nothing moves once that is known.
void TasksPage::askReview(const api::TaskDetail& detail) {
    if (detail.row.status != events::TaskStatus::completed) {
        m_review = {};
        showDetail(detail, {});
        return;
    }
    m_review =
        m_profile.reviews().of(detail.row.id, [this, detail](base::Expected<std::optional<api::ReviewRow>> review) {
            showDetail(detail, review ? TaskReview{std::move(*review)} : TaskReview{{}, std::move(review.error())});
        });
}

void TasksPage::showDetail(const api::TaskDetail& detail, std::optional<TaskReview> review) {
    if (detail.row.id != m_shown.toStdString()) {
        return; // closed meanwhile
    }
    m_drawer->showDetail(detail, std::move(review));
    m_pane->open();
    if (std::exchange(m_takeKeyboard, false)) {
        m_drawer->focusFirst();
    }
    updateActions();
}

void TasksPage::wantReviews(bool wanted) {
    const TaskTargets task = drawerTarget();
    if (task.isEmpty()) {
        return;
    }
    m_profile.reviews()
        .want(
            task.ids.front(), wanted,
            [self = QPointer(this), wanted, title = task.title](base::Expected<std::optional<api::ReviewRow>> done) {
                if (!self) {
                    return;
                }
                if (!done) {
                    self->m_navigator.showError(done.error());
                } else {
                    self->m_navigator.announce(
                        (wanted ? tr("“%1” is reviewed from now on") : tr("“%1” is not asked any more")).arg(title),
                        true);
                }
            })
        .keep();
}

void TasksPage::editTask(const std::string& id) {
    m_edited = m_profile.tasks().detail(id, [this](base::Expected<api::TaskDetail> detail) {
        if (!detail) {
            m_navigator.showError(detail.error());
            return;
        }
        auto* form = new TaskForm(m_profile, m_theme, *detail, this);
        form->setAttribute(Qt::WA_DeleteOnClose);
        connect(form, &TaskForm::saved, this, [this](const QString& /*id*/, const QString& title) {
            m_navigator.announce(tr("Changed %1").arg(title), true);
        });
        connect(form, &TaskForm::failed, this, [this](const base::Error& error) { m_navigator.showError(error); });
        form->open();
    });
}

} // namespace cairn::ui
