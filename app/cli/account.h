#pragma once

#include "app/cli/session.h"
#include "core/api/sync.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace cairn::cli {

// How long a command waits for a server.
inline constexpr std::chrono::milliseconds kPatience{30'000};

class Arguments;

// The account of the session's profile, for one command.
class Account {
public:
    Account(Session& session, const Arguments& arguments);

    api::Sync& operator*() { return *m_sync; }

    api::SyncState state() const { return m_sync->state(); }

    // Waits for a state; throws Failure with what is in the way where that comes first.
    void waitFor(const std::function<bool(const api::SyncState&)>& reached, std::chrono::milliseconds patience);

    void waitUntilLive();

private:
    Session& m_session;
    std::unique_ptr<api::Sync> m_sync;
};

// From CAIRN_PASSWORD, or as it is typed where it is not shown. Throws Failure where there is none.
std::string accountPassword();

} // namespace cairn::cli
