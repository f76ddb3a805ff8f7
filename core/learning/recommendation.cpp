#include "core/learning/recommendation.h"

#include "core/learning/waiting_graph.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace cairn::learning {

using events::TaskKind;
using events::TaskStatus;

namespace {

constexpr base::Millis kDay = 24 * 60 * 60 * 1000;

using Topics = std::map<std::string, state::Topic>;
using Tasks = std::map<std::string, state::Task>;
using TaskEntry = Tasks::value_type;

// Keeps the candidate whose key is least; the first of equals stays.
template<class Key, class Value> class Least {
public:
    void offer(Key key, const Value& value) {
        if (m_value == nullptr || key < m_key) {
            m_key = std::move(key);
            m_value = &value;
        }
    }

    const Value* value() const { return m_value; }

private:
    Key m_key{};
    const Value* m_value = nullptr;
};

class Recommender {
public:
    Recommender(
        const Topics& topics, const Tasks& tasks, const PathPosition& position, const Tasks& own,
        const std::vector<std::string>& dismissed)
        : m_topics(topics)
        , m_position(position) {
        const std::unordered_set<std::string_view> passedOver(dismissed.begin(), dismissed.end());
        for (const Tasks* some : {&tasks, &own}) {
            for (const auto& task : *some) {
                if (task.second.visible() && !passedOver.contains(task.first)) {
                    m_tasks.push_back(&task);
                }
            }
        }
    }

    std::optional<Recommendation> best(base::Millis now, base::Millis endOfToday) const {
        if (const auto* task = started()) {
            return about(*task, Reason::continueStarted);
        }
        const auto startOfToday = endOfToday - kDay;
        if (const auto* task = due(endOfToday)) {
            const bool overdue = *task->second.scheduledAt < std::min(now, startOfToday);
            return about(*task, overdue ? Reason::overdue : Reason::dueToday);
        }
        for (const bool skippedToo : {false, true}) {
            if (const auto* task = ofCurrentTopic(skippedToo)) {
                return about(*task, Reason::currentTopic);
            }
            if (const auto* task = ofNextTopic(skippedToo)) {
                return about(*task, Reason::nextAvailable);
            }
            if (const auto* task = practice(skippedToo)) {
                return about(*task, Reason::practisesCurrent);
            }
            if (const auto* task = ownTask(skippedToo)) {
                return about(*task, Reason::ownTask);
            }
        }
        return std::nullopt;
    }

private:
    using Rank = std::int64_t;

    static Rank rank(const TaskEntry& task) { return task.second.definition.rank; }

    bool mayStart(const TaskEntry& task) const {
        return statusAfter(task.second.status, task.second.verified, state::Transition::start) &&
               missingPrerequisites(task.second, m_topics, m_position).empty();
    }

    static bool isSetAside(const state::Task& task) { return task.status == TaskStatus::skipped && !task.scheduledAt; }

    bool isOffered(const TaskEntry& task, bool skippedToo) const {
        return (skippedToo || !isSetAside(task.second)) && mayStart(task);
    }

    // Whether `topic` is not done, and the task is one that its rule counts.
    bool moves(const state::Task& task, const TopicPosition& topic) const {
        return topic.standing != TopicStanding::done && topic.standing != TopicStanding::unscored && !task.retired &&
               task.definition.kind == (topic.taught ? TaskKind::concept_exercise : TaskKind::practice_exercise);
    }

    const TaskEntry* started() const {
        Least<std::tuple<base::Millis, Rank>, TaskEntry> last;
        for (const auto* task : m_tasks) {
            if (task->second.status == TaskStatus::in_progress) {
                last.offer({-task->second.startedAt.value_or(0), rank(*task)}, *task);
            }
        }
        return last.value();
    }

    const TaskEntry* due(base::Millis endOfToday) const {
        Least<std::tuple<base::Millis, Rank>, TaskEntry> earliest;
        for (const auto* task : m_tasks) {
            const auto& at = task->second.scheduledAt;
            if (at && *at < endOfToday && task->second.status != TaskStatus::expired && mayStart(*task)) {
                earliest.offer({*at, rank(*task)}, *task);
            }
        }
        return earliest.value();
    }

    const TaskEntry* ofCurrentTopic(bool skippedToo) const {
        const auto current = m_position.topics.find(m_position.current);
        if (current == m_position.topics.end()) {
            return nullptr;
        }
        Least<Rank, TaskEntry> least;
        for (const auto* task : m_tasks) {
            const auto& named = task->second.definition.topics;
            if (std::ranges::find(named, current->first) != named.end() && moves(task->second, current->second) &&
                isOffered(*task, skippedToo)) {
                least.offer(rank(*task), *task);
            }
        }
        return least.value();
    }

