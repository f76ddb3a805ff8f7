#pragma once

#include "core/base/clock.h"
#include "sync/mcp/client.h"
#include "sync/server/config/tool_servers.h"
#include "sync/server/tools/breaker.h"
#include "sync/server/tools/sign_in.h"

#include <boost/describe/class.hpp>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace cairn::server {

// How a server of tools does.
struct ToolServerHealth {
    std::string name;
    std::string status;        // "unused", "ok", "failing" or "down": asked again only after some time
    std::string protocol;      // that was spoken last
    std::int64_t failures = 0; // in a row
    std::string trouble;       // the last one
};

BOOST_DESCRIBE_STRUCT(ToolServerHealth, (), (name, status, protocol, failures, trouble))

// The servers of tools that this one asks: started when they are needed, ended when nobody has asked for long, started
// anew with growing pauses where they end by themselves, and left alone for a time where they fail again and again.
// Thread-safe.
class ToolServers {
public:
    static constexpr base::Millis kIdle = 10LL * 60'000;
    static constexpr base::Millis kLongestPause = 30'000;
    static constexpr std::chrono::milliseconds kLongestCall{300'000}; // of one that reports its progress

    // Whether what a server said is an answer of the platform behind it: most of them put its outages into words.
    using Answered = std::function<bool(const std::string& server, const mcp::ToolResult& result)>;

    ToolServers(
        const std::vector<ToolServerConfig>& servers, std::function<base::Millis()> now,
        std::function<void(const std::string&)> trouble,
        Answered answered = [](const std::string&, const mcp::ToolResult&) { return true; },
        const ToolSignIns& signIns = {});
    ~ToolServers();
    ToolServers(const ToolServers&) = delete;
    ToolServers& operator=(const ToolServers&) = delete;

    std::vector<std::string> names() const;

    // Waits for an answer. What a server says of what was asked for is an answer, also where it is a refusal (isError).
    // One that is left alone for a time is not asked (Failure::notBefore).
    mcp::Expected<mcp::ToolResult> call(
        const std::string& server, const std::string& tool, const boost::json::object& arguments,
        const std::stop_token& stop = {});

    mcp::Expected<std::vector<mcp::Tool>> tools(const std::string& server, const std::stop_token& stop = {});

    std::vector<ToolServerHealth> health() const;

    // Ends those that nobody has asked for long.
    void closeIdle();

private:
    struct Conversation;
    struct Server;

    template<class T>
    mcp::Expected<T> with(
        const std::string& server, const std::stop_token& stop,
        const std::function<mcp::Expected<T>(Conversation&, const mcp::Wait&)>& ask,
        const std::function<bool(const T&)>& answered = {});
    mcp::Expected<std::unique_ptr<Conversation>> take(Server& server, const std::stop_token& stop);
    void giveBack(
        Server& server, std::unique_ptr<Conversation> conversation, Breaker::Pass pass, const mcp::Failure* failure);
    mcp::Expected<std::unique_ptr<Conversation>> begin(const Server& server) const;

    std::function<base::Millis()> m_now;
    std::function<void(const std::string&)> m_trouble;
    Answered m_answered;
    mutable std::mutex m_mutex; // of what follows
    std::condition_variable_any m_free;
    std::map<std::string, std::unique_ptr<Server>> m_servers;
};

} // namespace cairn::server
