#include "sync/server/verify/claiming.h"

#include "core/state/subject.h"
#include "sync/server/verify/claims.h"

#include <algorithm>

namespace cairn::server {

using base::ErrorCode;
using events::TaskStatus;

namespace {

const char* whyNot(TaskStatus status) {
    switch (status) {
    case TaskStatus::completed:
        return "the task is completed already";
    case TaskStatus::failed:
        return "this try was answered: start the task again first";
    case TaskStatus::scheduled:
    case TaskStatus::skipped:
    case TaskStatus::expired:
        return "the task is not in progress: start it first";
    case TaskStatus::in_progress:
    case TaskStatus::verifying:
        break;
    }
    return "the task cannot be claimed now";
}

// The claim that a task waits for: the last one that the fold has not refused.
base::Expected<std::string> pendingJob(store::Store& store, const std::string& subject, const state::Task& task) {
    const auto events = store.log().ofSubject(subject);
    const auto refused = [&](const events::Event& event) {
        return std::ranges::any_of(task.refused, [&](const state::Refusal& refusal) {
            return refusal.device == event.ref.device && refusal.seq == event.ref.seq;
        });
    };
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        if (event->type == events::rowOf<events::TaskCompletionClaimed>().type && !refused(*event)) {
            return jobOf(event->ref);
        }
    }
    return base::fail(ErrorCode::Corrupt, "the task waits for a claim that is not here");
}

base::Expected<std::string>
claimAt(store::Store& store, service::Exchanged& written, const std::string& id, base::Millis now) {
    const auto subject = "task/" + id;
    const auto snapshot = store.projections().read(subject);
    const auto* task = snapshot ? std::get_if<state::Task>(&snapshot->state) : nullptr;
    if (task == nullptr || !task->exists || task->deleted) {
        return base::fail(ErrorCode::NotFound, "there is no such task");
    }
    if (task->status == TaskStatus::verifying) {
        return pendingJob(store, subject, *task);
    }
    if (!state::statusAfter(task->status, task->verified, state::Transition::claim)) {
        return base::fail(ErrorCode::Refused, whyNot(task->status));
    }
    const std::vector<store::Entry> entries{{events::draft(subject, events::TaskCompletionClaimed{}), now}};
    auto appended = store.append(entries);
    if (!appended) {
        return std::unexpected(appended.error());
    }
    auto job = jobOf(appended->front().ref);
    written.received = std::move(*appended);
    return job;
}

} // namespace

base::Expected<std::string> claimTask(Desk& desk, const std::string& task, base::Millis now) {
    return desk.onStore<base::Expected<std::string>>(
        [&](store::Store& store, service::Exchanged& written) { return claimAt(store, written, task, now); });
}

} // namespace cairn::server
