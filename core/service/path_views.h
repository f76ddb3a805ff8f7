#pragma once

#include "core/api/paths.h"
#include "core/service/standings.h"

#include <string>
#include <vector>

namespace cairn::service {

api::PathSummary summaryOf(const std::string& id, const Standing& standing, bool current);

// Topics in the path's order; with `everything`, also those that no task is about.
std::vector<api::TopicRow> topicRows(const Standing& standing, bool everything);
api::TopicRow topicRow(const std::string& id, const Standing& standing);

api::TopicStanding standingWord(learning::TopicStanding standing);

// Titles beside ids; an id that the path does not have stands for itself.
std::vector<api::TopicName> topicNames(const std::vector<std::string>& ids, const Standing& standing);

} // namespace cairn::service
