#include "sync/replica/store_replica.h"

#include "core/events/event_codec.h"

namespace cairn::replica {

base::Expected<std::vector<engine::ReplicaLog>> StoreReplica::logs() {
    const auto devices = m_store.devices();
    if (!devices) {
        return std::unexpected(devices.error());
    }
    std::vector<engine::ReplicaLog> logs;
    for (const auto& [device, stream, tail, own] : *devices) {
        logs.push_back({{device, tail.seq, tail.seq > 0 ? events::toHex(tail.link) : std::string(), stream}, own});
    }
    return logs;
}

base::Expected<std::vector<wire::StreamPlace>> StoreReplica::places() {
    const auto places = m_store.places();
    if (!places) {
        return std::unexpected(places.error());
    }
    std::vector<wire::StreamPlace> all;
    for (const auto& [stream, cursor, mark] : *places) {
        all.push_back({stream, cursor, mark});
    }
    return all;
}

base::Expected<std::optional<std::string>> StoreReplica::link(const std::string& device, std::int64_t seq) {
    return store::guarded([&] {
        const auto written = m_store.log().written({device, seq});
        return written ? std::optional(events::toHex(written->link)) : std::nullopt;
    });
}

base::Expected<std::vector<std::string>>
StoreReplica::read(const std::string& device, std::int64_t seq, std::size_t bytes) {
    auto events = m_store.after(device, seq, bytes);
    if (!events) {
        return std::unexpected(events.error());
    }
    std::vector<std::string> lines;
    std::size_t size = 0;
    for (auto& event : *events) {
        event.cursor.reset();
        event.effective.reset(); // the server's to say
        auto line = events::encodeEvent(event);
        size += line.size() + 1;
        if (!lines.empty() && (size > bytes || lines.size() == wire::kLinesMost)) {
            break;
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

base::Expected<void>
StoreReplica::take(const wire::StreamPlace& place, const std::vector<events::Event>& events, base::Millis now) {
    const auto ahead = m_store.showsAhead();
    if (!ahead) {
        return std::unexpected(ahead.error());
    }
    if (const auto received = m_store.receive(events, now, store::StreamPlace{place.stream, place.cursor, place.mark});
        !received) {
        return std::unexpected(received.error());
    }
    if (!*ahead) { // else what pages show does not change before all is here
        m_exchanged.received.insert(m_exchanged.received.end(), events.begin(), events.end());
    }
    return {};
}

base::Expected<void> StoreReplica::showAhead(const std::vector<std::string>& rows) {
    const auto shown = m_store.showAhead(rows);
    if (!shown && shown.error().code != base::ErrorCode::InvalidInput) {
        return shown;
    }
    m_exchanged.everything = m_exchanged.everything || shown.has_value();
    return {};
}

base::Expected<void> StoreReplica::caughtUp() {
    const auto changed = m_store.endShowingAhead();
    if (!changed) {
        return std::unexpected(changed.error());
    }
    m_exchanged.everything = m_exchanged.everything || *changed;
    return {};
}

base::Expected<void>
StoreReplica::trust(const std::string& server, const std::vector<events::AnnouncedKey>& keys, base::Millis now) {
    const auto changed = m_store.trust(server, keys, now);
    if (!changed) {
        return std::unexpected(changed.error());
    }
    m_exchanged.everything = m_exchanged.everything || *changed;
    return {};
}

base::Expected<void> StoreReplica::leaveDevice(const std::string& device, std::int64_t seq) {
    m_exchanged.renamed = true;
    return m_store.leaveDevice(device, seq);
}

} // namespace cairn::replica
