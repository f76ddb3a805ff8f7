// What a person does in Tasks.
#include "ui/pages/tasks/bulk_bar.h"
#include "ui/pages/tasks/erase_dialog.h"
#include "ui/pages/tasks/filter_bar.h"
#include "ui/pages/tasks/own_keys.h"
#include "ui/pages/tasks/plan_menu.h"
#include "ui/pages/tasks/refusal_panel.h"
#include "ui/pages/tasks/task_actions.h"
#include "ui/pages/tasks/task_drawer.h"
#include "ui/pages/tasks/task_view.h"
#include "ui/pages/tasks/tasks_page.h"
#include "ui/shell/navigator.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/progress_bar.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>

#include <algorithm>

namespace cairn::ui {

void TasksPage::connectModel() {
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget* old, const QWidget* now) {
        const auto inDrawer = [this](const QWidget* widget) {
            return widget != nullptr && m_drawer->isAncestorOf(widget);
        };
        if (inDrawer(old) != inDrawer(now)) {
            updateActions();
        }
    });
    connect(&m_tasks, &TaskModel::arrived, this, &TasksPage::showRows);
    connect(&m_tasks, &TaskModel::failed, this, &TasksPage::showTrouble);
    connect(&m_tasks, &TaskModel::loadingChanged, this, [this](bool loading) {
        if (loading) {
            m_slow.start();
        } else {
            m_slow.stop();
            m_loading->hide();
        }
    });
    connect(&m_tasks, &TaskModel::checksChanged, this, [this] {
        m_bulk->setCount(m_tasks.checkedCount());
        m_bulk->setVisible(m_tasks.checkedCount() > 1);
        updateActions();
    });
    connect(m_filters, &FilterBar::choiceChanged, this, &TasksPage::takeChoice);
    connect(&m_view->taskHeader(), &TaskHeader::sortAsked, this, &TasksPage::sortBy);
    connect(&m_view->taskHeader(), &TaskHeader::allToggled, this, [this] {
        m_tasks.checkedCount() == m_tasks.total() ? m_tasks.clearChecks() : m_tasks.checkAll();
    });
    connect(m_view, &TaskView::currentIdChanged, this, [this](const QString& id) {
        updateActions();
        if (m_pane->isOpen() && !id.isEmpty() && id != m_shown) {
            m_following.start();
        }
    });
    connect(m_view, &TaskView::opened, this, [this](const QString& id) { openDrawer(id); });
    connect(m_view, &QWidget::customContextMenuRequested, this, &TasksPage::openRowMenu);
    connect(&m_commands, &TaskCommands::refused, this, &TasksPage::showRefusals);
    connect(&m_commands, &TaskCommands::acted, this, [this](api::TaskAction action, const auto& changed) {
        const auto gone = std::find(changed.begin(), changed.end(), m_shown.toStdString());
        const bool removes = action == api::TaskAction::remove || action == api::TaskAction::erase;
        if (removes && gone != changed.end()) {
            m_pane->close();
        }
    });
}

