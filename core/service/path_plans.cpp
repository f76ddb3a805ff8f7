#include "core/service/path_plans.h"

#include "core/events/requirement.h"
#include "core/exchange/foreign_text.h"
#include "core/plan/plan_file.h"
#include "core/plan/plan_track.h"
#include "core/service/new_id.h"
#include "core/service/track_import.h"

#include <algorithm>
#include <ranges>
#include <set>

namespace cairn::service {

using base::ErrorCode;

namespace {

plan::PlannedExercise exerciseOf(const std::string& id, const state::Task& task) {
    // What was written in the list of tasks keeps to other limits.
    auto needs = task.tags();
    needs.resize(std::min(needs.size(), plan::kMostNeeds));
    return {id, exchange::collapseSpaces(task.title()), task.difficulty(), task.url(), std::move(needs)};
}

// By rank, as the learner put them.
template<class Items> auto ranked(const Items& items, auto wanted) {
    std::vector<const typename Items::value_type*> list;
    for (const auto& item : items) {
        if (wanted(item.second)) {
            list.push_back(&item);
        }
    }
    std::ranges::stable_sort(list, {}, [](const auto* item) { return item->second.definition.rank; });
    return list;
}

base::Expected<void> checkSavable(const plan::PathPlan& plan) {
    if (const auto read = plan::readPlan(plan::writePlan(plan), "path"); !read) {
        return std::unexpected(read.error());
    }
    for (const auto& topic : plan.topics) {
        for (const auto& exercise : topic.exercises) {
            if (!exercise.url.empty() && !exercise.url.starts_with("https://") &&
                !exercise.url.starts_with("http://")) {
                return base::fail(
                    ErrorCode::InvalidInput, exercise.title + ": an address begins with https:// or http://", "url");
            }
        }
    }
    for (const auto& flaw : plan::check(plan).flaws) {
        if (plan::prevents(flaw.kind)) {
            return base::fail(ErrorCode::Refused, flaw.message);
        }
    }
    return {};
}

// What the plan does not speak of stays, and what the learner changed in the list of tasks gives way where the plan now
// says otherwise.
void keepDetails(exchange::TrackTask& planned, const state::Task& known, std::vector<events::Draft>& drafts) {
    auto& definition = planned.definition;
    definition.slug = known.definition.slug;
    definition.module = known.definition.module;
    definition.summary = known.definition.summary;
    if (definition.url == known.definition.url) {
        definition.requirement = known.definition.requirement;
    }
    events::TaskEdited edits;
    const auto follow = [](auto& edit, const auto& was, const auto& now) {
        if (was && *was != now) {
            edit = now;
        }
    };
    follow(edits.title, known.edits.title, definition.title);
    follow(edits.difficulty, known.edits.difficulty, definition.difficulty);
    follow(edits.url, known.edits.url, definition.url);
    follow(edits.tags, known.edits.tags, definition.tags);
    if (known.edits.requirement && known.url() != definition.url) {
        edits.requirement = definition.requirement; // it was that of the address before
    }
    if (!(edits == events::TaskEdited())) {
        drafts.push_back(events::draft("task/" + planned.id, edits));
    }
}

// Of topics and tasks, also those that were retired.
std::set<std::string> idsOn(Reading& reading, const std::string& path) {
    std::set<std::string> ids;
    for (const auto& [id, topic] : reading.views.topicsOf(path)) {
        ids.insert(id);
    }
    for (const auto& [id, task] : reading.views.tasksOf(path)) {
        ids.insert(id);
    }
    return ids;
}

} // namespace

bool isPlanned(const state::Task& task) {
    return task.visible() && !task.retired && task.definition.source == events::TaskSource::own &&
           task.definition.kind == events::TaskKind::concept_exercise && !task.definition.topics.empty();
}

base::Expected<api::PathDraft> draftOf(Reading& reading, const std::string& path) {
    const auto known = reading.views.find<state::StudyPath>("path/" + path);
    if (!known || !known->exists || known->removed) {
        return base::fail(ErrorCode::NotFound, "there is no path " + path);
    }
    if (known->definition.source != events::TaskSource::own) {
        return base::fail(
            ErrorCode::Refused, known->definition.title + " was imported; a path of your own can be edited");
    }
    api::PathDraft draft;
    draft.plan = {path, known->definition.title, known->definition.language, known->definition.summary, {}};
    const auto topics = reading.views.topicsOf(path);
    const auto tasks = reading.views.tasksOf(path);
    for (const auto* entry : ranked(topics, [](const auto& topic) { return topic.exists && !topic.retired; })) {
        const auto& [id, topic] = *entry;
        const auto& definition = topic.definition;
        auto& planned = draft.plan.topics.emplace_back(plan::PlannedTopic{
            id, definition.title, definition.summary, definition.technology, definition.prerequisites, {}});
        const auto ofTopic = [&](const auto& task) { return isPlanned(task) && task.definition.topics.front() == id; };
        for (const auto* task : ranked(tasks, ofTopic)) {
            planned.exercises.push_back(exerciseOf(task->first, task->second));
        }
        if (topic.documented) {
            draft.documented.emplace(id, *topic.documented);
        }
    }
    return draft;
}

base::Expected<PlanChanges> changesFor(
    Reading& reading, const plan::PathPlan& plan, const plan::PathPlan& opened,
    const std::vector<plan::TopicVerdict>& looked) {
    if (const auto checked = checkSavable(plan); !checked) {
        return std::unexpected(checked.error());
    }
    if (!plan.id.empty()) {
        const auto known = draftOf(reading, plan.id);
        if (!known) {
            return std::unexpected(known.error());
        }
        if (!opened.id.empty() && known->plan != opened) {
            return base::fail(
                ErrorCode::Refused, plan.title + " was changed elsewhere since it was opened: open it again");
        }
    }
    const auto own = plan::withIds(plan, idsOn(reading, plan.id), newId);
    PlanChanges changes{own.id, own.title, {}};
    auto track = plan::trackOf(own);
    const auto tasks = reading.views.tasksOf(own.id);
    std::vector<events::Draft> edits;
    for (auto& task : track.tasks) {
        task.definition.requirement = events::requirementFrom(task.definition.url).value_or(events::Requirement());
        if (const auto known = tasks.find(task.id); known != tasks.end()) {
            keepDetails(task, known->second, edits);
        }
    }
    changes.drafts = changesFor(track, reading.views).drafts;
    std::ranges::move(edits, std::back_inserter(changes.drafts));
    const auto topics = reading.views.topicsOf(own.id);
    for (std::size_t at = 0; at < own.topics.size(); ++at) {
        const auto found = std::ranges::find(looked, plan.topics[at].id, &plan::TopicVerdict::topic);
        if (found == looked.end() || found->documented.at == 0) {
            continue;
        }
        const auto known = topics.find(own.topics[at].id);
        const bool newer =
            known == topics.end() || !known->second.documented || known->second.documented->at < found->documented.at;
        if (newer) {
            changes.drafts.push_back(events::draft("topic/" + own.topics[at].id, found->documented));
        }
    }
    return changes;
}

} // namespace cairn::service
