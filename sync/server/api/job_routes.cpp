#include "sync/server/api/job_routes.h"

#include "sync/server/jobs/job_store.h"

#include <boost/describe/class.hpp>

#include <algorithm>
#include <charconv>

namespace cairn::server {

namespace {

struct DeadLetters {
    std::vector<DeadLetter> jobs;
};

BOOST_DESCRIBE_STRUCT(DeadLetters, (), (jobs))

std::int64_t numberIn(const Request& request, const char* field, std::int64_t usual, std::int64_t most) {
    std::int64_t number = usual;
    if (const auto found = request.query.find(field); found != request.query.end()) {
        std::from_chars(found->second.data(), found->second.data() + found->second.size(), number);
    }
    return std::clamp<std::int64_t>(number, 0, most);
}

} // namespace

std::vector<Route> jobRoutes(const OpenDatabase& open, const Now& now) {
    Route list;
    list.method = "GET";
    list.path = "/api/admin/jobs/dead";
    list.access = Access::admin;
    list.name = "deadJobs";
    list.summary = "Jobs that were given up, the latest first.";
    list.query = {{"offset", "how many to pass over", true}, {"limit", "how many, 200 at most", true}};
    Route retry;
    retry.method = "POST";
    retry.path = "/api/admin/jobs/{id}/retry";
    retry.access = Access::admin;
    retry.name = "retryJob";
    retry.summary = "Try a job that was given up once more, with all its attempts.";
    return {
        answering<DeadLetters>(
            std::move(list), now,
            [open](const Request& request) -> Answer<DeadLetters> {
                const auto database = open();
                return DeadLetters{JobStore(*database).deadLetters(
                    numberIn(request, "offset", 0, 1LL << 40), numberIn(request, "limit", 50, 200))};
            }),
        answering<Nothing>(
            std::move(retry), now,
            [open, now](const Request& request) -> Answer<Nothing> {
                const auto database = open();
                if (!JobStore(*database).retry(request.arguments.at("id"), now())) {
                    return std::unexpected(Problem{404, "not_found", "no such job was given up"});
                }
                return Nothing{};
            }),
    };
}

} // namespace cairn::server
