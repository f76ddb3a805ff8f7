#pragma once

#include "sync/server/auth/accounts.h"
#include "sync/server/http/router.h"
#include "sync/server/telemetry/log.h"
#include "sync/server/telemetry/metrics.h"

namespace cairn::server {

// Where every request passes: finds its route, who asks, whether they may and not too often, and has it answered;
// counts and logs it. Thread-safe.
class Gate {
public:
    struct Limits {
        Limiter::Rule signedIn{.rate = 100, .window = 60'000, .burst = 120};
        Limiter::Rule anonymous{.rate = 10, .window = 60'000, .burst = 15};
    };

    Gate(Router router, Accounts& accounts, Limits limits, const Log& log, Metrics& metrics, Now now);

    Response answer(Request& request);

private:
    Response pass(Request& request, const Route*& route);
    std::optional<Problem> refuse(Request& request, const Route& route);

    Router m_router;
    Accounts& m_accounts;
    Limits m_limits;
    const Log& m_log;
    Metrics& m_metrics;
    Now m_now;
    Limiter m_limiter{};
};

} // namespace cairn::server
