#pragma once

#include "sync/server/connections/ask.h"
#include "sync/server/http/message.h"

namespace cairn::server {

// Why something was not done with a connection.
Problem problemOf(const Unanswered& unanswered, events::Platform platform, const std::string& account);
Problem tooOften(std::int64_t wait); // milliseconds
Problem notOffered(const std::string& why);
Problem notConnected();

} // namespace cairn::server
