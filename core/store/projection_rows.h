#pragma once

#include "core/state/subject.h"

#include <soci/soci.h>

#include <optional>
#include <string>

// The rows of the projections, as statements bind them (see Prepared).
namespace cairn::store {

// An optional time, as the database binds it.
struct OptionalTime {
    long long value = 0;
    soci::indicator indicator = soci::i_null;

    OptionalTime& operator=(const std::optional<std::int64_t>& time) {
        value = time.value_or(0);
        indicator = time ? soci::i_ok : soci::i_null;
        return *this;
    }
};

struct SnapshotRow {
    std::string subject;
    std::string kind;
    std::string device;
    std::string state;
    long long effective = 0;
    long long seq = 0;
};

struct ReadSnapshot : SnapshotRow {
    static constexpr const char* kQuery =
        "SELECT kind, effective, device, seq, state FROM subject WHERE subject = :subject";

    void bind(soci::statement& statement) {
        statement.exchange(soci::into(kind));
        statement.exchange(soci::into(effective));
        statement.exchange(soci::into(device));
        statement.exchange(soci::into(seq));
        statement.exchange(soci::into(state));
        statement.exchange(soci::use(subject));
    }
};

struct WriteSnapshot : SnapshotRow {
    static constexpr const char* kQuery =
        "INSERT OR REPLACE INTO subject (subject, kind, effective, device, seq, state) VALUES (:subject, :kind, "
        ":effective, :device, :seq, :state)";

    void bind(soci::statement& statement) {
        statement.exchange(soci::use(subject));
        statement.exchange(soci::use(kind));
        statement.exchange(soci::use(effective));
        statement.exchange(soci::use(device));
        statement.exchange(soci::use(seq));
        statement.exchange(soci::use(state));
    }
};

struct WriteTask {
    static constexpr const char* kQuery =
        "INSERT OR REPLACE INTO task (id, path, module, title, slug, words, first_topic, difficulty, status, verified, "
        "source, kind, scheduled_at, started_at, completed_at, date_at, utc_offset, hints, rank, visible, deleted, "
        "topics, "
        "prerequisites, retired, created_at, provable, again_at, cause) VALUES (:id, :path, :module, :title, :slug, "
        ":words, :first_topic, "
        ":difficulty, :status, :verified, :source, "
        ":kind, :scheduled_at, :started_at, :completed_at, :date_at, :utc_offset, :hints, :rank, :visible, :deleted, "
        ":topics, :prerequisites, :retired, :created_at, :provable, :again_at, :cause)";

    std::string id;
    std::string path;
    std::string module;
    std::string title;
    std::string slug;
    std::string words;
    std::string firstTopic;
    std::string status;
    std::string source;
    std::string kind;
    std::string topics; // JSON arrays of ids
    std::string prerequisites;
    OptionalTime scheduledAt;
    OptionalTime startedAt;
    OptionalTime completedAt;
    OptionalTime dateAt;
    OptionalTime againAt;
    std::string cause; // of a failure
    long long difficulty = 1;
    long long utcOffset = 0;
    long long hints = 0;
    long long rank = 0;
    long long createdAt = 0;
    int verified = 0;
    int visible = 0;
    int deleted = 0;
    int retired = 0;
    int provable = 0;

    void take(const std::string& of, const state::Task& task);
    void bind(soci::statement& statement);
};

// One topic of a task, at its place.
struct WriteTaskTopic {
    static constexpr const char* kQuery =
        "INSERT OR IGNORE INTO task_topic (topic, task, place) VALUES (:topic, :task, :place)";

    std::string topic;
    std::string task;
    long long place = 0;

    void bind(soci::statement& statement) {
        statement.exchange(soci::use(topic));
        statement.exchange(soci::use(task));
        statement.exchange(soci::use(place));
    }
};

struct RemoveTaskTopics {
    static constexpr const char* kQuery = "DELETE FROM task_topic WHERE task = :task";

    std::string task;

    void bind(soci::statement& statement) { statement.exchange(soci::use(task)); }
};

struct WriteTopic {
    static constexpr const char* kQuery =
        "INSERT OR REPLACE INTO topic (id, path, title, words, rank, visible) VALUES (:id, :path, :title, :words, "
        ":rank, :visible)";

    std::string id;
    std::string path;
    std::string title;
    std::string words;
    long long rank = 0;
    int visible = 0;

    void take(const std::string& of, const state::Topic& topic);
    void bind(soci::statement& statement);
};

struct WritePath {
    static constexpr const char* kQuery =
        "INSERT OR REPLACE INTO path (id, title, words, created_at, visible) VALUES (:id, :title, :words, :created_at, "
        ":visible)";

    std::string id;
    std::string title;
    std::string words;
    long long createdAt = 0;
    int visible = 0;

    void take(const std::string& of, const state::StudyPath& path);
    void bind(soci::statement& statement);
};

} // namespace cairn::store
