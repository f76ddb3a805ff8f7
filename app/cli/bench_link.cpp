#include "app/cli/bench_link.h"

#include "app/cli/bench.h"
#include "app/cli/failure.h"
#include "sync/wire/packing.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>

#include <thread>

namespace cairn::cli {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;

namespace {

tcp::endpoint here(std::uint16_t port) {
    return {asio::ip::address_v4::loopback(), port};
}

} // namespace

class BenchLink::Stream {
public:
    virtual ~Stream() = default;
    virtual void write(const std::string& bytes, bool binary) = 0;
    virtual std::string read(bool& binary) = 0;
};

template<class Layer> class BenchLink::StreamOver : public BenchLink::Stream {
public:
    template<class... Arguments>
    explicit StreamOver(Arguments&&... arguments)
        : m_socket(std::forward<Arguments>(arguments)...) {}

    beast::websocket::stream<Layer>& socket() { return m_socket; }

    void greet(std::uint16_t port) {
        m_socket.set_option(beast::websocket::stream_base::decorator([](beast::websocket::request_type& request) {
            request.set(beast::http::field::sec_websocket_protocol, "cairn.sync.v1");
        }));
        m_socket.auto_fragment(false);
        m_socket.read_message_max(4 << 20);
        m_socket.handshake("127.0.0.1:" + std::to_string(port), "/api/sync");
    }

    void write(const std::string& bytes, bool binary) override {
        m_socket.binary(binary);
        m_socket.write(asio::buffer(bytes));
    }

    std::string read(bool& binary) override {
        m_buffer.clear();
        m_socket.read(m_buffer);
        binary = m_socket.got_binary();
        const auto bytes = m_buffer.cdata();
        return {static_cast<const char*>(bytes.data()), bytes.size()};
    }

private:
    beast::websocket::stream<Layer> m_socket;
    beast::flat_buffer m_buffer{};
};

namespace {

asio::io_context& context() {
    static asio::io_context kContext;
    return kContext;
}

asio::ssl::context& anyCertificate() {
    static asio::ssl::context kContext(asio::ssl::context::tls_client);
    return kContext;
}

} // namespace

BenchLink::BenchLink(std::uint16_t port, bool tls) {
    const auto ready = [&](tcp::socket& socket) {
        socket.connect(here(port));
        socket.set_option(tcp::no_delay(true));
    };
    if (tls) {
        auto stream = std::make_unique<StreamOver<beast::ssl_stream<tcp::socket>>>(context(), anyCertificate());
        ready(stream->socket().next_layer().next_layer());
        stream->socket().next_layer().handshake(asio::ssl::stream_base::client);
        stream->greet(port);
        m_stream = std::move(stream);
    } else {
        auto stream = std::make_unique<StreamOver<tcp::socket>>(context());
        ready(stream->socket().next_layer());
        stream->greet(port);
        m_stream = std::move(stream);
    }
}

BenchLink::~BenchLink() = default;

void BenchLink::send(const std::string& frame) {
    const auto packed = wire::pack(frame);
    m_sentBytes += static_cast<std::int64_t>(packed.bytes.size());
    m_stream->write(packed.bytes, packed.binary);
}

std::string BenchLink::receive() {
    bool binary = false;
    auto bytes = m_stream->read(binary);
    if (!binary) {
        return bytes;
    }
    auto frame = wire::unpack(bytes);
    if (!frame) {
        throw Failure{frame.error()};
    }
    return std::move(*frame);
}

std::string httpGet(std::uint16_t port, const std::string& path, bool tls) {
    namespace http = beast::http;
    http::request<http::empty_body> request(http::verb::get, path, 11);
    request.set(http::field::host, "127.0.0.1");
    request.set(http::field::connection, "close");
    const auto ask = [&](auto& stream) {
        http::write(stream, request);
        beast::flat_buffer buffer;
        http::response<http::string_body> response;
        http::read(stream, buffer, response);
        return response.body();
    };
    if (tls) {
        beast::ssl_stream<tcp::socket> stream(context(), anyCertificate());
        stream.next_layer().connect(here(port));
        stream.handshake(asio::ssl::stream_base::client);
        return ask(stream);
    }
    tcp::socket socket(context());
    socket.connect(here(port));
    return ask(socket);
}

double echoMilliseconds(std::size_t bytes, int rounds) {
    tcp::acceptor acceptor(context(), here(0));
    std::thread other([&] {
        tcp::socket socket(context());
        acceptor.accept(socket);
        socket.set_option(tcp::no_delay(true));
        std::string message(bytes, ' ');
        for (int round = 0; round < rounds; ++round) {
            asio::read(socket, asio::buffer(message));
            asio::write(socket, asio::buffer(message));
        }
    });
    tcp::socket socket(context());
    socket.connect(acceptor.local_endpoint());
    socket.set_option(tcp::no_delay(true));
    std::string message(bytes, ' ');
    std::vector<double> taken;
    for (int round = 0; round < rounds; ++round) {
        taken.push_back(1000 * seconds([&] {
                            asio::write(socket, asio::buffer(message));
                            asio::read(socket, asio::buffer(message));
                        }));
    }
    other.join();
    return median(taken);
}

} // namespace cairn::cli
