#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace cairn::mcp {

// Reads a stream of server-sent events (WHATWG HTML, 9.2) from the parts in which it arrives: no sockets, no clock.
class EventStream {
public:
    struct Event {
        std::string type = "message";
        std::string data{};
    };

    static constexpr std::size_t kEventBytes = std::size_t{4} << 20U;

    // Calls `take` for each event that is whole. False where one is larger than kEventBytes.
    bool hear(std::string_view part, const std::function<void(const Event&)>& take);

    // Of the last event that had one; empty where there was none.
    const std::string& lastId() const { return m_lastId; }

    // How long to wait before a connection that broke is made anew, where the server has said it.
    std::optional<std::int64_t> retryMilliseconds() const { return m_retry; }

private:
    void line(std::string_view text, const std::function<void(const Event&)>& take);

    std::string m_rest{};
    Event m_event{};
    bool m_hasData = false;
    bool m_begun = false;
    bool m_skipBreak = false; // a line feed that belongs to the carriage return before it
    std::string m_lastId{};
    std::optional<std::int64_t> m_retry{};
};

} // namespace cairn::mcp
