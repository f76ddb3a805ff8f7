#include "core/service/completions.h"

#include <boost/describe/enum_to_string.hpp>

#include <algorithm>
#include <set>

namespace cairn::service {

namespace {
constexpr base::Millis kWeek = 7LL * 24 * 60 * 60 * 1000;
}

std::vector<learning::Completion> completionsFrom(const std::vector<store::CompletionLine>& lines) {
    std::vector<learning::Completion> completions;
    completions.reserve(lines.size());
    for (const auto& line : lines) {
        completions.push_back(
            {line.task, line.problem, line.topics, line.difficulty, line.hints, line.verified, line.at});
    }
    return completions;
}

std::vector<learning::Activity>
activitiesFrom(const std::vector<store::CompletionLine>& lines, const std::map<std::string, state::Review>& reviews) {
    std::vector<learning::Activity> activities;
    activities.reserve(lines.size());
    for (const auto& line : lines) {
        activities.push_back({line.at, static_cast<int>(line.utcOffset)});
    }
    for (const auto& [task, review] : reviews) {
        for (const auto& grading : review.gradings) {
            activities.push_back({grading.at, static_cast<int>(grading.utcOffset)});
        }
    }
    return activities;
}

std::vector<store::CompletionLine> completionLines(const std::map<std::string, state::Task>& tasks) {
    std::vector<store::CompletionLine> lines;
    for (const auto& [id, task] : tasks) {
        if (task.status != events::TaskStatus::completed || task.deleted || !task.completedAt) {
            continue;
        }
        const auto& definition = task.definition;
        const bool own = definition.source == events::TaskSource::own;
        auto problem = own ? id
                           : std::string(boost::describe::enum_to_string(definition.source, "")) + ' ' +
                                 definition.path + ' ' + definition.slug;
        if (task.verified && !task.proof.problem.empty()) {
            problem = task.proof.problem;
        }
        lines.push_back(
            {id, task.title(), std::move(problem), task.countedTopics(), task.countedDifficulty(), task.hints,
             task.utcOffset, *task.completedAt, task.verified});
    }
    return lines;
}

std::vector<std::string> topicsIn(const std::vector<store::CompletionLine>& lines) {
    std::set<std::string> topics;
    for (const auto& line : lines) {
        topics.insert(line.topics.begin(), line.topics.end());
    }
    return {topics.begin(), topics.end()};
}

api::LevelView levelView(
    const std::vector<store::CompletionLine>& lines, const std::map<std::string, std::string>& topicTitles,
    base::Millis now) {
    const auto all = completionsFrom(lines);
    const auto verified = learning::verifiedOnly(all);
    const auto level = learning::level(all);
    api::LevelView view;
    view.selfReported = level.hundredths;
    view.verified = learning::level(verified).hundredths;
    view.selfReportedWeekAgo = learning::level(learning::until(all, now - kWeek)).hundredths;
    view.verifiedWeekAgo = learning::level(learning::until(verified, now - kWeek)).hundredths;

    std::map<std::string, const store::CompletionLine*> byTask;
    for (const auto& line : lines) {
        byTask[line.task] = &line;
    }
    for (const auto& counted : level.counted) {
        const auto& line = *byTask.at(counted.task);
        view.shares.push_back(
            {counted.task, line.title, counted.difficulty, counted.qualityTenths, counted.place,
             counted.levelHundredths, line.verified, line.at});
        if (counted.levelHundredths > 0 && line.at > view.movedAt) {
            view.movedAt = line.at;
            view.movedBy = line.title;
        }
    }

    // Grouped first: asking for each topic over all completions would be quadratic.
    std::map<std::string, std::vector<learning::Completion>> byTopic;
    for (const auto& completion : all) {
        for (const auto& topic : completion.topics) {
            byTopic[topic].push_back(completion);
        }
    }
    for (const auto& [topic, completions] : byTopic) {
        const auto title = topicTitles.find(topic);
        view.topics.push_back(
            {topic, title == topicTitles.end() ? topic : title->second, learning::level(completions).hundredths,
             learning::level(learning::verifiedOnly(completions)).hundredths});
    }
    std::ranges::stable_sort(view.topics, std::greater(), &api::TopicLevel::hundredths);
    return view;
}

api::StreakView streakView(const std::vector<learning::Activity>& activities, base::Millis now, int utcOffset) {
    const auto streak = learning::streak(activities, now, utcOffset);
    return {streak.days, streak.longest, streak.freezes, streak.activeToday, streak.frozen};
}

} // namespace cairn::service
