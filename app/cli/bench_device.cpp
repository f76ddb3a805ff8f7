#include "app/cli/bench_device.h"

#include "app/cli/failure.h"
#include "core/events/catalogue.h"
#include "core/events/chain.h"
#include "core/events/event_codec.h"
#include "core/state/subject.h"

#include <chrono>
#include <cstdio>

namespace cairn::cli {

namespace {

base::Millis now() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

// Ids as devices have them.
std::string idOf(int number) {
    char text[33];
    std::snprintf(text, sizeof text, "%032x", static_cast<unsigned>(number) * 2654435761U + 12345U);
    return text;
}

} // namespace

BenchReplica::BenchReplica(int number)
    : m_device(idOf(number))
    , m_stream("learner/" + idOf(number + 1'000'000)) {}

void BenchReplica::write(std::size_t count) {
    for (std::size_t made = 0; made < count; ++made) {
        const auto place = std::to_string(m_lines.size());
        const auto draft = events::draft("topic/" + place, events::TopicNoted{"Note " + place});
        events::Event event;
        event.ref = {m_device, static_cast<std::int64_t>(m_lines.size()) + 1};
        event.hlc = m_clock.tick(now());
        event.stream = m_stream;
        event.subject = draft.subject;
        event.type = draft.type;
        event.version = draft.version;
        event.payload = draft.payload;
        event.link = m_link = events::linkAfter(m_link, event);
        m_lines.push_back(events::encodeEvent(event));
        m_links.push_back(events::toHex(event.link));
        m_lineBytes += static_cast<std::int64_t>(m_lines.back().size());
    }
}

base::Expected<std::vector<engine::ReplicaLog>> BenchReplica::logs() {
    return std::vector<engine::ReplicaLog>{
        {{m_device, static_cast<std::int64_t>(m_lines.size()), m_links.empty() ? std::string() : m_links.back(),
          m_stream},
         true}};
}

base::Expected<std::vector<wire::StreamPlace>> BenchReplica::places() {
    return m_places;
}

base::Expected<std::optional<std::string>> BenchReplica::link(const std::string& device, std::int64_t seq) {
    const bool here = device == m_device && seq >= 1 && seq <= static_cast<std::int64_t>(m_links.size());
    return here ? std::optional(m_links[static_cast<std::size_t>(seq) - 1]) : std::nullopt;
}

base::Expected<std::vector<std::string>> BenchReplica::read(const std::string&, std::int64_t seq, std::size_t bytes) {
    std::vector<std::string> lines;
    std::size_t size = 0;
    for (auto at = static_cast<std::size_t>(seq); at < m_lines.size(); ++at) {
        size += m_lines[at].size() + 1;
        if (!lines.empty() && (size > bytes || lines.size() == wire::kLinesMost)) {
            break;
        }
        lines.push_back(m_lines[at]);
    }
    return lines;
}

base::Expected<void>
BenchReplica::take(const wire::StreamPlace& place, const std::vector<events::Event>& events, base::Millis) {
    m_received += static_cast<std::int64_t>(events.size());
    std::erase_if(m_places, [&](const wire::StreamPlace& known) { return known.stream == place.stream; });
    m_places.push_back(place);
    return {};
}

base::Expected<void> BenchReplica::showAhead(const std::vector<std::string>&) {
    return {}; // it shows nothing
}

base::Expected<void> BenchReplica::caughtUp() {
    return {};
}

base::Expected<void> BenchReplica::trust(
    const std::string& /*server*/, const std::vector<events::AnnouncedKey>& /*keys*/, base::Millis /*now*/) {
    return {};
}

base::Expected<void> BenchReplica::leaveDevice(const std::string& device, std::int64_t) {
    return base::fail(base::ErrorCode::Corrupt, "the server takes " + device + " for a copy");
}

BenchDevice::BenchDevice(BenchReplica& replica, std::uint16_t port, bool tls, const std::string& token)
    : m_link(port, tls)
    , m_session(replica, {token, state::kFoldVersion}) {
    carryOut(m_session.open(now()));
}

void BenchDevice::carryOut(const engine::Out& out) {
    for (const auto& frame : out.frames) {
        m_link.send(frame);
    }
    if (out.close) {
        throw Failure{m_session.status().trouble.value_or(base::Error{base::ErrorCode::Unreachable, "it ended"})};
    }
}

void BenchDevice::talkUntil(const std::function<bool(const engine::ClientStatus&)>& reached) {
    while (!reached(m_session.status())) {
        carryOut(m_session.heard(m_link.receive(), now()));
    }
}

void BenchDevice::push() {
    carryOut(m_session.wrote(now()));
    talkUntil([](const engine::ClientStatus& status) {
        return status.phase == engine::ClientPhase::live && status.unsent == 0;
    });
}

} // namespace cairn::cli
