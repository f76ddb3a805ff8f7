#pragma once

#include "sync/server/config/config.h"

#include <toml++/toml.h>

namespace cairn::server {

// Takes a value of a table [mcp.NAME], whose full name is `name`. Texts may say where they are to be found instead:
// "env:VARIABLE" and "file:PATH", of which the first line counts.
base::Expected<void> takeToolServer(
    const std::string& name, const toml::node& node, const Environment& environment,
    std::vector<ToolServerConfig>& all);

// What does not go together.
base::Expected<void> checkToolServers(const std::vector<ToolServerConfig>& all);

} // namespace cairn::server
