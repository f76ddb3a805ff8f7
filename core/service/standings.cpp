#include "core/service/standings.h"

#include "core/store/store.h"

#include <algorithm>

namespace cairn::service {

Standing standingOf(
    state::StudyPath path, std::map<std::string, state::Topic> topics, std::map<std::string, state::Task> tasks) {
    Standing standing{std::move(path), std::move(topics), std::move(tasks), {}, {}};
    standing.position = learning::pathPosition(standing.topics, standing.tasks);
    for (const auto& [id, task] : standing.tasks) {
        if (task.visible() && task.status == events::TaskStatus::scheduled &&
            !learning::missingPrerequisites(task, standing.topics, standing.position).empty()) {
            standing.locked.push_back(id);
        }
    }
    return standing;
}

std::shared_ptr<const Standing> Standings::of(const std::string& path) {
    dropForgotten();
    if (const auto known = m_known.find(path); known != m_known.end()) {
        return known->second;
    }
    const auto state = m_views.find<state::StudyPath>("path/" + path);
    return state && state->exists ? load(path, *state) : nullptr;
}

std::shared_ptr<const Standing> Standings::ofOwnTasks() {
    dropForgotten();
    const auto known = m_known.find("");
    return known != m_known.end() ? known->second : load("", {});
}

std::vector<std::pair<std::string, std::shared_ptr<const Standing>>> Standings::visible() {
    dropForgotten();
    std::vector<std::pair<std::string, std::shared_ptr<const Standing>>> found;
    for (const auto& [id, path] : m_views.paths()) {
        if (path.exists && !path.removed) {
            const auto known = m_known.find(id);
            found.emplace_back(id, known != m_known.end() ? known->second : load(id, path));
        }
    }
    std::ranges::stable_sort(found, {}, [](const auto& entry) {
        return std::pair(entry.first.starts_with(store::kSamplePrefix), entry.second->path.createdAt);
    });
    return found;
}

std::shared_ptr<const Standing> Standings::load(const std::string& id, const state::StudyPath& path) {
    auto standing =
        std::make_shared<const Standing>(standingOf(path, m_views.topicsOf(id), m_views.learningTasksOf(id)));
    m_known[id] = standing;
    return standing;
}

void Standings::forget(const std::set<std::string>& paths) {
    const std::lock_guard lock(m_mutex);
    m_forgotten.insert(paths.begin(), paths.end());
}

void Standings::forgetAll() {
    const std::lock_guard lock(m_mutex);
    m_allForgotten = true;
}

void Standings::dropForgotten() {
    const std::lock_guard lock(m_mutex);
    if (m_allForgotten) {
        m_known.clear();
    }
    for (const auto& path : m_forgotten) {
        m_known.erase(path);
    }
    m_forgotten.clear();
    m_allForgotten = false;
}

} // namespace cairn::service
