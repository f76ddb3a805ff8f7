#include "sync/server/http/stream.h"

namespace cairn::server {

namespace {

constexpr std::chrono::seconds kFarewell(2);

} // namespace

Stream::Stream(tcp::socket socket)
    : m_stream(std::in_place_type<Plain>, std::move(socket)) {}

Stream::Stream(tcp::socket socket, asio::ssl::context& tls)
    : m_stream(std::in_place_type<Tls>, std::move(socket), tls) {}

Stream::Plain& Stream::lowest() {
    auto* secure = std::get_if<Tls>(&m_stream);
    return secure == nullptr ? std::get<Plain>(m_stream) : secure->next_layer();
}

void Stream::read(asio::mutable_buffer room, const executor_type& executor, Done done) {
    std::visit(
        [&](auto& stream) { stream.async_read_some(room, asio::bind_executor(executor, std::move(done))); }, m_stream);
}

void Stream::write(const Bytes& bytes, const executor_type& executor, Done done) {
    std::visit(
        [&](auto& stream) { stream.async_write_some(bytes, asio::bind_executor(executor, std::move(done))); },
        m_stream);
}

asio::awaitable<boost::system::error_code> Stream::handshake() {
    auto* secure = std::get_if<Tls>(&m_stream);
    if (secure == nullptr) {
        co_return boost::system::error_code();
    }
    auto [trouble] = co_await secure->async_handshake(asio::ssl::stream_base::server, kAwait);
    co_return trouble;
}

asio::awaitable<void> Stream::sayFarewell() {
    expiresAfter(kFarewell);
    if (auto* secure = std::get_if<Tls>(&m_stream)) {
        co_await secure->async_shutdown(kAwait);
    }
    boost::system::error_code ignored;
    std::ignore = lowest().socket().shutdown(tcp::socket::shutdown_send, ignored);
}

asio::awaitable<void> Stream::passOver() {
    constexpr std::size_t kMost = 8 << 20;
    std::vector<char> bytes(16 << 10);
    expiresAfter(kFarewell);
    for (std::size_t passed = 0; passed < kMost;) {
        auto [trouble, count] = co_await lowest().async_read_some(asio::buffer(bytes), kAwait);
        if (trouble) {
            break;
        }
        passed += count;
    }
}

asio::awaitable<void> tearDown(Stream& stream) {
    co_await stream.sayFarewell();
    co_await stream.passOver();
    stream.close();
}

} // namespace cairn::server
