#include "sync/server/http/web_socket.h"

#include "sync/server/http/server_state.h"

#include <algorithm>
#include <deque>

namespace cairn::server {

namespace {

class Socket;

// A socket as others know it: they do not keep it alive.
class Handle : public Peer {
public:
    Handle(std::weak_ptr<Socket> socket, std::string address)
        : m_socket(std::move(socket))
        , m_address(std::move(address)) {}

    void send(std::string bytes, bool binary) override;
    void close() override;

    const std::string& address() const override { return m_address; }

private:
    std::weak_ptr<Socket> m_socket;
    std::string m_address;
};

// A connection as a WebSocket. All of it runs on the connection's executor, but for what is asked of it by others.
class Socket : public std::enable_shared_from_this<Socket> {
public:
    Socket(HttpServer::State& state, Stream stream, std::string address)
        : m_state(state)
        , m_limits(state.settings.limits)
        , m_socket(std::move(stream))
        , m_room(m_socket.get_executor(), asio::steady_timer::time_point::max())
        , m_drained(m_socket.get_executor(), asio::steady_timer::time_point::max())
        , m_stalled(m_socket.get_executor())
        , m_address(std::move(address)) {}

    ~Socket() { count(m_queuedBytes, 0); }

    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    void send(std::string bytes, bool binary) {
        asio::post(m_socket.get_executor(), [self = shared_from_this(), bytes = std::move(bytes), binary]() mutable {
            self->enqueue({std::move(bytes), binary});
        });
    }

    void close() {
        asio::post(m_socket.get_executor(), [self = shared_from_this()] {
            self->m_closing = true;
            self->writeNext();
        });
    }

    asio::awaitable<void>
    run(HttpServer::State& state, http::request<http::string_body> request, const std::string& subprotocol) {
        // The layer below has no more timeouts of its own.
        m_socket.next_layer().expiresNever();
        m_socket.set_option(websocket::stream_base::timeout{m_limits.handshake, m_limits.silence, true});
        m_socket.set_option(websocket::stream_base::decorator([&](websocket::response_type& response) {
            response.set(http::field::sec_websocket_protocol, subprotocol);
        }));
        m_socket.read_message_max(m_limits.messageBytes);
        m_socket.write_buffer_bytes(64 << 10);
        m_socket.auto_fragment(false);
        auto [trouble] = co_await m_socket.async_accept(request, kAwait);
        if (trouble) {
            co_return;
        }
        auto listener = state.handlers.meet(std::make_shared<Handle>(weak_from_this(), m_address));
        m_writing = false;
        if (!listener) {
            m_gone = true;
            co_await m_socket.async_close(websocket::close_code::try_again_later, kAwait);
            co_return;
        }
        writeNext(); // it may have been told to end meanwhile
        co_await read(*listener);
        listener->closed();
        m_gone = true;
        m_queue.clear();
        count(m_queuedBytes, 0);
    }

private:
    struct Message {
        std::string bytes;
        bool binary = false;
    };

    asio::awaitable<void> read(Listener& listener) {
        while (!m_gone) {
            beast::flat_buffer buffer;
            auto [trouble, count] = co_await m_socket.async_read(buffer, kAwait);
            if (trouble) {
                break;
            }
            ++m_unworked;
            const auto bytes = buffer.cdata();
            listener.heard(
                {static_cast<const char*>(bytes.data()), bytes.size()}, m_socket.got_binary(),
                [weak = weak_from_this()] {
                    if (const auto self = weak.lock()) {
                        asio::post(self->m_socket.get_executor(), [self] {
                            --self->m_unworked;
                            self->m_room.cancel();
                        });
                    }
                });
            while (m_unworked >= m_limits.messagesAtOnce && !m_gone) {
                co_await m_room.async_wait(kAwait);
            }
        }
        m_gone = true;
        while (m_writing) { // a write that is under way holds on to this
            co_await m_drained.async_wait(kAwait);
        }
    }

    void enqueue(Message message) {
        if (m_gone || m_closing) {
            return;
        }
        count(0, message.bytes.size());
        m_queue.push_back(std::move(message));
        if (m_queuedBytes > (crowded() ? m_limits.queuedFairly : m_limits.queuedBytes)) {
            m_closing = true; // it does not take what it asked for
            m_socket.next_layer().cancel();
            return;
        }
        writeNext();
    }

