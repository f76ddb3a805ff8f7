#pragma once

#include "sync/server/http/message.h"
#include "sync/server/http/web_socket.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace cairn::server {

struct TlsFiles {
    std::filesystem::path certificate; // PEM, with the chain
    std::filesystem::path key;         // PEM
};

// What one peer may cost.
struct HttpLimits {
    std::size_t connections = 12'000;
    std::size_t perAddress = 1'000; // of those, from one address (IPv6: from one network)
    std::size_t headerBytes = 16 << 10;
    std::size_t bodyBytes = 1 << 20;
    std::size_t messageBytes = (1 << 20) + (128 << 10); // of a WebSocket
    std::size_t messagesAtOnce = 8;                     // that were read and not worked off
    std::size_t queuedBytes = 6 << 20;                  // that a peer does not take; then it is dropped
    std::size_t queuedInAll = 256 << 20;                // by all peers: beyond this each has but its fair part
    std::size_t queuedFairly = 64 << 10;
    std::chrono::milliseconds handshake{10'000}; // TLS, the first byte of all, and a request's header
    std::chrono::milliseconds body{30'000};
    std::chrono::milliseconds idle{60'000};    // between requests
    std::chrono::milliseconds silence{60'000}; // of a WebSocket, which is pinged meanwhile; or to take one message
    std::chrono::milliseconds crowded{2'000};  // the same, where all peers together do not take enough
    std::chrono::milliseconds stop{2'500};     // what is under way may take to end
};

struct HttpSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0; // 0: any that is free
    std::optional<TlsFiles> tls;
    bool behindProxy = false; // addresses are those that X-Forwarded-For tells
    bool atHome = true;       // who comes from this computer, through no proxy, is who runs the server
    std::string socketPath;   // where WebSockets are taken
    std::string subprotocol;  // that they must speak
    unsigned threads = 2;     // for connections
    unsigned workers = 4;     // for requests, which may wait for the database
    HttpLimits limits;
};

// Serves HTTP/1.1 and WebSockets, over TLS 1.2 and 1.3 where it has a certificate, from construction to destruction.
class HttpServer {
public:
    struct Handlers {
        std::function<Response(Request&)> answer; // on a worker's thread
        Meet meet;
        std::function<void(const std::string& what)> trouble; // to be logged
        std::function<std::string()> newId;                   // for requests
        std::function<void()> quiet; // all has ended: once it returns nothing is sent to peers any more
    };

    // Throws std::runtime_error where it cannot listen or read the certificate.
    HttpServer(HttpSettings settings, Handlers handlers);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    std::uint16_t port() const;
    std::size_t connections() const;
    std::size_t queuedBytes() const; // that peers have not taken yet

    // Reads the certificate anew, for connections from now on. Throws std::runtime_error, and goes on with the old one.
    void reloadTls();

    // No new connections; requests under way are answered, WebSockets closed when what was queued for them is out.
    // Returns when that is so, or the time for it has passed.
    void stop();

    struct State; // of this folder

private:
    std::unique_ptr<State> m_state;
};

} // namespace cairn::server
