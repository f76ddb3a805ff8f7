#include "core/service/task_service.h"

#include "core/base/text.h"
#include "core/events/described_json.h"
#include "core/service/completions.h"
#include "core/service/history_entries.h"
#include "core/service/new_id.h"
#include "core/service/receipt_view.h"
#include "core/service/task_commands.h"
#include "core/service/task_rows.h"

#include <boost/describe/enum_from_string.hpp>

#include <algorithm>
#include <iterator>
#include <set>

namespace cairn::service {

using base::ErrorCode;

namespace {

std::vector<api::TopicName> named(Reading& reading, const std::vector<std::string>& ids) {
    const auto titles = reading.views.topicTitles(ids);
    std::vector<api::TopicName> names;
    for (const auto& id : ids) {
        const auto title = titles.find(id);
        names.push_back({id, title == titles.end() ? id : title->second});
    }
    return names;
}

// `events`: of the task, the newest first.
void addVerification(api::TaskDetail& detail, const state::Task& task, const std::vector<events::Event>& events) {
    detail.requirement = task.requirement();
    detail.provable = state::requirementOf(task);
    if (task.status == events::TaskStatus::verifying) {
        const auto claim =
            std::ranges::find(events, events::rowOf<events::TaskCompletionClaimed>().type, &events::Event::type);
        if (claim != events.end()) {
            detail.claimedAt = claim->position().effective.millis();
        }
        if (task.delay.againAt > 0) {
            detail.delay = api::VerificationDelay{task.delay.trouble, task.delay.attempt, task.delay.againAt};
        }
    }
    if (task.status == events::TaskStatus::failed) {
        detail.cause = task.cause;
    }
}

base::Expected<api::TaskDetail> detailOf(Reading& reading, const std::string& id, const events::KeyRing& keys) {
    const auto task = reading.views.find<state::Task>("task/" + id);
    const auto rows = rowsOf(reading, {id});
    if (!task || rows.empty()) {
        return base::fail(ErrorCode::NotFound, "there is no task " + id);
    }
    api::TaskDetail detail;
    detail.row = rows.front();
    detail.row.topics = task->definition.topics;
    detail.summary = task->summary();
    detail.url = task->url();
    detail.remark = task->remark;
    detail.evidence = task->evidence;
    detail.tags = task->tags();
    detail.topics = named(reading, task->definition.topics);
    if (const auto standing = task->definition.path.empty() ? nullptr : reading.standings.of(task->definition.path)) {
        detail.missing = named(reading, learning::missingPrerequisites(*task, standing->topics, standing->position));
    }
    if (auto content = reading.views.find<state::Content>("content/task-" + id)) {
        detail.content = std::move(content->current);
    }
    auto events = reading.log.ofSubject("task/" + id);
    std::ranges::reverse(events);
    addVerification(detail, *task, events);
    detail.receipt = receiptOf(reading, *task, events, keys);
    std::ranges::move(reading.log.ofSubject("review/" + id), std::back_inserter(events));
    std::ranges::sort(events, std::greater(), &events::Event::position);
    detail.history = historyEntries(reading, events);
    if (task->status == events::TaskStatus::completed) {
        const auto level = learning::level(completionsFrom(reading.views.completions()));
        const auto share = std::ranges::find(level.counted, id, &learning::Contribution::task);
        if (share != level.counted.end()) {
            detail.levelHundredths = share->levelHundredths;
            detail.levelPlace = share->place;
        }
    }
    return detail;
}

void append(std::vector<events::Draft>& drafts, events::Draft made) {
    drafts.push_back(std::move(made));
}

void append(std::vector<events::Draft>& drafts, std::vector<events::Draft> made) {
    std::ranges::move(made, std::back_inserter(drafts));
}

// The proposals of which these tasks came, by any answer that there was: two computers may have accepted one.
std::set<std::string> acceptedAs(Reading& reading, const std::vector<std::string>& tasks) {
    std::set<std::string> subjects;
    store::LogRange answers;
    answers.limit = -1;
    answers.types = {std::string(events::rowOf<events::ProposalAccepted>().type)};
    for (const auto& event : reading.log.newest(answers)) {
        const auto accepted = events::decodeDescribed<events::ProposalAccepted>(event.payload);
        if (accepted && std::ranges::find(tasks, accepted->task) != tasks.end()) {
            subjects.insert(event.subject);
        }
    }
    return subjects;
}

api::Command commandOf(api::TaskAction action) {
    switch (action) {
    case api::TaskAction::start:
    case api::TaskAction::startAnyway:
        return api::Command::start;
    case api::TaskAction::complete:
        return api::Command::complete;
    case api::TaskAction::claim:
    case api::TaskAction::claimAgain:
        return api::Command::claim;
    case api::TaskAction::skip:
        return api::Command::skip;
    case api::TaskAction::remove:
        return api::Command::remove;
    case api::TaskAction::erase:
        return api::Command::none; // nothing brings it back
    }
    return api::Command::none;
}

} // namespace

api::Request TaskService::list(api::TaskFilter filter, api::Reply<api::TaskPage> reply) {
    return m_context.ask<api::TaskPage>(
        std::move(reply), [this, filter = std::move(filter)](Reading& reading) -> base::Expected<api::TaskPage> {
            const auto query = queryFrom(filter, m_context, reading.standings);
            if (filter.byDay) {
                return pageByDay(reading, query, m_context.clock());
            }
            const auto found = store::queryTasks(reading.database, query);
            api::TaskPage page{{}, found.total, found.done};
            page.rows.reserve(found.lines.size());
            for (const auto& line : found.lines) {
                page.rows.push_back(rowFrom(line));
            }
            return page;
        });
}

api::Request TaskService::facets(std::string path, api::Reply<api::TaskFacets> reply) {
    return m_context.ask<api::TaskFacets>(
        std::move(reply), [path = std::move(path)](Reading& reading) -> base::Expected<api::TaskFacets> {
            api::TaskFacets facets;
            for (const auto& [id, standing] : reading.standings.visible()) {
                facets.paths.push_back({id, standing->path.definition.title});
                if (!path.empty() && path != id) {
                    continue;
                }
                std::vector<std::pair<std::int64_t, api::TaskFacets::Named>> topics;
                for (const auto& [topicId, topic] : standing->topics) {
                    const auto position = standing->position.topics.find(topicId);
                    const bool scored = position != standing->position.topics.end() &&
                                        position->second.standing != learning::TopicStanding::unscored;
                    if (topic.exists && !topic.retired && scored) {
                        topics.emplace_back(
                            topic.definition.rank, api::TaskFacets::Named{topicId, topic.definition.title});
                    }
                }
                std::ranges::stable_sort(topics, {}, [](const auto& topic) { return topic.first; });
                for (auto& [rank, topic] : topics) {
                    facets.topics.push_back(std::move(topic));
                }
            }
            facets.modules = reading.views.modules();
            for (const auto& word : reading.views.sources()) {
                events::TaskSource source{};
                if (boost::describe::enum_from_string(word.c_str(), source)) {
                    facets.sources.push_back(source);
                }
            }
            return facets;
        });
}

api::Request TaskService::detail(std::string id, api::Reply<api::TaskDetail> reply) {
    return m_context.ask<api::TaskDetail>(std::move(reply), [this, id = std::move(id)](Reading& reading) {
        return detailOf(reading, id, m_context.keys(reading));
    });
}

api::Request TaskService::resolve(std::string words, api::Reply<std::string> reply) {
    return m_context.ask<std::string>(
        std::move(reply), [words = std::move(words)](Reading& reading) -> base::Expected<std::string> {
            auto matches = words.empty() ? std::vector<std::string>() : reading.views.matchTasks(words);
            if (matches.empty()) {
                return base::fail(ErrorCode::NotFound, "there is no task " + words);
            }
            if (matches.size() > 1) {
                if (matches.size() > 5) {
                    matches.resize(5);
                    matches.emplace_back("others");
                }
                return base::fail(ErrorCode::InvalidInput, "\"" + words + "\" could be " + base::joinNames(matches));
            }
            return matches.front();
        });
}

api::Request TaskService::add(api::NewTask task, api::Reply<api::Done> reply) {
    return m_context.command<api::Done>(
        std::move(reply),
        [this,
         task = std::move(task)](store::Store&, Reading& reading, const base::Progress&) -> base::Expected<api::Done> {
            const auto created = checkedTask(reading, task);
            if (!created) {
                return std::unexpected(created.error());
            }
            // A task on a sample path belongs to the sample and leaves with it.
            const auto id = (task.path.starts_with(store::kSamplePrefix) ? store::kSamplePrefix : "") + newId();
            std::vector<events::Draft> drafts{events::draft("task/" + id, *created)};
            if (task.scheduledAt) {
                drafts.push_back(events::draft("task/" + id, events::TaskScheduled{task.scheduledAt}));
            }
            if (auto appended = m_context.appendNow(drafts, {api::Command::add, 1, created->title}); !appended) {
                return std::unexpected(appended.error());
            }
            return api::Done{{id}, {}};
        });
}

api::Request TaskService::edit(std::string id, events::TaskEdited changes, api::Reply<api::Done> reply) {
    return m_context.command<api::Done>(
        std::move(reply),
        [this, id = std::move(id), changes = std::move(changes)](
            store::Store&, Reading& reading, const base::Progress&) -> base::Expected<api::Done> {
            if (auto checked = checkEdit(changes); !checked) {
                return std::unexpected(checked.error());
            }
            return forEach(
                reading, api::Command::edit, {id}, [&](const std::string& task) -> base::Expected<events::Draft> {
                    const auto state = reading.views.find<state::Task>("task/" + task);
                    if (!state || !state->visible()) {
                        return base::fail(ErrorCode::NotFound, "there is no task " + task);
                    }
                    return events::draft("task/" + task, changes);
                });
        });
}

api::Request
TaskService::schedule(std::vector<std::string> ids, std::optional<std::int64_t> at, api::Reply<api::Done> reply) {
    return m_context.command<api::Done>(
        std::move(reply), [this, ids = std::move(ids), at](store::Store&, Reading& reading, const base::Progress&) {
            return forEach(reading, api::Command::schedule, ids, [&](const std::string& id) {
                return draftForPlan(reading, id, at);
            });
        });
}

api::Request TaskService::act(
    api::TaskAction action, std::vector<std::string> ids, std::string remark, api::Reply<api::Done> reply) {
    return m_context.command<api::Done>(
        std::move(reply), [this, action, ids = std::move(ids),
                           remark = std::move(remark)](store::Store&, Reading& reading, const base::Progress&) {
            const int utcOffset = m_context.utcOffset(m_context.now());
            auto done = forEach(reading, commandOf(action), ids, [&](const std::string& id) {
                return draftsFor(reading, action, id, remark, utcOffset);
            });
            return action == api::TaskAction::erase && done ? eraseRest(reading, std::move(*done)) : done;
        });
}

template<class MakeDraft>
base::Expected<api::Done>
TaskService::forEach(Reading& reading, api::Command command, const std::vector<std::string>& ids, MakeDraft makeDraft) {
    api::Done done;
    std::vector<events::Draft> drafts;
    for (const auto& id : ids) {
        auto made = makeDraft(id);
        if (made) {
            append(drafts, std::move(*made));
            done.changed.push_back(id);
        } else if (ids.size() == 1) {
            return std::unexpected(made.error());
        } else {
            done.refused.push_back({id, reading.views.title("task/" + id), made.error().message});
        }
    }
    if (drafts.empty()) {
        return done;
    }
    const auto title = done.changed.size() == 1 ? reading.views.title("task/" + done.changed.front()) : std::string();
    auto appended = m_context.appendNow(drafts, {command, static_cast<std::int64_t>(done.changed.size()), title});
    if (!appended) {
        return std::unexpected(appended.error());
    }
    return done;
}

// What was seen of the tasks elsewhere goes with them, or will when it comes, and so do their reviews, the proposals
// that they come from and their titles in the menu of what can be undone.
base::Expected<api::Done> TaskService::eraseRest(Reading& reading, api::Done done) {
    m_context.forgetUndo();
    std::vector<events::Draft> drafts;
    for (const auto& id : done.changed) {
        drafts.push_back(events::draft("evidence/" + id, events::SubjectErased{}));
        drafts.push_back(events::draft("review/" + id, events::SubjectErased{}));
    }
    for (const auto& proposal : acceptedAs(reading, done.changed)) {
        drafts.push_back(events::draft(proposal, events::SubjectErased{}));
    }
    if (!drafts.empty()) {
        if (auto appended = m_context.appendNow(drafts); !appended) {
            return std::unexpected(appended.error());
        }
    }
    return done;
}

} // namespace cairn::service
