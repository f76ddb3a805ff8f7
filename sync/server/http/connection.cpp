#include "sync/server/http/server_state.h"
#include "sync/server/http/target.h"

#include <algorithm>
#include <array>

namespace cairn::server {

namespace {

using Parser = http::request_parser<http::string_body>;

std::string textOf(beast::string_view text) {
    return {text.data(), text.size()};
}

// One that a client chose is kept as far as it can do no harm in a log.
std::string idOf(const http::request<http::string_body>& message, const HttpServer::State& state) {
    const auto given = message["X-Request-Id"];
    const bool plain = !given.empty() && given.size() <= 64 && std::ranges::all_of(given, [](char letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
               (letter >= 'A' && letter <= 'Z') || letter == '-' || letter == '_';
    });
    return plain ? textOf(given) : state.handlers.newId();
}

// One of IPv4 is one also where an IPv6 socket took it.
std::string textOf(const asio::ip::address& address) {
    return address.is_v6() && address.to_v6().is_v4_mapped()
               ? asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string()
               : address.to_string();
}

// The last address that the last X-Forwarded-For tells: the one that our own proxy saw. Some proxies add a header of
// their own after the one that came from the client.
std::string
addressOf(const http::request<http::string_body>& message, const HttpServer::State& state, const std::string& peer) {
    if (!state.settings.behindProxy) {
        return peer;
    }
    const auto [first, end] = message.equal_range("X-Forwarded-For");
    auto told = first == end ? std::string() : textOf(std::prev(end)->value());
    told.erase(0, told.find_last_of(", ") + 1);
    boost::system::error_code trouble;
    const auto address = asio::ip::make_address(told, trouble);
    return trouble ? peer : textOf(address);
}

bool isLoopback(const std::string& address) {
    boost::system::error_code trouble;
    const auto parsed = asio::ip::make_address(address, trouble);
    return !trouble && parsed.is_loopback();
}

// Whether the client names this computer as itself: a web page that makes a name of its own mean 127.0.0.1 says that.
bool namesLoopback(std::string_view host) {
    auto name = textOf(host.substr(0, host.ends_with(']') ? host.size() : host.rfind(':')));
    if (name.starts_with('[') && name.ends_with(']')) {
        name = name.substr(1, name.size() - 2);
    }
    return name == "localhost" || isLoopback(name);
}

// Whether somebody passes on what another said: not everybody who sets up a proxy tells the server of it.
bool isPassedOn(const http::request<http::string_body>& message) {
    constexpr std::array kMarks{"Forwarded",         "X-Forwarded-For", "X-Forwarded-Host",
                                "X-Forwarded-Proto", "X-Real-IP",       "Via"};
    return std::ranges::any_of(kMarks, [&](const char* mark) { return message.count(mark) > 0; });
}

http::response<http::string_body> messageOf(Response response, const Request& request, unsigned version, bool keep) {
    http::response<http::string_body> message(static_cast<http::status>(response.status), version);
    if (!response.contentType.empty()) {
        message.set(http::field::content_type, response.contentType);
    }
    message.set("X-Request-Id", request.id);
    message.set(http::field::cache_control, "no-store");
    message.set("X-Content-Type-Options", "nosniff");
    for (const auto& [name, value] : response.headers) {
        message.set(name, value);
    }
    message.body() = std::move(response.body);
    message.keep_alive(keep);
    message.prepare_payload();
    return message;
}

Problem problemOf(const boost::system::error_code& trouble) {
    if (trouble == http::error::body_limit) {
        return {413, "too_large", "the body is larger than this server takes"};
    }
    if (trouble == http::error::header_limit) {
        return {431, "header_too_large", "the header is larger than this server takes"};
    }
    return {400, "malformed", "this is no HTTP request: " + trouble.message()};
}

asio::awaitable<Response> answerOf(HttpServer::State& state, Request& request) {
    co_return state.handlers.answer(request);
}

// Requests and answers, one after the other, until one side has enough.
class Exchange {
public:
    Exchange(HttpServer::State& state, Stream stream, std::string peer)
        : m_state(state)
        , m_limits(state.settings.limits)
        , m_stream(std::move(stream))
        , m_peer(std::move(peer)) {}

    Stream& stream() { return m_stream; }

    // On the connection's executor: between two requests, it ends.
    void stop() {
        if (m_idle) {
            m_stream.cancel();
        }
    }

    asio::awaitable<void> run() {
        bool refused = false;
        while (!m_state.stopping) {
            Parser parser;
            parser.header_limit(static_cast<std::uint32_t>(m_limits.headerBytes));
            parser.body_limit(m_limits.bodyBytes);
            if (!co_await waitForBytes()) {
                break;
            }
            boost::system::error_code trouble = co_await readHeader(parser);
            if (!trouble && websocket::is_upgrade(parser.get()) &&
                parser.get().target() == m_state.settings.socketPath) {
                m_socketWanted = parser.release();
                co_return;
            }
            if (!trouble) {
                trouble = co_await readBody(parser);
            }
            if (trouble && !isMalformed(trouble)) {
                break; // gone, or too slow
            }
            if (!co_await answer(parser, trouble)) {
                refused = static_cast<bool>(trouble);
                break;
            }
        }
        co_await m_stream.sayFarewell();
        if (refused) { // the peer may be about to send the rest
            co_await m_stream.passOver();
        }
    }

