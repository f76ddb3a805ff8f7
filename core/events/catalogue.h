#pragma once

#include "core/base/error.h"
#include "core/events/event.h"
#include "core/events/vocabulary.h"

#include <boost/describe/class.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

// The catalogue of events: one described struct a type, one row of the table at the end. Names, members and versions
// are persisted. A member may be added (older payloads then read its default); none is ever renamed or reused.
namespace cairn::events {

// --- task/<id> ------------------------------------------------------------------------------------------------------

// What proves a task, at the platform that it names. Members of the other platforms keep their defaults.
struct Requirement {
    Platform platform = Platform::none;
    std::string problem{};         // LeetCode: slug, "two-sum"
    std::int64_t contest = 0;      // Codeforces: id of the contest
    std::string index{};           // and of the problem in it, "B"
    std::string repository{};      // GitHub: "owner/name"
    std::int64_t commits = 0;      // GitHub: at least so many by the learner
    std::int64_t pullRequests = 0; // GitHub: at least so many by the learner that were merged

    bool operator==(const Requirement&) const = default;
};
BOOST_DESCRIBE_STRUCT(Requirement, (), (platform, problem, contest, index, repository, commits, pullRequests))

// What a task is. A later one (a newer copy of its track) replaces the definition and keeps the progress.
struct TaskCreated {
    std::string title{};
    std::string slug{};
    TaskSource source = TaskSource::own;
    TaskKind kind = TaskKind::own;
    std::string path{}; // id of the path, empty for a task of one's own
    std::string module{};
    std::vector<std::string> topics{};        // ids of topics: those it teaches, or those it practises
    std::vector<std::string> prerequisites{}; // ids of topics
    std::vector<std::string> tags{};
    std::int64_t difficulty = 1; // 1-10
    std::string summary{};
    std::string url{};
    std::int64_t rank = 0; // its place in the order of its path
    Requirement requirement{};

    bool operator==(const TaskCreated&) const = default;
};
BOOST_DESCRIBE_STRUCT(
    TaskCreated, (),
    (title, slug, source, kind, path, module, topics, prerequisites, tags, difficulty, summary, url, rank, requirement))

// What the learner changed of the definition. A field that is absent was not touched.
struct TaskEdited {
    std::optional<std::string> title{};
    std::optional<std::string> module{};
    std::optional<std::vector<std::string>> tags{};
    std::optional<std::int64_t> difficulty{};
    std::optional<std::string> summary{};
    std::optional<std::string> url{};
    std::optional<Requirement> requirement{};

    bool operator==(const TaskEdited&) const = default;
};
BOOST_DESCRIBE_STRUCT(TaskEdited, (), (title, module, tags, difficulty, summary, url, requirement))

// When the learner means to do it; absent: no longer planned for a day.
struct TaskScheduled {
    std::optional<std::int64_t> at{}; // milliseconds UTC
};
BOOST_DESCRIBE_STRUCT(TaskScheduled, (), (at))

struct TaskStarted {
    std::vector<std::string> despite{}; // ids of the prerequisites that were missing, when started by explicit choice
};
BOOST_DESCRIBE_STRUCT(TaskStarted, (), (despite))

// The learner says that it is done. Counts for the list and the streak, not for the verified level.
struct TaskCompleted {
    std::int64_t hints = 0;
    std::int64_t utcOffset = 0; // minutes that the learner's clock was ahead of UTC, within 18 hours
    std::string note{};
};
BOOST_DESCRIBE_STRUCT(TaskCompleted, (), (hints, utcOffset, note))

struct TaskSkipped {
    std::string reason{};
};
BOOST_DESCRIBE_STRUCT(TaskSkipped, (), (reason))

// Its time has passed and nobody started it. `scheduledAt` is the plan that lapsed: one that was made since stands.
struct TaskExpired {
    std::int64_t scheduledAt = 0;
};
BOOST_DESCRIBE_STRUCT(TaskExpired, (), (scheduledAt))

// The learner asks for verification.
struct TaskCompletionClaimed {
    std::int64_t utcOffset = 0;
};
BOOST_DESCRIBE_STRUCT(TaskCompletionClaimed, (), (utcOffset))

// A server saw the proof. Counts only with a valid receipt.
struct TaskVerified {
    std::string evidence{}; // what was seen, in a line for people
    std::int64_t hints = 0;
    std::int64_t utcOffset = 0;
    Platform platform = Platform::none; // that was asked
    std::string account{};              // the learner's there
    std::int64_t solvedAt = 0;          // by the platform, milliseconds UTC
    std::string answer{};               // BLAKE2b-256 of the text that the platform's server gave, 64 digits
    bool imported = false;              // solved before there was a task for it
    // What it is worth, in the server's words: a definition is the learner's to write, and must not raise a level.
    std::string problem{};             // problemOf(): counts once, under however many tasks
    std::int64_t difficulty = 0;       // 1-10 by the platform; what is absent reads as 1
    std::string title{};               // of the problem, for people
    std::vector<std::string> topics{}; // ids, as the task had them then
};
BOOST_DESCRIBE_STRUCT(
    TaskVerified, (),
    (evidence, hints, utcOffset, platform, account, solvedAt, answer, imported, problem, difficulty, title, topics))

struct TaskFailed {
    std::string reason{};
    FailureCause cause = FailureCause::other;
};
BOOST_DESCRIBE_STRUCT(TaskFailed, (), (reason, cause))

// The platform could not be asked now, and will be again.
struct TaskVerificationDelayed {
    std::string trouble{};
    std::int64_t attempt = 0; // that failed; 0: it was not asked yet
    std::int64_t againAt = 0; // milliseconds UTC
};
BOOST_DESCRIBE_STRUCT(TaskVerificationDelayed, (), (trouble, attempt, againAt))

struct TaskDeleted {};
BOOST_DESCRIBE_STRUCT(TaskDeleted, (), ())

// A newer copy of the track no longer has it. It leaves the path; what the learner did stays in the history.
struct TaskRetired {};
BOOST_DESCRIBE_STRUCT(TaskRetired, (), ())

// --- path/<id> ------------------------------------------------------------------------------------------------------

struct PathCreated {
    std::string title{};
    std::string slug{};
    std::string language{};
    std::string summary{};
    TaskSource source = TaskSource::own;

