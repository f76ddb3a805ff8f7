#include "core/service/task_rows.h"

#include "core/base/text.h"
#include "core/service/timeline.h"

#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>

#include <algorithm>
#include <chrono>

namespace cairn::service {

namespace {

constexpr std::int64_t kMostRows = 5'000;

template<class Enum> std::vector<std::string> namesOf(const std::vector<Enum>& values) {
    std::vector<std::string> names;
    names.reserve(values.size());
    for (const auto value : values) {
        names.emplace_back(boost::describe::enum_to_string(value, ""));
    }
    return names;
}

template<class Enum> Enum valueOf(const std::string& name) {
    Enum value{};
    boost::describe::enum_from_string(name.c_str(), value);
    return value;
}

store::TaskColumn columnOf(api::TaskOrder order) {
    switch (order) {
    case api::TaskOrder::path:
        return store::TaskColumn::path;
    case api::TaskOrder::title:
        return store::TaskColumn::title;
    case api::TaskOrder::topic:
        return store::TaskColumn::topic;
    case api::TaskOrder::difficulty:
        return store::TaskColumn::difficulty;
    case api::TaskOrder::state:
        return store::TaskColumn::state;
    case api::TaskOrder::source:
        return store::TaskColumn::source;
    case api::TaskOrder::date:
        return store::TaskColumn::date;
    }
    return store::TaskColumn::path;
}

} // namespace

std::vector<std::string> wordsOf(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : base::foldCase(text) + ' ') {
        if (c != ' ' && c != '\t' && c != '\n') {
            word += c;
        } else if (!word.empty()) {
            words.push_back(std::exchange(word, {}));
        }
    }
    return words;
}

std::vector<std::string> lockedTasks(Standings& standings) {
    std::vector<std::string> locked;
    for (const auto& [path, standing] : standings.visible()) {
        locked.insert(locked.end(), standing->locked.begin(), standing->locked.end());
    }
    return locked;
}

store::TaskQuery queryFrom(const api::TaskFilter& filter, const Context& context, Standings& standings) {
    store::TaskQuery query;
    query.path = filter.path;
    query.module = filter.module;
    query.topic = filter.topic;
    query.states = namesOf(filter.states);
    query.sources = namesOf(filter.sources);
    query.difficultyFrom = filter.difficultyFrom;
    query.difficultyTo = filter.difficultyTo;
    if (filter.dateFrom) {
        query.dateFrom = context.startOf(*filter.dateFrom);
    }
    if (filter.dateTo) {
        query.dateBefore = context.startOf(*filter.dateTo + std::chrono::days(1));
    }
    query.words = wordsOf(filter.text);
    query.locked = lockedTasks(standings);
    query.order = columnOf(filter.order);
    query.descending = filter.descending;
    query.offset = std::max<std::int64_t>(filter.offset, 0);
    query.limit = std::clamp<std::int64_t>(filter.limit, 0, kMostRows);
    return query;
}

api::TaskRow rowFrom(const store::TaskLine& line) {
    api::TaskRow row;
    row.id = line.id;
    row.title = line.title;
    row.path = line.path;
    row.pathTitle = line.pathTitle;
    row.module = line.module;
    if (!line.topic.empty()) {
        row.topics = {line.topic};
    }
    row.topicTitle = line.topicTitle;
    row.difficulty = line.difficulty;
    row.state = valueOf<api::TaskState>(line.state);
    row.status = valueOf<events::TaskStatus>(line.status);
    row.source = valueOf<events::TaskSource>(line.source);
    row.kind = valueOf<events::TaskKind>(line.kind);
    row.scheduledAt = line.scheduledAt;
    row.startedAt = line.startedAt;
    row.completedAt = line.completedAt;
    row.provable = line.provable;
    row.triedAgainAt = line.againAt;
    if (!line.cause.empty()) {
        row.cause = valueOf<events::FailureCause>(line.cause);
    }
    return row;
}

api::TaskPage pageByDay(Reading& reading, const store::TaskQuery& query, const base::Clock& clock) {
    const store::ReadTransaction sameState(reading.database); // for the order and the rows
    const auto moments = store::queryMoments(reading.database, query);
    auto timeline = timelineOf(moments, clock);
    const auto first = std::min(query.offset, std::ssize(timeline.ids));
    const auto last = std::min(first + query.limit, std::ssize(timeline.ids));
    return {
        rowsOf(reading, {timeline.ids.begin() + first, timeline.ids.begin() + last}), std::ssize(timeline.ids),
        std::ranges::count(moments, "completed", &store::TaskMoment::status), std::move(timeline.sections)};
}

std::vector<api::TaskRow> rowsOf(Reading& reading, const std::vector<std::string>& ids) {
    if (ids.empty()) {
        return {};
    }
    store::TaskQuery query;
    query.ids = ids;
    query.locked = lockedTasks(reading.standings);
    query.limit = static_cast<std::int64_t>(ids.size());
    std::map<std::string, api::TaskRow> found;
    for (const auto& line : store::queryTasks(reading.database, query).lines) {
        found[line.id] = rowFrom(line);
    }
    std::vector<api::TaskRow> rows;
    for (const auto& id : ids) {
        if (const auto row = found.find(id); row != found.end()) {
            rows.push_back(row->second);
        }
    }
    return rows;
}

} // namespace cairn::service
