#pragma once

#include "sync/server/connections/announce.h"
#include "sync/server/database/database.h"
#include "sync/server/jobs/job_runner.h"

namespace cairn::server {

// Tells an account's devices how a connection of theirs stands now: proven, or removed. Where it is proven its figures
// are asked for next.
JobRunner::Kind
tellKind(OpenDatabase open, Announce announce, std::function<void()> nudge, std::function<base::Millis()> now);

} // namespace cairn::server
