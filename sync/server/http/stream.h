#pragma once

#include "sync/server/http/asio_types.h"

#include <boost/container/static_vector.hpp>

#include <functional>
#include <variant>

namespace cairn::server {

// A peer's connection, with TLS or without. HTTP and WebSockets see no difference, and are compiled once for both: what
// waits for it is handed on without its type.
class Stream {
public:
    using executor_type = asio::any_io_executor;

    explicit Stream(tcp::socket socket);
    // `tls` outlives it.
    Stream(tcp::socket socket, asio::ssl::context& tls);

    // Asio and Beast find these by their names. NOLINTBEGIN(readability-identifier-naming)

    executor_type get_executor() { return lowest().get_executor(); }

    // Like any such they may do with less than all of the buffers.
    template<class Buffers, class Token> auto async_read_some(const Buffers& buffers, Token&& token) {
        asio::mutable_buffer room;
        for (auto at = asio::buffer_sequence_begin(buffers); at != asio::buffer_sequence_end(buffers); ++at) {
            if (room = *at; room.size() > 0) {
                break;
            }
        }
        return asio::async_initiate<Token, Signature>(
            [this, room](auto handler) {
                const auto executor = executorOf(handler);
                read(room, executor, std::move(handler));
            },
            token);
    }

    template<class Buffers, class Token> auto async_write_some(const Buffers& buffers, Token&& token) {
        Bytes bytes;
        auto at = asio::buffer_sequence_begin(buffers);
        for (; at != asio::buffer_sequence_end(buffers) && bytes.size() < bytes.capacity(); ++at) {
            bytes.push_back(*at);
        }
        return asio::async_initiate<Token, Signature>(
            [this, bytes](auto handler) {
                const auto executor = executorOf(handler);
                write(bytes, executor, std::move(handler));
            },
            token);
    }

    // NOLINTEND(readability-identifier-naming)

    // With TLS, agrees on it with the peer.
    asio::awaitable<boost::system::error_code> handshake();

    // What is waited for now and begins until the next call fails after that time.
    void expiresAfter(std::chrono::steady_clock::duration time) { lowest().expires_after(time); }

    void expiresNever() { lowest().expires_never(); }

    void cancel() { lowest().cancel(); }

    void close() { lowest().close(); }

    // Says that nothing more is sent.
    asio::awaitable<void> sayFarewell();

    // Reads on and throws away, until the peer has said all that it had to say, or has said it for too long: to close
    // before would take from it what was sent last.
    asio::awaitable<void> passOver();

private:
    using Signature = void(boost::system::error_code, std::size_t);
    using Done = std::move_only_function<Signature>;
    using Bytes = boost::container::static_vector<asio::const_buffer, 8>;
    using Plain = beast::tcp_stream;
    using Tls = beast::ssl_stream<Plain>;

    template<class Handler> executor_type executorOf(const Handler& handler) {
        return asio::get_associated_executor(handler, get_executor());
    }

    Plain& lowest();
    void read(asio::mutable_buffer room, const executor_type& executor, Done done);
    void write(const Bytes& bytes, const executor_type& executor, Done done);

    std::variant<Plain, Tls> m_stream;
};

asio::awaitable<void> tearDown(Stream& stream);

// How Beast closes the one below a WebSocket that took too long, and one whose WebSocket has ended.
// NOLINTBEGIN(readability-identifier-naming)

inline void beast_close_socket(Stream& stream) {
    stream.close();
}

template<class Handler> void async_teardown(beast::role_type /*role*/, Stream& stream, Handler&& handler) {
    auto executor = asio::get_associated_executor(handler, stream.get_executor());
    asio::co_spawn(
        stream.get_executor(), tearDown(stream),
        asio::bind_executor(
            executor, [handler = std::forward<Handler>(handler)](const std::exception_ptr& /*none*/) mutable {
                std::move(handler)(boost::system::error_code());
            }));
}

// NOLINTEND(readability-identifier-naming)

} // namespace cairn::server
