#pragma once

#include "sync/server/http/asio_types.h"

#include <array>

namespace cairn::server {

// Reads on and throws away, until the peer has said all that it had to say, or has said it for too long.
class PassOver {
public:
    explicit PassOver(PlainStream& stream)
        : m_stream(stream) {}

    template<class Self> void operator()(Self& self, boost::system::error_code trouble = {}, std::size_t count = 0) {
        constexpr std::size_t kMost = 8 << 20;
        m_passed += count;
        if (trouble || m_passed > kMost) {
            m_stream.close();
            self.complete({});
            return;
        }
        m_stream.async_read_some(asio::buffer(*m_bytes), std::move(self));
    }

private:
    PlainStream& m_stream;
    std::unique_ptr<std::array<char, 16'384>> m_bytes = std::make_unique<std::array<char, 16'384>>();
    std::size_t m_passed = 0;
};

// Ends a WebSocket's connection, as Beast wants it of a stream. Its own, in Boost 1.81, reads once and closes: what was
// still on its way then resets the connection, and takes from the peer the frame that says why it was closed.
template<class Handler> void async_teardown(beast::role_type /*role*/, PlainStream& stream, Handler&& handler) {
    boost::system::error_code ignored;
    stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream.expires_after(std::chrono::seconds(2));
    asio::async_compose<Handler, void(boost::system::error_code)>(PassOver(stream), handler, stream);
}

} // namespace cairn::server
