#pragma once

#include "sync/server/database/database.h"
#include "sync/server/http/http_server.h"
#include "sync/server/hub/hub.h"
#include "sync/server/telemetry/log.h"
#include "sync/server/telemetry/metrics.h"

namespace cairn::server {

// What /metrics asks of a server.
struct Watched {
    const Hub& hub;
    const HttpServer& http;
    OpenDatabase open;
    const Log& log;
};

// Has the numbers told for as long as `metrics` lives.
void watch(Metrics& metrics, const Watched& watched);

} // namespace cairn::server
