#include "sync/server/tools/browser_return.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>

namespace cairn::server {

namespace asio = boost::asio;
using asio::ip::tcp;
using mcp::Failure;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr std::string_view kPlace = "/callback";
constexpr std::size_t kRequestBytes = 16'384;
constexpr milliseconds kSaying{5'000}; // for a browser that has connected
constexpr milliseconds kLooking{100};  // whether nobody waits any more

constexpr std::string_view kFarewell =
    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\r\n"
    "<!doctype html><title>Cairn</title><p>This window can be closed: what comes next is said by cairnctl.</p>\n";
constexpr std::string_view kNothingHere = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

} // namespace

struct BrowserReturn::Listening {
    asio::io_context context{};
    tcp::acceptor acceptor;

    explicit Listening(std::uint16_t port)
        : acceptor(context, tcp::endpoint(asio::ip::address_v4::loopback(), port)) {}

    // Lets what has begun come to its end. False: it has not, and was given up.
    bool finish(const bool& done, steady_clock::time_point until, const std::stop_token& stop) {
        context.restart();
        while (!done && !stop.stop_requested() && steady_clock::now() < until) {
            context.run_one_for(kLooking);
        }
        return done;
    }

    // What a browser asks for, answered; empty where that is nothing.
    std::string serve(tcp::socket socket, const std::stop_token& stop) {
        std::string heard;
        bool done = false;
        const auto until = steady_clock::now() + kSaying;
        asio::async_read_until(
            socket, asio::dynamic_buffer(heard, kRequestBytes), "\r\n\r\n",
            [&](const boost::system::error_code&, std::size_t) { done = true; });
        finish(done, until, stop);
        const auto line = std::string_view(heard).substr(0, heard.find('\r'));
        auto target = std::string(line.substr(std::min(line.size(), std::string_view("GET ").size())));
        target.erase(std::min(target.find(' '), target.size()));
        const bool here =
            line.starts_with("GET ") && target.starts_with(kPlace) && heard.find("\r\n\r\n") != heard.npos;
        if (done) {
            done = false;
            const auto said = here ? kFarewell : kNothingHere;
            asio::async_write(
                socket, asio::buffer(said), [&](const boost::system::error_code&, std::size_t) { done = true; });
            finish(done, until, stop);
        }
        boost::system::error_code ignored;
        static_cast<void>(socket.close(ignored));
        context.restart();
        context.poll(); // what was given up refers to what ends here
        return here ? target : std::string();
    }
};

BrowserReturn::BrowserReturn(std::uint16_t port)
    : m_listening(std::make_unique<Listening>(port))
    , m_address(
          "http://127.0.0.1:" + std::to_string(m_listening->acceptor.local_endpoint().port()) + std::string(kPlace)) {}

BrowserReturn::~BrowserReturn() = default;

mcp::Expected<std::string> BrowserReturn::wait(const mcp::Wait& wait) {
    auto& [context, acceptor] = *m_listening;
    const auto until = steady_clock::now() + wait.longest;
    while (!wait.stop.stop_requested() && steady_clock::now() < until) {
        tcp::socket socket(context);
        bool came = false;
        boost::system::error_code trouble;
        acceptor.async_accept(socket, [&](const boost::system::error_code& how) {
            trouble = how;
            came = true;
        });
        if (!m_listening->finish(came, until, wait.stop)) {
            acceptor.cancel();
            context.restart();
            context.poll();
            break;
        }
        if (trouble) {
            continue;
        }
        if (const auto target = m_listening->serve(std::move(socket), wait.stop); !target.empty()) {
            return m_address + target.substr(kPlace.size());
        }
    }
    return wait.stop.stop_requested() ? mcp::fail(Failure::Kind::cancelled, "stopped")
                                      : mcp::fail(Failure::Kind::timeout, "nobody came back from the page");
}

} // namespace cairn::server
