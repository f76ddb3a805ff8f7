#include "core/state/task.h"

#include "core/events/requirement.h"
#include "core/state/utc_offset.h"

#include <algorithm>

namespace cairn::state {

using events::TaskStatus;

namespace {

// Which statuses a transition may leave, and where it leads.
struct TableRow {
    Transition transition;
    std::initializer_list<TaskStatus> from;
    TaskStatus to;
};

const TableRow kTable[] = {
    {Transition::start,
     {TaskStatus::scheduled, TaskStatus::failed, TaskStatus::skipped, TaskStatus::expired},
     TaskStatus::in_progress},
    {Transition::complete, {TaskStatus::in_progress}, TaskStatus::completed},
    {Transition::claim, {TaskStatus::in_progress}, TaskStatus::verifying},
    // A self-reported completion is there already; proof that comes later makes it count.
    {Transition::verify, {TaskStatus::verifying, TaskStatus::completed}, TaskStatus::completed},
    // What was solved before there was a task for it.
    {Transition::credit,
     {TaskStatus::scheduled, TaskStatus::in_progress, TaskStatus::verifying, TaskStatus::completed, TaskStatus::failed,
      TaskStatus::skipped, TaskStatus::expired},
     TaskStatus::completed},
    {Transition::fail, {TaskStatus::verifying}, TaskStatus::failed},
    {Transition::skip, {TaskStatus::scheduled, TaskStatus::in_progress}, TaskStatus::skipped},
    {Transition::expire, {TaskStatus::scheduled}, TaskStatus::expired},
};

void refuse(Task& task, const Stamp& stamp) {
    task.refused.push_back({stamp.ref.device, stamp.ref.seq, task.status});
}

// Moves the status, or records that it was refused.
bool move(Task& task, Transition transition, const Stamp& stamp) {
    const auto next = statusAfter(task.status, task.verified, transition);
    if (!next) {
        refuse(task, stamp);
        return false;
    }
    task.status = *next;
    return true;
}

template<class T> void take(std::optional<T>& field, const std::optional<T>& change) {
    if (change) {
        field = change;
    }
}

} // namespace

bool Task::visible() const {
    const bool untouched = status == TaskStatus::scheduled || status == TaskStatus::expired;
    return exists && !deleted && !(retired && untouched);
}

std::optional<events::Requirement> requirementOf(const Task& task) {
    return task.requirement().platform == events::Platform::none ? events::requirementFrom(task.url())
                                                                 : std::optional(task.requirement());
}

std::optional<TaskStatus> statusAfter(TaskStatus from, bool verified, Transition transition) {
    if (verified) {
        return std::nullopt;
    }
    const auto* row = std::ranges::find(kTable, transition, &TableRow::transition);
    return std::ranges::find(row->from, from) == row->from.end() ? std::nullopt : std::optional(row->to);
}

void apply(Task& task, const events::TaskCreated& payload, const Stamp& stamp) {
    if (!task.exists) {
        task.createdAt = stamp.at;
    }
    task.exists = true;
    task.retired = false;
    task.definition = payload;
    task.definition.difficulty = std::clamp<std::int64_t>(payload.difficulty, 1, 10);
}

void apply(Task& task, const events::TaskEdited& payload, const Stamp& /*stamp*/) {
    take(task.edits.title, payload.title);
    take(task.edits.module, payload.module);
    take(task.edits.tags, payload.tags);
    take(task.edits.summary, payload.summary);
    take(task.edits.url, payload.url);
    take(task.edits.requirement, payload.requirement);
    if (payload.difficulty) {
        task.edits.difficulty = std::clamp<std::int64_t>(*payload.difficulty, 1, 10);
    }
}

void apply(Task& task, const events::TaskScheduled& payload, const Stamp& stamp) {
    if (task.status == TaskStatus::completed || task.status == TaskStatus::verifying) {
        refuse(task, stamp);
        return;
    }
    task.scheduledAt = payload.at;
    if (task.status == TaskStatus::expired && payload.at) {
        task.status = TaskStatus::scheduled; // planned anew
    }
}

void apply(Task& task, const events::TaskStarted& payload, const Stamp& stamp) {
    const bool tryingAgain = task.status == TaskStatus::failed && task.startedAt;
    if (move(task, Transition::start, stamp)) {
        if (!tryingAgain) { // what was solved since the first try counts
            task.startedAt = stamp.at;
        }
        task.despite = payload.despite;
        task.remark.clear();
    }
}

void apply(Task& task, const events::TaskCompleted& payload, const Stamp& stamp) {
    if (move(task, Transition::complete, stamp)) {
        task.completedAt = stamp.at;
        task.hints = std::max<std::int64_t>(payload.hints, 0);
        task.utcOffset = offsetWithinReason(payload.utcOffset);
        task.remark = payload.note;
    }
}

void apply(Task& task, const events::TaskSkipped& payload, const Stamp& stamp) {
    if (move(task, Transition::skip, stamp)) {
        task.scheduledAt.reset(); // set aside: a plan from now on is a new one
        task.remark = payload.reason;
    }
}

void apply(Task& task, const events::TaskExpired& payload, const Stamp& stamp) {
    if (task.scheduledAt != payload.scheduledAt) {
        refuse(task, stamp); // another device has planned it anew
        return;
    }
    move(task, Transition::expire, stamp);
}

void apply(Task& task, const events::TaskCompletionClaimed& /*payload*/, const Stamp& stamp) {
    if (move(task, Transition::claim, stamp)) {
        task.delay = {};
    }
}

void apply(Task& task, const events::TaskVerified& payload, const Stamp& stamp) {
    if (!stamp.receipted) {
        refuse(task, stamp);
        return;
    }
    if (move(task, payload.imported ? Transition::credit : Transition::verify, stamp)) {
        task.verified = true;
        task.delay = {};
        task.proof = {
            .platform = payload.platform,
            .account = payload.account,
            .solvedAt = payload.solvedAt,
            .answer = payload.answer,
            .imported = payload.imported,
            .device = stamp.ref.device,
            .seq = stamp.ref.seq,
            .problem = payload.problem,
            .difficulty = std::clamp<std::int64_t>(payload.difficulty, 1, 10),
            .title = payload.title,
            .topics = payload.topics};
        task.completedAt = payload.imported ? payload.solvedAt : task.completedAt.value_or(stamp.at);
        task.hints = std::max<std::int64_t>(payload.hints, 0);
        task.utcOffset = offsetWithinReason(payload.utcOffset);
        task.evidence = payload.evidence;
    }
}

void apply(Task& task, const events::TaskFailed& payload, const Stamp& stamp) {
    if (!stamp.receipted) {
        refuse(task, stamp);
        return;
    }
    if (move(task, Transition::fail, stamp)) {
        task.remark = payload.reason;
        task.cause = payload.cause;
        task.delay = {};
    }
}

void apply(Task& task, const events::TaskVerificationDelayed& payload, const Stamp& stamp) {
    if (stamp.receipted && task.status == TaskStatus::verifying) {
        task.delay = {payload.trouble, payload.attempt, payload.againAt};
    }
}

void apply(Task& task, const events::TaskDeleted& /*payload*/, const Stamp& /*stamp*/) {
    task.deleted = true;
}

void apply(Task& task, const events::TaskRetired& /*payload*/, const Stamp& /*stamp*/) {
    task.retired = true;
}

} // namespace cairn::state
