#pragma once

#include "core/api/sync.h"
#include "core/base/clock.h"
#include "core/service/local_profile.h"

#include <filesystem>
#include <memory>

namespace cairn::client {

// Begins the account and the exchange of a profile: joins in where a server was joined before, and waits for a person
// to join one where not. `deliver` as for the profile, which has to outlive what is returned. `secrets`: a file for the
// sign-in, where somebody asked for one; empty: the keychain of the operating system. Programs without an event loop
// may use it, too.
std::unique_ptr<api::Sync> openSync(
    service::LocalProfile& profile, base::Clock clock, api::Deliver deliver, const std::filesystem::path& secrets = {});

} // namespace cairn::client