    bool operator==(const PathCreated&) const = default;
};
BOOST_DESCRIBE_STRUCT(PathCreated, (), (title, slug, language, summary, source))

// Leaves the lists with its topics and tasks. Creating it again brings it back with the progress.
struct PathRemoved {};
BOOST_DESCRIBE_STRUCT(PathRemoved, (), ())

// --- topic/<id> -----------------------------------------------------------------------------------------------------

struct TopicCreated {
    std::string path{};
    std::string slug{};
    std::string title{};
    std::string summary{};
    std::vector<std::string> prerequisites{}; // ids of topics
    std::int64_t rank = 0;                    // its place in the order of its path
    std::string technology{};                 // the library or language that it is about, where it is about one

    bool operator==(const TopicCreated&) const = default;
};
BOOST_DESCRIBE_STRUCT(TopicCreated, (), (path, slug, title, summary, prerequisites, rank, technology))

struct TopicRetired {};
BOOST_DESCRIBE_STRUCT(TopicRetired, (), ())

// The learner goes on without the prerequisites, by explicit choice.
struct TopicUnlocked {
    std::vector<std::string> despite{}; // ids of the prerequisites that were missing
};
BOOST_DESCRIBE_STRUCT(TopicUnlocked, (), (despite))

struct TopicNoted {
    std::string text{}; // Markdown
};
BOOST_DESCRIBE_STRUCT(TopicNoted, (), (text))

// Whether the documentation of its technology speaks of what its exercises need, as a server found it. It goes for the
// topic as it was then: `technology` and what was looked for, `found` and `missing`, tell.
struct TopicDocumented {
    std::int64_t at = 0; // milliseconds UTC
    std::string technology{};
    std::string library{}; // id in the index of documentation, "" where none goes by that name
    std::string title{};   // of the library
    std::string source{};  // URL of a page that was found, "" where none was told
    std::vector<std::string> found{};
    std::vector<std::string> missing{};
    std::string reason{}; // why nothing, or not all, was found, in a sentence

    bool operator==(const TopicDocumented&) const = default;
};
BOOST_DESCRIBE_STRUCT(TopicDocumented, (), (at, technology, library, title, source, found, missing, reason))

// --- content/<kind>-<id>: the texts of a task or a topic, apart from it so that folding one never reads the other ----

struct Text {
    TextKind kind = TextKind::introduction;
    std::string markdown{};

    bool operator==(const Text&) const = default;
};
BOOST_DESCRIBE_STRUCT(Text, (), (kind, markdown))

struct ContentFile {
    std::string name{};
    FileRole role = FileRole::other;
    std::string text{};

