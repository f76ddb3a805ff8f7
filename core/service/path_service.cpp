#include "core/service/path_service.h"

#include "core/base/text.h"
#include "core/map/layout_text.h"
#include "core/service/completions.h"
#include "core/service/map_view.h"
#include "core/service/path_plans.h"
#include "core/service/path_views.h"
#include "core/service/task_rows.h"

#include <algorithm>

namespace cairn::service {

using base::ErrorCode;

namespace {

constexpr std::size_t kNoteLength = 100'000;
constexpr std::size_t kLayoutsKept = 50;

std::unexpected<base::Error> noPath(const std::string& path) {
    return base::fail(ErrorCode::NotFound, "there is no path " + path);
}

bool has(const std::vector<std::string>& ids, const std::string& id) {
    return std::ranges::find(ids, id) != ids.end();
}

struct TopicPlace {
    state::Topic topic;
    std::shared_ptr<const Standing> standing;
};

base::Expected<TopicPlace> findTopic(Reading& reading, const std::string& id) {
    auto topic = reading.views.find<state::Topic>("topic/" + id);
    const auto standing = topic && topic->exists ? reading.standings.of(topic->definition.path) : nullptr;
    if (!standing || !standing->topics.contains(id)) {
        return base::fail(ErrorCode::NotFound, "there is no topic " + id);
    }
    return TopicPlace{std::move(*topic), standing};
}

// Levels in this topic: of all completions, and of those with a receipt.
std::pair<std::int64_t, std::int64_t> topicLevels(Reading& reading, const std::string& id) {
    const auto completions = completionsFrom(reading.views.completions());
    return {
        learning::levelOfTopic(completions, id).hundredths,
        learning::levelOfTopic(learning::verifiedOnly(completions), id).hundredths};
}

base::Expected<api::TopicDetail> detailOf(Reading& reading, const std::string& id) {
    const auto place = findTopic(reading, id);
    if (!place) {
        return std::unexpected(place.error());
    }
    const auto& standing = *place->standing;
    api::TopicDetail detail;
    detail.row = topicRow(id, standing);
    detail.path = place->topic.definition.path;
    detail.summary = place->topic.definition.summary;
    detail.note = place->topic.note;
    std::vector<std::string> opens;
    for (const auto& [other, topic] : standing.topics) {
        if (!topic.retired && has(topic.definition.prerequisites, id)) {
            opens.push_back(other);
        }
    }
    detail.opens = topicNames(opens, standing);
    std::vector<std::string> tasks;
    for (const auto& [taskId, task] : standing.tasks) {
        if (has(task.definition.topics, id)) {
            tasks.push_back(taskId);
        }
    }
    std::ranges::stable_sort(tasks, {}, [&](const std::string& taskId) {
        const auto& definition = standing.tasks.at(taskId).definition;
        return std::pair(definition.kind, definition.rank);
    });
    detail.tasks = rowsOf(reading, tasks);
    if (auto content = reading.views.find<state::Content>("content/topic-" + id)) {
        detail.content = std::move(content->current);
    }
    const auto& definition = place->topic.definition;
    plan::PlannedTopic planned{id, definition.title, {}, definition.technology, {}, {}};
    for (const auto& taskId : tasks) {
        const auto task = reading.views.find<state::Task>("task/" + taskId).value_or(state::Task());
        if (isPlanned(task) && task.definition.topics.front() == id) {
            planned.exercises.push_back({.needs = task.tags()});
        }
    }
    detail.technology = definition.technology;
    detail.documentation = plan::standingOf(planned, place->topic.documented);
    detail.documented = place->topic.documented.value_or(events::TopicDocumented());
    std::tie(detail.levelHundredths, detail.verifiedLevelHundredths) = topicLevels(reading, id);
    return detail;
}

void keepLayout(store::Store& store, const std::string& key, const std::string& text, base::Millis now) {
    using soci::use;
    auto& sql = store.database().sql();
    const long long usedAt = now;
    sql << "INSERT OR REPLACE INTO map_layout (key, layout, used_at) VALUES (:key, :layout, :used_at)", use(key),
        use(text), use(usedAt);
    store.database().run(
        "DELETE FROM map_layout WHERE key NOT IN (SELECT key FROM map_layout ORDER BY used_at DESC LIMIT " +
        std::to_string(kLayoutsKept) + ")");
}

} // namespace

std::string currentPath(Reading& reading) {
    const auto visible = reading.standings.visible();
    const auto profile = reading.views.find<state::Profile>("profile/self").value_or(state::Profile{});
    const auto chosen = profile.preferences.find("currentPath");
    const bool there = chosen != profile.preferences.end() &&
                       std::ranges::any_of(visible, [&](const auto& entry) { return entry.first == chosen->second; });
    if (there) {
        return chosen->second;
    }
    return visible.empty() ? std::string() : visible.front().first;
}

api::Request PathService::list(api::Reply<std::vector<api::PathSummary>> reply) {
    return m_context.ask<std::vector<api::PathSummary>>(
        std::move(reply), [](Reading& reading) -> base::Expected<std::vector<api::PathSummary>> {
            const auto current = currentPath(reading);
            std::vector<api::PathSummary> summaries;
            for (const auto& [id, standing] : reading.standings.visible()) {
                summaries.push_back(summaryOf(id, *standing, id == current));
            }
            return summaries;
        });
}

api::Request PathService::detail(std::string path, api::Reply<api::PathDetail> reply) {
    return m_context.ask<api::PathDetail>(
        std::move(reply), [path = std::move(path)](Reading& reading) -> base::Expected<api::PathDetail> {
            const auto standing = reading.standings.of(path);
            if (!standing || standing->path.removed) {
                return noPath(path);
            }
            return api::PathDetail{
                summaryOf(path, *standing, path == currentPath(reading)), topicRows(*standing, true)};
        });
}

api::Request PathService::topic(std::string id, api::Reply<api::TopicDetail> reply) {
    return m_context.ask<api::TopicDetail>(
        std::move(reply), [id = std::move(id)](Reading& reading) { return detailOf(reading, id); });
}

api::Request PathService::map(std::string path, bool everything, api::Reply<api::MapView> reply) {
    // Three steps on three threads: what is to be drawn is read, laid out when no layout is kept for it, and kept.
    auto shared = m_context.newRequest();
    const auto answer = [this, shared, reply](base::Expected<api::MapView> view) {
        m_context.answer<api::MapView>(shared, reply, std::move(view));
    };
    const auto layOut = [this, shared, reply](MapDraft draft, const std::string& key) {
        m_context.compute<api::MapView>(
            shared, reply,
            [this, draft = std::move(draft), key](const base::Progress& progress) -> base::Expected<api::MapView> {
                const auto layout = map::layOut(draft.graph, progress);
                if (!layout) {
                    return std::unexpected(layout.error());
                }
                m_context
                    .command<bool>(
                        {},
                        [this, key, text = map::encodeLayout(*layout)](
                            store::Store& store, Reading&, const base::Progress&) -> base::Expected<bool> {
                            keepLayout(store, key, text, m_context.now());
                            return true;
                        })
                    .keep();
                return mapView(draft, *layout);
            });
    };
    m_context
        .ask<bool>(
            {},
            [path = std::move(path), everything, answer, layOut](Reading& reading) -> base::Expected<bool> {
                const auto read = store::guarded([&] {
                    const auto standing = reading.standings.of(path);
                    if (!standing || standing->path.removed) {
                        throw store::Abandon{noPath(path).error()};
                    }
                    auto draft = mapDraft(path, *standing, everything);
                    const auto key = map::layoutKey(draft.graph);
                    const auto kept = map::decodeLayout(reading.views.cachedLayout(key));
                    if (kept && map::fits(*kept, draft.graph)) {
                        answer(mapView(std::move(draft), *kept));
                    } else {
                        layOut(std::move(draft), key);
                    }
                });
                if (!read) {
                    answer(std::unexpected(read.error()));
                }
                return true;
            })
        .keep();
    return api::Request(shared);
}

base::Expected<api::Done> PathService::appendOne(const std::string& id, events::Draft draft, api::UndoEntry undo) {
    if (auto appended = m_context.appendNow({std::move(draft)}, std::move(undo)); !appended) {
        return std::unexpected(appended.error());
    }
    return api::Done{{id}, {}};
}

api::Request PathService::draft(std::string path, api::Reply<api::PathDraft> reply) {
    return m_context.ask<api::PathDraft>(
        std::move(reply), [path = std::move(path)](Reading& reading) { return draftOf(reading, path); });
}

api::Request PathService::save(
    plan::PathPlan plan, plan::PathPlan opened, std::vector<plan::TopicVerdict> looked, api::Reply<api::Done> reply) {
    return m_context.command<api::Done>(
        std::move(reply),
        [this, plan = std::move(plan), opened = std::move(opened), looked = std::move(looked)](
            store::Store&, Reading& reading, const base::Progress&) -> base::Expected<api::Done> {
            const auto changes = changesFor(reading, plan, opened, looked);
            if (!changes) {
                return std::unexpected(changes.error());
            }
            const auto appended = m_context.appendNow(changes->drafts, {api::Command::save_path, 1, changes->title});
            if (!appended) {
                return std::unexpected(appended.error());
            }
            return api::Done{{changes->path}, {}};
        });
}

api::Request PathService::choose(std::string path, api::Reply<api::Done> reply) {
    return m_context.command<api::Done>(
        std::move(reply),
        [this,
         path = std::move(path)](store::Store&, Reading& reading, const base::Progress&) -> base::Expected<api::Done> {
            const auto standing = reading.standings.of(path);
            if (!standing || standing->path.removed) {
                return noPath(path);
            }
            return appendOne(path, events::draft("profile/self", events::PreferenceSet{"currentPath", path}), {});
        });
}

api::Request PathService::remove(std::string path, api::Reply<api::Done> reply) {
    return m_context.command<api::Done>(
        std::move(reply),
        [this,
         path = std::move(path)](store::Store&, Reading& reading, const base::Progress&) -> base::Expected<api::Done> {
            const auto standing = reading.standings.of(path);
            if (!standing || standing->path.removed) {
                return noPath(path);
            }
            return appendOne(
                path, events::draft("path/" + path, events::PathRemoved{}),
                {api::Command::remove_path, 1, standing->path.definition.title});
        });
}

api::Request PathService::unlock(std::string topic, api::Reply<api::Done> reply) {
    return m_context.command<api::Done>(
        std::move(reply),
        [this,
         id = std::move(topic)](store::Store&, Reading& reading, const base::Progress&) -> base::Expected<api::Done> {
            const auto place = findTopic(reading, id);
            if (!place) {
                return std::unexpected(place.error());
            }
            const auto& title = place->topic.definition.title;
            const auto& position = place->standing->position.topics.at(id);
            if (position.standing != learning::TopicStanding::locked) {
                return base::fail(ErrorCode::Refused, title + " is not locked");
            }
            return appendOne(
                id, events::draft("topic/" + id, events::TopicUnlocked{position.missing}),
                {api::Command::unlock, 1, title});
        });
}

api::Request PathService::setNote(std::string topic, std::string markdown, api::Reply<api::Done> reply) {
    return m_context.command<api::Done>(
        std::move(reply),
        [this, id = std::move(topic), text = std::move(markdown)](
            store::Store&, Reading& reading, const base::Progress&) -> base::Expected<api::Done> {
            const auto place = findTopic(reading, id);
            if (!place) {
                return std::unexpected(place.error());
            }
            if (text.size() > kNoteLength || !base::isValidText(text)) {
                return base::fail(ErrorCode::LimitExceeded, "a note is valid text of at most 100,000 bytes", "note");
            }
            if (text == place->topic.note) {
                return api::Done{};
            }
            return appendOne(
                id, events::draft("topic/" + id, events::TopicNoted{text}),
                {api::Command::note, 1, place->topic.definition.title});
        });
}

} // namespace cairn::service
