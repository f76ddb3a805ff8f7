#include "core/base/text.h"
#include "sync/server/api/task_bodies.h"
#include "sync/server/auth/account.h"
#include "sync/server/http/query.h"
#include "sync/server/http/router.h"
#include "sync/server/http/target.h"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace cairn;
using server::Access;
using server::Request;
using server::Response;

namespace {

void demand(bool holds) {
    if (!holds) {
        std::abort();
    }
}

const server::Router& router() {
    static const server::Router kRouter = [] {
        std::vector<server::Route> routes;
        for (const auto& [method, path] : std::initializer_list<std::pair<const char*, const char*>>{
                 {"GET", "/api/tasks"},
                 {"GET", "/api/tasks/{id}"},
                 {"POST", "/api/tasks/{id}/start"},
                 {"GET", "/api/tasks/statistics"},
                 {"GET", "/.well-known/jwks.json"}}) {
            server::Route route;
            route.method = method;
            route.path = path;
            route.access = Access::anyone;
            route.name = std::string(method) + path;
            route.handle = [](const Request&) { return Response(); };
            routes.push_back(std::move(route));
        }
        return server::Router(std::move(routes));
    }();
    return kRouter;
}

// What is wrong with a request is told in JSON, whatever is in it.
void checkProblem(const Request& request, const server::Problem& problem) {
    demand(problem.status >= 400 && problem.status < 500);
    demand(events::parseJson(server::answerTo(request, problem, 0).body, {.bytes = 64 << 20}).has_value());
}

template<class T> void checkBody(const Request& request) {
    const auto body = server::readBody<T>(request);
    if (!body) {
        checkProblem(request, body.error());
        return;
    }
    Request again = request;
    again.body = boost::json::serialize(server::toJson(*body));
    const auto reread = server::readBody<T>(again);
    demand(reread && boost::json::serialize(server::toJson(*reread)) == again.body);
}

void checkTarget(std::string_view target) {
    Request request;
    request.method = "GET";
    if (!server::readTarget(target, request)) {
        return;
    }
    demand(request.path.starts_with('/') && base::isValidText(request.path));
    demand(std::ranges::all_of(request.query, [](const auto& field) {
        return base::isValidText(field.first) && base::isValidText(field.second);
    }));
    if (const auto route = router().find(request); !route) {
        checkProblem(request, route.error());
    } else {
        demand(std::ranges::all_of(request.arguments, [](const auto& argument) {
            return !argument.second.empty() && argument.second.find('/') == std::string::npos;
        }));
    }
    server::Query query(request);
    query.words<api::TaskState>("state");
    query.words<events::TaskSource>("source");
    query.words<api::TaskOrder>("order");
    const auto limit = query.number("limit", 1, 500);
    query.number("offset", 0, 1'000'000'000);
    query.number("difficultyFrom", 1, 10);
    if (query.problems().empty()) {
        demand(!limit || (*limit >= 1 && *limit <= 500));
    } else {
        checkProblem(request, {400, "validation_failed", "the query", query.problems(), 0});
    }
}

} // namespace

// The target of a request in the first line, its body in the others.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto line = text.find('\n');
    checkTarget(text.substr(0, line));
    Request request;
    request.contentType = "application/json";
    request.body = line == std::string_view::npos ? text : text.substr(line + 1);
    checkBody<server::Registration>(request);
    checkBody<server::Login>(request);
    checkBody<server::AccountChange>(request);
    checkBody<server::SignIns>(request);
    checkBody<server::NewTaskBody>(request);
    checkBody<server::TaskChangeBody>(request);
    checkBody<server::TaskPageBody>(request);
    checkBody<server::RemarkBody>(request);
    return 0;
}
