#include "core/store/projection_rows.h"

#include "core/base/text.h"
#include "core/events/described_json.h"

#include <boost/describe/enum_to_string.hpp>

namespace cairn::store {

using soci::use;

namespace {

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

void WriteTask::take(const std::string& of, const state::Task& task) {
    const auto& definition = task.definition;
    id = of;
    path = definition.path;
    module = task.module();
    title = task.title();
    slug = definition.slug;
    words = searchable(task);
    firstTopic = definition.topics.empty() ? std::string() : definition.topics.front();
    difficulty = task.difficulty();
    status = word(task.status);
    verified = static_cast<int>(task.verified);
    source = word(definition.source);
    kind = word(definition.kind);
    scheduledAt = task.scheduledAt;
    startedAt = task.startedAt;
    completedAt = task.completedAt;
    dateAt = task.completedAt ? task.completedAt : task.scheduledAt;
    utcOffset = task.utcOffset;
    hints = task.hints;
    rank = definition.rank;
    visible = static_cast<int>(task.visible());
    deleted = static_cast<int>(task.deleted);
    topics = events::encodeDescribed(definition.topics);
    prerequisites = events::encodeDescribed(definition.prerequisites);
    retired = static_cast<int>(task.retired);
    createdAt = task.createdAt;
    provable = static_cast<int>(state::requirementOf(task).has_value());
    againAt = task.delay.againAt > 0 ? std::optional(task.delay.againAt) : std::nullopt;
    cause = task.status == events::TaskStatus::failed ? word(task.cause) : std::string();
}

void WriteTask::bind(soci::statement& statement) {
    statement.exchange(use(id));
    statement.exchange(use(path));
    statement.exchange(use(module));
    statement.exchange(use(title));
    statement.exchange(use(slug));
    statement.exchange(use(words));
    statement.exchange(use(firstTopic));
    statement.exchange(use(difficulty));
    statement.exchange(use(status));
    statement.exchange(use(verified));
    statement.exchange(use(source));
    statement.exchange(use(kind));
    statement.exchange(use(scheduledAt.value, scheduledAt.indicator));
    statement.exchange(use(startedAt.value, startedAt.indicator));
    statement.exchange(use(completedAt.value, completedAt.indicator));
    statement.exchange(use(dateAt.value, dateAt.indicator));
    statement.exchange(use(utcOffset));
    statement.exchange(use(hints));
    statement.exchange(use(rank));
    statement.exchange(use(visible));
    statement.exchange(use(deleted));
    statement.exchange(use(topics));
    statement.exchange(use(prerequisites));
    statement.exchange(use(retired));
    statement.exchange(use(createdAt));
    statement.exchange(use(provable));
    statement.exchange(use(againAt.value, againAt.indicator));
    statement.exchange(use(cause));
}

void WriteTopic::take(const std::string& of, const state::Topic& topic) {
    id = of;
    path = topic.definition.path;
    title = topic.definition.title;
    words = base::foldCase(topic.definition.title + '\n' + topic.definition.slug);
    rank = topic.definition.rank;
    visible = static_cast<int>(topic.exists && !topic.retired);
}

void WriteTopic::bind(soci::statement& statement) {
    statement.exchange(use(id));
    statement.exchange(use(path));
    statement.exchange(use(title));
    statement.exchange(use(words));
    statement.exchange(use(rank));
    statement.exchange(use(visible));
}

void WritePath::take(const std::string& of, const state::StudyPath& path) {
    id = of;
    title = path.definition.title;
    words = base::foldCase(path.definition.title + '\n' + path.definition.slug);
    createdAt = path.createdAt;
    visible = static_cast<int>(path.exists && !path.removed);
}

void WritePath::bind(soci::statement& statement) {
    statement.exchange(use(id));
    statement.exchange(use(title));
    statement.exchange(use(words));
    statement.exchange(use(createdAt));
    statement.exchange(use(visible));
}

} // namespace cairn::store
