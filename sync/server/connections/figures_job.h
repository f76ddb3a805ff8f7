#pragma once

#include "sync/server/connections/announce.h"
#include "sync/server/connections/connection_bodies.h"
#include "sync/server/connections/connection_store.h"
#include "sync/server/connections/history.h"
#include "sync/server/database/database.h"
#include "sync/server/jobs/job_runner.h"

namespace cairn::server {

// What jobs for connections need.
struct ConnectionJobs {
    OpenDatabase open;
    AskPlatform ask;
    Announce announce;
    SaidLast said;
    std::function<base::Millis()> now;
    // Whether the account is still called so.
    std::function<void(const std::string& account, events::Platform platform, const std::stop_token& stop)> lookAgain{};
};

// What the account's own log says.
struct FiguresHere {
    // That its tasks name.
    std::function<std::vector<std::string>(const std::string& account)> repositories;
    // What the platform said before, of the account as it is connected; empty where that is not known.
    std::function<events::ConnectionFigures(const std::string& account, const Connection& connection)> known;
};

// Asks a platform for the figures of a connected account, and tells the account's devices where they have changed.
JobRunner::Kind figuresKind(ConnectionJobs jobs, FiguresHere here);

// What came of a job, for whoever asks about it. Attempts that are followed by others are not told.
void tellOutcome(
    const ConnectionJobs& jobs, const Job& job, std::int64_t attempts, OutcomeBody outcome, const JobResult& result);

} // namespace cairn::server
