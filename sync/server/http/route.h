#pragma once

#include "sync/server/http/schema.h"

#include <boost/json/serialize.hpp>

#include <concepts>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace cairn::server {

// Who may use a route. `anyone`: also without having signed in. `nobody` is what a route has that was not given one,
// and a table with such a route is refused at the start.
enum class Access { nobody, anyone, learner, instructor, admin };

// A value in the query.
struct QueryField {
    std::string name;
    std::string about;
    bool number = false;
};

// One row of the table of routes: what is answered, who may ask, and what the OpenAPI document says of it.
struct Route {
    std::string method; // "POST"
    std::string path;   // "/api/tasks/{id}"
    Access access = Access::nobody;
    bool unlimited = false; // for who watches the server: is answered however often it is asked
    std::string summary;
    std::string name; // "listTasks": what clients made from the document call it
    std::vector<QueryField> query{};
    boost::json::value body{};   // schema of the request; null: it has none
    boost::json::value answer{}; // schema of the answer; null: it has none
    int status = 200;            // of an answer that is no problem
    std::function<Response(const Request&)> handle{};
};

// A row without what is asked and answered.
inline Route route(const char* method, const char* path, Access access, const char* name, const char* summary) {
    Route row;
    row.method = method;
    row.path = path;
    row.access = access;
    row.name = name;
    row.summary = summary;
    return row;
}

template<class T> using Answer = std::expected<T, Problem>;

// An answer without a body.
struct Nothing {};

namespace detail {

template<class T> Response respond(const Request& request, int status, const Answer<T>& answer, std::int64_t now) {
    if (!answer) {
        return answerTo(request, answer.error(), now);
    }
    if constexpr (std::is_same_v<T, Nothing>) {
        return {204, "", "", {}};
    } else {
        return {status, "application/json", boost::json::serialize(toJson(*answer)), {}};
    }
}

} // namespace detail

using Now = std::function<std::int64_t()>; // milliseconds UTC

// Completes a row whose handler takes the request alone: Answer<T> handler(const Request&).
template<class T, class Handler> Route answering(Route route, Now now, Handler handler) {
    if constexpr (std::is_same_v<T, Nothing>) {
        route.status = 204;
    } else {
        route.answer = schemaOf<T>();
    }
    route.handle = [status = route.status, now = std::move(now), handler = std::move(handler)](const Request& request) {
        return detail::respond<T>(request, status, handler(request), now());
    };
    return route;
}

// The same for one that has a body: Answer<T> handler(const Request&, const Body&).
template<class T, class Body, class Handler> Route taking(Route route, Now now, Handler handler) {
    route.body = schemaOf<Body>();
    return answering<T>(
        std::move(route), std::move(now), [handler = std::move(handler)](const Request& request) -> Answer<T> {
            auto body = readBody<Body>(request);
            if (!body) {
                return std::unexpected(body.error());
            }
            return handler(request, *body);
        });
}

} // namespace cairn::server
