#pragma once

#include "sync/assistant/http/http_rules.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace cairn::assistant {

// Takes messages at http://127.0.0.1:PORT/mcp, from construction to destruction. For a few programs of the learner's
// own: every connection has a thread.
class HttpServer {
public:
    static constexpr std::size_t kConnections = 32;
    static constexpr std::chrono::seconds kIdle{60};   // between requests, and for one to come
    static constexpr std::chrono::seconds kAnswer{30}; // for one to be answered

    // `take` is called on any thread, with what Server::receive() wants; it answers on any thread, or never. A session
    // is a channel, and so is every message outside of one. `forget`: nothing comes by a channel any more.
    using Take = std::function<void(std::string body, std::string channel, bool modern, Say say)>;
    using Forget = std::function<void(std::string channel)>;

    // Port 0: any that is free. `token`: what everybody has to bring; empty: everybody is answered. Throws
    // boost::system::system_error where it cannot listen.
    HttpServer(std::uint16_t port, std::string token, Take take, Forget forget);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    std::uint16_t port() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace cairn::assistant
