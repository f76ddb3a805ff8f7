#include "sync/server/tools/tool_servers.h"

#include "sync/mcp/http_transport.h"
#include "sync/mcp/stdio_transport.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace cairn::server {

using mcp::Failure;

namespace {

constexpr std::int64_t kInternalError = -32603; // of JSON-RPC
constexpr base::Millis kProbing = 1'000;        // until somebody knows more, where others are being let through

// Whether it says that the server does badly, and not that the question is a bad one.
bool countsAgainst(const Failure& failure) {
    switch (failure.kind) {
    case Failure::Kind::unreachable:
    case Failure::Kind::timeout:
    case Failure::Kind::malformed:
    case Failure::Kind::tooLarge:
        return true;
    case Failure::Kind::rejected:
        // What is not there, or is empty, may be asked for by anybody, time and again: that is no reason to leave the
        // server alone. GitHub's says so with the code of an internal error.
        if (failure.message.starts_with("Not Found") || failure.message.starts_with("Conflict") ||
            failure.message.starts_with("Validation Error") || failure.message.contains("Repository access blocked")) {
            return false;
        }
        return failure.code == kInternalError || failure.code >= 500;
    case Failure::Kind::cancelled:
    case Failure::Kind::unauthorized:
        break;
    }
    return false;
}

std::unexpected<Failure> leftAlone(std::string why, base::Millis until) {
    Failure failure{Failure::Kind::unreachable, std::move(why)};
    failure.notBefore = until;
    return std::unexpected(std::move(failure));
}

// After these nobody knows what the other end will say next.
bool endsConversation(const Failure& failure) {
    return failure.kind != Failure::Kind::rejected;
}

} // namespace

// A client, and what it has heard of its server.
struct ToolServers::Conversation {
    mcp::Client client;
    std::vector<mcp::Tool> tools{};
    bool listed = false;
    base::Millis used = 0;
    Breaker::Pass pass = 0; // of who has it

    mcp::Expected<void> list(const mcp::Wait& wait) {
        if (!listed) {
            auto all = client.tools(wait);
            if (!all) {
                return std::unexpected(all.error());
            }
            tools = std::move(*all);
            listed = true;
        }
        return {};
    }
};

struct ToolServers::Server {
    ToolServerConfig config;
    Breaker breaker{};
    std::list<std::unique_ptr<Conversation>> idle{};
    std::int64_t open = 0; // conversations, those in use among them
    base::Millis notBefore = 0;
    bool used = false;
    std::string protocol{};
    std::string trouble{};
    std::shared_ptr<mcp::Authorization> authorization{}; // of all conversations; null: its token is configured
};

ToolServers::ToolServers(
    const std::vector<ToolServerConfig>& servers, std::function<base::Millis()> now,
    std::function<void(const std::string&)> trouble, Answered answered, const ToolSignIns& signIns)
    : m_now(std::move(now))
    , m_trouble(std::move(trouble))
    , m_answered(std::move(answered)) {
    for (const auto& config : servers) {
        auto& server = m_servers[config.name];
        server = std::make_unique<Server>();
        server->config = config;
        if (config.token.empty() && mcp::isSafe(config.url)) {
            server->authorization = std::make_shared<mcp::Authorization>(
                config.url, identityFor(config), mcp::Visit(), signIns.of(config.name));
        }
    }
}

// A program may take seconds to end: all do at a time.
ToolServers::~ToolServers() {
    std::vector<std::jthread> ending;
    for (const auto& [name, server] : m_servers) {
        for (auto& conversation : server->idle) {
            ending.emplace_back([&conversation] { conversation.reset(); });
        }
    }
}

std::vector<std::string> ToolServers::names() const {
    std::vector<std::string> all;
    all.reserve(m_servers.size());
    for (const auto& [name, server] : m_servers) {
        all.push_back(name);
    }
    return all;
}

mcp::Expected<std::unique_ptr<ToolServers::Conversation>> ToolServers::begin(const Server& server) const {
    const auto& config = server.config;
    mcp::ClientSettings settings{
        .name = "cairnd", .version = CAIRN_VERSION, .trouble = [this, name = config.name](const std::string& what) {
            m_trouble(name + ": " + what);
        }};
    if (!config.url.empty()) {
        auto transport = std::make_unique<mcp::HttpTransport>(config.url, server.authorization, config.token);
        return std::make_unique<Conversation>(mcp::Client(std::move(transport), std::move(settings)));
    }
    auto child = mcp::Child::start({.words = config.command, .environment = config.environment});
    if (!child) {
        return std::unexpected(child.error());
    }
    auto transport = std::make_unique<mcp::StdioTransport>(std::move(*child));
    return std::make_unique<Conversation>(mcp::Client(std::move(transport), std::move(settings)));
}

// A conversation for whoever may have one now.
mcp::Expected<std::unique_ptr<ToolServers::Conversation>>
ToolServers::take(Server& server, const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    const auto now = m_now();
    if (now < server.notBefore) {
        return leftAlone("it has just ended, and is given a moment", server.notBefore);
    }
    const auto pass = server.breaker.admit(now);
    if (!pass) {
        return leftAlone(
            "it has failed too often, and is left alone for a while",
            std::max(server.breaker.openUntil(), now + kProbing));
    }
    server.used = true;
    const bool free =
        m_free.wait(lock, stop, [&] { return !server.idle.empty() || server.open < server.config.connections; });
    if (!free) {
        server.breaker.gaveUp(*pass);
        return mcp::fail(Failure::Kind::cancelled, "stopped");
    }
    if (!server.idle.empty()) {
        auto conversation = std::move(server.idle.front());
        server.idle.pop_front();
        conversation->pass = *pass;
        return conversation;
    }
    ++server.open;
    lock.unlock();
    auto conversation = begin(server);
    if (!conversation) {
        giveBack(server, nullptr, *pass, &conversation.error());
    } else {
        (*conversation)->pass = *pass;
    }
    return conversation;
}

