#pragma once

#include "core/api/request.h"
#include "core/base/calendar.h"
#include "core/events/catalogue.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cairn::api {

// How a task looks to a person: its status, with what prerequisites, plan and receipt add to it. `available` can be
// started and is not planned; `scheduled` is planned for a day; `locked` misses prerequisites.
BOOST_DEFINE_ENUM_CLASS(
    TaskState, locked, available, scheduled, in_progress, verifying, verified, self_reported, failed, skipped, expired)

// One line of the list. Times are milliseconds UTC.
struct TaskRow {
    std::string id;
    std::string title;
    std::string path; // id, empty for a task of one's own
    std::string pathTitle;
    std::string module;
    std::vector<std::string> topics; // ids
    std::string topicTitle;          // of the first
    std::int64_t difficulty = 1;     // 1-10
    TaskState state = TaskState::available;
    events::TaskStatus status = events::TaskStatus::scheduled;
    events::TaskSource source = events::TaskSource::own;
    events::TaskKind kind = events::TaskKind::own;
    std::optional<std::int64_t> scheduledAt;
    std::optional<std::int64_t> startedAt;
    std::optional<std::int64_t> completedAt;
    bool provable = false;                       // something would prove it
    std::optional<base::Millis> triedAgainAt{};  // while it is being verified and the platform could not be asked
    std::optional<events::FailureCause> cause{}; // of a failure

    bool operator==(const TaskRow&) const = default;
};

BOOST_DEFINE_ENUM_CLASS(TaskOrder, path, title, topic, difficulty, state, source, date)

// What the list shows. Empty lists and absent bounds let everything through.
struct TaskFilter {
    std::string path;   // id
    std::string module; // as shown
    std::string topic;  // id
    std::vector<TaskState> states;
    std::vector<events::TaskSource> sources;
    std::optional<std::int64_t> difficultyFrom; // inclusive, 1-10
    std::optional<std::int64_t> difficultyTo;   // inclusive
    std::optional<base::Day> dateFrom; // of completion, or else of the plan, on the learner's calendar; inclusive
    std::optional<base::Day> dateTo;   // inclusive
    std::string text;                  // words, all of which title, module, topic or tags contain
    TaskOrder order = TaskOrder::path;
    bool descending = false;
    bool byDay = false; // grouped as a timeline, in that order within each section
    std::int64_t offset = 0;
    std::int64_t limit = 500; // at most 5,000

    bool operator==(const TaskFilter&) const = default;
};

// A part of a timeline: what is overdue, what is planned for a day from today on (what is in progress without a plan is
// today's), what was done on a day, what has no day.
struct TimelineSection {
    enum class Group { overdue, planned, done, undated };

    Group group = Group::undated;
    base::Day day{}; // of what is planned or done, on the learner's calendar
    std::int64_t count = 0;

    bool operator==(const TimelineSection&) const = default;
};

struct TaskPage {
    std::vector<TaskRow> rows;
    std::int64_t total = 0; // that pass the filter
    std::int64_t done = 0;  // of those
    // Where the filter groups by day: of all that pass it, in their order (what was done on the last day comes first).
    std::vector<TimelineSection> sections{};
};

// The values that occur, for the menus of the filter.
struct TaskFacets {
    struct Named {
        std::string id;
        std::string title;
    };

    std::vector<Named> paths;
    std::vector<Named> topics; // of the path that was asked for, or of all
    std::vector<std::string> modules;
    std::vector<events::TaskSource> sources;
};

// One event of a subject's history.
struct HistoryEntry {
    events::EventRef ref;
    std::string subject;
    std::string title; // of the subject
    std::string type;  // "task.started"
    base::Millis at = 0;
    std::string payload; // canonical JSON
    bool undone = false;
    bool receipted = false;
    bool thisDevice = true;
    std::optional<events::TaskStatus> refusedFrom; // the fold passed it over, because the task was in this status
};

struct TopicName {
    std::string id;
    std::string title;
};

