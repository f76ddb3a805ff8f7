#include "sync/engine/client_session.h"

#include "core/events/event_codec.h"

#include <algorithm>
#include <utility>

namespace cairn::engine {

using base::Error;
using base::ErrorCode;

namespace {

Out send(const wire::Message& message) {
    return {{wire::encodeFrame(message)}};
}

} // namespace

ClientSession::ClientSession(Replica& replica, Settings settings)
    : m_replica(replica)
    , m_settings(std::move(settings)) {}

Out ClientSession::open(base::Millis now) {
    m_heardAt = now;
    auto devices = m_replica.logs();
    auto streams = m_replica.places();
    if (!devices || !streams) {
        return end(ClientPhase::lost, devices ? streams.error() : devices.error());
    }
    for (const auto& log : *devices) {
        if (!log.stream.empty()) {
            m_writers[log.device] = {.greeted = log.seq, .last = log.seq};
        }
    }
    count();
    return send(wire::Hello{
        wire::kProtocol, m_settings.fold, m_settings.token, std::move(*devices), std::move(*streams), kPagesAtOnce});
}

Out ClientSession::heard(std::string_view text, base::Millis now) {
    m_heardAt = now;
    const auto frame = wire::decodeFrame(text);
    if (!frame) {
        return end(ClientPhase::lost, frame.error());
    }
    const auto& message = frame->message;
    if (const auto* told = std::get_if<wire::End>(&message)) {
        return handle(*told);
    }
    if (const auto* welcome = std::get_if<wire::Welcome>(&message); m_status.phase == ClientPhase::greeting) {
        return welcome != nullptr ? handle(*welcome, now)
                                  : end(ClientPhase::lost, {ErrorCode::InvalidInput, "the server does not greet"});
    }
    if (const auto* links = std::get_if<wire::Links>(&message); m_status.phase == ClientPhase::comparing) {
        return links != nullptr ? handle(*links) : Out(); // what was under way before
    }
    if (const auto* ack = std::get_if<wire::Ack>(&message)) {
        return handle(*ack);
    }
    if (const auto* reject = std::get_if<wire::Reject>(&message)) {
        return handle(*reject);
    }
    if (const auto* page = std::get_if<wire::Page>(&message)) {
        return handle(*page, frame->lines, now);
    }
    return end(ClientPhase::lost, {ErrorCode::InvalidInput, "the server says what only a device says"});
}

Out ClientSession::wrote(base::Millis now) {
    if (m_status.phase != ClientPhase::live) {
        return {};
    }
    if (m_inFlight.empty()) {
        m_heardAt = now; // patience begins with what is sent now
    }
    return pushNew();
}

Out ClientSession::tick(base::Millis now) {
    const bool waiting = m_status.phase != ClientPhase::live || !m_inFlight.empty();
    if (waiting && now - m_heardAt > kPatience) {
        return end(ClientPhase::lost, {ErrorCode::Io, "the server does not answer"});
    }
    return {};
}

Out ClientSession::handle(const wire::Welcome& welcome, base::Millis now) {
    m_status.clockAhead = now - welcome.now;
    m_status.phase = ClientPhase::live;
    for (const auto& place : welcome.streams) {
        m_ends[place.stream] = place.cursor;
    }
    const auto places = m_replica.places();
    if (!places) {
        return end(ClientPhase::lost, places.error());
    }
    for (const auto& place : *places) {
        if (const auto found = m_ends.find(place.stream); found != m_ends.end() && found->second <= place.cursor) {
            m_ends.erase(found);
        }
    }
    m_status.caughtUp = m_ends.empty();
    for (const auto& theirs : welcome.devices) {
        if (!m_writers.contains(theirs.device)) {
            continue;
        }
        if (auto out = compare(theirs); m_status.phase != ClientPhase::live) {
            return out;
        }
    }
    return pushNew(); // more may have been written since the hello
}

// What was written since the logs were last looked at, and what waits.
Out ClientSession::pushNew() {
    const auto logs = m_replica.logs();
    if (!logs) {
        return end(ClientPhase::lost, logs.error());
    }
    for (const auto& log : *logs) {
        const auto found = m_writers.find(log.device);
        if (found != m_writers.end()) {
            found->second.last = log.seq;
        } else if (!log.stream.empty()) {
            return again(); // a log that is new here: the next hello names it
        }
    }
    count();
    return push();
}

Out ClientSession::again() {
    m_status.phase = ClientPhase::again;
    return {{}, true};
}

// Where the server's log of a device that is written here stands against ours.
Out ClientSession::compare(const wire::DeviceLog& theirs) {
    auto& writer = m_writers[theirs.device];
    const auto common = std::min(writer.greeted, theirs.seq);
    if (common > 0) {
        const auto own = m_replica.link(theirs.device, common);
        if (!own) {
            return end(ClientPhase::lost, own.error());
        }
        if (*own != theirs.link) {
            m_status.phase = ClientPhase::comparing;
            return send(wire::AskLinks{theirs.device, 1});
        }
    }
    if (theirs.seq > writer.greeted) {
        return leave(theirs.device, writer.greeted + 1); // this profile is an older copy of one that went on elsewhere
    }
    writer.sent = writer.acked = theirs.seq;
    count();
    return {};
}

Out ClientSession::handle(const wire::Links& links) {
    const auto found = m_writers.find(links.device);
    if (found == m_writers.end() || links.from < 1) {
        return end(ClientPhase::lost, {ErrorCode::InvalidInput, "links that nobody asked for"});
    }
    auto seq = links.from;
    for (const auto& theirs : links.links) {
        const auto own = m_replica.link(links.device, seq);
        if (!own) {
            return end(ClientPhase::lost, own.error());
        }
        if (*own != theirs) {
            return leave(links.device, seq);
        }
        ++seq;
    }
    return links.links.empty() ? leave(links.device, seq) : send(wire::AskLinks{links.device, seq});
}

Out ClientSession::leave(const std::string& device, std::int64_t from) {
    if (const auto left = m_replica.leaveDevice(device, from); !left) {
        return end(ClientPhase::lost, left.error());
    }
    return again();
}

Out ClientSession::handle(const wire::Ack& ack) {
    const auto found = m_writers.find(ack.device);
    if (found == m_writers.end() || ack.seq > found->second.sent) {
        return end(ClientPhase::lost, {ErrorCode::InvalidInput, "the server confirms what was not sent"});
    }
    auto& writer = found->second;
    writer.acked = std::max(writer.acked, ack.seq);
    writer.gaps = 0;
    std::erase_if(m_inFlight, [&](const Sent& sent) { return sent.device == ack.device && sent.seq <= ack.seq; });
    count();
    return push();
}

Out ClientSession::handle(const wire::Reject& reject) {
    const auto found = m_writers.find(reject.device);
    if (found == m_writers.end()) {
        return end(ClientPhase::lost, {ErrorCode::InvalidInput, "the server refuses what was not sent"});
    }
    auto& writer = found->second;
    switch (reject.code) {
    case wire::RejectCode::gap:
        // One that stays is answered for each push behind it; the first says all.
        std::erase_if(m_inFlight, [&](const Sent& sent) { return sent.device == reject.device; });
        if (reject.seq > writer.last || ++writer.gaps > static_cast<int>(2 * kPushesAtOnce)) {
            return end(ClientPhase::lost, {ErrorCode::InvalidInput, "the server misses events: " + reject.message});
        }
        writer.sent = writer.acked = reject.seq;
        count();
        return push();
    case wire::RejectCode::forked:
        m_status.phase = ClientPhase::comparing;
        return send(wire::AskLinks{reject.device, 1});
    case wire::RejectCode::forbidden:
    case wire::RejectCode::malformed:
        break;
    }
    return end(ClientPhase::refused, {ErrorCode::Refused, reject.message});
}

Out ClientSession::handle(const wire::Page& page, const std::vector<std::string>& lines, base::Millis now) {
    std::vector<events::Event> events;
    events.reserve(lines.size());
    for (const auto& line : lines) {
        auto event = events::decodeEvent(line);
        if (!event) {
            return end(ClientPhase::lost, event.error());
        }
        if (event->stream != page.stream) {
            return end(ClientPhase::lost, {ErrorCode::InvalidInput, "the server sends an event of another stream"});
        }
        events.push_back(std::move(*event));
    }
    if (const auto taken = m_replica.take({page.stream, page.cursor}, events, now); !taken) {
        return end(ClientPhase::lost, taken.error());
    }
    if (page.last) {
        m_ends.erase(page.stream);
    } else {
        m_ends[page.stream] = std::max(m_ends[page.stream], page.cursor + 1);
    }
    m_status.caughtUp = m_ends.empty();
    return send(wire::Credit{1});
}

Out ClientSession::handle(const wire::End& told) {
    m_status.end = told;
    const bool later = told.code == wire::EndCode::busy || told.code == wire::EndCode::internal;
    return end(later ? ClientPhase::lost : ClientPhase::refused, {ErrorCode::Refused, told.message});
}

// As much as may be on its way.
Out ClientSession::push() {
    Out out;
    for (auto& [device, writer] : m_writers) {
        while (writer.sent < writer.last && m_inFlight.size() < kPushesAtOnce) {
            const auto lines = m_replica.read(device, writer.sent, wire::kBatchBytes);
            if (!lines) {
                return end(ClientPhase::lost, lines.error());
            }
            if (lines->empty()) {
                return end(ClientPhase::lost, {ErrorCode::Corrupt, "events of this computer are missing"});
            }
            writer.sent += std::ssize(*lines);
            m_inFlight.push_back({device, writer.sent});
            out.frames.push_back(wire::encodeFrame(wire::Push{device}, *lines));
        }
    }
    return out;
}

Out ClientSession::end(ClientPhase phase, Error trouble) {
    m_status.phase = phase;
    m_status.trouble = std::move(trouble);
    return {{}, true};
}

void ClientSession::count() {
    m_status.unsent = m_status.written = 0;
    for (const auto& [device, writer] : m_writers) {
        m_status.unsent += writer.last - writer.acked;
        m_status.written += writer.last;
    }
}

} // namespace cairn::engine
