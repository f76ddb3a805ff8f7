#pragma once

#include "core/state/connection.h"
#include "sync/server/connections/connection_store.h"
#include "sync/server/desk/desk.h"

#include <string>
#include <utility>
#include <vector>

// What of an account's own log matters for its connections.
namespace cairn::server {

// Those that are proven, with what their platforms said last.
std::vector<std::pair<events::Platform, state::Connection>> connectionsAt(Desk& desk);

// What its platform said last, where it is known to be of this account there; otherwise nothing.
events::ConnectionFigures figuresAt(Desk& desk, const Connection& connection);

// Repositories that tasks name ("owner/name"), each once.
std::vector<std::string> repositoriesAt(Desk& desk);

} // namespace cairn::server
