#pragma once

#include "sync/server/connections/figures.h"
#include "sync/server/connections/history.h"

namespace cairn::server {

// Asks a platform for the figures of an account, as of `now`. `repositories` ("owner/name") are those to be looked at,
// of which GitHub is asked.
Told<events::ConnectionFigures> askForFigures(
    const AskPlatform& ask, events::Platform platform, const std::string& account,
    const std::vector<std::string>& repositories, std::int64_t now, const std::stop_token& stop);

} // namespace cairn::server
