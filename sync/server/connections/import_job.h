#pragma once

#include "sync/server/connections/figures_job.h"
#include "sync/server/connections/solved.h"
#include "sync/server/desk/desks.h"

namespace cairn::server {

// Imports what was solved at a platform before: a task for each problem, which the account's desk writes, and a receipt
// that says so. Doing it twice, also at once, or once more after a crash, changes nothing: ids are the problems', and
// what is verified, deleted or solved under another task already is left alone.
JobRunner::Kind importKind(ConnectionJobs jobs, Desks& desks);

// What a platform tells of it. `last`: there is no later attempt, and what is only nice to know is left out.
Told<std::vector<Solved>> askForSolved(
    const AskPlatform& ask, events::Platform platform, const std::string& account, bool last,
    const std::stop_token& stop);

} // namespace cairn::server
