#pragma once

#include "core/learning/path_position.h"
#include "core/store/views.h"

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace cairn::service {

// A path with everything on it and where the learner stands.
struct Standing {
    state::StudyPath path;
    std::map<std::string, state::Topic> topics;
    std::map<std::string, state::Task> tasks; // visible ones, without their texts (Views::learningTasksOf)
    learning::PathPosition position;
    std::vector<std::string> locked; // ids of tasks that are not begun and miss prerequisites, sorted
};

Standing
standingOf(state::StudyPath path, std::map<std::string, state::Topic> topics, std::map<std::string, state::Task> tasks);

// Standings by path, kept until something on the path changes. One object for each connection to the database, used on
// that connection's thread; `forget` may be called from any.
class Standings {
public:
    explicit Standings(store::Views& views)
        : m_views(views) {}

    // Null when there is no such path.
    std::shared_ptr<const Standing> of(const std::string& path);

    // Of the tasks that are on no path.
    std::shared_ptr<const Standing> ofOwnTasks();

    // Of all paths that are not removed, in the order in which they came; sample data come last.
    std::vector<std::pair<std::string, std::shared_ptr<const Standing>>> visible();

    void forget(const std::set<std::string>& paths); // "" stands for the tasks on no path
    void forgetAll();

private:
    std::shared_ptr<const Standing> load(const std::string& id, const state::StudyPath& path);
    void dropForgotten();

    store::Views& m_views;
    std::map<std::string, std::shared_ptr<const Standing>> m_known;
    std::mutex m_mutex; // of what follows
    std::set<std::string> m_forgotten;
    bool m_allForgotten = false;
};

} // namespace cairn::service