    std::optional<http::request<http::string_body>>& socketWanted() { return m_socketWanted; }

private:
    static bool isMalformed(const boost::system::error_code& trouble) {
        return trouble.category() == http::make_error_code(http::error::bad_target).category() &&
               trouble != http::error::end_of_stream && trouble != http::error::partial_message;
    }

    asio::awaitable<bool> waitForBytes() {
        if (m_buffer.size() > 0) {
            co_return true;
        }
        m_idle = true;
        m_stream.expiresAfter(std::exchange(m_first, false) ? m_limits.handshake : m_limits.idle);
        auto [trouble, count] = co_await m_stream.async_read_some(m_buffer.prepare(4096), kAwait);
        m_buffer.commit(count);
        m_idle = false;
        co_return !trouble && count > 0;
    }

    asio::awaitable<boost::system::error_code> readHeader(Parser& parser) {
        m_stream.expiresAfter(m_limits.handshake);
        auto [trouble, count] = co_await http::async_read_header(m_stream, m_buffer, parser, kAwait);
        co_return trouble;
    }

    asio::awaitable<boost::system::error_code> readBody(Parser& parser) {
        m_stream.expiresAfter(m_limits.body);
        if (parser.get()[http::field::expect] == "100-continue") {
            http::response<http::empty_body> goOn(http::status::continue_, parser.get().version());
            auto [trouble, count] = co_await http::async_write(m_stream, goOn, kAwait);
            if (trouble) {
                co_return trouble;
            }
        }
        auto [trouble, count] = co_await http::async_read(m_stream, m_buffer, parser, kAwait);
        co_return trouble;
    }

    // Answers with whether another request may follow.
    asio::awaitable<bool> answer(Parser& parser, boost::system::error_code trouble) {
        const auto& message = parser.get();
        Request request;
        request.id = idOf(message, m_state);
        request.method = textOf(message.method_string());
        request.address = addressOf(message, m_state, m_peer);
        request.local = m_state.settings.atHome && !m_state.settings.behindProxy && !isPassedOn(message) &&
                        isLoopback(m_peer) && namesLoopback(message[http::field::host]);
        request.authorization = textOf(message[http::field::authorization]);
        request.contentType = textOf(message[http::field::content_type]);
        const bool keep = !trouble && message.keep_alive() && !m_state.stopping;
        const auto version = message.version() == 0 ? 11 : message.version();
        Response response;
        if (trouble) {
            response = m_state.handlers.answer ? answerTo(request, problemOf(trouble), now()) : Response();
        } else if (!readTarget(message.target(), request)) {
            response = answerTo(request, {400, "malformed", "the target is no path"}, now());
        } else {
            request.body = std::move(parser.get().body());
            m_stream.expiresNever(); // handlers have limits of their own
            response = co_await asio::co_spawn(
                m_state.workers.get_executor(), answerOf(m_state, request), asio::use_awaitable);
        }
        auto written = messageOf(std::move(response), request, version, keep);
        m_stream.expiresAfter(m_limits.body);
        auto [failed, count] = co_await http::async_write(m_stream, written, kAwait);
        co_return !failed && keep;
    }

    static std::int64_t now() {
        using namespace std::chrono;
        return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
    }

    HttpServer::State& m_state;
    const HttpLimits& m_limits;
    Stream m_stream;
    std::string m_peer;
    beast::flat_buffer m_buffer{};
    bool m_idle = false;
    bool m_first = true; // nothing was heard yet
    std::optional<http::request<http::string_body>> m_socketWanted{};
};

asio::awaitable<void> serve(HttpServer::State& state, Stream stream, std::string peer) {
    auto exchange = std::make_shared<Exchange>(state, std::move(stream), peer);
    auto executor = exchange->stream().get_executor();
    {
        const Enrolled enrolled(state, [executor, weak = std::weak_ptr(exchange)] {
            asio::post(executor, [weak] {
                if (const auto alive = weak.lock()) {
                    alive->stop();
                }
            });
        });
        co_await exchange->run();
    }
    if (exchange->socketWanted()) {
        auto message = std::move(*exchange->socketWanted());
        auto address = addressOf(message, state, peer);
        co_await serveSocket(state, std::move(exchange->stream()), std::move(message), std::move(address));
    }
}

} // namespace

asio::awaitable<void>
serveConnection(HttpServer::State& state, tcp::socket socket, std::unique_ptr<Counted> /*counted*/) {
    boost::system::error_code trouble;
    const auto peer = textOf(socket.remote_endpoint(trouble).address());
    if (trouble) {
        co_return;
    }
    std::shared_ptr<asio::ssl::context> tls;
    {
        const std::lock_guard lock(state.mutex);
        tls = state.tls;
    }
    auto stream = tls ? Stream(std::move(socket), *tls) : Stream(std::move(socket));
    stream.expiresAfter(state.settings.limits.handshake);
    if (!co_await stream.handshake()) {
        co_await serve(state, std::move(stream), peer);
    }
}

} // namespace cairn::server
