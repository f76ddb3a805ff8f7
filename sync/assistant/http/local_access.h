#pragma once

#include "core/api/local_access.h"
#include "core/api/profile.h"
#include "core/base/clock.h"

#include <filesystem>
#include <memory>
#include <string>

namespace cairn::assistant {

// The access of other programs on this computer to a profile, as it was left. `deliver` as for the profile, which has
// to outlive what is returned. `memory`: the folder where it is remembered; empty: nowhere. `version`: of the program.
std::unique_ptr<api::LocalAccess> openLocalAccess(
    api::Profile& profile, api::Deliver deliver, base::Clock clock, const std::filesystem::path& memory,
    std::string version);

} // namespace cairn::assistant
