#pragma once

#include "sync/server/connections/codeforces_answers.h"

namespace cairn::server {

// All of an account's submissions, page by page.
Told<std::vector<codeforces::Submission>>
askForSubmissions(const AskPlatform& ask, const std::string& account, const std::stop_token& stop);

// One question to a platform's server.
Told<std::string> askFor(
    const AskPlatform& ask, events::Platform platform, const std::string& tool, const boost::json::object& arguments,
    const std::stop_token& stop);

} // namespace cairn::server
