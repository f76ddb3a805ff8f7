#include "sync/assistant/http/http_server.h"

#include "sync/assistant/http/sessions.h"
#include "sync/assistant/server.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <atomic>
#include <cctype>
#include <future>
#include <list>
#include <mutex>
#include <optional>
#include <thread>

namespace cairn::assistant {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

namespace {

constexpr std::uint32_t kHeaderBytes = 16 << 10;

HttpAsked askedBy(const http::request<http::string_body>& message) {
    HttpAsked asked;
    asked.method = std::string(message.method_string());
    asked.path = std::string(message.target());
    for (const auto& field : message) {
        std::string name(field.name_string());
        for (char& letter : name) {
            letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
        }
        asked.headers[name] = std::string(field.value());
    }
    asked.body = message.body();
    return asked;
}

} // namespace

struct HttpServer::State {
    State(std::string wanted, Take taken, Forget forgotten)
        : token(std::move(wanted))
        , take(std::move(taken))
        , forget(std::move(forgotten)) {}

    struct Connection {
        asio::io_context io{1};
        beast::tcp_stream stream{io};
        std::thread thread{};
        std::atomic<bool> ended = false;
    };

    void accept();
    void serve(Connection& connection);
    bool answerOne(Connection& connection, beast::flat_buffer& buffer);
    HttpAnswer answer(HttpAsked asked);
    HttpAnswer begin(HttpAsked asked);
    std::optional<Said> ask(std::string body, const std::string& channel, bool modern);
    void forgetEnded();