// What a server signed about a completion, as this computer has it.
struct Receipt {
    events::Platform platform = events::Platform::none;
    std::string account;                  // the learner's there
    std::optional<base::Millis> solvedAt; // by the platform
    base::Millis seenAt = 0;              // when the server said so
    std::string answer;    // BLAKE2b-256 of what the platform's server gave; empty where it was not asked
    bool imported = false; // solved before there was a task for it
    std::string key;       // id of the one that signed
    std::string signature; // hexadecimal
    std::string server;    // whose key that is, where this profile has pinned it; may be one that was left
    std::string trouble;   // why it cannot be checked here; empty: it was checked, and is valid
    std::string text;      // all of it as JSON, for copying
};

// The server could not ask the platform, and will again.
struct VerificationDelay {
    std::string trouble;
    std::int64_t attempt = 0; // that failed; 0: it was not asked yet
    base::Millis againAt = 0;
};

// Everything that the drawer shows.
struct TaskDetail {
    TaskRow row;
    std::string summary;
    std::string url;
    std::string remark;                          // note of the completion, reason of a skip or failure
    std::string evidence;                        // of a verification
    events::Requirement requirement;             // that it was given; platform none: none was
    std::optional<events::Requirement> provable; // what would prove it: that, or what its address names
    std::optional<base::Millis> claimedAt;       // while it is being verified
    std::optional<VerificationDelay> delay;      // where it takes longer
    std::optional<events::FailureCause> cause;   // of a failure
    std::optional<Receipt> receipt;              // of what is verified
    std::vector<std::string> tags;
    std::vector<TopicName> topics;
    std::vector<TopicName> missing; // prerequisites that are not done
    events::ContentSet content;
    std::vector<HistoryEntry> history; // newest first
    // What the completion adds to the level, when it counts.
    std::int64_t levelHundredths = 0;
    std::int64_t levelPlace = 0;
};

// What a person enters for a task of their own.
struct NewTask {
    std::string title;
    std::string path;
    std::string module;
    std::vector<std::string> topics;
    std::vector<std::string> tags;
    std::int64_t difficulty = 3;
    std::string summary;
    std::string url;
    std::optional<std::int64_t> scheduledAt;
    events::Requirement requirement{};
};

// `claim` asks for proof: a server that was joined looks at the task's platform, now or when there is a connection
// again. `claimAgain` starts what was not proven again, and asks at once.
// `erase`: for ever, here and on every other computer and server; only of tasks of one's own, and it cannot be undone.
enum class TaskAction { start, startAnyway, complete, claim, claimAgain, skip, remove, erase };

// A task that a command passed over, and why: a sentence that names what is missing.
struct Refused {
    std::string id;
    std::string title;
    std::string why;
};

// What a command did.
struct Done {
    std::vector<std::string> changed; // ids
    std::vector<Refused> refused;
};

class Tasks {
public:
    virtual ~Tasks() = default;

    virtual Request list(TaskFilter filter, Reply<TaskPage> reply) = 0;
    virtual Request facets(std::string path, Reply<TaskFacets> reply) = 0;
    virtual Request detail(std::string id, Reply<TaskDetail> reply) = 0;

    // Accepts an id, a slug, or the unambiguous beginning of either, as people type on a command line.
    virtual Request resolve(std::string words, Reply<std::string> reply) = 0;

    virtual Request add(NewTask task, Reply<Done> reply) = 0;
    virtual Request edit(std::string id, events::TaskEdited changes, Reply<Done> reply) = 0;
    virtual Request schedule(std::vector<std::string> ids, std::optional<std::int64_t> at, Reply<Done> reply) = 0;

    // For one task a refusal is an error that says why; for several, those that are refused are listed and the others
    // are changed. One command is undone as one. `remark`: the note of a completion or the reason of a skip.
    virtual Request act(TaskAction action, std::vector<std::string> ids, std::string remark, Reply<Done> reply) = 0;
};

} // namespace cairn::api
