#pragma once

#include "core/state/subject.h"
#include "core/store/projections.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace cairn::store {

// A completed task, as far as level and streak are concerned.
struct CompletionLine {
    std::string task;
    std::string title;
    std::string problem; // source and slug: the same problem under two tasks
    std::vector<std::string> topics;
    std::int64_t difficulty = 1;
    std::int64_t hints = 0;
    std::int64_t utcOffset = 0;
    base::Millis at = 0;
    bool verified = false;
};

// A task that was completed and is still there, with what was said of its reviews.
struct ReviewLine {
    std::string task;
    std::string title;
    std::string pathTitle;
    std::string topicTitle; // of the first
    bool problem = false;   // an exercise, or something would prove it
    bool imported = false;  // solved before there was a task for it
    base::Millis at = 0;    // of the completion
    std::int64_t utcOffset = 0;
    state::Review review;
};

struct NamedLine {
    std::string kind; // "task", "topic", "path"
    std::string id;
    std::string title;
    std::string context; // title of the path
};

// Reads the projections. Throws soci::soci_error.
class Views {
public:
    explicit Views(Database& database)
        : m_database(database)
        , m_projections(database) {}

    // The folded value of one subject; none when nothing happened to it.
    template<class State> std::optional<State> find(const std::string& subject);

    // By id; also those that were answered.
    std::map<std::string, state::Proposal> proposals();

    // By id of the task, whatever became of that.
    std::map<std::string, state::Review> reviews();

    // All completed tasks that are or could be reviewed, by id; or that one, where there is such a one.
    std::vector<ReviewLine> reviewLines();
    std::optional<ReviewLine> reviewLine(const std::string& task);

    // By id; removed, retired and deleted ones included. An empty path: tasks of one's own.
    std::map<std::string, state::StudyPath> paths();
    std::map<std::string, state::Topic> topicsOf(const std::string& path);
    std::map<std::string, state::Task> tasksOf(const std::string& path);

    // The visible tasks of a path, with what position and recommendation read and nothing else.
    std::map<std::string, state::Task> learningTasksOf(const std::string& path);

    // The paths of these tasks or topics (`table`).
    std::set<std::string> pathsOf(const char* table, const std::vector<std::string>& ids);

    // All that were completed and not deleted, also on paths that were removed since: what was learned stays learned.
    std::vector<CompletionLine> completions();

    std::map<std::string, std::int64_t> countByStatus();
    std::string title(const std::string& subject);
    std::map<std::string, std::string> topicTitles(const std::vector<std::string>& ids);
    std::vector<std::string> modules();
    std::vector<std::string> sources();

    // Names that have all of the words (in folded case).
    std::vector<NamedLine> search(const std::vector<std::string>& words, std::int64_t limit);

    // Ids of visible tasks whose id or slug is `words`, or else begins with it.
    std::vector<std::string> matchTasks(const std::string& words);

    // Visible tasks whose plan lies before `before`, unstarted.
    std::vector<std::string> overdue(base::Millis before);

    std::string meta(const std::string& key);
    std::string cachedLayout(const std::string& key);

private:
    std::optional<state::Subject> read(const std::string& subject);
    template<class State> std::map<std::string, State> readAll(const std::string& from, const std::string* path);
    std::vector<ReviewLine> readReviewLines(const char* condition, const std::string& task);

    Database& m_database;
    Projections m_projections;
};

template<class State> std::optional<State> Views::find(const std::string& subject) {
    auto state = read(subject);
    if (!state || !std::holds_alternative<State>(*state)) {
        return std::nullopt;
    }
    return std::get<State>(std::move(*state));
}

} // namespace cairn::store
