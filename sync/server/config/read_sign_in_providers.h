#pragma once

#include "sync/server/config/config.h"

#include <toml++/toml.h>

namespace cairn::server {

// Takes a value of a table [connect.PLATFORM], whose full name is `name`. Texts may say where they are to be found
// instead, as those of [mcp.NAME] may.
base::Expected<void> takeSignInProvider(
    const std::string& name, const toml::node& node, const Environment& environment, std::vector<SignInProvider>& all);

// What does not go together.
base::Expected<void> checkSignInProviders(const Config& config);

} // namespace cairn::server
