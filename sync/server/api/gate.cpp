#include "sync/server/api/gate.h"

#include <chrono>

namespace cairn::server {

namespace {

bool mayPass(Access access, const std::string& role) {
    switch (access) {
    case Access::anyone:
        return true;
    case Access::learner:
        return true; // every role is a learner's too
    case Access::instructor:
        return role == "instructor" || role == "admin";
    case Access::admin:
        return role == "admin";
    case Access::nobody:
        break;
    }
    return false;
}

} // namespace

Gate::Gate(Router router, Accounts& accounts, Limits limits, const Log& log, Metrics& metrics, Now now)
    : m_router(std::move(router))
    , m_accounts(accounts)
    , m_limits(limits)
    , m_log(log)
    , m_metrics(metrics)
    , m_now(std::move(now)) {}

Response Gate::answer(Request& request) {
    const auto begin = std::chrono::steady_clock::now();
    const Route* route = nullptr;
    Response response;
    try {
        response = pass(request, route);
    } catch (const std::exception& trouble) {
        // What went wrong is for the log: it may name what a stranger must not know.
        m_log.error("request_failed", {{"requestId", request.id}, {"what", trouble.what()}});
        response = answerTo(request, {500, "internal", "the server has trouble; it is in its log"}, m_now());
    }
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    const auto name = route != nullptr ? route->name : std::string("none");
    m_metrics.request(name, response.status, taken.count());
    m_log.info(
        "request", {{"requestId", request.id},
                    {"method", request.method},
                    {"route", name},
                    {"status", response.status},
                    {"ms", static_cast<std::int64_t>(taken.count() * 1000)},
                    {"address", request.address},
                    {"account", request.caller.account}});
    return response;
}

Response Gate::pass(Request& request, const Route*& route) {
    const auto found = m_router.find(request);
    if (!found) {
        return answerTo(request, found.error(), m_now());
    }
    route = *found;
    if (const auto problem = refuse(request, *route)) {
        return answerTo(request, *problem, m_now());
    }
    return route->handle(request);
}

std::optional<Problem> Gate::refuse(Request& request, const Route& route) {
    if (const auto caller = m_accounts.callerOf(request)) {
        request.caller = *caller;
    }
    const bool known = !request.caller.account.empty();
    if (!route.unlimited) {
        const auto wait = known ? m_limiter.take("account " + request.caller.account, m_limits.signedIn, m_now())
                                : m_limiter.take("address " + networkOf(request.address), m_limits.anonymous, m_now());
        if (wait > 0) {
            const auto seconds = (wait + 999) / 1000;
            return Problem{
                429, "rate_limited", "too many requests; again in " + std::to_string(seconds) + " s", {}, seconds};
        }
    }
    if (route.access != Access::anyone && !known) {
        return Problem{401, "unauthorized", "sign in first"};
    }
    if (!mayPass(route.access, request.caller.role)) {
        return Problem{403, "forbidden", "your role does not allow this"};
    }
    return std::nullopt;
}

} // namespace cairn::server
