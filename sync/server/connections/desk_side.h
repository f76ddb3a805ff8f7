#pragma once

#include "core/state/connection.h"
#include "sync/server/desk/desk.h"

#include <string>
#include <utility>
#include <vector>

// What of an account's own log matters for its connections.
namespace cairn::server {

// Those that are proven, with what their platforms said last.
std::vector<std::pair<events::Platform, state::Connection>> connectionsAt(Desk& desk);

// Repositories that tasks name ("owner/name"), each once.
std::vector<std::string> repositoriesAt(Desk& desk);

} // namespace cairn::server
