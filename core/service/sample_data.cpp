#include "core/service/sample_data.h"

#include "core/base/calendar.h"

#include <algorithm>
#include <chrono>
#include <random>

namespace cairn::service {

namespace {

constexpr base::Millis kMinute = 60'000;
constexpr base::Millis kHour = 60 * kMinute;
constexpr int kDays = 48;           // from the first day to today
constexpr int kStreak = 12;         // the last days, each with a completion
constexpr std::size_t kEarly = 7;   // completions before the streak
constexpr std::size_t kSkipped = 4; // which of the tasks is skipped

std::string sampled(const std::string& id) {
    return store::kSamplePrefix + id;
}

void sampleAll(std::vector<std::string>& ids) {
    std::ranges::transform(ids, ids.begin(), sampled);
}

// Writes a learner's weeks down, day after day.
class Diary {
public:
    Diary(base::Millis now, int utcOffset)
        : m_now(now)
        , m_utcOffset(utcOffset)
        , m_today(base::localDay(now, utcOffset)) {}

    // A time on the learner's clock; what would lie in the future happens now.
    base::Millis at(int daysAgo, base::Millis sinceMidnight) const {
        return std::min(base::startOfDay(m_today - std::chrono::days(daysAgo), m_utcOffset) + sinceMidnight, m_now);
    }

    template<class Payload> void write(base::Millis at, const std::string& subject, const Payload& payload) {
        m_entries.push_back({events::draft(subject, payload), at});
    }

    void work(int daysAgo, const std::string& task) {
        const auto begin = at(daysAgo, 17 * kHour + static_cast<base::Millis>(m_random() % 180) * kMinute);
        write(begin, "task/" + task, events::TaskStarted{});
        const std::int64_t hints = m_random() % 4 == 0 ? 1 + static_cast<std::int64_t>(m_random() % 2) : 0;
        write(
            std::min(begin + (15 + static_cast<base::Millis>(m_random() % 40)) * kMinute, m_now), "task/" + task,
            events::TaskCompleted{hints, m_utcOffset, {}});
    }

    std::vector<store::Entry> finish() {
        std::ranges::stable_sort(m_entries, {}, &store::Entry::at);
        return std::move(m_entries);
    }

private:
    base::Millis m_now;
    int m_utcOffset;
    base::Day m_today;
    std::mt19937 m_random{20}; // its sequence is fixed by the standard
    std::vector<store::Entry> m_entries{};
};

void writeTrack(Diary& diary, const exchange::Track& track) {
    const auto begin = diary.at(kDays, 9 * kHour);
    diary.write(begin, "path/" + track.id, track.definition);
    for (const auto& topic : track.topics) {
        diary.write(begin, "topic/" + topic.id, topic.definition);
        diary.write(begin, "content/topic-" + topic.id, topic.content);
    }
    for (const auto& task : track.tasks) {
        diary.write(begin, "task/" + task.id, task.definition);
        diary.write(begin, "content/task-" + task.id, task.content);
    }
}

} // namespace

exchange::Track sampleTrack(exchange::Track track) {
    track.id = sampled(track.id);
    for (auto& topic : track.topics) {
        topic.id = sampled(topic.id);
        topic.definition.path = track.id;
        sampleAll(topic.definition.prerequisites);
    }
    for (auto& task : track.tasks) {
        task.id = sampled(task.id);
        task.definition.path = track.id;
        sampleAll(task.definition.topics);
        sampleAll(task.definition.prerequisites);
    }
    return track;
}

std::vector<store::Entry> sampleWork(const exchange::Track& track, base::Millis now, int utcOffset) {
    Diary diary(now, utcOffset);
    writeTrack(diary, track);

    // The path's order respects the prerequisites, so working along it never meets a lock.
    std::vector<const exchange::TrackTask*> tasks;
    for (const auto& task : track.tasks) {
        tasks.push_back(&task);
    }
    std::ranges::stable_sort(tasks, {}, [](const auto* task) { return task->definition.rank; });

    std::size_t next = 0;
    const auto take = [&]() -> std::string { return next < tasks.size() ? tasks[next++]->id : std::string(); };
    for (std::size_t early = 0; early < kEarly; ++early) {
        const int daysAgo = kDays - 2 - static_cast<int>(early) * 4;
        if (early == kSkipped && next < tasks.size() &&
            tasks[next]->definition.kind == events::TaskKind::practice_exercise) {
            diary.write(diary.at(daysAgo, 20 * kHour), "task/" + take(), events::TaskSkipped{"later, maybe"});
        }
        if (const auto task = take(); !task.empty()) {
            diary.work(daysAgo, task);
        }
    }
    for (int daysAgo = kStreak; daysAgo > 0; --daysAgo) {
        if (const auto task = take(); !task.empty()) {
            diary.work(daysAgo, task);
        }
    }
    if (!track.topics.empty()) {
        diary.write(
            diary.at(6, 21 * kHour), "topic/" + track.topics.front().id,
            events::TopicNoted{"Remember: a name is a **label**, not a box.\n\nLook at the savings task again."});
    }
    if (const auto task = take(); !task.empty()) {
        diary.write(diary.at(0, 8 * kHour), "task/" + task, events::TaskStarted{});
    }
    if (const auto task = take(); !task.empty()) {
        diary.write(diary.at(1, 20 * kHour), "task/" + task, events::TaskScheduled{diary.at(0, 0) + 18 * kHour});
    }
    if (const auto task = take(); !task.empty()) {
        diary.write(diary.at(1, 20 * kHour), "task/" + task, events::TaskScheduled{diary.at(0, 0) + 42 * kHour});
    }
    if (const auto task = take(); !task.empty()) {
        const auto planned = diary.at(3, 18 * kHour);
        diary.write(diary.at(5, 20 * kHour), "task/" + task, events::TaskScheduled{planned});
        diary.write(diary.at(2, 0), "task/" + task, events::TaskExpired{planned});
    }
    return diary.finish();
}

} // namespace cairn::service
