#pragma once

#include "sync/engine/server_log.h"
#include "sync/server/connections/connections.h"
#include "sync/server/database/database.h"
#include "sync/server/desk/desks.h"
#include "sync/server/host/scrub.h"
#include "sync/server/hub/hub.h"
#include "sync/server/jobs/job_runner.h"

namespace cairn::server {

inline constexpr const char* kErasureQueue = "erasures"; // persisted names
inline constexpr const char* kErasureKind = "erasure.finish";
inline constexpr const char* kAccountErasureKind = "erasure.account";

// What is left to do after the log has erased something: the account's desk, which may rest on the disk as it was,
// hears of it, and the database's files lose what was there before.
JobRunner::Kind erasureKind(Desks& desks, Scrub& scrub);

// Puts a job on its way where something is erased by the events of the batch from `fresh` on, in the transaction that
// stores them. Says whether there is one.
bool enqueueErasures(Database& database, const engine::Batch& batch, std::size_t fresh, base::Millis now);

// What an account that is erased leaves behind: its streams, its desk and its connections.
JobRunner::Kind accountErasureKind(
    Desks& desks, Hub& hub, Connections& connections, OpenDatabase open, std::function<base::Millis()> now);

// Puts it on its way in the transaction that erases the account.
void enqueueAccountErasure(Database& database, const std::string& account, base::Millis now);

} // namespace cairn::server
