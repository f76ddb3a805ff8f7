#include "sync/mcp/stdio_transport.h"

#include "sync/mcp/json.h"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <utility>

namespace cairn::mcp {

namespace {

constexpr std::size_t kLogBytes = 4'096;
constexpr std::size_t kHeardMost = 1'000;              // messages that nobody has asked for
constexpr std::size_t kHeardBytes = 4 * kMessageBytes; // of them together, as they were said

} // namespace

StdioTransport::StdioTransport(std::unique_ptr<Child> child)
    : m_child(std::move(child))
    , m_reading([this](const std::stop_token& stop) { read(stop); }) {}

StdioTransport::~StdioTransport() {
    m_reading.request_stop();
    m_reading.join();
    m_child->end();
}

std::string StdioTransport::log() const {
    const std::lock_guard lock(m_mutex);
    return m_log;
}

void StdioTransport::read(const std::stop_token& stop) {
    std::string rest;
    bool goesOn = true;
    while (goesOn && !stop.stop_requested()) {
        std::string log;
        goesOn = m_child->read(rest, log);
        std::size_t begin = 0;
        for (auto end = rest.find('\n'); end != std::string::npos; end = rest.find('\n', begin)) {
            line(std::string_view(rest).substr(begin, end - begin));
            begin = end + 1;
        }
        rest.erase(0, begin);
        const std::lock_guard lock(m_mutex);
        m_log += log;
        m_log.erase(0, m_log.size() - std::min(m_log.size(), kLogBytes));
        m_tooMuch = m_tooMuch || rest.size() > kMessageBytes;
        goesOn = goesOn && !m_tooMuch;
    }
    const std::lock_guard lock(m_mutex);
    m_ended = true;
    m_wake.notify_all();
}

void StdioTransport::line(std::string_view text) {
    auto message = parseObject(text);
    if (!message || mcp::text(*message, "jsonrpc") != "2.0") {
        return;
    }
    const std::lock_guard lock(m_mutex);
    m_heard.push_back({std::move(*message), text.size()});
    m_heardBytes += text.size();
    while (m_heard.size() > kHeardMost || m_heardBytes > kHeardBytes) {
        takeFirst();
    }
    m_wake.notify_all();
}

boost::json::object StdioTransport::takeFirst() {
    auto first = std::move(m_heard.front());
    m_heard.pop_front();
    m_heardBytes -= first.size;
    return std::move(first.message);
}

Failure StdioTransport::ended() const {
    if (m_tooMuch) {
        return {Failure::Kind::tooLarge, "the server's program says too much in one line"};
    }
    const auto last = m_log.substr(0, m_log.find_last_not_of("\r\n") + 1);
    return {Failure::Kind::unreachable, "the server's program has ended: " + last.substr(last.rfind('\n') + 1)};
}

Expected<void> StdioTransport::send(const Outgoing& outgoing, const Wait& wait, const Take& take) {
    using std::chrono::steady_clock;
    const auto end = steady_clock::now() + wait.longest;
    auto until = std::min(end, steady_clock::now() + wait.timeout);
    if (!m_child->write(boost::json::serialize(outgoing.message) + '\n', wait.timeout)) {
        const std::lock_guard lock(m_mutex);
        return std::unexpected(ended());
    }
    std::unique_lock lock(m_mutex);
    while (take) {
        const bool woken = m_wake.wait_until(lock, wait.stop, until, [&] { return !m_heard.empty() || m_ended; });
        if (wait.stop.stop_requested()) {
            return fail(Failure::Kind::cancelled, "stopped");
        }
        if (steady_clock::now() >= end) {
            return fail(Failure::Kind::timeout, "the server's program does not come to an end");
        }
        if (!m_heard.empty()) {
            auto message = takeFirst();
            until = std::min(end, steady_clock::now() + wait.timeout);
            lock.unlock();
            if (take(std::move(message))) {
                return {};
            }
            lock.lock();
        } else if (m_ended) {
            return std::unexpected(ended());
        } else if (!woken) {
            return fail(Failure::Kind::timeout, "the server's program does not answer");
        }
    }
    return {};
}

} // namespace cairn::mcp