    bool operator==(const ContentFile&) const = default;
};
BOOST_DESCRIBE_STRUCT(ContentFile, (), (name, role, text))

struct Link {
    std::string url{};
    std::string description{};

    bool operator==(const Link&) const = default;
};
BOOST_DESCRIBE_STRUCT(Link, (), (url, description))

struct ContentSet {
    std::vector<Text> texts{};
    std::vector<ContentFile> files{};
    std::vector<Link> links{};

    bool operator==(const ContentSet&) const = default;
};
BOOST_DESCRIBE_STRUCT(ContentSet, (), (texts, files, links))

// --- evidence/<task id>: what was answered, apart from the task so that folding that never reads this
// -----------------

// An answer of a platform's server, as it came.
struct EvidenceSeen {
    Platform platform = Platform::none;
    std::string tool{};
    std::string arguments{}; // JSON
    std::string answer{};
    std::int64_t at = 0; // milliseconds UTC
};
BOOST_DESCRIBE_STRUCT(EvidenceSeen, (), (platform, tool, arguments, answer, at))

// --- connection/<platform> ------------------------------------------------------------------------------------------

// An account at the platform is the learner's.
struct ConnectionProven {
    std::string account{};
    AccountProof proof = AccountProof::challenge;
};
BOOST_DESCRIBE_STRUCT(ConnectionProven, (), (account, proof))

// It is not looked at any more, and its figures leave the profile.
struct ConnectionRemoved {};
BOOST_DESCRIBE_STRUCT(ConnectionRemoved, (), ())

struct RatingChange {
    std::int64_t at = 0; // milliseconds UTC
    std::int64_t rating = 0;
    std::string contest{};

    bool operator==(const RatingChange&) const = default;
};
BOOST_DESCRIBE_STRUCT(RatingChange, (), (at, rating, contest))

// What a platform says of the account at a moment; it replaces what it said before.
struct ConnectionFigures {
    std::int64_t at = 0;                          // milliseconds UTC
    std::map<std::string, std::int64_t> totals{}; // "solved", "solved_easy" …, "rating", "rating_most", "commits" …
    std::map<std::string, std::int64_t> skills{}; // problems solved by tag
    std::map<std::string, std::int64_t> languages{};
    std::map<std::string, std::int64_t> days{}; // "2026-11-22": how much was done
    std::vector<RatingChange> ratings{};        // the oldest first

    bool operator==(const ConnectionFigures&) const = default;
};
BOOST_DESCRIBE_STRUCT(ConnectionFigures, (), (at, totals, skills, languages, days, ratings))

// --- proposal/<id>: what a program would have the learner do. Nothing of it counts before the learner accepts it. ----

struct ProposalMade {
    ProposalKind kind = ProposalKind::task;
    std::string by{};     // the program, as it calls itself
    std::string reason{}; // in a sentence
    // Of a task, as in task.created; `topics` of a note is the one that it is about.
    std::string title{};
    std::string path{};
    std::vector<std::string> topics{};
    std::int64_t difficulty = 3;
    std::string summary{};
    std::string url{};
    std::string text{}; // of a note, Markdown

