#include "sync/engine/server_session.h"

#include "core/events/canonical_json.h"
#include "core/events/chain.h"
#include "core/events/erasure.h"
#include "core/events/event_codec.h"
#include "sync/engine/streams.h"

#include <boost/json/object.hpp>

#include <algorithm>
#include <utility>

namespace cairn::engine {

namespace {

// Whether an event says what only a server that has stored it says of it.
bool speaksForServer(const events::Event& event) {
    if (event.cursor || event.effective) {
        return true;
    }
    if (event.unknown == "{}") {
        return false;
    }
    const auto unknown = events::parseJson(event.unknown);
    return !unknown || std::ranges::any_of(unknown->as_object(), [](const auto& member) {
        return std::string_view(member.key()).starts_with('_');
    });
}

} // namespace

ServerSession::ServerSession(ServerLog& log, Settings settings)
    : m_log(log)
    , m_settings(std::move(settings)) {}

base::Expected<ServerSession::Frame> ServerSession::read(std::string_view text) {
    auto decoded = wire::decodeFrame(text);
    if (!decoded) {
        return std::unexpected(decoded.error());
    }
    Frame frame{std::move(decoded->message)};
    frame.lines = std::move(decoded->lines);
    if (!std::holds_alternative<wire::Push>(frame.message)) {
        return frame;
    }
    frame.events.reserve(frame.lines.size());
    for (const auto& line : frame.lines) {
        auto event = events::decodeEvent(line);
        if (!event) {
            frame.malformedEvent = event.error();
            break;
        }
        const bool follows = frame.events.empty() || event->link == events::linkAfter(frame.events.back().link, *event);
        frame.chained += follows && frame.chained == frame.events.size() ? 1 : 0;
        frame.events.push_back(std::move(*event));
    }
    return frame;
}

ServerOut ServerSession::heard(base::Expected<Frame> frame, base::Millis now) {
    if (m_ended) {
        return {};
    }
    if (!frame) {
        return end(wire::EndCode::malformed, frame.error().message);
    }
    const auto& message = frame->message;
    if (const auto* hello = std::get_if<wire::Hello>(&message)) {
        return m_account.empty() ? handle(*hello, now) : end(wire::EndCode::malformed, "a second hello");
    }
    if (m_account.empty()) {
        return end(wire::EndCode::malformed, "no hello");
    }
    if (std::holds_alternative<wire::Push>(message)) {
        return handlePush(std::move(*frame), now);
    }
    if (const auto* credit = std::get_if<wire::Credit>(&message)) {
        return handle(*credit);
    }
    if (const auto* ask = std::get_if<wire::AskLinks>(&message)) {
        return handle(*ask);
    }
    return end(wire::EndCode::malformed, "a message that only a server sends");
}

ServerOut ServerSession::handle(const wire::Hello& hello, base::Millis now) {
    const auto account = m_settings.account(hello.token);
    if (!account || account->empty()) {
        return end(wire::EndCode::unauthorized, "sign in again");
    }
    if (hello.protocol != wire::kProtocol || hello.fold < m_settings.leastFold) {
        return end(wire::EndCode::outdated, "this version of Cairn is too old for the server; update it");
    }
    if (hello.devices.size() > kDevicesMost || hello.streams.size() > kDevicesMost) {
        return end(wire::EndCode::malformed, "more than " + std::to_string(kDevicesMost) + " devices or streams");
    }
    if (m_settings.room && !m_settings.room(*account)) {
        return end(wire::EndCode::busy, "this account has too many connections");
    }
    // They are said back in refusals: a long one would make every small push cost a large answer.
    if (std::ranges::any_of(hello.devices, [](const wire::DeviceLog& log) {
            return log.device.size() > kNameMost || log.stream.size() > kNameMost;
        })) {
        return end(wire::EndCode::malformed, "a name of more than " + std::to_string(kNameMost) + " bytes");
    }
    m_token = hello.token;
    m_account = *account;
    m_credits = std::clamp<std::int64_t>(hello.credits, 0, kCreditsMost);
    wire::Welcome welcome{wire::kProtocol, m_settings.fold, now, {}, {}};
    if (m_settings.keys) {
        welcome.keys = m_settings.keys();
    }
    for (const auto& theirs : hello.devices) {
        const auto ours = m_log.end(theirs.device);
        // A device of somebody else's is none that this account may hear of.
        const bool known = ours && may(&StreamKind::read, ours->stream, m_log.owner(ours->stream), m_account);
        const auto seq = known ? ours->seq : 0;
        const auto common = std::min(seq, theirs.seq);
        welcome.devices.push_back(
            {theirs.device, seq, common > 0 ? m_log.link(theirs.device, common).value_or("") : std::string(), {}});
        m_has[theirs.device] = common; // what comes later of that number may be another's
        if (!theirs.stream.empty()) {
            m_streamOf[theirs.device] = theirs.stream;
        }
    }
    for (const auto& stream : m_log.streams(m_account)) {
        m_streams[stream].end = m_log.end(wire::StreamPlace{stream, 0});
        welcome.streams.push_back({stream, m_streams[stream].end});
    }
    for (const auto& place : hello.streams) {
        m_read.insert(place.stream);
        if (const auto found = m_streams.find(place.stream); found != m_streams.end()) {
            // A server that was put back to an older state has another stream there, or none.
            const bool same =
                place.cursor <= found->second.end && (place.mark.empty() || place.mark == m_log.mark(place));
            found->second.cursor = same ? std::max<std::int64_t>(place.cursor, 0) : 0;
            found->second.whole = !same;
        }
    }
    for (auto& [stream, reading] : m_streams) {
        reading.told = reading.cursor == reading.end;
    }
    if (hello.snapshot && hello.streams.empty()) {
        offerSnapshot(hello);
    }
    ServerOut out;
    out.frames.push_back(wire::encodeFrame(welcome));
    read(out);
    return out;
}

ServerOut ServerSession::handlePush(Frame frame, base::Millis now) {
    const auto& push = std::get<wire::Push>(frame.message);
    if (m_waiting.size() >= kBatchesAtOnce) {
        return end(wire::EndCode::malformed, "more pushes at once than a session may have");
    }
    const auto named = m_streamOf.find(push.device);
    if (frame.lines.empty() || named == m_streamOf.end()) {
        return end(wire::EndCode::malformed, "a push without events, or of a device that the hello does not name");
    }
    const auto& stream = named->second;
    if (!may(&StreamKind::write, stream, m_log.owner(stream), m_account) || !mayBeWrittenBy(stream, push.device)) {
        return refuse(push.device, 0, wire::RejectCode::forbidden, "this account may not write to " + stream);
    }
    std::int64_t before = 0;
    bool asSent = true;
    for (std::size_t at = 0; at < frame.events.size(); ++at) {
        auto& event = frame.events[at];
        if (event.ref.device != push.device || event.stream != stream || !mayBring(event) ||
            (before != 0 && event.ref.seq != before + 1)) {
            return refuse(
                push.device, event.ref.seq, wire::RejectCode::malformed,
                "an event that is not this device's, or not the next, or says what only a server says");
        }
        if (event.hlc.millis() > now + base::HybridClock::kMaxAhead) {
            event.effective = base::Hlc::at(now);
            frame.lines[at] = events::encodeEvent(event);
            asSent = false;
            if (frame.lines[at].size() > events::kEventBytes) { // with that, nobody could read it any more
                return refuse(
                    push.device, event.ref.seq, wire::RejectCode::malformed, "an event that is larger than one may be");
            }
        }
        before = event.ref.seq;
    }
    if (frame.malformedEvent) {
        return refuse(push.device, before + 1, wire::RejectCode::malformed, frame.malformedEvent->message);
    }
    Batch batch{m_account, push.device, stream, std::move(frame.events), std::move(frame.lines), frame.chained};
    m_waiting.push_back({push.device, before, asSent});
    ServerOut out;
    out.batches.push_back(std::move(batch));
    return out;
}

// What a server wrote as a device of its own comes back where a backup was put back: exactly that, with a receipt of
// one of our keys, or what an erasure left of it, and nothing else under such a name. All others' events have none:
// whatever their types say, they count for nothing that only a server may say.
bool ServerSession::mayBring(const events::Event& event) const {
    if (speaksForServer(event)) {
        return false;
    }
    if (!event.ref.device.starts_with(kServersDevice)) {
        return !event.receipt;
    }
    events::KeyRing ring;
    for (const auto& key : m_settings.keys ? m_settings.keys() : std::vector<events::AnnouncedKey>()) {
        events::fromHex(key.open, ring[key.id].data(), ring[key.id].size());
    }
    return events::isErased(event) || events::verifyReceipt(event, ring).has_value();
}

ServerOut ServerSession::stored(const Stored& stored) {
    if (m_waiting.empty()) {
        return {};
    }
    const auto [device, last, asSent] = std::move(m_waiting.front());
    m_waiting.pop_front();
    ServerOut out;
    if (m_ended) {
        return out;
    }
    if (stored.reject) {
        out.frames.push_back(wire::encodeFrame(*stored.reject));
        return out;
    }
    m_has[device] = std::max(m_has[device], last); // the server may have more, from others
    // Who had the stream up to there and wrote what comes next has it still: nothing of it needs to be read to be left
    // out.
    if (auto* place = asSent && stored.cursor > stored.before ? reading(m_streamOf[device]) : nullptr;
        place != nullptr && place->told && !place->whole && place->cursor == stored.before &&
        place->end == stored.before) {
        place->cursor = place->end = stored.cursor;
    }
    out.frames.push_back(wire::encodeFrame(wire::Ack{device, stored.seq}));
    return out;
}

ServerOut ServerSession::grown(const std::vector<std::string>& streams) {
    ServerOut out;
    if (m_account.empty() || m_ended) {
        return out;
    }
    for (const auto& stream : streams) {
        if (auto* place = reading(stream)) {
            place->end = m_log.end(wire::StreamPlace{stream, 0});
        }
    }
    read(out);
    return out;
}

// Null where this account may not read it.
ServerSession::Reading* ServerSession::reading(const std::string& stream) {
    auto found = m_streams.find(stream);
    if (found == m_streams.end()) {
        if (!may(&StreamKind::read, stream, m_log.owner(stream), m_account)) {
            return nullptr;
        }
        found = m_streams.try_emplace(stream).first;
        found->second.told = true;                     // one that is new: the hello could not promise it
        found->second.whole = m_read.contains(stream); // or is here again
    }
    return &found->second;
}

ServerOut ServerSession::tick() {
    if (!m_account.empty() && !m_ended && m_settings.account(m_token) != m_account) {
        return end(wire::EndCode::unauthorized, "sign in again");
    }
    return {};
}

ServerOut ServerSession::handle(const wire::Credit& credit) {
    m_credits = std::clamp<std::int64_t>(m_credits + std::max<std::int64_t>(credit.pages, 0), 0, kCreditsMost);
    ServerOut out;
    read(out);
    return out;
}

ServerOut ServerSession::handle(const wire::AskLinks& ask) {
    if (!m_has.contains(ask.device) || ask.from < 1) {
        return end(wire::EndCode::malformed, "a question about a device that the hello does not name");
    }
    ServerOut out;
    out.frames.push_back(
        wire::encodeFrame(wire::Links{ask.device, ask.from, m_log.links(ask.device, ask.from, kLinksAtOnce)}));
    return out;
}

// Pages, as far as the credits go. What the peer has is not sent to it: a page that would have nothing else comes only
// to tell a reader that it is at the end.
void ServerSession::read(ServerOut& out) {
    static const std::map<std::string, std::int64_t> kNothing;
    readSnapshot(out);
    for (auto& [stream, reading] : m_streams) {
        while (m_credits > 0 && (reading.cursor < reading.end || !reading.told)) {
            auto part = m_log.read({stream, reading.cursor}, wire::kBatchBytes, reading.whole ? kNothing : m_has);
            reading.cursor = part.cursor;
            // Where it ends, whatever was heard of it before: a stream can have become shorter.
            reading.end = part.last ? part.cursor : std::max(reading.end, part.cursor);
            const bool last = reading.cursor == reading.end;
            if (!part.lines.empty() || (last && !reading.told)) {
                out.frames.push_back(wire::encodeFrame(
                    wire::Page{stream, part.cursor, last, m_log.mark({stream, part.cursor})}, part.lines));
                --m_credits;
            }
            reading.told = reading.told || last;
        }
    }
}

// Where it says more than what the peer has from elsewhere: a computer that wrote all of it has no use for it.
void ServerSession::offerSnapshot(const wire::Hello& hello) {
    auto kept = m_log.snapshot(m_account, hello.fold);
    if (!kept) {
        return;
    }
    std::int64_t there = 0;
    for (const auto& log : hello.devices) {
        there += log.seq;
    }
    std::int64_t said = 0;
    for (const auto& place : kept->places) {
        said += place.cursor;
    }
    if (said > 2 * there) {
        m_snapshot = std::move(kept);
    }
}

void ServerSession::readSnapshot(ServerOut& out) {
    while (m_snapshot && m_credits > 0) {
        const auto rows = m_log.rows(*m_snapshot, m_part++);
        const bool last = rows.empty() || m_part == m_snapshot->parts;
        out.frames.push_back(wire::encodeFrame(wire::Snapshot{m_snapshot->places, m_snapshot->digest, last}, rows));
        --m_credits;
        if (last) {
            m_snapshot.reset();
        }
    }
}

ServerOut
ServerSession::refuse(const std::string& device, std::int64_t seq, wire::RejectCode code, std::string message) {
    ServerOut out;
    out.frames.push_back(wire::encodeFrame(wire::Reject{device, seq, code, std::move(message)}));
    return out;
}

ServerOut ServerSession::end(wire::EndCode code, std::string message) {
    m_ended = true;
    ServerOut out;
    out.frames.push_back(wire::encodeFrame(wire::End{code, std::move(message)}));
    out.close = true;
    return out;
}

} // namespace cairn::engine
