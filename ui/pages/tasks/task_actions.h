#pragma once

#include "core/api/tasks.h"

#include <QAction>
#include <QList>
#include <QObject>

namespace cairn::ui {

class TaskModel;
class TaskView;
class Theme;

// What can be done in Tasks, as actions with their shortcuts. They are owned by the page; it connects them and tells
// what they are about.
class TaskActions : public QObject {
    Q_OBJECT

public:
    TaskActions(const Theme& theme, QWidget& page, TaskView& view, TaskModel& tasks);

    // Enables what would do something with the rows that a command would be for.
    void update(const QList<const api::TaskRow*>& targets);

    QList<QAction*> all() const;

    QList<QAction*> bulk() const { return {start, complete, skip, remove}; } // their short names: "bulkText"

    QList<QAction*> ofRow() const; // a row's menu; null: a line between

    QAction* const open;
    QAction* const toggle;
    QAction* const start;
    QAction* const complete;
    QAction* const claim; // also again, where it was not proven
    QAction* const skip;
    QAction* const plan;
    QAction* const edit;
    QAction* const remove;
    QAction* const erase;
    QAction* const checkAll;
    QAction* const clearChecks;
    QAction* const search;
    QAction* const clearFilters;
    QAction* const switchView;
    QAction* const create;

private:
    TaskModel& m_tasks;
};

} // namespace cairn::ui
