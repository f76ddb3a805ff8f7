#include "core/events/described_json.h"
#include "core/store/projection_rows.h"
#include "core/store/views.h"

#include <boost/describe/enum_from_string.hpp>

namespace cairn::store {

using soci::into;

namespace {

using Ids = std::vector<std::string>;

Ids idsIn(const std::string& text) {
    return text == "[]" ? Ids() : events::decodeDescribed<Ids>(text).value_or(Ids());
}

std::optional<std::int64_t> timeIn(const OptionalTime& time) {
    return time.indicator == soci::i_ok ? std::optional<std::int64_t>(time.value) : std::nullopt;
}

} // namespace

std::map<std::string, state::Task> Views::learningTasksOf(const std::string& path) {
    WriteTask row;
    soci::statement statement(m_database.sql());
    for (auto* text : {&row.id, &row.status, &row.kind, &row.topics, &row.prerequisites}) {
        statement.exchange(into(*text));
    }
    for (auto* time : {&row.scheduledAt, &row.startedAt, &row.completedAt}) {
        statement.exchange(into(time->value, time->indicator));
    }
    statement.exchange(into(row.difficulty));
    statement.exchange(into(row.rank));
    statement.exchange(into(row.createdAt));
    statement.exchange(into(row.verified));
    statement.exchange(into(row.retired));
    statement.exchange(soci::use(path, "path"));
    statement.alloc();
    statement.prepare(
        "SELECT id, status, kind, topics, prerequisites, scheduled_at, started_at, completed_at, difficulty, rank, "
        "created_at, verified, retired FROM task WHERE path = :path AND visible ORDER BY id");
    statement.define_and_bind();
    statement.execute(false);
    std::map<std::string, state::Task> found;
    while (statement.fetch()) {
        auto& task = found.emplace_hint(found.end(), row.id, state::Task())->second;
        task.exists = true;
        boost::describe::enum_from_string(row.status.c_str(), task.status);
        boost::describe::enum_from_string(row.kind.c_str(), task.definition.kind);
        task.definition.path = path;
        task.definition.topics = idsIn(row.topics);
        task.definition.prerequisites = idsIn(row.prerequisites);
        task.definition.difficulty = row.difficulty;
        task.definition.rank = row.rank;
        task.scheduledAt = timeIn(row.scheduledAt);
        task.startedAt = timeIn(row.startedAt);
        task.completedAt = timeIn(row.completedAt);
        task.createdAt = row.createdAt;
        task.verified = row.verified != 0;
        task.retired = row.retired != 0;
    }
    return found;
}

} // namespace cairn::store