void TasksPage::connectActions() {
    const auto acts = [this](QAction* action, api::TaskAction what) {
        connect(action, &QAction::triggered, this, [this, what] { act(what); });
    };
    acts(m_actions->start, api::TaskAction::start);
    acts(m_actions->complete, api::TaskAction::complete);
    acts(m_actions->claim, api::TaskAction::claimAgain);
    acts(m_actions->skip, api::TaskAction::skip);
    acts(m_actions->remove, api::TaskAction::remove);
    connect(m_actions->erase, &QAction::triggered, this, [this] { askToErase(targets()); });
    connect(m_actions->open, &QAction::triggered, this, [this] { openDrawer(m_view->currentId(), true); });
    connect(m_actions->toggle, &QAction::triggered, m_view, &TaskView::toggleCurrent);
    connect(m_actions->plan, &QAction::triggered, this, &TasksPage::planMenuAtRow);
    connect(m_actions->edit, &QAction::triggered, this, [this] {
        if (const TaskTargets one = targets(); one.ids.size() == 1) {
            editTask(one.ids.front());
        }
    });
    connect(m_actions->checkAll, &QAction::triggered, this, [this] { m_tasks.checkAll(); });
    connect(m_actions->clearChecks, &QAction::triggered, this, [this] { m_tasks.clearChecks(); });
    connect(m_actions->search, &QAction::triggered, this, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    connect(m_actions->clearFilters, &QAction::triggered, this, [this] {
        TaskChoice choice = m_filters->choice();
        choice.clear();
        m_filters->setChoice(choice);
        takeChoice(choice);
    });
    connect(m_actions->switchView, &QAction::triggered, this, [this] { showTimeline(!m_view->showsTimeline()); });
    connect(m_actions->create, &QAction::triggered, this, [this] { m_navigator.newTask(); });
    connect(m_bulk, &BulkBar::clearAsked, m_actions->clearChecks, &QAction::trigger);
    connect(m_plan, &PlanMenu::picked, this, [this](QDate day) { m_commands.plan(day, targets()); });
    connect(m_refusals, &RefusalPanel::closed, this, [this] {
        m_refusals->hide();
        focusContent();
    });
    connect(m_refusals, &RefusalPanel::startAnyway, this, [this](const TaskTargets& refused) {
        m_refusals->hide();
        focusContent();
        m_commands.act(api::TaskAction::startAnyway, refused);
    });
    connect(m_refusals, &RefusalPanel::topicAsked, this, [this](const QString& id) {
        m_navigator.goTo(PlaceId::mindmap, id);
    });
}

TaskTargets TasksPage::targets() const {
    if (isAboutDrawer()) {
        return drawerTarget();
    }
    TaskTargets chosen;
    chosen.ids = m_tasks.checked();
    if (chosen.ids.empty() && !m_view->currentId().isEmpty()) {
        chosen.ids.push_back(m_view->currentId().toStdString());
    }
    if (chosen.ids.size() == 1) {
        const api::TaskRow* row = m_tasks.at(m_tasks.rowOf(QString::fromStdString(chosen.ids.front())));
        chosen.title = row != nullptr ? QString::fromStdString(row->title) : QString();
    }
    return chosen;
}

// While the keyboard is in the drawer, commands are for its task.
bool TasksPage::isAboutDrawer() const {
    const QWidget* focused = QApplication::focusWidget();
    return focused != nullptr && m_drawer->detail() && m_drawer->isAncestorOf(focused);
}

QList<const api::TaskRow*> TasksPage::targetRows() const {
    QList<const api::TaskRow*> rows;
    if (isAboutDrawer()) {
        rows << &m_drawer->detail()->row;
    } else if (m_tasks.checkedCount() > 0) {
        for (int row = 0; row < m_tasks.rowCount(); ++row) {
            if (m_tasks.isChecked(row)) {
                rows << m_tasks.at(row);
            }
        }
    } else if (const api::TaskRow* row = m_tasks.at(m_tasks.rowOf(m_view->currentId()))) {
        rows << row;
    }
    return rows;
}

void TasksPage::updateActions() {
    m_actions->update(targetRows());
    m_plan->menuAction()->setEnabled(m_actions->plan->isEnabled());
    m_actions->clearFilters->setEnabled(m_filters->choice().isActive());
}

void TasksPage::act(api::TaskAction action) {
    m_refusals->hide();
    m_commands.act(action, targets());
    if (!isAboutDrawer() && m_tasks.checkedCount() > 1) {
        m_tasks.clearChecks();
    }
}

void TasksPage::askToErase(const TaskTargets& what) {
    auto* dialog = new EraseDialog(what, m_theme, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, what] {
        m_refusals->hide();
        m_commands.act(api::TaskAction::erase, what);
        m_tasks.clearChecks();
    });
    dialog->open();
}

void TasksPage::planMenuAtRow() {
    if (isAboutDrawer()) {
        const QWidget& focused = *QApplication::focusWidget();
        m_plan->popup(focused.mapToGlobal(QPoint(0, focused.height())));
        return;
    }
    const QRect row = m_view->visualRect(m_view->currentIndex());
    m_plan->popup(m_view->viewport()->mapToGlobal(QPoint(m_view->width() / 3, std::max(0, row.bottom()))));
}

void TasksPage::openRowMenu(QPoint at) {
    const QString id = m_view->indexAt(at).data(TaskModel::IdRole).toString();
    if (id.isEmpty() || !m_view->setCurrentId(id)) {
        return;
    }
    updateActions();
    auto* menu = new QMenu(this);
    new OwnKeys(menu);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction* action : m_actions->ofRow()) {
        if (action != nullptr) {
            menu->addAction(action);
        } else {
            menu->addSeparator();
        }
    }
    menu->insertMenu(m_actions->edit, m_plan);
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

void TasksPage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && m_refusals->isVisible()) {
        m_refusals->hide();
        focusContent();
        return;
    }
    if (event->key() == Qt::Key_Escape && m_tasks.checkedCount() > 0) {
        m_tasks.clearChecks();
        return;
    }
    Place::keyPressEvent(event);
}

} // namespace cairn::ui