    bool operator==(const ProposalMade&) const = default;
};
BOOST_DESCRIBE_STRUCT(ProposalMade, (), (kind, by, reason, title, path, topics, difficulty, summary, url, text))

struct ProposalAccepted {
    std::string task{}; // id of the one that came of it
};
BOOST_DESCRIBE_STRUCT(ProposalAccepted, (), (task))

struct ProposalDismissed {};
BOOST_DESCRIBE_STRUCT(ProposalDismissed, (), ())

// --- review/<task id>: what is asked again, so that it is not forgotten ----------------------------------------------

struct ReviewGraded {
    ReviewItem item = ReviewItem::problem;
    ReviewGrade grade = ReviewGrade::good;
    std::int64_t utcOffset = 0; // minutes that the learner's clock was ahead of UTC, within 18 hours
};
BOOST_DESCRIBE_STRUCT(ReviewGraded, (), (item, grade, utcOffset))

// Whether the learner wants to be asked, whatever is asked by itself.
struct ReviewWanted {
    bool wanted = true;
};
BOOST_DESCRIBE_STRUCT(ReviewWanted, (), (wanted))

// --- profile/self ---------------------------------------------------------------------------------------------------

struct ProfileNamed {
    std::string name{};
};
BOOST_DESCRIBE_STRUCT(ProfileNamed, (), (name))

struct PreferenceSet {
    std::string key{};
    std::string value{};
};
BOOST_DESCRIBE_STRUCT(PreferenceSet, (), (key, value))

// --- any subject ----------------------------------------------------------------------------------------------------

// An earlier event of the same subject did not happen, for the fold. An undoing can itself be undone.
struct EventUndone {
    std::string device{};
    std::int64_t seq = 0;
};
BOOST_DESCRIBE_STRUCT(EventUndone, (), (device, seq))

// All that was and will be written about the subject is erased for ever: in every log what says it becomes an
// EventErased. Cannot be undone: there is nothing left to come back to.
struct SubjectErased {};
BOOST_DESCRIBE_STRUCT(SubjectErased, (), ())

// What is left of an event that was erased (see erasure.h): nobody writes one.
struct EventErased {
    std::string digest{}; // of what it said, 64 digits
};
BOOST_DESCRIBE_STRUCT(EventErased, (), (digest))

// --------------------------------------------------------------------------------------------------------------------

// Who may author an event of a type.
enum class Author { learner, server };

template<class T> struct Row {
    using Type = T;
    std::string_view type;
    std::string_view subject; // kind of the subject; "" for any
    int version = 1;
    Author author = Author::learner;
};

inline constexpr std::tuple kCatalogue{
    Row<TaskCreated>{"task.created", "task"},
    Row<TaskEdited>{"task.edited", "task"},
    Row<TaskScheduled>{"task.scheduled", "task"},
    Row<TaskStarted>{"task.started", "task"},
    Row<TaskCompleted>{"task.completed", "task"},
    Row<TaskSkipped>{"task.skipped", "task"},
    Row<TaskExpired>{"task.expired", "task"},
    Row<TaskCompletionClaimed>{"task.completion_claimed", "task"},
    Row<TaskVerified>{"task.verified", "task", 1, Author::server},
    Row<TaskFailed>{"task.failed", "task", 1, Author::server},
    Row<TaskVerificationDelayed>{"task.verification_delayed", "task", 1, Author::server},
    Row<TaskDeleted>{"task.deleted", "task"},
    Row<TaskRetired>{"task.retired", "task"},
    Row<PathCreated>{"path.created", "path"},
    Row<PathRemoved>{"path.removed", "path"},
    Row<TopicCreated>{"topic.created", "topic"},
    Row<TopicRetired>{"topic.retired", "topic"},
    Row<TopicUnlocked>{"topic.unlocked", "topic"},
    Row<TopicNoted>{"topic.noted", "topic"},
    Row<TopicDocumented>{"topic.documented", "topic"},
    Row<ContentSet>{"content.set", "content"},
    Row<EvidenceSeen>{"evidence.seen", "evidence", 1, Author::server},
    Row<ConnectionProven>{"connection.proven", "connection", 1, Author::server},
    Row<ConnectionRemoved>{"connection.removed", "connection", 1, Author::server},
    Row<ConnectionFigures>{"connection.figures", "connection", 1, Author::server},
    Row<ProposalMade>{"proposal.made", "proposal"},
    Row<ProposalAccepted>{"proposal.accepted", "proposal"},
    Row<ProposalDismissed>{"proposal.dismissed", "proposal"},
    Row<ReviewGraded>{"review.graded", "review"},
    Row<ReviewWanted>{"review.wanted", "review"},
    Row<ProfileNamed>{"profile.named", "profile"},
    Row<PreferenceSet>{"profile.preference_set", "profile"},
    Row<EventUndone>{"event.undone", ""},
    Row<SubjectErased>{"subject.erased", ""},
    Row<EventErased>{"event.erased", ""},
};

template<class... Rows> std::variant<std::monostate, typename Rows::Type...> payloadOf(const std::tuple<Rows...>&);

// A decoded payload: one alternative a row, std::monostate for a type or version that this program does not know.
using Payload = decltype(payloadOf(kCatalogue));

template<class T> constexpr const Row<T>& rowOf() {
    return std::get<Row<T>>(kCatalogue);
}

// The payload of `event`. A type or version of the future is std::monostate; a payload that does not fit its type is
// an error.
base::Expected<Payload> decodePayload(const Event& event);

// Whether the catalogue lets a learner's own device write events of this type.
bool isLearnersOwn(std::string_view type);

// Whether this program knows the type.
bool isInCatalogue(std::string_view type);

// What has happened, before a log has given it identity, time and link.
struct Draft {
    std::string subject{};
    std::string type{};
    int version = 1;
    std::string payload{};
};

// Draft of a payload: type and version come from its row.
Draft draft(std::string subject, const Payload& payload);

} // namespace cairn::events
