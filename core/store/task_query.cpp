#include "core/store/task_query.h"

#include "core/events/described_json.h"

#include <list>
#include <ranges>

namespace cairn::store {

using soci::into;
using soci::use;

namespace {

// The database refuses expressions that are too deep.
constexpr std::size_t kMostWords = 100;

// How a task looks to a person; see api::TaskState.
constexpr const char* kState =
    "(CASE task.status WHEN 'completed' THEN CASE WHEN task.verified THEN 'verified' ELSE 'self_reported' END "
    "WHEN 'scheduled' THEN CASE WHEN task.id IN (SELECT value FROM json_each(:locked)) THEN 'locked' "
    "WHEN task.scheduled_at IS NULL THEN 'available' ELSE 'scheduled' END ELSE task.status END)";

constexpr const char* kFrom = " FROM task LEFT JOIN path ON path.id = task.path LEFT JOIN topic ON topic.id = "
                              "task.first_topic WHERE task.visible AND (task.path = '' OR path.visible)";

std::string list(const std::vector<std::string>& values) {
    return events::encodeDescribed(values);
}

// The statuses that can look so.
std::vector<std::string> statusesOf(const std::vector<std::string>& states) {
    std::vector<std::string> statuses;
    statuses.reserve(states.size());
    for (const auto& state : states) {
        statuses.push_back(
            state == "locked" || state == "available"         ? "scheduled"
            : state == "verified" || state == "self_reported" ? "completed"
                                                              : state);
    }
    return statuses;
}

// A WHERE clause with its values, which have to stay where they are until the statement has run.
class Conditions {
public:
    explicit Conditions(const TaskQuery& query) {
        value("locked", list(query.locked));
        if (!query.path.empty()) {
            m_text += " AND task.path = :path";
            value("path", query.path);
        }
        if (!query.module.empty()) {
            m_text += " AND task.module = :module";
            value("module", query.module);
        }
        if (!query.topic.empty()) {
            m_text += " AND task.id IN (SELECT task FROM task_topic WHERE topic = :topic)";
            value("topic", query.topic);
        }
        if (!query.states.empty()) {
            // First by what is indexed: whether a task is locked need then be asked of few.
            m_text += " AND task.status IN (SELECT value FROM json_each(:statuses))";
            value("statuses", list(statusesOf(query.states)));
            m_text += std::string(" AND ") + kState + " IN (SELECT value FROM json_each(:states))";
            value("states", list(query.states));
        }
        if (!query.sources.empty()) {
            m_text += " AND task.source IN (SELECT value FROM json_each(:sources))";
            value("sources", list(query.sources));
        }
        if (!query.ids.empty()) {
            m_text += " AND task.id IN (SELECT value FROM json_each(:ids))";
            value("ids", list(query.ids));
        }
        bound("task.difficulty >= ", query.difficultyFrom);
        bound("task.difficulty <= ", query.difficultyTo);
        bound("task.date_at >= ", query.dateFrom);
        bound("task.date_at < ", query.dateBefore);
        for (const auto& word : query.words | std::views::take(kMostWords)) {
            auto name = "word" + std::to_string(m_values.size());
            m_text.append(" AND (instr(task.words, :").append(name);
            m_text.append(") OR instr(lower(topic.title), :").append(name).append("))");
            value(std::move(name), word);
        }
    }

    const std::string& text() const { return m_text; }

    void bind(soci::statement& statement) const {
        for (const auto& [name, text] : m_values) {
            statement.exchange(use(text, name));
        }
    }

private:
    void value(std::string name, std::string text) { m_values.emplace_back(std::move(name), std::move(text)); }

    void bound(const char* condition, const std::optional<std::int64_t>& limit) {
        if (limit) {
            m_text += std::string(" AND ") + condition + std::to_string(*limit);
        }
    }

    std::string m_text;
    std::list<std::pair<std::string, std::string>> m_values{};
};

std::string orderBy(const TaskQuery& query) {
    const std::string direction = query.descending ? " DESC" : "";
    std::string byPath = "path.created_at, task.path, task.rank, task.id";
    switch (query.order) {
    case TaskColumn::path:
        return query.descending ? "path.created_at DESC, task.path DESC, task.rank DESC, task.id DESC" : byPath;
    case TaskColumn::title:
        return "task.title COLLATE NOCASE" + direction + ", " + byPath;
    case TaskColumn::topic:
        return "topic.title COLLATE NOCASE" + direction + ", " + byPath;
    case TaskColumn::difficulty:
        return "task.difficulty" + direction + ", " + byPath;
    case TaskColumn::state:
        return std::string("instr('in_progress verifying scheduled available expired failed locked "
                           "skipped self_reported verified', ") +
               kState + ")" + direction + ", " + byPath;
    case TaskColumn::source:
        return "task.source" + direction + ", " + byPath;
    case TaskColumn::date:
        return "task.date_at IS NULL, task.date_at" + direction + ", " + byPath;
    }
    return byPath;
}

// One line of the answer, bound column by column.
struct LineRow {
    TaskLine line;
    long long difficulty = 1;
    int provable = 0;
    long long times[4] = {};
    soci::indicator hasTime[4] = {soci::i_null, soci::i_null, soci::i_null, soci::i_null};
    soci::indicator hasPath = soci::i_null;
    soci::indicator hasTopic = soci::i_null;

