#include "app/cli/account.h"

#include "app/cli/arguments.h"
#include "app/cli/failure.h"
#include "app/cli/platform.h"
#include "sync/client/open_sync.h"

namespace cairn::cli {

Account::Account(Session& session, const Arguments& arguments)
    : m_session(session)
    , m_sync(client::openSync(session.profile(), session.clock(), session.deliver(), arguments.text("secrets"))) {}

void Account::waitFor(const std::function<bool(const api::SyncState&)>& reached, std::chrono::milliseconds patience) {
    const auto settled = [&] {
        const auto now = state();
        return reached(now) || now.phase == api::SyncPhase::signed_out || now.phase == api::SyncPhase::refused ||
               now.phase == api::SyncPhase::off;
    };
    const bool ended = m_session.waitUntil(settled, patience);
    const auto now = state();
    if (ended && reached(now)) {
        return;
    }
    if (now.phase == api::SyncPhase::off) {
        throw Failure{
            {base::ErrorCode::Refused,
             "this profile has joined no server; 'cairnctl account sign-in SERVER EMAIL' joins one"}};
    }
    throw Failure{now.trouble.value_or(
        base::Error{base::ErrorCode::Unreachable, ended ? "the server refuses" : "not in sync within the time given"})};
}

void Account::waitUntilLive() {
    waitFor([](const api::SyncState& state) { return state.phase == api::SyncPhase::live; }, kPatience);
}

std::string accountPassword() {
    if (auto given = environment("CAIRN_PASSWORD")) {
        return *given;
    }
    if (auto typed = readSecret("Password: ")) {
        return *typed;
    }
    throw Failure{{base::ErrorCode::InvalidInput, "no password: type it, or set CAIRN_PASSWORD"}};
}

} // namespace cairn::cli
