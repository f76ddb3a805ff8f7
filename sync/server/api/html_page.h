#pragma once

#include "sync/server/http/message.h"

#include <string>

// The few pages that this server shows in browsers: without any script.
namespace cairn::server {

Response htmlPage(int status, const std::string& text);

// As it may stand in a page, also within quotes.
std::string escapedHtml(const std::string& text);

std::map<std::string, std::string> formIn(const Request& request);

} // namespace cairn::server