    std::string token;
    Take take;
    Forget forget;
    Sessions sessions{};
    asio::io_context io{1};
    tcp::acceptor acceptor{io};
    std::atomic<std::uint64_t> channels = 0;
    std::atomic<bool> stopping = false;
    std::mutex mutex{};
    std::list<Connection> connections{}; // guarded by the mutex
    std::thread thread{};
};

// None: the server ends, or whoever is asked is silent for too long.
std::optional<Said> HttpServer::State::ask(std::string body, const std::string& channel, bool modern) {
    const auto said = std::make_shared<std::promise<Said>>();
    auto future = said->get_future();
    take(std::move(body), channel, modern, [said](const Said& answer) { said->set_value(answer); });
    const auto until = std::chrono::steady_clock::now() + kAnswer;
    while (future.wait_for(std::chrono::milliseconds(50)) != std::future_status::ready) {
        if (stopping || std::chrono::steady_clock::now() > until) {
            return std::nullopt;
        }
    }
    return future.get();
}

HttpAnswer HttpServer::State::begin(HttpAsked asked) {
    auto name = Sessions::newName();
    const auto said = ask(std::move(asked.body), name, false);
    auto answer = said ? answerOf(*said, false) : HttpAnswer{503, {}};
    if (!said || said->code != 0) {
        forget(std::move(name));
        return answer;
    }
    if (auto ended = sessions.keep(name)) {
        forget(std::move(*ended));
    }
    answer.session = std::move(name);
    return answer;
}

HttpAnswer HttpServer::State::answer(HttpAsked asked) {
    if (auto refusal = refusalOf(asked, token)) {
        return *refusal;
    }
    const auto session = asked.header("mcp-session-id");
    if (asked.method == "DELETE") {
        if (!sessions.end(session)) {
            return noSuchSession();
        }
        forget(session);
        return {204};
    }
    if (beginsSession(asked)) {
        return begin(std::move(asked));
    }
    const bool modern = isModern(asked);
    const bool inSession = !modern && !session.empty();
    if (inSession && !sessions.touch(session)) {
        return noSuchSession();
    }
    const auto channel = inSession ? session : "http " + std::to_string(++channels);
    const auto said = ask(std::move(asked.body), channel, modern);
    if (!inSession && !said) {
        forget(channel); // nobody waits for the answer
    }
    return said ? answerOf(*said, modern) : HttpAnswer{503, {}};
}

// Whether another request may follow.
bool HttpServer::State::answerOne(Connection& connection, beast::flat_buffer& buffer) {
    http::request_parser<http::string_body> parser;
    parser.header_limit(kHeaderBytes);
    parser.body_limit(Server::kMessageBytes);
    std::optional<beast::error_code> trouble;
    connection.stream.expires_after(kIdle);
    http::async_read(
        connection.stream, buffer, parser, [&](beast::error_code failed, std::size_t) { trouble = failed; });
    connection.io.restart();
    connection.io.run();
    if (!trouble || (*trouble && *trouble != http::error::body_limit)) {
        return false;
    }
    const bool tooLong = *trouble == http::error::body_limit;
    const auto given = tooLong ? HttpAnswer{413, {}} : answer(askedBy(parser.get()));
    http::response<http::string_body> response(http::int_to_status(static_cast<unsigned>(given.status)), 11);
    if (!given.body.empty()) {
        response.set(http::field::content_type, "application/json");
    }
    if (!given.session.empty()) {
        response.set("Mcp-Session-Id", given.session);
    }
    if (given.status == 401) {
        response.set(http::field::www_authenticate, "Bearer");
    }
    if (given.status == 405) {
        response.set(http::field::allow, "POST, DELETE");
    }
    response.set(http::field::cache_control, "no-store");
    response.keep_alive(!tooLong && parser.get().keep_alive());
    response.body() = given.body;
    response.prepare_payload();
    trouble.reset();
    connection.stream.expires_after(kIdle);
    http::async_write(connection.stream, response, [&](beast::error_code failed, std::size_t) { trouble = failed; });
    connection.io.restart();
    connection.io.run();
    return trouble && !*trouble && response.keep_alive();
}

void HttpServer::State::serve(Connection& connection) {
    beast::flat_buffer buffer;
    while (!stopping && answerOne(connection, buffer)) {
    }
    beast::error_code ignored;
    connection.stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
    connection.stream.socket().close(ignored);
    connection.ended = true;
}

void HttpServer::State::forgetEnded() {
    for (auto each = connections.begin(); each != connections.end();) {
        if (each->ended) {
            each->thread.join();
            each = connections.erase(each);
        } else {
            ++each;
        }
    }
}

void HttpServer::State::accept() {
    const auto incoming = std::make_shared<tcp::socket>(io);
    acceptor.async_accept(*incoming, [this, incoming](beast::error_code trouble) {
        if (stopping) {
            return;
        }
        if (!trouble) {
            const std::lock_guard lock(mutex);
            forgetEnded();
            if (connections.size() < kConnections) {
                auto& connection = connections.emplace_back();
                const auto protocol = incoming->local_endpoint(trouble).protocol();
                connection.stream.socket().assign(protocol, incoming->release(), trouble);
                connection.thread = std::thread([this, &connection] { serve(connection); });
            }
        }
        accept();
    });
}

HttpServer::HttpServer(std::uint16_t port, std::string token, Take take, Forget forget)
    : m_state(std::make_unique<State>(std::move(token), std::move(take), std::move(forget))) {
    try {
        const tcp::endpoint place(asio::ip::address_v4::loopback(), port);
        m_state->acceptor.open(place.protocol());
#ifndef _WIN32 // where it means that others may have the same port
        m_state->acceptor.set_option(tcp::acceptor::reuse_address(true));
#endif
        m_state->acceptor.bind(place);
        m_state->acceptor.listen();
    } catch (const boost::system::system_error& trouble) {
        // Without the place in Boost's sources, which nobody wants to read.
        const beast::error_code why(trouble.code().value(), trouble.code().category());
        throw boost::system::system_error(why, "port " + std::to_string(port) + " cannot be listened at");
    }
    m_state->accept();
    m_state->thread = std::thread([this] { m_state->io.run(); });
}

HttpServer::~HttpServer() {
    m_state->stopping = true;
    m_state->io.stop();
    m_state->thread.join();
    const std::lock_guard lock(m_state->mutex);
    for (auto& connection : m_state->connections) {
        connection.io.stop();
        // One that was about to wait again has to see that there is nothing to wait for.
        while (!connection.ended) {
            connection.io.stop();
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        connection.thread.join();
    }
}

std::uint16_t HttpServer::port() const {
    return m_state->acceptor.local_endpoint().port();
}

} // namespace cairn::assistant
