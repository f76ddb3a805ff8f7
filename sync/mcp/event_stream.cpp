#include "sync/mcp/event_stream.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace cairn::mcp {

namespace {
constexpr std::string_view kMark = "\xEF\xBB\xBF"; // of the byte order, which may begin a stream
}

bool EventStream::hear(std::string_view part, const std::function<void(const Event&)>& take) {
    m_rest += part;
    if (!m_begun) {
        if (m_rest.size() < kMark.size() && kMark.starts_with(m_rest)) {
            return true;
        }
        m_begun = true;
        if (m_rest.starts_with(kMark)) {
            m_rest.erase(0, kMark.size());
        }
    }
    std::size_t begin = 0;
    while (begin < m_rest.size()) {
        if (std::exchange(m_skipBreak, false) && m_rest[begin] == '\n') {
            ++begin;
            continue;
        }
        const auto end = m_rest.find_first_of("\r\n", begin);
        if (end == std::string::npos) {
            break;
        }
        m_skipBreak = m_rest[end] == '\r';
        line(std::string_view(m_rest).substr(begin, end - begin), take);
        begin = end + 1;
    }
    m_rest.erase(0, begin);
    return m_rest.size() + m_event.data.size() <= kEventBytes;
}

void EventStream::line(std::string_view text, const std::function<void(const Event&)>& take) {
    if (text.empty()) {
        auto event = std::exchange(m_event, {});
        if (std::exchange(m_hasData, false)) {
            event.data.pop_back(); // the break behind its last line
            take(event);
        }
        return;
    }
    const auto colon = text.find(':');
    const auto name = text.substr(0, colon);
    auto value = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
    if (value.starts_with(' ')) {
        value.remove_prefix(1);
    }
    if (name == "data") {
        m_event.data.append(value).push_back('\n');
        m_hasData = true;
    } else if (name == "event") {
        m_event.type = value.empty() ? "message" : std::string(value);
    } else if (name == "id" && value.find('\0') == std::string_view::npos) {
        m_lastId = value;
    } else if (name == "retry" && !value.empty() && std::ranges::all_of(value, [](char c) {
                   return c >= '0' && c <= '9';
               })) {
        std::int64_t milliseconds = 0;
        if (std::from_chars(value.data(), value.data() + value.size(), milliseconds).ec == std::errc()) {
            m_retry = milliseconds;
        }
    }
}

} // namespace cairn::mcp
