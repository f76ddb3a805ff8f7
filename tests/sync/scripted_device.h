#pragma once

#include "core/events/catalogue.h"
#include "core/events/chain.h"
#include "core/events/event_codec.h"

#include <string>
#include <vector>

namespace cairn::test {

inline constexpr base::Millis kNow = 1'795'000'000'000;

// A device that writes a log of its own into one stream.
class ScriptedDevice {
public:
    explicit ScriptedDevice(std::string name, std::string stream = "learner/me")
        : m_name(std::move(name))
        , m_stream(std::move(stream)) {}

    const events::Event& write(const std::string& note, base::Millis at = kNow) {
        const auto draft = events::draft("topic/t", events::TopicNoted{note});
        events::Event event;
        event.ref = {m_name, std::ssize(m_log) + 1};
        event.hlc = base::Hlc::at(at);
        event.stream = m_stream;
        event.subject = draft.subject;
        event.type = draft.type;
        event.version = draft.version;
        event.payload = draft.payload;
        event.link = events::linkAfter(m_log.empty() ? events::Digest{} : m_log.back().link, event);
        return m_log.emplace_back(std::move(event));
    }

    const std::string& name() const { return m_name; }

    const std::string& stream() const { return m_stream; }

    const std::vector<events::Event>& log() const { return m_log; }

    std::vector<std::string> lines(std::size_t from = 1) const {
        std::vector<std::string> lines;
        for (auto at = from - 1; at < m_log.size(); ++at) {
            lines.push_back(events::encodeEvent(m_log[at]));
        }
        return lines;
    }

private:
    std::string m_name;
    std::string m_stream;
    std::vector<events::Event> m_log{};
};

} // namespace cairn::test
