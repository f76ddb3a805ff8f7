#include "ui/pages/tasks/task_commands.h"

#include "ui/models/task_choice.h"
#include "ui/models/task_text.h"
#include "ui/shell/navigator.h"
#include "ui/widgets/words.h"

#include <QPointer>

namespace cairn::ui {

TaskCommands::TaskCommands(api::Profile& profile, Navigator& navigator, QObject* parent)
    : QObject(parent)
    , m_profile(profile)
    , m_navigator(navigator) {}

bool TaskCommands::applies(api::TaskAction action, const api::TaskRow& row) {
    using events::TaskStatus;
    switch (action) {
    case api::TaskAction::start:
    case api::TaskAction::startAnyway:
        return row.status == TaskStatus::scheduled || row.status == TaskStatus::failed ||
               row.status == TaskStatus::skipped || row.status == TaskStatus::expired;
    case api::TaskAction::complete:
        return row.status == TaskStatus::in_progress;
    case api::TaskAction::claim:
        return row.status == TaskStatus::in_progress && row.provable;
    case api::TaskAction::claimAgain:
        return row.status == TaskStatus::failed && row.provable;
    case api::TaskAction::skip:
        return row.status == TaskStatus::scheduled || row.status == TaskStatus::in_progress;
    case api::TaskAction::remove:
        return true;
    case api::TaskAction::erase:
        return row.source == events::TaskSource::own;
    }
    return false;
}

void TaskCommands::act(api::TaskAction action, TaskTargets targets) {
    if (targets.isEmpty()) {
        return;
    }
    const std::vector<std::string> ids = targets.ids;
    // Commands can overtake each other's answers; each of them is told.
    m_profile.tasks()
        .act(
            action, ids, {},
            [self = QPointer(this), action, targets = std::move(targets)](base::Expected<api::Done> done) {
                if (self) {
                    self->settle(action, targets, std::move(done));
                }
            })
        .keep();
}

void TaskCommands::plan(QDate day, TaskTargets targets) {
    if (targets.isEmpty()) {
        return;
    }
    const std::vector<std::string> ids = targets.ids;
    const std::optional<std::int64_t> at = day.isValid() ? std::optional(plannedAt(day)) : std::nullopt;
    m_profile.tasks()
        .schedule(
            ids, at,
            [self = QPointer(this), day, targets = std::move(targets)](base::Expected<api::Done> done) {
                if (self) {
                    self->settlePlan(day, targets, std::move(done));
                }
            })
        .keep();
}

void TaskCommands::settlePlan(QDate day, const TaskTargets& targets, base::Expected<api::Done> done) {
    Refusals refusals{{}, static_cast<std::int64_t>(targets.ids.size()), {}, {}};
    if (!done) {
        if (done.error().code != base::ErrorCode::Refused) {
            m_navigator.showError(done.error());
            return;
        }
        refusals.refused.push_back({targets.ids.front(), targets.title.toStdString(), done.error().message});
        Q_EMIT refused(refusals);
        return;
    }
    if (!done->refused.empty()) {
        refusals.refused = done->refused;
        Q_EMIT refused(refusals);
    }
    if (done->changed.empty()) {
        return;
    }
    const QString what = targets.ids.size() == 1 && !targets.title.isEmpty()
                             ? targets.title
                             : tr("%n task(s)", nullptr, static_cast<int>(done->changed.size()));
    m_navigator.announce(
        day.isValid() ? tr("Planned %1 for %2").arg(what, Words::day(day)) : tr("%1: no longer planned").arg(what),
        true);
}

void TaskCommands::settle(api::TaskAction action, const TaskTargets& targets, base::Expected<api::Done> done) {
    Refusals refusals{action, static_cast<std::int64_t>(targets.ids.size()), {}, {}};
    if (!done) {
        if (done.error().code != base::ErrorCode::Refused) {
            m_navigator.showError(done.error());
            return;
        }
        refusals.refused.push_back({targets.ids.front(), targets.title.toStdString(), done.error().message});
        askWhatIsMissing(std::move(refusals));
        return;
    }
    if (!done->changed.empty()) {
        m_navigator.announce(
            doneText(action, *done, targets.ids.size() == 1 ? targets.title : QString()),
            action != api::TaskAction::erase);
        Q_EMIT acted(action, done->changed);
    }
    if (!done->refused.empty()) {
        refusals.refused = std::move(done->refused);
        Q_EMIT refused(refusals);
    }
}

// The refusal's sentence names what is missing; the panel wants it as links.
void TaskCommands::askWhatIsMissing(Refusals refusals) {
    if (refusals.action != api::TaskAction::start) {
        Q_EMIT refused(refusals);
        return;
    }
    const std::string id = refusals.refused.front().id;
    m_missing = m_profile.tasks().detail(id, [this, refusals](base::Expected<api::TaskDetail> detail) {
        Refusals known = refusals;
        if (detail) {
            known.missing = detail->missing;
        }
        Q_EMIT refused(known);
    });
}

} // namespace cairn::ui
