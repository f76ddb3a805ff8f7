#pragma once

#include "sync/server/connections/connections.h"
#include "sync/server/jobs/job_runner.h"

namespace cairn::server {

// Has a platform forget the tokens of a connection that was ended.
JobRunner::Kind revokeKind(Connections& connections);

} // namespace cairn::server
