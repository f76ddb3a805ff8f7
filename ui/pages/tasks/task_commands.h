#pragma once

#include "core/api/profile.h"

#include <QDate>
#include <QObject>
#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace cairn::ui {

class Navigator;

// What a command was given for: ids, and the title to name it by when it is one.
struct TaskTargets {
    std::vector<std::string> ids;
    QString title;

    bool isEmpty() const { return ids.empty(); }
};

// What a command passed over. `asked` is how many tasks it was given.
struct Refusals {
    std::optional<api::TaskAction> action; // none: a plan
    std::int64_t asked = 0;
    std::vector<api::Refused> refused;
    std::vector<api::TopicName> missing; // of the task, when it was one that was to be started
};

// Gives the commands of the tasks' pages, says in the window what they did, and reports what was refused.
class TaskCommands : public QObject {
    Q_OBJECT

public:
    TaskCommands(api::Profile& profile, Navigator& navigator, QObject* parent = nullptr);

    void act(api::TaskAction action, TaskTargets targets);

    // An invalid day: no longer planned.
    void plan(QDate day, TaskTargets targets);

    // Whether the table of transitions lets the action do something with a task in this state. Prerequisites are not
    // asked: starting a locked one says what is missing.
    static bool applies(api::TaskAction action, const api::TaskRow& row);

Q_SIGNALS:
    void acted(cairn::api::TaskAction action, const std::vector<std::string>& changed);
    void refused(const cairn::ui::Refusals& refusals);

private:
    void settle(api::TaskAction action, const TaskTargets& targets, base::Expected<api::Done> done);
    void settlePlan(QDate day, const TaskTargets& targets, base::Expected<api::Done> done);
    void askWhatIsMissing(Refusals refusals);

    api::Profile& m_profile;
    Navigator& m_navigator;
    api::Request m_missing;
};

} // namespace cairn::ui
