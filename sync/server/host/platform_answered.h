#pragma once

#include "sync/mcp/tool.h"

#include <string>

namespace cairn::server {

// Whether what a server of tools said is an answer of the platform behind it, also where that is a "no". Where the
// platform is out of reach they say so in words, with or without isError, each in its own.
bool platformAnswered(const std::string& server, const mcp::ToolResult& result);

} // namespace cairn::server
