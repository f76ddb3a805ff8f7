#include "sync/server/http/message.h"

#include "core/base/calendar.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace cairn::server {

Response answerTo(const Request& request, const Problem& problem, std::int64_t now) {
    boost::json::array details;
    for (const auto& field : problem.fields) {
        details.push_back(boost::json::object{{"field", field.field}, {"message", field.message}});
    }
    const boost::json::object body{
        {"error",
         {{"code", problem.code},
          {"message", problem.message},
          {"details", std::move(details)},
          {"timestamp", base::formatInstant(now)},
          {"requestId", request.id}}}};
    Response response{problem.status, "application/json", boost::json::serialize(body), {}};
    if (problem.retryAfter > 0) {
        response.headers.emplace_back("Retry-After", std::to_string(problem.retryAfter));
    }
    if (problem.status == 401) {
        response.headers.emplace_back("WWW-Authenticate", "Bearer");
    }
    return response;
}

} // namespace cairn::server
