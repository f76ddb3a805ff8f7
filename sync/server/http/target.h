#pragma once

#include "sync/server/http/message.h"

#include <string_view>

namespace cairn::server {

// Fills the request's path and query with what its first line asks for: "/api/tasks?limit=5". False where that is no
// path of a server, or says something that is no text.
bool readTarget(std::string_view target, Request& request);

} // namespace cairn::server
