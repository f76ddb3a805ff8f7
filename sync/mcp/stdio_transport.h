#pragma once

#include "sync/mcp/child.h"
#include "sync/mcp/transport.h"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace cairn::mcp {

// A server that is a program of this computer: a message a line on its input and output. What it says on its output
// that is no message is passed over, as servers that log there do.
class StdioTransport : public Transport {
public:
    explicit StdioTransport(std::unique_ptr<Child> child);
    ~StdioTransport() override;

    Expected<void> send(const Outgoing& outgoing, const Wait& wait, const Take& take = {}) override;

    void listen(std::function<void(boost::json::object message)>) override {} // it comes with the answers

    bool hasHeaders() const override { return false; }

    void agree(const std::string&) override {}

    // The end of what it has written to its log.
    std::string log() const;

private:
    struct Heard {
        boost::json::object message;
        std::size_t size = 0; // as it was said
    };

    void read(const std::stop_token& stop);
    void line(std::string_view text);
    boost::json::object takeFirst(); // with the lock held
    Failure ended() const;           // the same

    std::unique_ptr<Child> m_child;
    mutable std::mutex m_mutex; // of what follows
    std::condition_variable_any m_wake;
    std::deque<Heard> m_heard{};
    std::size_t m_heardBytes = 0;
    std::string m_log{};
    bool m_ended = false;
    bool m_tooMuch = false;
    std::jthread m_reading; // last: it uses the others
};

} // namespace cairn::mcp
