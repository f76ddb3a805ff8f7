#pragma once

#include "core/api/progress.h"
#include "core/learning/level.h"
#include "core/learning/streak.h"
#include "core/store/views.h"

#include <map>
#include <string>
#include <vector>

namespace cairn::service {

// What the level and the streak are computed from.
std::vector<learning::Completion> completionsFrom(const std::vector<store::CompletionLine>& lines);

// What was reviewed counts for the streak as what was completed does.
std::vector<learning::Activity>
activitiesFrom(const std::vector<store::CompletionLine>& lines, const std::map<std::string, state::Review>& reviews);

// The same lines out of folded tasks, for a past day.
std::vector<store::CompletionLine> completionLines(const std::map<std::string, state::Task>& tasks);

// Levels with what counted; `topicTitles` names the topics.
api::LevelView levelView(
    const std::vector<store::CompletionLine>& lines, const std::map<std::string, std::string>& topicTitles,
    base::Millis now);

api::StreakView streakView(const std::vector<learning::Activity>& activities, base::Millis now, int utcOffset);

// Ids of the topics that occur.
std::vector<std::string> topicsIn(const std::vector<store::CompletionLine>& lines);

} // namespace cairn::service
