#include "core/service/progress_service.h"

#include "core/events/event_codec.h"
#include "core/learning/recommendation.h"
#include "core/proof/proof.h"
#include "core/service/completions.h"
#include "core/service/history_entries.h"
#include "core/service/past_state.h"
#include "core/service/path_service.h"
#include "core/service/path_views.h"
#include "core/service/review_service.h"
#include "core/service/task_rows.h"

#include <boost/describe/enum_from_string.hpp>

#include <algorithm>
#include <chrono>

namespace cairn::service {

using std::chrono::days;

namespace {

constexpr days kCalendarDays{20 * 7};
constexpr days kExpiredShown{14};
constexpr int kRecentShown = 8;
constexpr std::int64_t kDueShown = 50;
constexpr std::size_t kReviewsShown = 20;

// What a person did, as opposed to what an import wrote down.
const std::vector<std::string>& activityTypes() {
    static const std::vector<std::string> kTypes = {"task.started", "task.completed", "task.skipped",   "task.verified",
                                                    "task.failed",  "review.graded",  "topic.unlocked", "topic.noted"};
    return kTypes;
}

api::NextReason reasonWord(learning::Reason reason) {
    switch (reason) {
    case learning::Reason::continueStarted:
        return api::NextReason::continue_started;
    case learning::Reason::dueToday:
        return api::NextReason::due_today;
    case learning::Reason::overdue:
        return api::NextReason::overdue;
    case learning::Reason::currentTopic:
        return api::NextReason::current_topic;
    case learning::Reason::practisesCurrent:
        return api::NextReason::practises_current;
    case learning::Reason::nextAvailable:
        return api::NextReason::next_available;
    case learning::Reason::ownTask:
        return api::NextReason::own_task;
    }
    return api::NextReason::next_available;
}

std::vector<api::DayActivity> calendarOf(const std::vector<learning::Activity>& activities, base::Day today) {
    std::vector<api::DayActivity> calendar;
    for (const auto& [day, count] : learning::activityByDay(activities)) {
        if (day > today - kCalendarDays && day <= today) {
            calendar.push_back({day, count});
        }
    }
    return calendar;
}

} // namespace

api::Request ProgressService::today(api::Reply<api::TodayView> reply) {
    return m_context.ask<api::TodayView>(std::move(reply), [this](Reading& reading) { return todayOf(reading); });
}

api::Request ProgressService::connections(api::Reply<std::vector<api::Connection>> reply) {
    return m_context.ask<std::vector<api::Connection>>(
        std::move(reply), [](Reading& reading) -> base::Expected<std::vector<api::Connection>> {
            std::vector<api::Connection> connections;
            using events::Platform;
            for (const auto& [platform, name] :
                 {std::pair{Platform::leetcode, "leetcode"},
                  {Platform::codeforces, "codeforces"},
                  {Platform::github, "github"}}) {
                const auto found = reading.views.find<state::Connection>(std::string("connection/") + name);
                if (found && !found->account.empty()) {
                    connections.push_back({platform, found->account, found->proof, found->since, found->figures});
                }
            }
            return connections;
        });
}

api::Request ProgressService::status(std::optional<base::Day> asOf, api::Reply<api::StatusView> reply) {
    return m_context.ask<api::StatusView>(std::move(reply), [this, asOf](Reading& reading) {
        return asOf ? statusAt(reading, *asOf) : statusNow(reading);
    });
}

api::Request ProgressService::proof(std::vector<events::AnnouncedKey> keys, api::Reply<std::string> reply) {
    return m_context.ask<std::string>(std::move(reply), [this, keys = std::move(keys)](Reading& reading) mutable {
        for (const auto& [id, open] : m_context.keys(reading)) {
            if (std::ranges::find(keys, id, &events::AnnouncedKey::id) == keys.end()) {
                keys.push_back({id, events::toHex(open), {}, {}});
            }
        }
        std::vector<events::Event> receipts;
        for (const auto& line : reading.views.completions()) {
            const auto task = line.verified ? reading.views.find<state::Task>("task/" + line.task) : std::nullopt;
            if (!task) {
                continue;
            }
            const events::EventRef ref{task->proof.device, task->proof.seq};
            for (auto& event : reading.log.ofSubject("task/" + line.task)) {
                if (event.ref == ref) {
                    receipts.push_back(std::move(event));
                }
            }
        }
        return proof::writeProof(std::move(receipts), keys);
    });
}

void ProgressService::dismissNext(std::string task) {
    const std::lock_guard lock(m_mutex);
    m_dismissed.push_back(std::move(task));
}

std::vector<api::TaskRow> ProgressService::due(Reading& reading, base::Millis endOfToday) {
    store::TaskQuery query; // that does not know which are locked: of the few that come back, that is seen here
    query.order = store::TaskColumn::date;
    query.limit = kDueShown;
    std::vector<api::TaskRow> rows;
    const auto take = [&] {
        for (const auto& line : store::queryTasks(reading.database, query).lines) {
            auto& row = rows.emplace_back(rowFrom(line));
            const auto standing = row.path.empty() ? nullptr : reading.standings.of(row.path);
            if (row.state == api::TaskState::scheduled && standing &&
                std::ranges::binary_search(standing->locked, row.id)) {
                row.state = api::TaskState::locked;
            }
        }
    };
    query.states = {"in_progress", "verifying", "failed"};
    take();
    query.states = {"scheduled", "expired"};
    query.dateFrom = endOfToday - std::chrono::milliseconds(kExpiredShown).count();
    query.dateBefore = endOfToday;
    take();
    return rows;
}

std::optional<api::NextStep> ProgressService::next(Reading& reading, const std::string& path, base::Millis endOfToday) {
    std::vector<std::string> dismissed;
    {
        const std::lock_guard lock(m_mutex);
        dismissed = m_dismissed;
    }
    const auto own = reading.standings.ofOwnTasks();
    const auto standing = path.empty() ? std::make_shared<const Standing>() : reading.standings.of(path);
    const auto found = learning::recommend(
        standing->topics, standing->tasks, standing->position, own->tasks, m_context.now(), endOfToday, dismissed);
    const auto rows = found ? rowsOf(reading, {found->task}) : std::vector<api::TaskRow>();
    if (rows.empty()) {
        return std::nullopt;
    }
    api::NextStep step{rows.front(), reasonWord(found->reason), {}, {}, found->waiting};
    if (!found->topic.empty()) {
        step.topic = topicNames({found->topic}, *standing).front().title;
    }
    for (const auto& name : topicNames(found->opens, *standing)) {
        step.opens.push_back(name.title);
    }
    return step;
}

base::Expected<api::TodayView> ProgressService::todayOf(Reading& reading) {
    api::TodayView view;
    view.today = m_context.today();
    const auto endOfToday = m_context.startOf(view.today + days(1));
    const auto lines = reading.views.completions();
    view.level = levelView(lines, reading.views.topicTitles(topicsIn(lines)), m_context.now());
    const auto activities = activitiesFrom(lines, reading.views.reviews());
    view.streak = streakView(activities, m_context.now(), m_context.utcOffset(m_context.now()));
    view.calendar = calendarOf(activities, view.today);
    view.due = due(reading, endOfToday);
    auto reviews = dueReviews(reading, m_context, kReviewsShown);
    view.reviews = std::move(reviews.rows);
    view.reviewsDue = reviews.all;
    // Twice as many as are shown: some may have been undone.
    for (auto& entry : historyEntries(reading, reading.log.newest({{}, {}, 2 * kRecentShown, activityTypes()}))) {
        if (!entry.undone && !entry.refusedFrom && std::ssize(view.recent) < kRecentShown) {
            view.recent.push_back(std::move(entry));
        }
    }
    const auto path = currentPath(reading);
    if (!path.empty()) {
        view.path = summaryOf(path, *reading.standings.of(path), true);
    }
    view.next = next(reading, path, endOfToday);
    view.empty = path.empty() && reading.views.countByStatus().empty();
    return view;
}

base::Expected<api::StatusView> ProgressService::statusNow(Reading& reading) {
    api::StatusView view;
    view.asOf = m_context.today();
    const auto lines = reading.views.completions();
    view.level = levelView(lines, reading.views.topicTitles(topicsIn(lines)), m_context.now());
    view.streak = streakView(
        activitiesFrom(lines, reading.views.reviews()), m_context.now(), m_context.utcOffset(m_context.now()));
    const auto current = currentPath(reading);
    for (const auto& [id, standing] : reading.standings.visible()) {
        view.paths.push_back(summaryOf(id, *standing, id == current));
    }
    for (const auto& [word, count] : reading.views.countByStatus()) {
        events::TaskStatus status{};
        if (boost::describe::enum_from_string(word.c_str(), status)) {
            view.tasks[status] = count;
        }
    }
    return view;
}

base::Expected<api::StatusView> ProgressService::statusAt(Reading& reading, base::Day day) {
    const auto end = m_context.startOf(day + days(1)) - 1;
    const auto past = pastState(reading.log, base::Hlc::at(end, 0xffff), m_context.keys(reading));
    api::StatusView view;
    view.asOf = day;
    const auto lines = completionLines(past.tasks);
    std::map<std::string, std::string> titles;
    for (const auto& [id, topic] : past.topics) {
        titles[id] = topic.definition.title;
    }
    view.level = levelView(lines, titles, end);
    view.streak = streakView(activitiesFrom(lines, past.reviews), end, m_context.utcOffset(end));

    std::map<std::string, std::map<std::string, state::Topic>> topics;
    std::map<std::string, std::map<std::string, state::Task>> tasks;
    for (const auto& [id, topic] : past.topics) {
        topics[topic.definition.path].emplace(id, topic);
    }
    for (const auto& [id, task] : past.tasks) {
        const auto path = past.paths.find(task.definition.path);
        const bool pathThere = task.definition.path.empty() || (path != past.paths.end() && !path->second.removed);
        if (task.visible() && pathThere) {
            ++view.tasks[task.status];
        }
        tasks[task.definition.path].emplace(id, task);
    }
    const auto chosen = past.profile.preferences.find("currentPath");
    std::vector<std::pair<base::Millis, api::PathSummary>> summaries;
    for (const auto& [id, path] : past.paths) {
        if (path.exists && !path.removed) {
            const bool current = chosen != past.profile.preferences.end() && chosen->second == id;
            summaries.emplace_back(path.createdAt, summaryOf(id, standingOf(path, topics[id], tasks[id]), current));
        }
    }
    std::ranges::stable_sort(summaries, {}, [](const auto& summary) { return summary.first; });
    for (auto& [createdAt, summary] : summaries) {
        view.paths.push_back(std::move(summary));
    }
    // As currentPath() has it: the first one where none was chosen that is still there.
    if (!view.paths.empty() && std::ranges::none_of(view.paths, &api::PathSummary::current)) {
        view.paths.front().current = true;
    }
    return view;
}

} // namespace cairn::service
