#include "core/service/track_import.h"

#include <set>

namespace cairn::service {

namespace {

class Comparison {
public:
    Comparison(store::Views& views, TrackChanges& changes)
        : m_views(views)
        , m_changes(changes) {}

    // One topic or task against what the profile has of it.
    template<class Item, class State>
    void compare(const std::string& kind, const Item& item, const std::map<std::string, State>& known) {
        const auto found = known.find(item.id);
        const bool here = found != known.end() && found->second.exists;
        bool changed = false;
        if (!here || found->second.retired || !(found->second.definition == item.definition)) {
            m_changes.drafts.push_back(events::draft(kind + "/" + item.id, item.definition));
            changed = true;
        }
        const auto subject = "content/" + kind + "-" + item.id;
        const auto content = m_views.find<state::Content>(subject).value_or(state::Content{});
        if (!(content.current == item.content)) {
            m_changes.drafts.push_back(events::draft(subject, item.content));
            changed = true;
        }
        ++(!here ? m_changes.added : changed ? m_changes.updated : m_unchanged);
    }

    // What the profile has of the origin's and the origin has no more.
    template<class Items, class State, class Retired>
    void retire(
        const std::string& kind, const Items& items, const std::map<std::string, State>& known,
        const Retired& retired) {
        std::set<std::string> there;
        for (const auto& item : items) {
            there.insert(item.id);
        }
        for (const auto& [id, state] : known) {
            if (state.exists && !state.retired && !there.contains(id) && isImported(state)) {
                m_changes.drafts.push_back(events::draft(kind + "/" + id, retired));
                ++m_changes.retired;
            }
        }
    }

private:
    static bool isImported(const state::Topic& /*topic*/) { return true; }

    static bool isImported(const state::Task& task) { return task.definition.kind != events::TaskKind::own; }

    store::Views& m_views;
    TrackChanges& m_changes;
    std::int64_t m_unchanged = 0;
};

} // namespace

TrackChanges changesFor(const exchange::Track& track, store::Views& views) {
    TrackChanges changes;
    const auto path = views.find<state::StudyPath>("path/" + track.id);
    if (!path || !path->exists || path->removed || !(path->definition == track.definition)) {
        changes.drafts.push_back(events::draft("path/" + track.id, track.definition));
    }
    const auto topics = views.topicsOf(track.id);
    const auto tasks = views.tasksOf(track.id);
    Comparison comparison(views, changes);
    for (const auto& topic : track.topics) {
        comparison.compare("topic", topic, topics);
    }
    for (const auto& task : track.tasks) {
        comparison.compare("task", task, tasks);
    }
    comparison.retire("topic", track.topics, topics, events::TopicRetired{});
    comparison.retire("task", track.tasks, tasks, events::TaskRetired{});
    return changes;
}

} // namespace cairn::service
