#include "tests/bench/filter_steps.h"

#include "ui/models/task_model.h"

using namespace Qt::StringLiterals;

namespace cairn::bench {

namespace {

using ui::TaskChoice;
using Edit = std::function<void(TaskChoice&)>;
using Steps = std::vector<FilterStep>;

void type(Steps& steps, const QStringList& texts) {
    for (const QString& text : texts) {
        steps.push_back({u"type \"%1\""_s.arg(text), [text](FilterHands& hands) { hands.type(text); }});
    }
}

void choose(Steps& steps, const QString& name, const Edit& edit) {
    steps.push_back({name, [edit](FilterHands& hands) { hands.choose(edit); }});
}

void clear(Steps& steps) {
    choose(steps, u"everything"_s, [](TaskChoice& choice) { choice.clear(); });
}

void sort(Steps& steps) {
    for (int column = ui::TaskModel::TitleColumn; column < ui::TaskModel::kColumns; ++column) {
        for (const auto* way : {"up", "down"}) {
            steps.push_back(
                {u"sort by column %1, %2"_s.arg(column).arg(QLatin1StringView(way)),
                 [column](FilterHands& hands) { hands.sortBy(column); }});
        }
    }
    choose(steps, u"in the path's order"_s, [](TaskChoice& choice) {
        choice.order = api::TaskOrder::path;
        choice.descending = false;
    });
}

void chooseStates(Steps& steps) {
    using enum api::TaskState;
    for (const std::vector<api::TaskState>& states : std::vector<std::vector<api::TaskState>>{
             {available},
             {locked},
             {scheduled},
             {in_progress},
             {verifying},
             {self_reported},
             {skipped},
             {expired},
             {available, in_progress},
             {locked, skipped, self_reported}}) {
        choose(
            steps, u"%1 states from %2"_s.arg(states.size()).arg(static_cast<int>(states.front())),
            [states](TaskChoice& choice) { choice.states = states; });
    }
    choose(steps, u"any state"_s, [](TaskChoice& choice) { choice.states.clear(); });
}

void chooseTopics(Steps& steps) {
    for (const int topic : {0, 1, 17, 120, 333, 499}) {
        const auto id = u"bench.t%1"_s.arg(topic);
        choose(steps, u"topic %1"_s.arg(topic), [id](TaskChoice& choice) { choice.topic = {id, id}; });
    }
    choose(steps, u"any topic"_s, [](TaskChoice& choice) { choice.topic = {}; });
    for (const int module : {0, 3, 12, 39}) {
        choose(steps, u"module %1"_s.arg(module), [module](TaskChoice& choice) {
            choice.module = u"Module %1"_s.arg(module);
        });
    }
    choose(steps, u"any module"_s, [](TaskChoice& choice) { choice.module.clear(); });
}

void chooseDifficulty(Steps& steps) {
    for (const auto& [from, to] : {std::pair{1, 3}, {4, 6}, {9, 10}, {2, 9}, {5, 5}, {1, 10}}) {
        choose(steps, u"difficulty %1-%2"_s.arg(from).arg(to), [from, to](TaskChoice& choice) {
            choice.difficultyFrom = from;
            choice.difficultyTo = to;
        });
    }
}

void chooseDates(Steps& steps) {
    using enum TaskChoice::When;
    for (const auto when : {today, thisWeek, overdue, any}) {
        choose(steps, u"date %1"_s.arg(static_cast<int>(when)), [when](TaskChoice& choice) { choice.when = when; });
    }
    choose(steps, u"the last hundred days"_s, [](TaskChoice& choice) {
        choice.when = range;
        choice.from = QDate::currentDate().addDays(-100);
        choice.to = QDate::currentDate();
    });
}

void showTimeline(Steps& steps, bool timeline) {
    const auto act = [timeline](FilterHands& hands) { hands.showTimeline(timeline); };
    steps.push_back({timeline ? u"timeline"_s : u"list"_s, act, false});
}

} // namespace

std::vector<FilterStep> filterSteps() {
    Steps steps;
    type(
        steps, {u"l"_s, u"loops"_s, u"loops 1"_s, u"merge"_s, u"merge graphs"_s, u"balance queues 77"_s, u"4999"_s,
                u"module"_s, u"nowhere to be found"_s, u""_s});
    chooseStates(steps);
    chooseTopics(steps);
    chooseDifficulty(steps);
    chooseDates(steps);
    clear(steps);
    sort(steps);
    choose(steps, u"module 5"_s, [](TaskChoice& choice) { choice.module = u"Module 5"_s; });
    type(steps, {u"strings"_s});
    sort(steps);
    clear(steps);

    showTimeline(steps, true);
    chooseStates(steps);
    type(steps, {u"loops"_s, u"recursion"_s, u"nowhere to be found"_s, u""_s});
    showTimeline(steps, false);
    chooseTopics(steps);
    showTimeline(steps, true);
    chooseTopics(steps);
    chooseDifficulty(steps);
    chooseDates(steps);
    clear(steps);
    showTimeline(steps, false);
    return steps;
}

} // namespace cairn::bench
