#pragma once

#include "app/cli/session.h"
#include "core/api/paths.h"

#include <string>
#include <vector>

// Finds what a person names on the command line, and words that several commands say.
namespace cairn::cli {

std::vector<api::PathSummary> allPaths(Session& session);

// The id of what `words` is the id, the slug (of a path: the title, in whatever case) or the unambiguous beginning of.
// Throw Failure.
std::string resolvePath(Session& session, const std::string& words);
std::string resolveTopic(Session& session, const std::string& words);
std::string resolveTask(Session& session, const std::string& words);
std::vector<std::string> resolveTasks(Session& session, const std::vector<std::string>& words);

// "in_progress" → "in progress".
std::string spoken(std::string word);

// "3/12".
std::string ratio(std::int64_t done, std::int64_t all);

// "Loops, Lists".
std::string titles(const std::vector<api::TopicName>& topics);

} // namespace cairn::cli
