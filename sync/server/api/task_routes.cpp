#include "sync/server/api/task_routes.h"

#include "sync/server/api/desk_answers.h"
#include "sync/server/api/task_bodies.h"
#include "sync/server/http/query.h"
#include "sync/server/jobs/job_store.h"
#include "sync/server/verify/claiming.h"

#include <boost/json/parse.hpp>

#include <optional>

namespace cairn::server {

namespace {

TaskBody bodyOf(const api::TaskRow& row) {
    TaskBody body;
    body.id = row.id;
    body.title = row.title;
    body.path = row.path;
    body.pathTitle = row.pathTitle;
    body.module = row.module;
    body.topics = row.topics;
    body.difficulty = row.difficulty;
    body.state = row.state;
    body.status = row.status;
    body.source = row.source;
    body.kind = row.kind;
    body.scheduledAt = row.scheduledAt;
    body.startedAt = row.startedAt;
    body.completedAt = row.completedAt;
    return body;
}

Answer<api::TaskFilter> filterOf(const Request& request) {
    constexpr std::int64_t kUsual = 50;
    constexpr std::int64_t kMost = 500;
    Query query(request);
    api::TaskFilter filter;
    filter.path = query.text("path");
    filter.module = query.text("module");
    filter.topic = query.text("topic");
    filter.text = query.text("text");
    filter.states = query.words<api::TaskState>("state");
    filter.sources = query.words<events::TaskSource>("source");
    filter.difficultyFrom = query.number("difficultyFrom", 1, 10);
    filter.difficultyTo = query.number("difficultyTo", 1, 10);
    filter.offset = query.number("offset", 0, 1'000'000'000).value_or(0);
    filter.limit = query.number("limit", 1, kMost).value_or(kUsual);
    if (const auto order = query.words<api::TaskOrder>("order"); !order.empty()) {
        filter.order = order.front();
    }
    filter.descending = query.text("descending") == "true";
    if (!query.problems().empty()) {
        return std::unexpected(
            Problem{400, "validation_failed", "the query is not what this endpoint takes", query.problems(), 0});
    }
    return filter;
}

// Nothing where nothing was said.
Answer<std::optional<events::Requirement>> requirementIn(const std::optional<events::NamedRequirement>& named) {
    if (!named) {
        return std::nullopt;
    }
    auto found = events::requirementFrom(*named);
    if (!found) {
        return std::unexpected(Problem{
            400,
            "validation_failed",
            "the request is not what this endpoint takes",
            {{"requirement/" + found.error().place, found.error().message}},
            0});
    }
    return *std::move(found);
}

class Handlers {
public:
    Handlers(Desks& desks, OpenDatabase open)
        : m_desks(desks)
        , m_open(std::move(open)) {}

    Answer<TaskPageBody> list(const Request& request) const {
        const auto filter = filterOf(request);
        if (!filter) {
            return std::unexpected(filter.error());
        }
        const auto desk = m_desks.of(request.caller.account);
        if (!desk->catchUp()) {
            return std::unexpected(tooBusy());
        }
        const auto page =
            ask<api::TaskPage>([&](auto reply) { return desk->profile().tasks().list(*filter, std::move(reply)); });
        if (!page) {
            return std::unexpected(problemOf(page.error()));
        }
        TaskPageBody body{{}, page->total, page->done, filter->offset, filter->limit};
        for (const auto& row : page->rows) {
            body.tasks.push_back(bodyOf(row));
        }
        return body;
    }

    Answer<TaskBody> one(const Request& request) const {
        const auto desk = m_desks.of(request.caller.account);
        if (!desk->catchUp()) {
            return std::unexpected(tooBusy());
        }
        return read(*desk, request.arguments.at("id"));
    }

    Answer<TaskBody> create(const Request& request, const NewTaskBody& body) const {
        const auto requirement = requirementIn(body.requirement);
        if (!requirement) {
            return std::unexpected(requirement.error());
        }
        api::NewTask task;
        task.requirement = requirement->value_or(events::Requirement());
        task.title = body.title;
        task.path = body.path.value_or("");
        task.module = body.module.value_or("");
        task.topics = body.topics.value_or(std::vector<std::string>());
        task.tags = body.tags.value_or(std::vector<std::string>());
        task.difficulty = body.difficulty.value_or(task.difficulty);
        task.summary = body.summary.value_or("");
        task.url = body.url.value_or("");
        task.scheduledAt = body.scheduledAt;
        return change(
            request, [&](api::Tasks& tasks, api::Reply<api::Done> reply) { return tasks.add(task, std::move(reply)); });
    }

    Answer<TaskBody> edit(const Request& request, const TaskChangeBody& body) const {
        const auto& id = request.arguments.at("id");
        const auto requirement = requirementIn(body.requirement);
        if (!requirement) {
            return std::unexpected(requirement.error());
        }
        const events::TaskEdited changes{body.title,   body.module, body.tags,   body.difficulty,
                                         body.summary, body.url,    *requirement};
        if (body.scheduledAt) {
            auto planned = change(request, [&](api::Tasks& tasks, api::Reply<api::Done> reply) {
                return tasks.schedule({id}, body.scheduledAt, std::move(reply));
            });
            if (!planned || changes == events::TaskEdited()) {
                return planned;
            }
        }
        return change(request, [&](api::Tasks& tasks, api::Reply<api::Done> reply) {
            return tasks.edit(id, changes, std::move(reply));
        });
    }

    Answer<TaskBody> act(api::TaskAction action, const Request& request, const std::string& remark) const {
        return change(request, [&](api::Tasks& tasks, api::Reply<api::Done> reply) {
            return tasks.act(action, {request.arguments.at("id")}, remark, std::move(reply));
        });
    }

    Answer<JobBody> claim(const Request& request, base::Millis at) const {
        const auto desk = m_desks.of(request.caller.account);
        if (!desk->catchUp()) {
            return std::unexpected(tooBusy());
        }
        const auto job = claimTask(*desk, request.arguments.at("id"), at);
        if (!job) {
            return std::unexpected(problemOf(job.error()));
        }
        if (!desk->settle()) {
            return std::unexpected(tooBusy());
        }
        JobStore(*m_open()).retry(*job, at); // where it was given up: whoever asks again is not told of a dead one
        return JobBody{*job};
    }

    Answer<Nothing> remove(const Request& request) const {
        const auto done = carryOut(request, [&](api::Tasks& tasks, api::Reply<api::Done> reply) {
            return tasks.act(api::TaskAction::remove, {request.arguments.at("id")}, "", std::move(reply));
        });
        if (!done) {
            return std::unexpected(done.error());
        }
        return Nothing{};
    }

private:
    using Command = std::function<api::Request(api::Tasks&, api::Reply<api::Done>)>;

    // Confirmed by the log when it returns: what is answered survives whatever happens to this server.
    Answer<std::string> carryOut(const Request& request, const Command& command) const {
        const auto desk = m_desks.of(request.caller.account);
        if (!desk->catchUp()) {
            return std::unexpected(tooBusy());
        }
        const auto done =
            ask<api::Done>([&](auto reply) { return command(desk->profile().tasks(), std::move(reply)); });
        if (!done) {
            return std::unexpected(problemOf(done.error()));
        }
        if (!desk->settle()) {
            return std::unexpected(tooBusy());
        }
        return done->changed.empty() ? std::string() : done->changed.front();
    }

    Answer<TaskBody> change(const Request& request, const Command& command) const {
        const auto changed = carryOut(request, command);
        if (!changed) {
            return std::unexpected(changed.error());
        }
        const auto named = request.arguments.find("id");
        return read(*m_desks.of(request.caller.account), named == request.arguments.end() ? *changed : named->second);
    }

    static Answer<TaskBody> read(Desk& desk, const std::string& id) {
        const auto detail =
            ask<api::TaskDetail>([&](auto reply) { return desk.profile().tasks().detail(id, std::move(reply)); });
        if (!detail) {
            return std::unexpected(problemOf(detail.error()));
        }
        auto body = bodyOf(detail->row);
        body.summary = detail->summary;
        body.url = detail->url;
        body.remark = detail->remark;
        body.tags = detail->tags;
        if (detail->requirement.platform != events::Platform::none) {
            body.requirement = events::namesOf(detail->requirement);
        }
        return body;
    }

    Desks& m_desks;
    OpenDatabase m_open;
};

// Leaves of every task only the members that were asked for.
Route withFields(Route row) {
    row.handle = [handle = row.handle](const Request& request) {
        auto response = handle(request);
        const auto wanted = Query(request).list("fields");
        if (response.status != 200 || wanted.empty()) {
            return response;
        }
        auto body = boost::json::parse(response.body);
        for (auto& task : body.as_object()["tasks"].as_array()) {
            boost::json::object kept;
            for (const auto& name : wanted) {
                if (const auto* member = task.as_object().if_contains(name)) {
                    kept[name] = *member;
                }
            }
            task = std::move(kept);
        }
        response.body = boost::json::serialize(body);
        return response;
    };
    return row;
}

} // namespace

std::vector<Route> taskRoutes(Desks& desks, const OpenDatabase& open, const Now& now) {
    const Handlers handlers(desks, open);
    auto list = route("GET", "/api/tasks", Access::learner, "listTasks", "One's tasks, filtered, page by page.");
    list.query = {
        {"path", "id of a path", false},
        {"module", "as it is shown", false},
        {"topic", "id of a topic", false},
        {"state", "one or several, divided by commas", false},
        {"source", "one or several, divided by commas", false},
        {"difficultyFrom", "1 to 10", true},
        {"difficultyTo", "1 to 10", true},
        {"text", "words that title, module, topic or tags contain", false},
        {"order", "path, title, topic, difficulty, state, source or date", false},
        {"descending", "true for the other way round", false},
        {"offset", "how many to pass over", true},
        {"limit", "how many, 500 at most", true},
        {"fields", "members of each task, divided by commas; all where it is missing", false}};
    auto create = route("POST", "/api/tasks", Access::learner, "createTask", "Add a task of one's own.");
    create.status = 201;
    auto claim = route(
        "POST", "/api/tasks/{id}/complete", Access::learner, "completeTask",
        "Claim that a task which was started is done. It is verified at its platform, which the task then shows.");
    claim.status = 202;
    const auto acting = [&](const char* word, const char* name, const char* summary, api::TaskAction action) {
        return taking<TaskBody, RemarkBody>(
            route("POST", word, Access::learner, name, summary), now,
            [handlers, action](const Request& request, const RemarkBody& body) {
                return handlers.act(action, request, body.remark.value_or(""));
            });
    };
    auto page = withFields(answering<TaskPageBody>(
        std::move(list), now, [handlers](const Request& request) { return handlers.list(request); }));
    // Which members a task has depends on what was asked for.
    page.answer.as_object()["properties"].as_object()["tasks"].as_object()["items"].as_object().erase("required");
    return {
        std::move(page),
        taking<TaskBody, NewTaskBody>(
            std::move(create), now,
            [handlers](const Request& request, const NewTaskBody& body) { return handlers.create(request, body); }),
        answering<TaskBody>(
            route("GET", "/api/tasks/{id}", Access::learner, "task", "One task."), now,
            [handlers](const Request& request) { return handlers.one(request); }),
        taking<TaskBody, TaskChangeBody>(
            route(
                "PUT", "/api/tasks/{id}", Access::learner, "changeTask",
                "Change what a task says, or when it is planned."),
            now,
            [handlers](const Request& request, const TaskChangeBody& body) { return handlers.edit(request, body); }),
        answering<Nothing>(
            route("DELETE", "/api/tasks/{id}", Access::learner, "deleteTask", "Delete a task."), now,
            [handlers](const Request& request) { return handlers.remove(request); }),
        acting("/api/tasks/{id}/start", "startTask", "Start a task.", api::TaskAction::start),
        answering<JobBody>(
            std::move(claim), now, [handlers, now](const Request& request) { return handlers.claim(request, now()); }),
        acting(
            "/api/tasks/{id}/self-report", "selfReportTask",
            "Complete a task that was started, without proof: it counts for the list and the streak.",
            api::TaskAction::complete),
        acting("/api/tasks/{id}/skip", "skipTask", "Skip a task.", api::TaskAction::skip),
    };
}

} // namespace cairn::server
