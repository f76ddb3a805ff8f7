#include "sync/server/api/path_routes.h"

#include "core/plan/plan_file.h"
#include "sync/server/api/path_bodies.h"

#include <future>
#include <string_view>

namespace cairn::server {

namespace {

using base::ErrorCode;

constexpr const char* kPlace = "body";

Problem busy(std::string message) {
    return {503, "busy", std::move(message), {}, 2};
}

// "body:/topics/3/title" is the field "/topics/3/title".
Problem problemOf(const base::Error& error) {
    const bool tooLarge = error.code == ErrorCode::LimitExceeded;
    Problem problem{
        tooLarge ? 413 : 400, tooLarge ? "too_large" : "validation_failed",
        "the path is not described as it should be"};
    std::string_view field = error.place;
    field.remove_prefix(std::min(field.size(), std::string_view(kPlace).size() + 1));
    if (field.empty()) {
        problem.message = error.message;
    } else {
        problem.fields.push_back({std::string(field), error.message});
    }
    return problem;
}

Answer<plan::PlanVerdict> validate(PlanValidator& validator, const Request& request) {
    if (!request.contentType.starts_with("application/json")) {
        return std::unexpected(Problem{415, "unsupported_media_type", "send JSON as application/json"});
    }
    const auto plan = plan::readPlan(request.body, kPlace);
    if (!plan) {
        return std::unexpected(problemOf(plan.error()));
    }
    auto verdict = validator.validate(request.caller.account, *plan);
    if (!verdict) {
        return std::unexpected(busy(verdict.error().message));
    }
    return std::move(*verdict);
}

PathBody bodyOf(const api::PathSummary& path) {
    PathBody body;
    body.id = path.id;
    body.title = path.title;
    body.language = path.language;
    body.summary = path.summary;
    body.source = path.source;
    body.current = path.current;
    body.topicsDone = path.topicsDone;
    body.topicsAll = path.topicsAll;
    body.tasksDone = path.tasksDone;
    body.tasksAll = path.tasksAll;
    body.position = path.position;
    body.positionTitle = path.positionTitle;
    return body;
}

PathTopicBody bodyOf(const api::TopicRow& topic) {
    PathTopicBody body{topic.id, topic.title, topic.standing, topic.required, topic.requiredDone, topic.unlocked};
    for (const auto& name : topic.prerequisites) {
        body.prerequisites.push_back(name.id);
    }
    for (const auto& name : topic.missing) {
        body.missing.push_back(name.id);
    }
    return body;
}

// What the caller's paths say; waited for, as the profile's threads bring it.
template<class T>
Answer<T>
ask(Desks& desks, const Request& request, const std::function<api::Request(api::Paths&, api::Reply<T>)>& ask) {
    const auto desk = desks.of(request.caller.account);
    if (!desk->catchUp()) {
        return std::unexpected(busy("the log is behind; again in a moment"));
    }
    const auto promised = std::make_shared<std::promise<base::Expected<T>>>();
    const auto asked =
        ask(desk->profile().paths(), [promised](base::Expected<T> answer) { promised->set_value(std::move(answer)); });
    auto answer = promised->get_future().get();
    if (!answer) {
        const auto& error = answer.error();
        return std::unexpected(
            error.code == ErrorCode::NotFound ? Problem{404, "not_found", error.message}
                                              : Problem{500, base::name(error.code), error.message});
    }
    return std::move(*answer);
}

Answer<PathsBody> list(Desks& desks, const Request& request) {
    const auto paths = ask<std::vector<api::PathSummary>>(
        desks, request, [](api::Paths& of, auto reply) { return of.list(std::move(reply)); });
    if (!paths) {
        return std::unexpected(paths.error());
    }
    PathsBody body;
    for (const auto& path : *paths) {
        body.paths.push_back(bodyOf(path));
    }
    return body;
}

Answer<PathBody> one(Desks& desks, const Request& request) {
    const auto detail = ask<api::PathDetail>(desks, request, [&](api::Paths& of, auto reply) {
        return of.detail(request.arguments.at("id"), std::move(reply));
    });
    if (!detail) {
        return std::unexpected(detail.error());
    }
    auto body = bodyOf(detail->summary);
    body.topics.emplace();
    for (const auto& topic : detail->topics) {
        body.topics->push_back(bodyOf(topic));
    }
    return body;
}

Route route(const char* method, const char* path, const char* name, const char* summary) {
    Route row;
    row.method = method;
    row.path = path;
    row.access = Access::learner;
    row.name = name;
    row.summary = summary;
    return row;
}

// As readPlan() takes it: most may be absent.
boost::json::value schemaOfPlan() {
    auto plan = schemaOf<plan::PathPlan>().as_object();
    auto& topic = plan["properties"].as_object()["topics"].as_object()["items"].as_object();
    auto& exercise = topic["properties"].as_object()["exercises"].as_object()["items"].as_object();
    plan["required"] = {"title"};
    topic["required"] = {"id", "title"};
    exercise["required"] = {"title"};
    return plan;
}

} // namespace

std::vector<Route> pathRoutes(Desks& desks, PlanValidator& validator, const Now& now) {
    auto validating = route(
        "POST", "/api/learning-paths/validate", "validateLearningPath",
        "Whether a path can be learned as it is proposed: its graph, and what the documentation of the technologies "
        "that "
        "its topics name says of what their exercises need. What was not found, or not asked in time, is unproven; "
        "what "
        "was answered is kept for a day, so that asking again goes on. 503: enough are being validated.");
    validating.body = schemaOfPlan();
    return {
        answering<plan::PlanVerdict>(
            std::move(validating), now, [&validator](const Request& request) { return validate(validator, request); }),
        answering<PathsBody>(
            route("GET", "/api/learning-paths", "listLearningPaths", "One's paths, with position and progress."), now,
            [&desks](const Request& request) { return list(desks, request); }),
        answering<PathBody>(
            route("GET", "/api/learning-paths/{id}", "learningPath", "One path with its topics."), now,
            [&desks](const Request& request) { return one(desks, request); }),
    };
}

} // namespace cairn::server
