#pragma once

#include "core/events/vocabulary.h"
#include "sync/server/jobs/job.h"

#include <boost/describe/class.hpp>

#include <optional>
#include <string>

namespace cairn::server {

// Persisted names.
inline constexpr const char* kTellQueue = "connections"; // one after the other: the last word is the last event
inline constexpr const char* kAnalyticsQueue = "analytics";
inline constexpr const char* kTellKind = "connection.tell";
inline constexpr const char* kFiguresKind = "connection.figures";
inline constexpr const char* kRevokeKind = "connection.revoke";
inline constexpr const char* kImportKind = "connection.import";

// What is to be done for a connection.
struct ConnectionWork {
    std::string account;
    events::Platform platform = events::Platform::none;
    std::string sealed{}; // tokens that are to be good for nothing
};
BOOST_DESCRIBE_STRUCT(ConnectionWork, (), (account, platform, sealed))

// A job for one. `moment` tells it from others of its kind: the same is the same job; empty: it is another one.
JobDraft draftOf(const char* queue, const char* kind, const ConnectionWork& work, const std::string& moment = {});

std::optional<ConnectionWork> workOf(const Job& job);

} // namespace cairn::server
