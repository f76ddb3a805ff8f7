#include "core/service/path_views.h"

#include "core/store/store.h"

#include <algorithm>

namespace cairn::service {

api::TopicStanding standingWord(learning::TopicStanding standing) {
    switch (standing) {
    case learning::TopicStanding::unscored:
        return api::TopicStanding::unscored;
    case learning::TopicStanding::locked:
        return api::TopicStanding::locked;
    case learning::TopicStanding::available:
        return api::TopicStanding::available;
    case learning::TopicStanding::in_progress:
        return api::TopicStanding::in_progress;
    case learning::TopicStanding::done:
        return api::TopicStanding::done;
    }
    return api::TopicStanding::unscored;
}

std::vector<api::TopicName> topicNames(const std::vector<std::string>& ids, const Standing& standing) {
    std::vector<api::TopicName> names;
    names.reserve(ids.size());
    for (const auto& id : ids) {
        const auto topic = standing.topics.find(id);
        names.push_back({id, topic == standing.topics.end() ? id : topic->second.definition.title});
    }
    return names;
}

api::PathSummary summaryOf(const std::string& id, const Standing& standing, bool current) {
    const auto& definition = standing.path.definition;
    const auto& position = standing.position;
    api::PathSummary summary;
    summary.id = id;
    summary.title = definition.title;
    summary.language = definition.language;
    summary.summary = definition.summary;
    summary.source = definition.source;
    summary.current = current;
    summary.sample = id.starts_with(store::kSamplePrefix);
    summary.topicsDone = position.done;
    summary.topicsAll = position.all;
    summary.tasksDone = position.tasksDone;
    summary.tasksAll = position.tasksAll;
    summary.position = position.current;
    if (!position.current.empty()) {
        summary.positionTitle = standing.topics.at(position.current).definition.title;
    }
    for (const auto& [topic, where] : position.topics) {
        ++summary.standings[standingWord(where.standing)];
    }
    return summary;
}

api::TopicRow topicRow(const std::string& id, const Standing& standing) {
    const auto& topic = standing.topics.at(id);
    api::TopicRow row;
    row.id = id;
    row.slug = topic.definition.slug;
    row.title = topic.definition.title;
    row.prerequisites = topicNames(topic.definition.prerequisites, standing);
    if (const auto where = standing.position.topics.find(id); where != standing.position.topics.end()) {
        row.standing = standingWord(where->second.standing);
        row.required = where->second.required;
        row.requiredDone = where->second.requiredDone;
        row.unlocked = where->second.unlocked;
        row.missing = topicNames(where->second.missing, standing);
    }
    return row;
}

std::vector<api::TopicRow> topicRows(const Standing& standing, bool everything) {
    std::vector<std::pair<std::int64_t, std::string>> order;
    for (const auto& [id, topic] : standing.topics) {
        const auto where = standing.position.topics.find(id);
        const bool scored =
            where != standing.position.topics.end() && where->second.standing != learning::TopicStanding::unscored;
        if (topic.exists && !topic.retired && (everything || scored)) {
            order.emplace_back(topic.definition.rank, id);
        }
    }
    std::ranges::sort(order);
    std::vector<api::TopicRow> rows;
    rows.reserve(order.size());
    for (const auto& [rank, id] : order) {
        rows.push_back(topicRow(id, standing));
    }
    return rows;
}

} // namespace cairn::service
