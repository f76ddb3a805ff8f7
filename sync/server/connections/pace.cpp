#include "sync/server/connections/pace.h"

namespace cairn::server {

using std::chrono::steady_clock;

bool Pace::waitFor(const std::string& server, const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    auto& line = m_lines[server];
    const auto mine = line.waiting.insert(line.waiting.end(), 0);
    bool turn = m_moved.wait(lock, stop, [&] { return !line.asking && mine == line.waiting.begin(); });
    if (turn) { // nobody overtakes whoever is the first
        m_moved.wait_until(lock, stop, line.next, [] { return false; });
        turn = !stop.stop_requested();
    }
    line.waiting.erase(mine);
    line.asking = line.asking || turn;
    lock.unlock();
    m_moved.notify_all();
    return turn;
}

mcp::Expected<mcp::ToolResult> Pace::ask(
    const AskPlatform& platform, const std::string& server, const std::string& tool,
    const boost::json::object& arguments, const std::stop_token& stop) {
    const auto pause = m_pauses.find(server);
    if (pause == m_pauses.end()) {
        return platform(server, tool, arguments, stop);
    }
    if (!waitFor(server, stop)) {
        return mcp::fail(mcp::Failure::Kind::cancelled, "stopped");
    }

    struct End {
        Pace& pace;
        Line& line;
        std::chrono::milliseconds pause;

        ~End() {
            {
                const std::lock_guard lock(pace.m_mutex);
                line.asking = false;
                line.next = steady_clock::now() + pause;
            }
            pace.m_moved.notify_all();
        }
    };

    auto& line = [&]() -> Line& {
        const std::lock_guard lock(m_mutex);
        return m_lines[server];
    }();
    End end{*this, line, pause->second};
    auto answer = platform(server, tool, arguments, stop);
    if (!answer && answer.error().notBefore != 0) {
        end.pause = {}; // it was not asked at all
    }
    return answer;
}

} // namespace cairn::server
