#pragma once

#include "sync/server/database/database.h"
#include "sync/server/desk/desks.h"
#include "sync/server/jobs/job_runner.h"

namespace cairn::server {

inline constexpr const char* kSnapshotQueue = "snapshots"; // persisted names
inline constexpr const char* kSnapshotKind = "snapshot.make";

// Below so many events a device has them all before a snapshot would be worth its while.
inline constexpr std::int64_t kSnapshotLeast = 5'000;

// Makes what a new device of an account shows first: the fold at the account's desk, which is one of its devices.
JobRunner::Kind snapshotKind(Desks& desks, OpenDatabase open);

// Enqueues a job for each account that has twice as many events as its snapshot had, and at least `least`. Says whether
// there is one.
bool enqueueSnapshots(const OpenDatabase& open, base::Millis now, std::int64_t least = kSnapshotLeast);

} // namespace cairn::server
