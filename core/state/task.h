#pragma once

#include "core/events/catalogue.h"
#include "core/state/stamp.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cairn::state {

// An event that came at a place in the order where the table of transitions does not allow it. It stays in the log and
// the history shows it; the fold passes it over.
struct Refusal {
    std::string device;
    std::int64_t seq = 0;
    events::TaskStatus from = events::TaskStatus::scheduled;

    bool operator==(const Refusal&) const = default;
};
BOOST_DESCRIBE_STRUCT(Refusal, (), (device, seq, from))

// A server tries to verify the task, and could not yet.
struct VerificationDelay {
    std::string trouble;
    std::int64_t attempt = 0; // that failed; 0: it was not asked yet
    std::int64_t againAt = 0; // milliseconds UTC; 0: there was no trouble

    bool operator==(const VerificationDelay&) const = default;
};
BOOST_DESCRIBE_STRUCT(VerificationDelay, (), (trouble, attempt, againAt))

// The receipt that verified the task: what was seen, where, and which event says so.
struct Proof {
    events::Platform platform = events::Platform::none;
    std::string account;
    std::int64_t solvedAt = 0;
    std::string answer;
    bool imported = false;
    std::string device; // of the event
    std::int64_t seq = 0;
    std::string problem;         // what was solved; empty: the task itself
    std::int64_t difficulty = 0; // 1-10; 0: there is no receipt
    std::string title;
    std::vector<std::string> topics; // ids

    bool operator==(const Proof&) const = default;
};
BOOST_DESCRIBE_STRUCT(
    Proof, (), (platform, account, solvedAt, answer, imported, device, seq, problem, difficulty, title, topics))

// The fold of the events of one task. Persisted as JSON in the projection, under these names.
struct Task {
    bool exists = false; // a task.created was seen
    events::TaskCreated definition;
    events::TaskEdited edits; // what the learner changed wins over the definition, also over a newer one
    events::TaskStatus status = events::TaskStatus::scheduled;
    std::optional<std::int64_t> scheduledAt; // milliseconds UTC, as all times here
    std::optional<std::int64_t> startedAt;
    std::optional<std::int64_t> completedAt;
    std::int64_t createdAt = 0;
    std::int64_t utcOffset = 0; // of the completion, minutes ahead of UTC
    std::int64_t hints = 0;
    bool verified = false; // completed with a valid receipt: final
    std::string evidence;  // of the verification
    Proof proof;
    VerificationDelay delay;
    events::FailureCause cause = events::FailureCause::other; // of a failure
    std::string remark; // note of the completion, reason of the skip or the failure
    std::vector<std::string> despite;
    bool deleted = false;
    bool retired = false;
    std::vector<Refusal> refused;

    std::string title() const { return edits.title.value_or(definition.title); }

    std::string module() const { return edits.module.value_or(definition.module); }

    std::string summary() const { return edits.summary.value_or(definition.summary); }

    std::string url() const { return edits.url.value_or(definition.url); }

    std::int64_t difficulty() const { return edits.difficulty.value_or(definition.difficulty); }

    // What the level counts: of a receipt its own word, so that no edit raises a verified level.
    std::int64_t countedDifficulty() const { return verified ? proof.difficulty : difficulty(); }

    const std::vector<std::string>& countedTopics() const { return verified ? proof.topics : definition.topics; }

    const events::Requirement& requirement() const {
        return edits.requirement ? *edits.requirement : definition.requirement;
    }

    const std::vector<std::string>& tags() const { return edits.tags ? *edits.tags : definition.tags; }

    // Shown in lists: there, not deleted, and not dropped by its track before anything was done about it.
    bool visible() const;

    bool operator==(const Task&) const = default;
};
BOOST_DESCRIBE_STRUCT(
    Task, (),
    (exists, definition, edits, status, scheduledAt, startedAt, completedAt, createdAt, utcOffset, hints, verified,
     evidence, proof, delay, cause, remark, despite, deleted, retired, refused))

// What would prove the task: the requirement that it was given, or else the one that its address names. None: a server
// could not ask anybody.
std::optional<events::Requirement> requirementOf(const Task& task);

// What can happen to a task's status.
enum class Transition { start, complete, claim, verify, credit, fail, skip, expire };

// The table of transitions: the status after `transition`, or none where it is not allowed. A completion with
// a receipt is final.
std::optional<events::TaskStatus> statusAfter(events::TaskStatus from, bool verified, Transition transition);

void apply(Task& task, const events::TaskCreated& payload, const Stamp& stamp);
void apply(Task& task, const events::TaskEdited& payload, const Stamp& stamp);
void apply(Task& task, const events::TaskScheduled& payload, const Stamp& stamp);
void apply(Task& task, const events::TaskStarted& payload, const Stamp& stamp);
void apply(Task& task, const events::TaskCompleted& payload, const Stamp& stamp);
void apply(Task& task, const events::TaskSkipped& payload, const Stamp& stamp);
void apply(Task& task, const events::TaskExpired& payload, const Stamp& stamp);
void apply(Task& task, const events::TaskCompletionClaimed& payload, const Stamp& stamp);
void apply(Task& task, const events::TaskVerified& payload, const Stamp& stamp);
void apply(Task& task, const events::TaskFailed& payload, const Stamp& stamp);
void apply(Task& task, const events::TaskVerificationDelayed& payload, const Stamp& stamp);
void apply(Task& task, const events::TaskDeleted& payload, const Stamp& stamp);
void apply(Task& task, const events::TaskRetired& payload, const Stamp& stamp);

} // namespace cairn::state