void ToolServers::giveBack(
    Server& server, std::unique_ptr<Conversation> conversation, Breaker::Pass pass, const Failure* failure) {
    std::unique_ptr<Conversation> ended; // outside of the lock: it may take a moment
    {
        const std::lock_guard lock(m_mutex);
        const auto now = m_now();
        if (conversation && !conversation->client.protocol().empty()) {
            server.protocol = conversation->client.protocol();
        }
        if (failure == nullptr) {
            server.breaker.succeeded(pass);
            server.trouble.clear();
            server.notBefore = 0;
        } else if (countsAgainst(*failure)) {
            server.breaker.failed(pass, now);
            server.trouble = failure->message;
            const auto pause = base::Millis{500} << std::min(server.breaker.failures(), 10);
            server.notBefore = endsConversation(*failure) ? now + std::min(pause, kLongestPause) : 0;
        } else {
            server.breaker.gaveUp(pass);
            if (failure->kind == Failure::Kind::unauthorized) {
                server.trouble = failure->message;
            }
        }
        if (conversation && (failure == nullptr || !endsConversation(*failure))) {
            conversation->used = now;
            server.idle.push_front(std::move(conversation));
        } else {
            ended = std::move(conversation);
            --server.open;
        }
    }
    m_free.notify_all();
}

template<class T>
mcp::Expected<T> ToolServers::with(
    const std::string& server, const std::stop_token& stop,
    const std::function<mcp::Expected<T>(Conversation&, const mcp::Wait&)>& ask,
    const std::function<bool(const T&)>& answered) {
    const auto found = m_servers.find(server);
    if (found == m_servers.end()) {
        return mcp::fail(Failure::Kind::unreachable, "no server of tools is called " + server);
    }
    auto conversation = take(*found->second, stop);
    if (!conversation) {
        return std::unexpected(conversation.error());
    }
    const std::chrono::milliseconds timeout = std::chrono::seconds(found->second->config.timeout);
    const mcp::Wait wait{.timeout = timeout, .longest = std::max(timeout, kLongestCall), .stop = stop};
    auto answer = ask(**conversation, wait);
    const Failure behind{Failure::Kind::rejected, "the platform behind it does not answer", kInternalError};
    const bool silent = answer && answered && !answered(*answer);
    const auto pass = (*conversation)->pass;
    giveBack(*found->second, std::move(*conversation), pass, silent ? &behind : answer ? nullptr : &answer.error());
    if (!answer) {
        m_trouble(server + ": " + answer.error().message);
    }
    return answer;
}

mcp::Expected<mcp::ToolResult> ToolServers::call(
    const std::string& server, const std::string& tool, const boost::json::object& arguments,
    const std::stop_token& stop) {
    return with<mcp::ToolResult>(
        server, stop,
        [&](Conversation& conversation, const mcp::Wait& wait) -> mcp::Expected<mcp::ToolResult> {
            if (auto listed = conversation.list(wait); !listed) {
                return std::unexpected(listed.error());
            }
            const auto found = std::ranges::find(conversation.tools, tool, &mcp::Tool::name);
            if (found == conversation.tools.end()) {
                return mcp::fail(Failure::Kind::rejected, "it has no tool " + tool);
            }
            return conversation.client.call(*found, arguments, wait);
        },
        [&](const mcp::ToolResult& result) { return m_answered(server, result); });
}

mcp::Expected<std::vector<mcp::Tool>> ToolServers::tools(const std::string& server, const std::stop_token& stop) {
    return with<std::vector<mcp::Tool>>(
        server, stop, [](Conversation& conversation, const mcp::Wait& wait) -> mcp::Expected<std::vector<mcp::Tool>> {
            if (auto listed = conversation.list(wait); !listed) {
                return std::unexpected(listed.error());
            }
            return conversation.tools;
        });
}

std::vector<ToolServerHealth> ToolServers::health() const {
    const std::lock_guard lock(m_mutex);
    const auto now = m_now();
    std::vector<ToolServerHealth> all;
    for (const auto& [name, server] : m_servers) {
        const auto failures = server->breaker.failures();
        const bool down = server->breaker.state(now) == Breaker::State::open;
        all.push_back(
            {name,
             !server->used  ? "unused"
             : down         ? "down"
             : failures > 0 ? "failing"
                            : "ok",
             server->protocol, failures, server->trouble});
    }
    return all;
}

void ToolServers::closeIdle() {
    std::list<std::unique_ptr<Conversation>> ended;
    const std::lock_guard lock(m_mutex);
    const auto now = m_now();
    for (const auto& [name, server] : m_servers) {
        for (auto place = server->idle.begin(); place != server->idle.end();) {
            const auto next = std::next(place);
            if ((*place)->used + kIdle < now) {
                ended.splice(ended.end(), server->idle, place);
                --server->open;
            }
            place = next;
        }
    }
}

} // namespace cairn::server
