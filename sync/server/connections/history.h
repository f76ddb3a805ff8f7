#pragma once

#include "sync/server/connections/codeforces_answers.h"

#include <functional>

namespace cairn::server {

// Waits between two questions to a platform that wants so; false: somebody wants to stop.
using Pause = std::function<bool(const std::stop_token& stop)>;

// Codeforces answers once in two seconds.
Pause pauseOf(std::chrono::milliseconds length);
inline constexpr std::chrono::milliseconds kCodeforcesPause{2'000};

// All of an account's submissions, page by page.
Told<std::vector<codeforces::Submission>>
askForSubmissions(const AskPlatform& ask, const std::string& account, const Pause& pause, const std::stop_token& stop);

// One question to a platform's server.
Told<std::string> askFor(
    const AskPlatform& ask, events::Platform platform, const std::string& tool, const boost::json::object& arguments,
    const std::stop_token& stop);

} // namespace cairn::server
