#include "core/service/task_commands.h"

#include "core/base/text.h"
#include "core/events/requirement.h"

#include <boost/describe/enum_to_string.hpp>

namespace cairn::service {

using base::ErrorCode;
using events::TaskStatus;

namespace {

constexpr std::size_t kLineLength = 200;
constexpr std::size_t kTextLength = 20'000;
constexpr std::size_t kTags = 50;

base::Expected<void> checkText(const std::string& what, const std::string& text, std::size_t most) {
    if (text.size() > most) {
        return base::fail(ErrorCode::LimitExceeded, what + " is longer than " + std::to_string(most) + " bytes", what);
    }
    if (!base::isValidText(text)) {
        return base::fail(ErrorCode::InvalidInput, what + " is not valid UTF-8 text", what);
    }
    return {};
}

base::Expected<void> checkTitle(const std::string& title) {
    if (title.find_first_not_of(" \t\r\n") == std::string::npos) {
        return base::fail(ErrorCode::InvalidInput, "a task needs a title", "title");
    }
    if (title.find('\n') != std::string::npos) {
        return base::fail(ErrorCode::InvalidInput, "a title is one line", "title");
    }
    return checkText("title", title, kLineLength);
}

base::Expected<void> checkDifficulty(std::int64_t difficulty) {
    if (difficulty < 1 || difficulty > 10) {
        return base::fail(ErrorCode::InvalidInput, "difficulty is a number from 1 to 10", "difficulty");
    }
    return {};
}

base::Expected<void> checkUrl(const std::string& url) {
    if (!url.empty() && !url.starts_with("https://") && !url.starts_with("http://")) {
        return base::fail(ErrorCode::InvalidInput, "an address begins with https:// or http://", "url");
    }
    return checkText("url", url, 2'000);
}

base::Expected<void> checkTags(const std::vector<std::string>& tags) {
    if (tags.size() > kTags) {
        return base::fail(ErrorCode::LimitExceeded, "a task has at most " + std::to_string(kTags) + " tags", "tags");
    }
    for (const auto& tag : tags) {
        if (auto checked = checkText("tag", tag, kLineLength); !checked) {
            return checked;
        }
    }
    return {};
}

base::Expected<void> checkRequirement(const events::Requirement& requirement) {
    auto checked = events::check(requirement);
    if (!checked) {
        checked.error().place = "requirement";
    }
    return checked;
}

base::Expected<void> allOf(std::initializer_list<base::Expected<void>> checks) {
    for (const auto& check : checks) {
        if (!check) {
            return check;
        }
    }
    return {};
}

// The status in a sentence.
std::string words(const state::Task& task) {
    switch (task.status) {
    case TaskStatus::scheduled:
        return "not started";
    case TaskStatus::in_progress:
        return "in progress";
    case TaskStatus::verifying:
        return "being verified";
    case TaskStatus::completed:
        return task.verified ? "completed and verified, which is final" : "completed";
    case TaskStatus::failed:
        return "failed";
    case TaskStatus::skipped:
        return "skipped";
    case TaskStatus::expired:
        return "expired";
    }
    return "unknown";
}

base::Expected<state::Task> findTask(Reading& reading, const std::string& id) {
    auto task = reading.views.find<state::Task>("task/" + id);
    if (!task || !task->visible()) {
        return base::fail(ErrorCode::NotFound, "there is no task " + id);
    }
    return std::move(*task);
}

std::unexpected<base::Error> refused(const state::Task& task, const std::string& why) {
    return base::fail(ErrorCode::Refused, task.title() + " " + why);
}

// Why nobody could be asked, where that is so.
base::Expected<void> checkProvable(const state::Task& task) {
    if (!state::requirementOf(task)) {
        return refused(
            task,
            "cannot be proven: it names no problem at LeetCode or Codeforces and no repository at GitHub; give it "
            "the address of one, or say in its form what proves it");
    }
    return {};
}

base::Expected<events::Draft>
draftForStart(Reading& reading, const std::string& id, const state::Task& task, bool anyway) {
    if (!state::statusAfter(task.status, task.verified, state::Transition::start)) {
        return refused(task, "cannot be started: it is " + words(task));
    }
    events::TaskStarted started;
    if (const auto standing = task.definition.path.empty() ? nullptr : reading.standings.of(task.definition.path)) {
        started.despite = learning::missingPrerequisites(task, standing->topics, standing->position);
        if (!started.despite.empty() && !anyway) {
            std::vector<std::string> titles;
            for (const auto& topic : started.despite) {
                titles.push_back(standing->topics.at(topic).definition.title);
            }
            return refused(task, "is locked: it needs " + base::joinNames(titles) + " first");
        }
    }
    return events::draft("task/" + id, started);
}

std::vector<events::Draft> one(events::Draft draft) {
    return {std::move(draft)};
}

base::Expected<std::vector<events::Draft>>
draftsForClaim(const state::Task& task, const std::string& id, bool again, int utcOffset) {
    if (auto provable = checkProvable(task); !provable) {
        return std::unexpected(provable.error());
    }
    const std::string subject = "task/" + id;
    const auto claim = events::draft(subject, events::TaskCompletionClaimed{utcOffset});
    if (again && task.status == TaskStatus::failed) {
        return std::vector{events::draft(subject, events::TaskStarted{task.despite}), claim};
    }
    if (!state::statusAfter(task.status, task.verified, state::Transition::claim)) {
        return refused(
            task, "cannot be proven now: it is " + words(task) +
                      (task.status == TaskStatus::scheduled ? "; start it first" : ""));
    }
    return one(claim);
}

} // namespace

base::Expected<events::TaskCreated> checkedTask(Reading& reading, const api::NewTask& task) {
    if (auto checked = allOf(
            {checkTitle(task.title), checkDifficulty(task.difficulty), checkUrl(task.url), checkTags(task.tags),
             checkText("summary", task.summary, kTextLength), checkText("module", task.module, kLineLength),
             checkRequirement(task.requirement)});
        !checked) {
        return std::unexpected(checked.error());
    }
    events::TaskCreated created;
    created.title = task.title;
    created.path = task.path;
    created.module = task.module;
    created.topics = task.topics;
    created.tags = task.tags;
    created.difficulty = task.difficulty;
    created.summary = task.summary;
    created.url = task.url;
    created.requirement = task.requirement;
    if (!task.path.empty()) {
        const auto standing = reading.standings.of(task.path);
        if (!standing) {
            return base::fail(ErrorCode::NotFound, "there is no path " + task.path, "path");
        }
        for (const auto& topic : task.topics) {
            if (!standing->topics.contains(topic)) {
                return base::fail(ErrorCode::NotFound, "the path has no topic " + topic, "topic");
            }
        }
        for (const auto& [id, other] : standing->tasks) {
            created.rank = std::max(created.rank, other.definition.rank + 1);
        }
    } else if (!task.topics.empty()) {
        return base::fail(ErrorCode::InvalidInput, "a task without a path has no topics of one", "topic");
    }
    return created;
}

base::Expected<void> checkEdit(const events::TaskEdited& changes) {
    return allOf(
        {changes.title ? checkTitle(*changes.title) : base::Expected<void>(),
         changes.difficulty ? checkDifficulty(*changes.difficulty) : base::Expected<void>(),
         changes.url ? checkUrl(*changes.url) : base::Expected<void>(),
         changes.tags ? checkTags(*changes.tags) : base::Expected<void>(),
         checkText("summary", changes.summary.value_or(""), kTextLength),
         checkText("module", changes.module.value_or(""), kLineLength),
         checkRequirement(changes.requirement.value_or(events::Requirement()))});
}

base::Expected<std::vector<events::Draft>>
draftsFor(Reading& reading, api::TaskAction action, const std::string& id, const std::string& remark, int utcOffset) {
    if (auto checked = checkText("note", remark, kTextLength); !checked) {
        return std::unexpected(checked.error());
    }
    const auto task = findTask(reading, id);
    if (!task) {
        return std::unexpected(task.error());
    }
    const auto allowed = [&](state::Transition transition) {
        return state::statusAfter(task->status, task->verified, transition).has_value();
    };
    const std::string subject = "task/" + id;
    switch (action) {
    case api::TaskAction::start:
    case api::TaskAction::startAnyway: {
        auto started = draftForStart(reading, id, *task, action == api::TaskAction::startAnyway);
        if (!started) {
            return std::unexpected(started.error());
        }
        return one(std::move(*started));
    }
    case api::TaskAction::complete:
        if (!allowed(state::Transition::complete)) {
            return refused(
                *task, "cannot be completed: it is " + words(*task) +
                           (task->status == TaskStatus::scheduled ? "; start it first" : ""));
        }
        return one(events::draft(subject, events::TaskCompleted{0, utcOffset, remark}));
    case api::TaskAction::claim:
    case api::TaskAction::claimAgain:
        return draftsForClaim(*task, id, action == api::TaskAction::claimAgain, utcOffset);
    case api::TaskAction::skip:
        if (!allowed(state::Transition::skip)) {
            return refused(*task, "cannot be skipped: it is " + words(*task));
        }
        return one(events::draft(subject, events::TaskSkipped{remark}));
    case api::TaskAction::remove:
        return one(events::draft(subject, events::TaskDeleted{}));
    case api::TaskAction::erase:
        if (task->definition.source != events::TaskSource::own) {
            return refused(*task, "cannot be erased: its text is not yours. Delete it instead");
        }
        return one(events::draft(subject, events::SubjectErased{}));
    }
    return base::fail(ErrorCode::InvalidInput, "unknown action");
}

base::Expected<events::Draft>
draftForPlan(Reading& reading, const std::string& id, const std::optional<std::int64_t>& at) {
    const auto task = findTask(reading, id);
    if (!task) {
        return std::unexpected(task.error());
    }
    if (task->status == TaskStatus::completed || task->status == TaskStatus::verifying) {
        return refused(*task, "cannot be planned: it is " + words(*task));
    }
    return events::draft("task/" + id, events::TaskScheduled{at});
}

} // namespace cairn::service
