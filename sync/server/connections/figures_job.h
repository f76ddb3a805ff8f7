#pragma once

#include "sync/server/connections/announce.h"
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
    Pause pause = pauseOf(kCodeforcesPause);
};

// Asks a platform for the figures of a connected account, and tells the account's devices. `repositories` are those
// that the account's tasks name.
JobRunner::Kind
figuresKind(ConnectionJobs jobs, std::function<std::vector<std::string>(const std::string& account)> repositories);

} // namespace cairn::server
