#pragma once

#include "core/events/event.h"
#include "sync/engine/server_log.h"
#include "sync/server/database/database.h"

#include <boost/describe/class.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace cairn::server {

inline constexpr const char* kVerificationQueue = "verification"; // persisted names
inline constexpr const char* kVerificationKind = "task.verify";

// A learner's word that a task is done, which is to be answered: what its job carries. Persisted names.
struct Claim {
    std::string account;
    std::string task; // subject
    std::string device;
    std::int64_t seq = 0;
    std::int64_t effective = 0; // base::Hlc
    std::int64_t utcOffset = 0;

    events::EventRef ref() const { return {device, seq}; }
};
BOOST_DESCRIBE_STRUCT(Claim, (), (account, task, device, seq, effective, utcOffset))

// The id of the job that answers a claim: one claim has one job, however often it is pushed.
std::string jobOf(const events::EventRef& claim);

// Puts a job on its way for each claim among the events of the batch from `fresh` on, in the transaction that stores
// them. Says whether there was one.
bool enqueueClaims(Database& database, const engine::Batch& batch, std::size_t fresh, base::Millis now);

std::optional<Claim> readClaim(const std::string& payload);

} // namespace cairn::server
