#include "sync/server/api/path_routes.h"

#include "core/plan/plan_file.h"
#include "sync/server/api/desk_answers.h"
#include "sync/server/api/path_bodies.h"

#include <string_view>

namespace cairn::server {

namespace {

constexpr const char* kPlace = "body";

// "body:/topics/3/title" is the field "/topics/3/title".
Problem problemInPlan(const base::Error& error) {
    const bool tooLarge = error.code == base::ErrorCode::LimitExceeded;
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

Answer<plan::PlanVerdict> validate(PlanValidator& validator, SlowRequests& slow, const Request& request) {
    if (!request.contentType.starts_with("application/json")) {
        return std::unexpected(Problem{415, "unsupported_media_type", "send JSON as application/json"});
    }
    const auto plan = plan::readPlan(request.body, kPlace);
    if (!plan) {
        return std::unexpected(problemInPlan(plan.error()));
    }
    const auto place = slow.enter();
    if (!place) {
        return std::unexpected(Problem{503, "busy", "many are asking; again in a moment", {}, 2});
    }
    auto verdict = validator.validate(request.caller.account, *plan);
    if (!verdict) {
        return std::unexpected(Problem{503, "busy", verdict.error().message, {}, 2});
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

Answer<PathsBody> list(Desks& desks, const Request& request) {
    const auto desk = desks.of(request.caller.account);
    if (!desk->catchUp()) {
        return std::unexpected(tooBusy());
    }
    const auto paths =
        ask<std::vector<api::PathSummary>>([&](auto reply) { return desk->profile().paths().list(std::move(reply)); });
    if (!paths) {
        return std::unexpected(problemOf(paths.error()));
    }
    PathsBody body;
    for (const auto& path : *paths) {
        body.paths.push_back(bodyOf(path));
    }
    return body;
}

Answer<PathBody> one(Desks& desks, const Request& request) {
    const auto desk = desks.of(request.caller.account);
    if (!desk->catchUp()) {
        return std::unexpected(tooBusy());
    }
    const auto detail = ask<api::PathDetail>(
        [&](auto reply) { return desk->profile().paths().detail(request.arguments.at("id"), std::move(reply)); });
    if (!detail) {
        return std::unexpected(problemOf(detail.error()));
    }
    auto body = bodyOf(detail->summary);
    body.topics.emplace();
    for (const auto& topic : detail->topics) {
        body.topics->push_back(bodyOf(topic));
    }
    return body;
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

std::vector<Route> pathRoutes(Desks& desks, PlanValidator& validator, SlowRequests& slow, const Now& now) {
    auto validating = route(
        "POST", "/api/learning-paths/validate", Access::learner, "validateLearningPath",
        "Whether a path can be learned as it is proposed: its graph, and what the documentation of the technologies "
        "that its topics name says of what their exercises need. What was not found, or not asked in time, is "
        "unproven; what was answered is kept for a day, so that asking again goes on. 503: enough are being "
        "validated.");
    validating.body = schemaOfPlan();
    return {
        answering<plan::PlanVerdict>(
            std::move(validating), now,
            [&validator, &slow](const Request& request) { return validate(validator, slow, request); }),
        answering<PathsBody>(
            route(
                "GET", "/api/learning-paths", Access::learner, "listLearningPaths",
                "One's paths, with position and progress."),
            now, [&desks](const Request& request) { return list(desks, request); }),
        answering<PathBody>(
            route("GET", "/api/learning-paths/{id}", Access::learner, "learningPath", "One path with its topics."), now,
            [&desks](const Request& request) { return one(desks, request); }),
    };
}

} // namespace cairn::server