    void bindInto(soci::statement& statement) {
        for (auto* text :
             {&line.id, &line.path, &line.module, &line.title, &line.topic, &line.state, &line.status, &line.source,
              &line.kind}) {
            statement.exchange(into(*text));
        }
        statement.exchange(into(line.pathTitle, hasPath));
        statement.exchange(into(line.topicTitle, hasTopic));
        statement.exchange(into(difficulty));
        for (std::size_t at = 0; at < std::size(times); ++at) {
            statement.exchange(into(times[at], hasTime[at]));
        }
        statement.exchange(into(provable));
        statement.exchange(into(line.cause));
    }

    TaskLine give() const {
        TaskLine given = line;
        given.difficulty = difficulty;
        given.provable = provable != 0;
        if (hasPath != soci::i_ok) {
            given.pathTitle.clear();
        }
        if (hasTopic != soci::i_ok) {
            given.topicTitle.clear();
        }
        std::optional<std::int64_t>* const fields[] = {
            &given.scheduledAt, &given.startedAt, &given.completedAt, &given.againAt};
        for (std::size_t at = 0; at < std::size(times); ++at) {
            *fields[at] = hasTime[at] == soci::i_ok ? std::optional<std::int64_t>(times[at]) : std::nullopt;
        }
        return given;
    }
};

} // namespace

TaskLines queryTasks(Database& database, const TaskQuery& query) {
    const ReadTransaction sameState(database); // for the number and the lines
    const Conditions conditions(query);
    TaskLines found;

    long long total = 0;
    long long done = 0;
    soci::indicator hasDone = soci::i_null;
    soci::statement count(database.sql());
    count.exchange(into(total));
    count.exchange(into(done, hasDone));
    conditions.bind(count);
    count.alloc();
    // The states' values are named even where the clause does not ask for them: a value without a place is an error.
    count.prepare(
        std::string("SELECT count(*), sum(task.status = 'completed')") + kFrom + conditions.text() +
        " AND :locked IS NOT NULL");
    count.define_and_bind();
    count.execute(true);
    found.total = total;
    found.done = hasDone == soci::i_ok ? done : 0;

    LineRow row;
    soci::statement lines(database.sql());
    row.bindInto(lines);
    conditions.bind(lines);
    lines.alloc();
    lines.prepare(
        std::string("SELECT task.id, task.path, task.module, task.title, task.first_topic, ") + kState +
        ", task.status, task.source, task.kind, path.title, topic.title, task.difficulty, task.scheduled_at, "
        "task.started_at, task.completed_at, task.again_at, task.provable, task.cause" +
        kFrom + conditions.text() + " ORDER BY " + orderBy(query) + " LIMIT " + std::to_string(query.limit) +
        " OFFSET " + std::to_string(query.offset));
    lines.define_and_bind();
    lines.execute(false);
    while (lines.fetch()) {
        found.lines.push_back(row.give());
    }
    return found;
}

std::vector<TaskMoment> queryMoments(Database& database, const TaskQuery& query) {
    const Conditions conditions(query);
    std::vector<TaskMoment> moments;
    TaskMoment moment;
    long long scheduledAt = 0;
    long long completedAt = 0;
    soci::indicator hasScheduledAt = soci::i_null;
    soci::indicator hasCompletedAt = soci::i_null;
    soci::statement statement(database.sql());
    statement.exchange(into(moment.id));
    statement.exchange(into(moment.status));
    statement.exchange(into(scheduledAt, hasScheduledAt));
    statement.exchange(into(completedAt, hasCompletedAt));
    conditions.bind(statement);
    statement.alloc();
    statement.prepare(
        std::string("SELECT task.id, task.status, task.scheduled_at, task.completed_at") + kFrom + conditions.text() +
        " AND :locked IS NOT NULL ORDER BY " + orderBy(query));
    statement.define_and_bind();
    statement.execute(false);
    while (statement.fetch()) {
        moment.scheduledAt = hasScheduledAt == soci::i_ok ? std::optional<std::int64_t>(scheduledAt) : std::nullopt;
        moment.completedAt = hasCompletedAt == soci::i_ok ? std::optional<std::int64_t>(completedAt) : std::nullopt;
        moments.push_back(moment);
    }
    return moments;
}

} // namespace cairn::store