    void count(std::size_t less, std::size_t more) {
        m_queuedBytes += more - less;
        m_state.queuedBytes += more - less;
    }

    bool crowded() const { return m_state.queuedBytes > m_limits.queuedInAll; }

    void writeNext() {
        if (m_writing || m_gone) {
            return;
        }
        if (m_queue.empty()) {
            if (m_closing) {
                m_writing = true;
                m_socket.async_close(
                    websocket::close_code::normal,
                    [self = shared_from_this()](const boost::system::error_code&) { self->written({}, true); });
            }
            return;
        }
        m_writing = true;
        watchWrite();
        m_now = std::move(m_queue.front());
        m_queue.pop_front();
        m_socket.binary(m_now.binary);
        m_socket.async_write(
            asio::buffer(m_now.bytes),
            [self = shared_from_this()](const boost::system::error_code& trouble, std::size_t) {
                self->written(trouble, false);
            });
    }

    // One that reads nothing, but says something now and then, is not silent: it would keep what is queued for ever.
    // Where others need the room it has less time.
    void watchWrite(std::chrono::milliseconds waited = {}) {
        const auto part = std::min(m_limits.silence, m_limits.crowded);
        m_stalled.expires_after(part);
        m_stalled.async_wait([weak = weak_from_this(), after = waited + part](const auto& cancelled) {
            const auto self = weak.lock();
            if (!self || cancelled || !self->m_writing) {
                return;
            }
            if (after >= self->m_limits.silence || self->crowded()) {
                self->m_socket.next_layer().cancel();
            } else {
                self->watchWrite(after);
            }
        });
    }

    void written(const boost::system::error_code& trouble, bool last) {
        m_writing = false;
        m_stalled.cancel();
        count(m_now.bytes.size(), 0);
        m_now = {};
        m_drained.cancel();
        if (trouble || last) {
            m_gone = true;
            m_room.cancel();
            m_socket.next_layer().cancel();
            return;
        }
        writeNext();
    }

    HttpServer::State& m_state;
    const HttpLimits& m_limits;
    websocket::stream<Stream> m_socket;
    asio::steady_timer m_room;    // cancelled when a message was worked off
    asio::steady_timer m_drained; // cancelled when a write has ended
    asio::steady_timer m_stalled; // ends when a write has not
    std::string m_address;
    std::deque<Message> m_queue{};
    Message m_now{}; // being written
    std::size_t m_queuedBytes = 0;
    std::size_t m_unworked = 0;
    bool m_writing = true; // the answer that makes it a WebSocket comes first
    bool m_closing = false;
    bool m_gone = false;
};

void Handle::send(std::string bytes, bool binary) {
    if (const auto socket = m_socket.lock()) {
        socket->send(std::move(bytes), binary);
    }
}

void Handle::close() {
    if (const auto socket = m_socket.lock()) {
        socket->close();
    }
}

bool offers(const http::request<http::string_body>& request, const std::string& subprotocol) {
    for (const auto& offered : http::token_list(request[http::field::sec_websocket_protocol])) {
        if (offered == beast::string_view(subprotocol)) {
            return true;
        }
    }
    return false;
}

} // namespace

asio::awaitable<void>
serveSocket(HttpServer::State& state, Stream stream, http::request<http::string_body> request, std::string address) {
    if (!offers(request, state.settings.subprotocol)) {
        http::response<http::string_body> refusal(http::status::bad_request, request.version());
        refusal.set(http::field::content_type, "text/plain");
        refusal.body() = "this WebSocket speaks " + state.settings.subprotocol + "\n";
        refusal.prepare_payload();
        co_await http::async_write(stream, refusal, kAwait);
        co_return;
    }
    auto socket = std::make_shared<Socket>(state, std::move(stream), std::move(address));
    const Enrolled enrolled(state, [weak = std::weak_ptr(socket)] {
        if (const auto alive = weak.lock()) {
            alive->close();
        }
    });
    if (state.stopping) {
        co_return; // too late to have been told
    }
    co_await socket->run(state, std::move(request), state.settings.subprotocol);
}

} // namespace cairn::server
