#include "core/store/projections.h"

#include "core/store/prepared.h"
#include "core/store/projection_rows.h"

namespace cairn::store {

using soci::into;
using soci::use;

namespace {

// A subject without one ("task") has no row among the tasks: it would be that of "task/task".
bool hasId(const std::string& subject) {
    return subject.find('/') != std::string::npos;
}

} // namespace

struct Projections::Statements {
    explicit Statements(Database& database)
        : readSnapshot(database)
        , snapshot(database)
        , task(database)
        , taskTopic(database)
        , removeTaskTopics(database)
        , topic(database)
        , path(database) {}

    Prepared<ReadSnapshot> readSnapshot;
    Prepared<WriteSnapshot> snapshot;
    Prepared<WriteTask> task;
    Prepared<WriteTaskTopic> taskTopic;
    Prepared<RemoveTaskTopics> removeTaskTopics;
    Prepared<WriteTopic> topic;
    Prepared<WritePath> path;
};

Projections::Projections(Database& database)
    : m_database(database)
    , m_statements(std::make_unique<Statements>(database)) {}

Projections::~Projections() = default;

std::optional<Snapshot> Projections::read(const std::string& subject) {
    auto& row = m_statements->readSnapshot.row;
    row.subject = subject;
    if (!m_statements->readSnapshot.run()) {
        return std::nullopt;
    }
    auto state = state::decodeSubject(row.kind, row.state);
    if (!state) {
        throw Abandon{
            {base::ErrorCode::Corrupt, "the stored value of " + subject + " cannot be read; rebuild the profile"}};
    }
    return Snapshot{{{static_cast<std::uint64_t>(row.effective)}, {row.device, row.seq}}, std::move(*state)};
}

void Projections::write(
    const std::string& subject, const Snapshot& snapshot, const std::string& encoded, const state::Subject& before) {
    const auto id = events::subjectId(subject);
    auto& row = m_statements->snapshot.row;
    row.subject = subject;
    row.kind = events::subjectKind(subject);
    row.effective = static_cast<long long>(snapshot.position.effective.value);
    row.device = snapshot.position.ref.device;
    row.seq = snapshot.position.ref.seq;
    row.state = encoded;
    m_statements->snapshot.run();
    if (!hasId(subject)) {
        return;
    }
    if (const auto* task = std::get_if<state::Task>(&snapshot.state)) {
        m_statements->task.row.take(id, *task);
        m_statements->task.run();
        writeTopics(id, task->definition.topics, before);
    } else if (const auto* topic = std::get_if<state::Topic>(&snapshot.state)) {
        m_statements->topic.row.take(id, *topic);
        m_statements->topic.run();
    } else if (const auto* path = std::get_if<state::StudyPath>(&snapshot.state)) {
        m_statements->path.row.take(id, *path);
        m_statements->path.run();
    }
}

void Projections::writeTopics(
    const std::string& id, const std::vector<std::string>& topics, const state::Subject& before) {
    const auto* task = std::get_if<state::Task>(&before);
    if (task != nullptr && task->definition.topics == topics) {
        return;
    }
    if (task != nullptr && !task->definition.topics.empty()) {
        m_statements->removeTaskTopics.row.task = id;
        m_statements->removeTaskTopics.run();
    }
    auto& row = m_statements->taskTopic.row;
    row.task = id;
    for (std::size_t place = 0; place < topics.size(); ++place) {
        row.topic = topics[place];
        row.place = static_cast<long long>(place);
        m_statements->taskTopic.run();
    }
}

void Projections::remove(const std::string& subject) {
    const auto id = events::subjectId(subject);
    const auto kind = events::subjectKind(subject);
    m_database.sql() << "DELETE FROM subject WHERE subject = :subject", use(subject);
    if (!hasId(subject)) {
        return;
    }
    if (kind == "task") {
        m_database.sql() << "DELETE FROM task WHERE id = :id", use(id);
        m_database.sql() << "DELETE FROM task_topic WHERE task = :id", use(id);
    } else if (kind == "topic") {
        m_database.sql() << "DELETE FROM topic WHERE id = :id", use(id);
    } else if (kind == "path") {
        m_database.sql() << "DELETE FROM path WHERE id = :id", use(id);
    }
}

void Projections::clear() {
    for (const char* table : {"subject", "task", "task_topic", "topic", "path"}) {
        m_database.run(std::string("DELETE FROM ") + table);
    }
}

void Projections::withoutIndexes(const std::function<void()>& work) {
    std::vector<std::string> makers;
    {
        const soci::rowset<std::string> found =
            (m_database.sql().prepare << "SELECT name || char(10) || sql FROM sqlite_master WHERE type = 'index' AND "
                                         "sql IS NOT NULL AND tbl_name IN ('task', 'task_topic', 'topic', 'path')");
        makers.assign(found.begin(), found.end());
    }
    for (const auto& maker : makers) {
        m_database.run("DROP INDEX " + maker.substr(0, maker.find('\n')));
    }
    work();
    for (const auto& maker : makers) {
        m_database.run(maker.substr(maker.find('\n') + 1));
    }
}

void Projections::eachRow(const std::function<void(const std::string&, const std::string&)>& each) {
    // Every column, written by the database itself, in the order of the primary key.
    static constexpr const char* kTables[][3] = {
        {"subject", "kind, effective, device, seq, state", "subject"},
        {"task",
         "path, module, title, slug, words, first_topic, difficulty, status, verified, source, kind, scheduled_at, "
         "started_at, completed_at, date_at, utc_offset, hints, rank, visible, deleted, topics, prerequisites, "
         "retired, "
         "created_at",
         "id"},
        {"task_topic", "place", "task, topic"},
        {"topic", "path, title, words, rank, visible", "id"},
        {"path", "title, words, created_at, visible", "id"},
    };
    // "a, b" as `before`a`between`b`after`.
    const auto joined = [](std::string_view columns, const char* before, const char* between, const char* after) {
        std::string text = before;
        for (const char c : columns) {
            text += c == ',' ? std::string(between) : c == ' ' ? std::string() : std::string(1, c);
        }
        return text + after;
    };
    for (const auto& [table, columns, key] : kTables) {
        std::string about;
        std::string row;
        soci::statement statement =
            (m_database.sql().prepare << "SELECT '" + std::string(table) + " '||" + joined(key, "", "||' '||", "") +
                                             ", " + joined(columns, "quote(", ")||','||quote(", ")") + " FROM " +
                                             table + " ORDER BY " + key,
             into(about), into(row));
        statement.execute(false);
        while (statement.fetch()) {
            each(about, row);
        }
    }
}

std::string Projections::dump() {
    std::string dump;
    eachRow([&](const std::string& about, const std::string& row) { dump += about + ' ' + row + '\n'; });
    return dump;
}

} // namespace cairn::store
