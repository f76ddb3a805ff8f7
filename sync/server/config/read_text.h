#pragma once

#include "sync/server/config/config.h"

#include <toml++/toml.h>

namespace cairn::server {

// A text, or what stands where it says that it is to be found: "env:VARIABLE", "file:PATH", of which the first line
// counts.
base::Expected<std::string> readText(const toml::node& node, const Environment& environment);

} // namespace cairn::server
