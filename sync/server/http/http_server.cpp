#include "sync/server/http/http_server.h"

#include "sync/server/http/server_state.h"
#include "sync/server/http/tls.h"

#include <algorithm>
#include <stdexcept>

namespace cairn::server {

HttpServer::State::State(HttpSettings given, Handlers handed)
    : settings(std::move(given))
    , handlers(std::move(handed))
    , io(static_cast<int>(settings.threads))
    , workers(settings.workers) {}

Enrolled::Enrolled(HttpServer::State& state, std::function<void()> stop)
    : m_state(state) {
    const std::lock_guard lock(m_state.mutex);
    m_place = m_state.stops.insert(m_state.stops.end(), std::move(stop));
}

Enrolled::~Enrolled() {
    const std::lock_guard lock(m_state.mutex);
    m_state.stops.erase(m_place);
}

namespace {

// What an address is counted as: whoever has one of IPv6 has all of its network.
asio::ip::address networkOf(const asio::ip::address& address) {
    if (!address.is_v6() || address.to_v6().is_v4_mapped()) {
        return address;
    }
    auto bytes = address.to_v6().to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
    return asio::ip::address_v6(bytes);
}

} // namespace

Counted::Counted(HttpServer::State& state, const asio::ip::address& from)
    : m_state(state)
    , m_network(networkOf(from)) {
    const auto& limits = m_state.settings.limits;
    const std::lock_guard lock(m_state.mutex);
    const auto fromThere = ++m_state.perAddress[m_network];
    // A proxy's address is everybody's.
    m_tooMany =
        ++m_state.connections > limits.connections || (!m_state.settings.behindProxy && fromThere > limits.perAddress);
}

Counted::~Counted() {
    const std::lock_guard lock(m_state.mutex);
    --m_state.connections;
    if (const auto found = m_state.perAddress.find(m_network); --found->second == 0) {
        m_state.perAddress.erase(found);
    }
}

namespace {

asio::awaitable<void> listen(HttpServer::State& state) {
    while (!state.stopping) {
        auto [trouble, socket] = co_await state.acceptor.async_accept(asio::make_strand(state.io), kAwait);
        if (state.stopping) {
            break;
        }
        if (trouble) {
            // Out of descriptors, most likely: those that are open end some time.
            state.handlers.trouble("accept: " + trouble.message());
            asio::steady_timer pause(state.io, std::chrono::milliseconds(50));
            co_await pause.async_wait(kAwait);
            continue;
        }
        boost::system::error_code ignored;
        auto counted = std::make_unique<Counted>(state, socket.remote_endpoint(ignored).address());
        if (counted->tooMany()) {
            continue; // closed unheard
        }
        socket.set_option(tcp::no_delay(true), ignored);
        auto executor = socket.get_executor();
        auto served = serveConnection(state, std::move(socket), std::move(counted));
        asio::co_spawn(executor, std::move(served), [&state](const std::exception_ptr& thrown) {
            try {
                if (thrown) {
                    std::rethrow_exception(thrown);
                }
            } catch (const std::exception& why) {
                state.handlers.trouble(std::string("connection: ") + why.what());
            }
        });
    }
}

} // namespace

HttpServer::HttpServer(HttpSettings settings, Handlers handlers)
    : m_state(std::make_unique<State>(std::move(settings), std::move(handlers))) {
    const auto& wanted = m_state->settings;
    if (wanted.tls) {
        m_state->tls = loadTls(*wanted.tls);
    }
    boost::system::error_code trouble;
    const auto address = asio::ip::make_address(wanted.address, trouble);
    if (trouble) {
        throw std::runtime_error(wanted.address + " is no address of a network");
    }
    const tcp::endpoint place(address, wanted.port);
    const auto check = [&] {
        if (trouble) {
            throw std::runtime_error(
                wanted.address + " port " + std::to_string(wanted.port) + ": " + trouble.message());
        }
    };
    auto& acceptor = m_state->acceptor;
    acceptor.open(place.protocol(), trouble);
    check();
    acceptor.set_option(tcp::acceptor::reuse_address(true), trouble);
    check();
    acceptor.bind(place, trouble);
    check();
    acceptor.listen(asio::socket_base::max_listen_connections, trouble);
    check();
    asio::co_spawn(m_state->io, listen(*m_state), asio::detached);
    for (unsigned thread = 0; thread < wanted.threads; ++thread) {
        m_state->threads.emplace_back([this] { m_state->io.run(); });
    }
}

HttpServer::~HttpServer() {
    stop();
    m_state->io.stop();
    for (auto& thread : m_state->threads) {
        thread.join();
    }
    m_state->workers.stop();
    m_state->workers.join();
    m_state->handlers.quiet();
}

std::uint16_t HttpServer::port() const {
    return m_state->acceptor.local_endpoint().port();
}

std::size_t HttpServer::connections() const {
    return m_state->connections;
}

std::size_t HttpServer::queuedBytes() const {
    return m_state->queuedBytes;
}

void HttpServer::reloadTls() {
    if (m_state->settings.tls) {
        auto fresh = loadTls(*m_state->settings.tls);
        const std::lock_guard lock(m_state->mutex);
        m_state->tls = std::move(fresh);
    }
}

void HttpServer::stop() {
    if (m_state->stopping.exchange(true)) {
        return;
    }
    asio::post(m_state->io, [this] {
        boost::system::error_code ignored;
        m_state->acceptor.close(ignored);
    });
    {
        const std::lock_guard lock(m_state->mutex);
        for (const auto& tell : m_state->stops) {
            tell();
        }
    }
    const auto end = std::chrono::steady_clock::now() + m_state->settings.limits.stop;
    while (m_state->connections > 0 && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

} // namespace cairn::server
