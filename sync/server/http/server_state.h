#pragma once

#include "sync/server/http/http_server.h"
#include "sync/server/http/stream.h"

#include <atomic>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace cairn::server {

// What a server's connections share.
struct HttpServer::State {
    State(HttpSettings given, Handlers handed);

    HttpSettings settings;
    Handlers handlers;
    std::atomic<std::size_t> connections = 0;
    std::atomic<std::size_t> queuedBytes = 0; // for all WebSockets
    std::atomic<bool> stopping = false;

    std::mutex mutex; // of what follows
    std::shared_ptr<asio::ssl::context> tls{};
    std::list<std::function<void()>> stops{}; // how each connection is told to end
    std::map<asio::ip::address, std::size_t> perAddress{};

    // After all that connections use: one that does not end in time ends with these.
    asio::io_context io;
    asio::thread_pool workers;
    tcp::acceptor acceptor{io};
    std::vector<std::thread> threads{};
};

// Counts a connection for as long as it lives.
class Counted {
public:
    Counted(HttpServer::State& state, const asio::ip::address& from);
    ~Counted();
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;

    // Whether there are more than there may be.
    bool tooMany() const { return m_tooMany; }

private:
    HttpServer::State& m_state;
    asio::ip::address m_network;
    bool m_tooMany = false;
};

// Lets a connection be told that the server stops.
class Enrolled {
public:
    // `stop` is called, on any thread, when the server stops.
    Enrolled(HttpServer::State& state, std::function<void()> stop);
    ~Enrolled();
    Enrolled(const Enrolled&) = delete;
    Enrolled& operator=(const Enrolled&) = delete;

private:
    HttpServer::State& m_state;
    std::list<std::function<void()>>::iterator m_place;
};

// One connection from its first byte to its end.
asio::awaitable<void> serveConnection(HttpServer::State& state, tcp::socket socket, std::unique_ptr<Counted> counted);

// A connection that asked to become a WebSocket.
asio::awaitable<void>
serveSocket(HttpServer::State& state, Stream stream, http::request<http::string_body> request, std::string address);

} // namespace cairn::server
