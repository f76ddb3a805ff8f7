#pragma once

#include "sync/server/connections/ask.h"

#include <chrono>
#include <condition_variable>
#include <list>
#include <map>
#include <mutex>

namespace cairn::server {

// Codeforces answers once in two seconds, whoever asks: "Call limit exceeded".
inline constexpr std::chrono::milliseconds kCodeforcesPause{2'000};

// Has all that ask one platform ask in turn, with a pause after each answer, in the order in which they came.
// Thread-safe.
class Pace {
public:
    using Pauses = std::map<std::string, std::chrono::milliseconds>; // of platforms that want one

    explicit Pace(Pauses pauses)
        : m_pauses(std::move(pauses)) {}

    // Asks when it is the caller's turn. Cancelled: told to stop before that.
    mcp::Expected<mcp::ToolResult>
    ask(const AskPlatform& platform, const std::string& server, const std::string& tool,
        const boost::json::object& arguments, const std::stop_token& stop);

private:
    struct Line {
        std::list<int> waiting{}; // their places
        bool asking = false;
        std::chrono::steady_clock::time_point next{}; // the end of the pause
    };

    bool waitFor(const std::string& server, const std::stop_token& stop);

    const Pauses m_pauses;
    std::mutex m_mutex; // of what follows
    std::condition_variable_any m_moved;
    std::map<std::string, Line> m_lines{};
};

} // namespace cairn::server
