#include "core/store/projections.h"

#include "core/base/text.h"

#include <boost/describe/enum_to_string.hpp>

namespace cairn::store {

using soci::into;
using soci::use;

namespace {

// An optional time, as the database binds it.
struct OptionalTime {
    long long value = 0;
    soci::indicator indicator = soci::i_null;

    explicit OptionalTime(const std::optional<std::int64_t>& time)
        : value(time.value_or(0))
        , indicator(time ? soci::i_ok : soci::i_null) {}
};

std::string searchable(const state::Task& task) {
    std::string words = task.title() + '\n' + task.module() + '\n' + task.definition.slug;
    for (const auto& tag : task.tags()) {
        words += '\n' + tag;
    }
    return base::foldCase(words);
}

template<class Enum> std::string word(Enum value) {
    return boost::describe::enum_to_string(value, "");
}

} // namespace

std::optional<Snapshot> Projections::read(const std::string& subject) {
    std::string kind;
    std::string device;
    std::string text;
    long long effective = 0;
    long long seq = 0;
    m_database.sql() << "SELECT kind, effective, device, seq, state FROM subject WHERE subject = :subject",
        use(subject), into(kind), into(effective), into(device), into(seq), into(text);
    if (!m_database.sql().got_data()) {
        return std::nullopt;
    }
    auto state = state::decodeSubject(kind, text);
    if (!state) {
        throw Abandon{
            {base::ErrorCode::Corrupt, "the stored value of " + subject + " cannot be read; rebuild the profile"}};
    }
    return Snapshot{{{static_cast<std::uint64_t>(effective)}, {device, seq}}, std::move(*state)};
}

void Projections::write(const std::string& subject, const Snapshot& snapshot) {
    const auto kind = events::subjectKind(subject);
    const auto id = events::subjectId(subject);
    const auto text = state::encodeSubject(snapshot.state);
    m_database.sql()
        << "INSERT OR REPLACE INTO subject (subject, kind, effective, device, seq, state) VALUES (:subject, "
           ":kind, :effective, :device, :seq, :state)",
        use(subject), use(kind), use(static_cast<long long>(snapshot.position.effective.value)),
        use(snapshot.position.ref.device), use(static_cast<long long>(snapshot.position.ref.seq)), use(text);
    if (const auto* task = std::get_if<state::Task>(&snapshot.state)) {
        writeTask(id, *task);
    } else if (const auto* topic = std::get_if<state::Topic>(&snapshot.state)) {
        writeTopic(id, *topic);
    } else if (const auto* path = std::get_if<state::StudyPath>(&snapshot.state)) {
        writePath(id, *path);
    }
}

void Projections::writeTask(const std::string& id, const state::Task& task) {
    const auto& topics = task.definition.topics;
    const auto module = task.module();
    const auto title = task.title();
    const auto words = searchable(task);
    const auto firstTopic = topics.empty() ? std::string() : topics.front();
    const auto status = word(task.status);
    const auto source = word(task.definition.source);
    const auto kind = word(task.definition.kind);
    OptionalTime scheduledAt(task.scheduledAt);
    OptionalTime startedAt(task.startedAt);
    OptionalTime completedAt(task.completedAt);
    OptionalTime dateAt(task.completedAt ? task.completedAt : task.scheduledAt);
    m_database.sql() << "INSERT OR REPLACE INTO task (id, path, module, title, slug, words, first_topic, difficulty, "
                        "status, verified, source, kind, scheduled_at, started_at, completed_at, date_at, utc_offset, "
                        "hints, rank, visible, deleted) VALUES (:id, :path, :module, :title, :slug, :words, "
                        ":first_topic, :difficulty, :status, :verified, :source, :kind, :scheduled_at, :started_at, "
                        ":completed_at, :date_at, :utc_offset, :hints, :rank, :visible, :deleted)",
        use(id), use(task.definition.path), use(module), use(title), use(task.definition.slug), use(words),
        use(firstTopic), use(static_cast<long long>(task.difficulty())), use(status),
        use(static_cast<int>(task.verified)), use(source), use(kind), use(scheduledAt.value, scheduledAt.indicator),
        use(startedAt.value, startedAt.indicator), use(completedAt.value, completedAt.indicator),
        use(dateAt.value, dateAt.indicator), use(static_cast<long long>(task.utcOffset)),
        use(static_cast<long long>(task.hints)), use(static_cast<long long>(task.definition.rank)),
        use(static_cast<int>(task.visible())), use(static_cast<int>(task.deleted));
    m_database.sql() << "DELETE FROM task_topic WHERE task = :task", use(id);
    for (std::size_t place = 0; place < topics.size(); ++place) {
        m_database.sql() << "INSERT OR IGNORE INTO task_topic (topic, task, place) VALUES (:topic, :task, :place)",
            use(topics[place]), use(id), use(static_cast<long long>(place));
    }
}

void Projections::writeTopic(const std::string& id, const state::Topic& topic) {
    const auto words = base::foldCase(topic.definition.title + '\n' + topic.definition.slug);
    m_database.sql()
        << "INSERT OR REPLACE INTO topic (id, path, title, words, rank, visible) VALUES (:id, :path, :title, "
           ":words, :rank, :visible)",
        use(id), use(topic.definition.path), use(topic.definition.title), use(words),
        use(static_cast<long long>(topic.definition.rank)), use(static_cast<int>(topic.exists && !topic.retired));
}

void Projections::writePath(const std::string& id, const state::StudyPath& path) {
    const auto words = base::foldCase(path.definition.title + '\n' + path.definition.slug);
    m_database.sql()
        << "INSERT OR REPLACE INTO path (id, title, words, created_at, visible) VALUES (:id, :title, :words, "
           ":created_at, :visible)",
        use(id), use(path.definition.title), use(words), use(static_cast<long long>(path.createdAt)),
        use(static_cast<int>(path.exists && !path.removed));
}

void Projections::remove(const std::string& subject) {
    const auto id = events::subjectId(subject);
    const auto kind = events::subjectKind(subject);
    m_database.sql() << "DELETE FROM subject WHERE subject = :subject", use(subject);
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

std::string Projections::dump() {
    // Every column, quoted by the database itself, in the order of the primary key.
    static constexpr const char* kTables[][3] = {
        {"subject", "quote(subject)||quote(kind)||effective||quote(device)||seq||quote(state)", "subject"},
        {"task",
         "quote(id)||quote(path)||quote(module)||quote(title)||quote(slug)||quote(words)||quote(first_topic)||"
         "difficulty||quote(status)||verified||quote(source)||quote(kind)||quote(scheduled_at)||quote(started_at)||"
         "quote(completed_at)||quote(date_at)||utc_offset||hints||rank||visible||deleted",
         "id"},
        {"task_topic", "quote(topic)||quote(task)||place", "topic, task"},
        {"topic", "quote(id)||quote(path)||quote(title)||quote(words)||rank||visible", "id"},
        {"path", "quote(id)||quote(title)||quote(words)||created_at||visible", "id"},
    };
    std::string dump;
    for (const auto& [table, columns, order] : kTables) {
        const soci::rowset<std::string> rows =
            (m_database.sql().prepare << std::string("SELECT ") + columns + " FROM " + table + " ORDER BY " + order);
        for (const auto& row : rows) {
            dump += std::string(table) + ' ' + row + '\n';
        }
    }
    return dump;
}

} // namespace cairn::store
