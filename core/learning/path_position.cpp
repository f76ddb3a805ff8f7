#include "core/learning/path_position.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace cairn::learning {

using events::TaskKind;
using events::TaskStatus;

namespace {

// What the tasks of one kind say of a topic.
struct Tally {
    std::int64_t all = 0;
    std::int64_t done = 0;
    std::int64_t underWay = 0;
};

struct TopicTally {
    Tally concepts;
    Tally practice;
};

using Tallies = std::unordered_map<std::string_view, TopicTally>;

bool takesPart(const state::Topic& topic) {
    return topic.exists && !topic.retired;
}

bool takesPart(const state::Task& task) {
    return task.visible() && (!task.retired || task.status == TaskStatus::completed);
}

void countIn(Tally& tally, TaskStatus status) {
    ++tally.all;
    tally.done += status == TaskStatus::completed ? 1 : 0;
    tally.underWay += status == TaskStatus::in_progress || status == TaskStatus::verifying ? 1 : 0;
}

// Whether the list says `text` before `end` already: lists from outside may repeat themselves, and are short.
bool isRepeated(const std::vector<std::string>& list, const std::string& text) {
    return &*std::ranges::find(list, text) != &text;
}

void countTask(Tallies& tallies, const state::Task& task) {
    if (task.definition.kind == TaskKind::own) {
        return;
    }
    for (const auto& topic : task.definition.topics) {
        const auto found = tallies.find(topic);
        if (found != tallies.end() && !isRepeated(task.definition.topics, topic)) {
            auto& tally = found->second;
            countIn(task.definition.kind == TaskKind::concept_exercise ? tally.concepts : tally.practice, task.status);
        }
    }
}

// Everything of the position that does not depend on other topics.
TopicPosition ownPosition(const TopicTally& tally) {
    TopicPosition position;
    position.taught = tally.concepts.all > 0;
    const auto& rule = position.taught ? tally.concepts : tally.practice;
    position.required = position.taught ? rule.all : std::min<std::int64_t>(rule.all, 1);
    position.requiredDone = std::min(rule.done, position.required);
    if (position.required == 0) {
        position.standing = TopicStanding::unscored;
    } else if (position.requiredDone == position.required) {
        position.standing = TopicStanding::done;
    } else if (rule.underWay > 0 || rule.done > 0) {
        position.standing = TopicStanding::in_progress;
    } else {
        position.standing = TopicStanding::locked;
    }
    return position;
}

bool holdsUp(const TopicPosition& position) {
    return position.taught && position.standing != TopicStanding::done;
}

using Index = std::unordered_map<std::string_view, TopicPosition*>;

void addMissing(TopicPosition& position, const state::Topic& topic, const Index& index) {
    const auto& prerequisites = topic.definition.prerequisites;
    for (const auto& prerequisite : prerequisites) {
        const auto found = index.find(prerequisite);
        if (found != index.end() && holdsUp(*found->second) && !isRepeated(prerequisites, prerequisite)) {
            position.missing.push_back(prerequisite);
        }
    }
    position.unlocked = topic.unlocked && !position.missing.empty();
    if (position.standing == TopicStanding::locked && (topic.unlocked || position.missing.empty())) {
        position.standing = TopicStanding::available;
    }
}

// The first topic in the path's order that stands there.
std::string
first(TopicStanding standing, const std::map<std::string, state::Topic>& topics, const PathPosition& position) {
    std::string_view best;
    std::int64_t bestRank = 0;
    for (const auto& [id, topicPosition] : position.topics) {
        if (topicPosition.standing == standing) {
            const auto rank = topics.at(id).definition.rank;
            if (best.empty() || rank < bestRank) { // ids ascend
                best = id;
                bestRank = rank;
            }
        }
    }
    return std::string(best);
}

} // namespace

const char* name(TopicStanding standing) {
    switch (standing) {
    case TopicStanding::unscored:
        return "unscored";
    case TopicStanding::locked:
        return "locked";
    case TopicStanding::available:
        return "available";
    case TopicStanding::in_progress:
        return "in_progress";
    case TopicStanding::done:
        return "done";
    }
    return "unknown";
}

PathPosition
pathPosition(const std::map<std::string, state::Topic>& topics, const std::map<std::string, state::Task>& tasks) {
    Tallies tallies;
    tallies.reserve(topics.size());
    for (const auto& [id, topic] : topics) {
        if (takesPart(topic)) {
            tallies.try_emplace(id);
        }
    }
    PathPosition position;
    for (const auto& [id, task] : tasks) {
        if (takesPart(task)) {
            countTask(tallies, task);
            ++position.tasksAll;
            position.tasksDone += task.status == TaskStatus::completed ? 1 : 0;
        }
    }
    Index index;
    index.reserve(tallies.size());
    for (const auto& [id, topic] : topics) {
        if (const auto tally = tallies.find(id); tally != tallies.end()) {
            const auto at = position.topics.emplace_hint(position.topics.end(), id, ownPosition(tally->second));
            index.emplace(at->first, &at->second);
            position.all += at->second.standing == TopicStanding::unscored ? 0 : 1;
            position.done += at->second.standing == TopicStanding::done ? 1 : 0;
        }
    }
    for (auto& [id, topicPosition] : position.topics) {
        addMissing(topicPosition, topics.at(id), index);
    }
    position.current = first(TopicStanding::in_progress, topics, position);
    if (position.current.empty()) {
        position.current = first(TopicStanding::available, topics, position);
    }
    return position;
}

std::vector<std::string> missingPrerequisites(
    const state::Task& task, const std::map<std::string, state::Topic>& topics, const PathPosition& position) {
    std::vector<std::string> missing;
    const auto& definition = task.definition;
    for (const auto& prerequisite : definition.prerequisites) {
        const auto found = position.topics.find(prerequisite);
        const bool teachesIt = std::ranges::find(definition.topics, prerequisite) != definition.topics.end();
        if (found != position.topics.end() && holdsUp(found->second) && !teachesIt &&
            !isRepeated(definition.prerequisites, prerequisite)) {
            missing.push_back(prerequisite);
        }
    }
    const auto isUnlocked = [&](const std::string& id) {
        const auto topic = topics.find(id);
        return topic != topics.end() && topic->second.unlocked;
    };
    if (definition.kind == TaskKind::concept_exercise && !definition.topics.empty() &&
        std::ranges::all_of(definition.topics, isUnlocked)) {
        missing.clear();
    }
    return missing;
}

} // namespace cairn::learning
