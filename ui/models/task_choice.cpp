#include "ui/models/task_choice.h"

#include "ui/models/task_model.h"
#include "ui/widgets/words.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace cairn::ui {

namespace {

constexpr std::array kOrderOfColumn{
    api::TaskOrder::path,  api::TaskOrder::title,  api::TaskOrder::topic, api::TaskOrder::difficulty,
    api::TaskOrder::state, api::TaskOrder::source, api::TaskOrder::date,
};
static_assert(kOrderOfColumn.size() == TaskModel::kColumns);

// What can be overdue: all that is neither done nor given up.
constexpr std::array kUndone{
    api::TaskState::locked,    api::TaskState::available, api::TaskState::scheduled, api::TaskState::in_progress,
    api::TaskState::verifying, api::TaskState::failed,    api::TaskState::expired,
};

} // namespace

bool TaskChoice::isActive() const {
    TaskChoice everything;
    everything.order = order;
    everything.descending = descending;
    return !(*this == everything);
}

void TaskChoice::clear() {
    TaskChoice everything;
    everything.order = order;
    everything.descending = descending;
    *this = everything;
}

api::TaskFilter TaskChoice::filter(QDate today, Qt::DayOfWeek firstDay) const {
    api::TaskFilter filter;
    filter.path = path.id.toStdString();
    filter.topic = topic.id.toStdString();
    filter.module = module.toStdString();
    filter.states = states;
    filter.sources = sources;
    if (difficultyFrom > 1) {
        filter.difficultyFrom = difficultyFrom;
    }
    if (difficultyTo < 10) {
        filter.difficultyTo = difficultyTo;
    }
    filter.text = text.trimmed().toStdString();
    filter.order = order;
    filter.descending = descending;

    const auto between = [&](QDate first, QDate last) {
        if (first.isValid()) {
            filter.dateFrom = Words::dayOf(first);
        }
        if (last.isValid()) {
            filter.dateTo = Words::dayOf(last);
        }
    };
    switch (when) {
    case When::any:
        break;
    case When::today:
        between(today, today);
        break;
    case When::thisWeek: {
        const QDate first = today.addDays(-((today.dayOfWeek() - static_cast<int>(firstDay) + 7) % 7));
        between(first, first.addDays(6));
        break;
    }
    case When::overdue:
        between({}, today.addDays(-1));
        if (filter.states.empty()) {
            filter.states.assign(kUndone.begin(), kUndone.end());
        } else {
            std::erase_if(
                filter.states, [](api::TaskState state) { return std::ranges::find(kUndone, state) == kUndone.end(); });
            if (filter.states.empty()) {
                between(today, today.addDays(-1)); // an empty list would let everything through
            }
        }
        break;
    case When::range:
        between(from, to);
        break;
    }
    return filter;
}

std::int64_t plannedAt(QDate day) {
    return day.startOfDay().addSecs(12 * 60 * 60).toMSecsSinceEpoch();
}

api::TaskOrder orderOfColumn(int column) {
    return kOrderOfColumn[static_cast<std::size_t>(std::clamp(column, 0, TaskModel::kColumns - 1))];
}

int columnOfOrder(api::TaskOrder order) {
    return static_cast<int>(std::ranges::find(kOrderOfColumn, order) - kOrderOfColumn.begin());
}

} // namespace cairn::ui