    // The topics under way or available, but the current one.
    std::unordered_map<std::string_view, const TopicPosition*> openTopics() const {
        std::unordered_map<std::string_view, const TopicPosition*> open;
        for (const auto& [id, topic] : m_position.topics) {
            const bool isOpen =
                topic.standing == TopicStanding::in_progress || topic.standing == TopicStanding::available;
            if (isOpen && id != m_position.current) {
                open.emplace(id, &topic);
            }
        }
        return open;
    }

    // For each of them, the first task that moves it.
    std::map<std::string_view, Least<Rank, TaskEntry>> firstTasks(bool skippedToo) const {
        const auto open = openTopics();
        std::map<std::string_view, Least<Rank, TaskEntry>> first;
        for (const auto* task : m_tasks) {
            std::optional<bool> offered;
            for (const auto& id : task->second.definition.topics) {
                const auto topic = open.find(id);
                if (topic == open.end() || !moves(task->second, *topic->second)) {
                    continue;
                }
                if (!offered) {
                    offered = isOffered(*task, skippedToo);
                }
                if (*offered) {
                    first[topic->first].offer(rank(*task), *task);
                }
            }
        }
        return first;
    }

    const TaskEntry* ofNextTopic(bool skippedToo) const {
        const auto tasks = firstTasks(skippedToo);
        if (tasks.empty()) {
            return nullptr;
        }
        std::vector<std::string> candidates;
        for (const auto& [id, task] : tasks) {
            candidates.emplace_back(id);
        }
        const auto waiting = WaitingGraph(m_position).countWaiting(candidates);
        Least<std::tuple<std::int64_t, Rank>, TaskEntry> most;
        std::size_t at = 0;
        for (const auto& [id, task] : tasks) {
            most.offer({-waiting[at], topicRank(candidates[at])}, *task.value());
            ++at;
        }
        return most.value();
    }

    const TaskEntry* practice(bool skippedToo) const {
        Least<std::tuple<std::int64_t, Rank>, TaskEntry> easiest;
        for (const auto* task : m_tasks) {
            if (task->second.definition.kind == TaskKind::practice_exercise && !task->second.retired &&
                isOffered(*task, skippedToo)) {
                easiest.offer({task->second.difficulty(), rank(*task)}, *task);
            }
        }
        return easiest.value();
    }

    const TaskEntry* ownTask(bool skippedToo) const {
        Least<std::tuple<base::Millis, Rank>, TaskEntry> oldest;
        for (const auto* task : m_tasks) {
            if (task->second.definition.kind == TaskKind::own && isOffered(*task, skippedToo)) {
                oldest.offer({task->second.createdAt, rank(*task)}, *task);
            }
        }
        return oldest.value();
    }

    Rank topicRank(const std::string& id) const {
        const auto topic = m_topics.find(id);
        return topic == m_topics.end() ? 0 : topic->second.definition.rank;
    }

    std::string movedTopic(const state::Task& task) const {
        std::string moved;
        std::tuple<bool, Rank, std::string_view> least;
        for (const auto& id : task.definition.topics) {
            const auto topic = m_position.topics.find(id);
            if (topic != m_position.topics.end() && moves(task, topic->second)) {
                const std::tuple<bool, Rank, std::string_view> key{id != m_position.current, topicRank(id), id};
                if (moved.empty() || key < least) {
                    moved = id;
                    least = key;
                }
            }
        }
        return moved;
    }

    Recommendation about(const TaskEntry& task, Reason reason) const {
        Recommendation recommendation{task.first, reason, movedTopic(task.second), {}, 0};
        if (!recommendation.topic.empty()) {
            const WaitingGraph graph(m_position);
            recommendation.opens = graph.opens(recommendation.topic);
            recommendation.waiting = graph.countWaiting({recommendation.topic}).front();
        }
        return recommendation;
    }

    const Topics& m_topics;
    const PathPosition& m_position;
    std::vector<const TaskEntry*> m_tasks; // visible; of the path, then own, in the order of their ids
};

} // namespace

const char* name(Reason reason) {
    switch (reason) {
    case Reason::continueStarted:
        return "continue_started";
    case Reason::dueToday:
        return "due_today";
    case Reason::overdue:
        return "overdue";
    case Reason::currentTopic:
        return "current_topic";
    case Reason::practisesCurrent:
        return "practises_current";
    case Reason::nextAvailable:
        return "next_available";
    case Reason::ownTask:
        return "own_task";
    }
    return "unknown";
}

std::optional<Recommendation> recommend(
    const Topics& topics, const Tasks& tasks, const PathPosition& position, const Tasks& own, base::Millis now,
    base::Millis endOfToday, const std::vector<std::string>& dismissed) {
    return Recommender(topics, tasks, position, own, dismissed).best(now, endOfToday);
}

} // namespace cairn::learning
