#pragma once

#include "sync/engine/server_log.h"
#include "sync/server/database/database.h"
#include "sync/server/desk/desks.h"
#include "sync/server/jobs/job_runner.h"

namespace cairn::server {

inline constexpr const char* kErasureQueue = "erasures"; // persisted names
inline constexpr const char* kErasureKind = "erasure.finish";

// What is left to do after the log has erased something: the account's desk, which may rest on the disk as it was,
// hears of it, and the database's journal loses the pages as they were.
JobRunner::Kind erasureKind(Desks& desks, OpenDatabase open);

// Puts a job on its way where something is erased by the events of the batch from `fresh` on, in the transaction that
// stores them. Says whether there is one.
bool enqueueErasures(Database& database, const engine::Batch& batch, std::size_t fresh, base::Millis now);

} // namespace cairn::server
