#pragma once

#include <optional>
#include <string>

namespace cairn::mcp {

// A parameter of a challenge of HTTP: `Bearer realm="x", scope="a b"`.
std::optional<std::string> challenged(const std::string& challenge, const std::string& parameter);

} // namespace cairn::mcp
