#include "sync/engine/client_session.h"

#include "core/events/event_codec.h"
#include "sync/wire/rows_digest.h"

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
    std::vector<wire::DeviceLog> named;
    for (auto& [log, own] : *devices) {
        m_logs[log.device] = {.own = own, .greeted = log.seq, .last = log.seq};
        named.push_back(std::move(log));
    }
    count();
    const bool fresh = streams->empty();
    return send(wire::Hello{
        wire::kProtocol, m_settings.fold, m_settings.token, std::move(named), std::move(*streams), kPagesAtOnce,
        fresh});
}

Out ClientSession::heard(std::string_view text, base::Millis now) {
    if (m_status.phase == ClientPhase::lost || m_status.phase == ClientPhase::refused) {
        return {{}, true}; // what was under way
    }
    m_heardAt = now;
    auto frame = wire::decodeFrame(text);
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
    if (const auto* snapshot = std::get_if<wire::Snapshot>(&message)) {
        return handle(*snapshot, std::move(frame->lines));
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
    // First of all: from another server that stands in this one's place nothing is taken, and it gets nothing.
    if (const auto trusted = m_replica.trust(m_settings.server, welcome.keys, now); !trusted) {
        if (trusted.error().code == ErrorCode::Refused) {
            return end(ClientPhase::refused, {ErrorCode::Untrusted, trusted.error().message});
        }
        return end(ClientPhase::lost, trusted.error());
    }
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
    if (const auto looked = lookWhetherCaughtUp(); !looked) {
        return end(ClientPhase::lost, looked.error());
    }
    for (const auto& theirs : welcome.devices) {
        if (!m_logs.contains(theirs.device)) {
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
    for (const auto& [log, own] : *logs) {
        const auto found = m_logs.find(log.device);
        if (found == m_logs.end()) {
            return again(); // a log that is new here: the next hello names it
        }
        found->second.last = log.seq;
    }
    count();
    return push();
}

Out ClientSession::again() {
    m_status.phase = ClientPhase::again;
    return {{}, true};
}

// Where the server's log of a device stands against ours.
Out ClientSession::compare(const wire::DeviceLog& theirs) {
    auto& log = m_logs[theirs.device];
    const auto common = std::min(log.greeted, theirs.seq);
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
    if (log.own && theirs.seq > log.greeted) {
        return leave(theirs.device, log.greeted + 1); // this profile is an older copy of one that went on elsewhere
    }
    log.sent = log.acked = theirs.seq;
    count();
    return {};
}

Out ClientSession::handle(const wire::Links& links) {
    if (!m_logs.contains(links.device) || links.from < 1) {
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
    const auto found = m_logs.find(ack.device);
    // Another's log may have been brought by somebody else as well.
    if (found == m_logs.end() || (found->second.own && ack.seq > found->second.sent)) {
        return end(ClientPhase::lost, {ErrorCode::InvalidInput, "the server confirms what was not sent"});
    }
    auto& log = found->second;
    log.acked = std::max(log.acked, ack.seq);
    log.sent = std::max(log.sent, ack.seq);
    log.gaps = 0;
    std::erase_if(m_inFlight, [&](const Sent& sent) { return sent.device == ack.device && sent.seq <= ack.seq; });
    count();
    return push();
}

Out ClientSession::handle(const wire::Reject& reject) {
    const auto found = m_logs.find(reject.device);
    if (found == m_logs.end()) {
        return end(ClientPhase::lost, {ErrorCode::InvalidInput, "the server refuses what was not sent"});
    }
    auto& log = found->second;
    switch (reject.code) {
    case wire::RejectCode::gap:
        // One that stays is answered for each push behind it; the first says all.
        std::erase_if(m_inFlight, [&](const Sent& sent) { return sent.device == reject.device; });
        if (reject.seq > log.last || ++log.gaps > static_cast<int>(2 * kPushesAtOnce)) {
            return end(ClientPhase::lost, {ErrorCode::InvalidInput, "the server misses events: " + reject.message});
        }
        log.sent = log.acked = reject.seq;
        count();
        return push();
    case wire::RejectCode::forked:
        m_status.phase = ClientPhase::comparing;
        return send(wire::AskLinks{reject.device, 1});
    case wire::RejectCode::forbidden:
    case wire::RejectCode::malformed:
        if (!log.own) {
            // Another's log, that came with an archive and is not this account's to bring: it stays here.
            std::erase_if(m_inFlight, [&](const Sent& sent) { return sent.device == reject.device; });
            log.refused = true;
            count();
            return push();
        }
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
    if (const auto taken = m_replica.take({page.stream, page.cursor, page.mark}, events, now); !taken) {
        return end(ClientPhase::lost, taken.error());
    }
    for (const auto& event : events) {
        auto& log = m_logs[event.ref.device];
        log.last = std::max(log.last, event.ref.seq);
        log.sent = std::max(log.sent, event.ref.seq);
        log.acked = std::max(log.acked, event.ref.seq);
    }
    if (page.last) {
        m_ends.erase(page.stream);
    } else {
        m_ends[page.stream] = std::max(m_ends[page.stream], page.cursor + 1);
    }
    if (const auto looked = lookWhetherCaughtUp(); !looked) {
        return end(ClientPhase::lost, looked.error());
    }
    return send(wire::Credit{1});
}

base::Expected<void> ClientSession::lookWhetherCaughtUp() {
    const bool before = std::exchange(m_status.caughtUp, m_ends.empty());
    return m_status.caughtUp && !before ? m_replica.caughtUp() : base::Expected<void>();
}

Out ClientSession::handle(const wire::Snapshot& snapshot, std::vector<std::string> rows) {
    for (auto& row : rows) {
        m_rowBytes += row.size();
        if (m_rowBytes <= kSnapshotBytes) {
            m_rows.push_back(std::move(row));
        }
    }
    if (snapshot.last) {
        const auto all = std::exchange(m_rows, {});
        // One that is not whole helps nobody; the events say all of it anyway.
        if (!all.empty() && wire::rowsDigest(all) == snapshot.digest) {
            if (const auto shown = m_replica.showAhead(all); !shown) {
                return end(ClientPhase::lost, shown.error());
            }
        }
    }
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
    for (auto& [device, log] : m_logs) {
        while (!log.refused && log.sent < log.last && m_inFlight.size() < kPushesAtOnce) {
            const auto lines = m_replica.read(device, log.sent, wire::kBatchBytes);
            if (!lines) {
                return end(ClientPhase::lost, lines.error());
            }
            if (lines->empty()) {
                return end(ClientPhase::lost, {ErrorCode::Corrupt, "events of device " + device + " are missing"});
            }
            log.sent += std::ssize(*lines);
            m_inFlight.push_back({device, log.sent});
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
    m_status.unsent = m_status.held = 0;
    for (const auto& [device, log] : m_logs) {
        m_status.unsent += log.refused ? 0 : std::max<std::int64_t>(log.last - log.acked, 0);
        m_status.held += log.last;
    }
}

} // namespace cairn::engine
