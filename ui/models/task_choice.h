#pragma once

#include "core/api/tasks.h"

#include <QDate>
#include <QString>

#include <vector>

namespace cairn::ui {

// What a person has chosen to see of the tasks, as the chips show it. A value; the page keeps it between visits.
struct TaskChoice {
    enum class When { any, today, thisWeek, overdue, range };

    struct Named {
        QString id;
        QString title;

        bool operator==(const Named&) const = default;
    };

    Named path;
    Named topic;
    QString module;
    std::vector<api::TaskState> states;
    std::vector<events::TaskSource> sources;
    int difficultyFrom = 1;
    int difficultyTo = 10;
    When when = When::any;
    QDate from; // of a range; invalid: open
    QDate to;
    QString text;
    api::TaskOrder order = api::TaskOrder::path;
    bool descending = false;

    bool operator==(const TaskChoice&) const = default;

    bool limitsDifficulty() const { return difficultyFrom > 1 || difficultyTo < 10; }

    // Whether anything is hidden.
    bool isActive() const;

    // Shows everything, in the order that was chosen.
    void clear();

    // What the core is asked for. `today` is the learner's day, and `firstDay` the one that a week begins with.
    api::TaskFilter filter(QDate today, Qt::DayOfWeek firstDay) const;
};

// The moment that stands for "on that day" in a plan: noon there, so that a journey or a change of the clock leaves the
// day what it is.
std::int64_t plannedAt(QDate day);

// The order that a column of TaskModel sorts by, and the column of an order.
api::TaskOrder orderOfColumn(int column);
int columnOfOrder(api::TaskOrder order);

} // namespace cairn::ui
