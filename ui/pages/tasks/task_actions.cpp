#include "ui/pages/tasks/task_actions.h"

#include "ui/models/task_model.h"
#include "ui/pages/tasks/task_commands.h"
#include "ui/pages/tasks/task_view.h"
#include "ui/theme/theme.h"

#include <algorithm>

namespace cairn::ui {

namespace {

QAction* make(QWidget& owner, const QIcon& icon, const QString& text, const QList<QKeySequence>& keys) {
    auto* action = new QAction(icon, text, &owner);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    owner.addAction(action);
    return action;
}

// A key that belongs to the rows alone: elsewhere on the page it presses buttons.
QAction* makeForRows(QWidget& owner, TaskView& view, const QString& text, const QList<QKeySequence>& keys) {
    auto* action = new QAction(text, &owner);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    view.addAction(action);
    return action;
}

} // namespace

TaskActions::TaskActions(const Theme& theme, QWidget& page, TaskView& view, TaskModel& tasks)
    : QObject(&page)
    , open(makeForRows(page, view, tr("Show details"), {Qt::Key_Return, Qt::Key_Enter}))
    , toggle(makeForRows(page, view, tr("Select for a command"), {Qt::Key_Space}))
    , start(make(page, theme.icon(QStringLiteral("start")), tr("Start"), {Qt::Key_S}))
    , complete(make(page, theme.icon(QStringLiteral("check")), tr("Complete"), {Qt::Key_D}))
    , claim(make(page, theme.icon(QStringLiteral("proof")), tr("Ask for proof"), {Qt::Key_V}))
    , skip(make(page, theme.icon(QStringLiteral("skip")), tr("Skip"), {Qt::Key_K}))
    , plan(make(page, theme.icon(QStringLiteral("calendar")), tr("Plan…"), {Qt::Key_P}))
    , edit(make(page, theme.icon(QStringLiteral("edit")), tr("Edit…"), {Qt::Key_E}))
    , remove(make(page, theme.icon(QStringLiteral("trash")), tr("Delete"), {QKeySequence::Delete}))
    , erase(make(page, {}, tr("Erase for ever…"), {Qt::SHIFT | Qt::Key_Delete}))
    , checkAll(make(page, {}, tr("Select all tasks"), {QKeySequence::SelectAll}))
    , clearChecks(make(page, {}, tr("Clear the selection"), {Qt::CTRL | Qt::SHIFT | Qt::Key_A}))
    , search(make(page, theme.icon(QStringLiteral("search")), tr("Filter by text"), {Qt::Key_Slash}))
    , clearFilters(make(page, theme.icon(QStringLiteral("filter")), tr("Clear all filters"), {Qt::SHIFT | Qt::Key_F}))
    , switchView(make(page, {}, tr("List or timeline"), {Qt::Key_T}))
    , create(make(page, theme.icon(QStringLiteral("add")), tr("New task…"), {Qt::Key_N}))
    , m_tasks(tasks) {
    for (QAction* action : bulk()) {
        action->setProperty("bulkText", action->text());
    }
}

void TaskActions::update(const QList<const api::TaskRow*>& targets) {
    const auto any = [&](api::TaskAction action) {
        return std::ranges::any_of(
            targets, [action](const api::TaskRow* task) { return TaskCommands::applies(action, *task); });
    };
    const bool hasTarget = !targets.isEmpty();
    open->setEnabled(targets.size() == 1);
    toggle->setEnabled(hasTarget);
    start->setEnabled(any(api::TaskAction::start));
    complete->setEnabled(any(api::TaskAction::complete));
    claim->setEnabled(any(api::TaskAction::claim) || any(api::TaskAction::claimAgain));
    skip->setEnabled(any(api::TaskAction::skip));
    plan->setEnabled(any(api::TaskAction::start) || any(api::TaskAction::complete));
    edit->setEnabled(targets.size() == 1);
    remove->setEnabled(hasTarget);
    erase->setEnabled(any(api::TaskAction::erase));
    checkAll->setEnabled(m_tasks.total() > 0);
    clearChecks->setEnabled(m_tasks.checkedCount() > 0);
}

QList<QAction*> TaskActions::all() const {
    return {open,   toggle, start,    complete,    claim,  skip,         plan,       edit,
            remove, erase,  checkAll, clearChecks, search, clearFilters, switchView, create};
}

QList<QAction*> TaskActions::ofRow() const {
    return {open, nullptr, start, complete, claim, skip, nullptr, edit, remove, erase};
}

} // namespace cairn::ui
