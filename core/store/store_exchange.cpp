// What a store needs to exchange its log with a server.
#include "core/events/chain.h"
#include "core/events/described_json.h"
#include "core/events/event_codec.h"
#include "core/store/batch.h"
#include "core/store/log_name.h"
#include "core/store/random_id.h"
#include "core/store/rebuild.h"
#include "core/store/store.h"
#include "core/store/trusted_keys.h"

#include <algorithm>
#include <map>
#include <span>

namespace cairn::store {

using base::ErrorCode;
using events::Event;

namespace {

using Renamed = std::map<events::EventRef, events::EventRef>;

// A log in the making.
struct Writer {
    std::string device;
    DeviceTail tail;
};

// An undoing of an event that has a new name means that event still.
void follow(Event& event, const Renamed& renamed) {
    if (event.type != events::rowOf<events::EventUndone>().type) {
        return;
    }
    auto undone = events::decodeDescribed<events::EventUndone>(event.payload);
    if (!undone) {
        return;
    }
    if (const auto found = renamed.find({undone->device, undone->seq}); found != renamed.end()) {
        undone->device = found->second.device;
        undone->seq = found->second.seq;
        event.payload = events::encodeDescribed(*undone);
    }
}

// Gives events the name and the numbers of `writer`. Where another copy of this profile has done the same, and its log
// was taken in, those that are in it are here already. Answers with how many have their place now: the one after them
// is another than the other copy's, and begins a log of its own.
std::size_t rename(EventLog& log, std::span<const Event> moved, Writer& writer, Renamed& renamed, Batch& batch) {
    const bool there = log.tail(writer.device).has_value();
    for (std::size_t at = 0; at < moved.size(); ++at) {
        auto event = moved[at];
        event.ref = {writer.device, writer.tail.seq + 1};
        follow(event, renamed);
        event.link = events::linkAfter(writer.tail.link, event);
        const auto written = log.written(event.ref);
        if (there && (!written || written->link != event.link)) {
            return at;
        }
        renamed[moved[at].ref] = event.ref;
        writer.tail.seq = event.ref.seq;
        writer.tail.link = event.link;
        if (!there) {
            batch.add(event);
        }
    }
    return moved.size();
}

} // namespace

base::Expected<std::vector<StreamPlace>> Store::places() {
    return guarded([&] {
        std::vector<StreamPlace> places;
        const soci::rowset<soci::row> rows =
            (m_database.sql().prepare << "SELECT stream, CAST(cursor AS TEXT), mark FROM place ORDER BY stream");
        for (const auto& row : rows) {
            places.push_back({row.get<std::string>(0), std::stoll(row.get<std::string>(1)), row.get<std::string>(2)});
        }
        return places;
    });
}

base::Expected<FoldedProfile> Store::folded() {
    auto places = this->places();
    if (!places) {
        return std::unexpected(places.error());
    }
    return guarded([&] { return FoldedProfile{std::move(*places), foldedRows(m_database)}; });
}

base::Expected<void> Store::showAhead(const std::vector<std::string>& rows) {
    return guarded([&] {
        Transaction transaction(m_database);
        if (m_database.number("SELECT count(*) FROM place") == 0) {
            showRows(m_projections, rows);
            setShowsAhead(m_database, true);
        }
        transaction.commit();
    });
}

base::Expected<bool> Store::showsAhead() {
    return guarded([&] { return store::showsAhead(m_database); });
}

base::Expected<bool> Store::endShowingAhead() {
    return guarded([&] {
        const bool ahead = store::showsAhead(m_database);
        if (ahead) {
            Transaction transaction(m_database);
            foldAnew(m_keys, {});
            transaction.commit();
        }
        return ahead;
    });
}

base::Expected<bool>
Store::trust(const std::string& server, const std::vector<events::AnnouncedKey>& announced, base::Millis now) {
    return guarded([&] {
        const auto pinned = pinnedKeys(m_database, server);
        const auto followed = events::follow(pinned, announced);
        if (!followed) {
            throw Abandon{
                {ErrorCode::Refused, "the server's signing keys are not those that it had; nothing was taken from it"}};
        }
        if (*followed == pinned) {
            return false;
        }
        Transaction transaction(m_database);
        pinKeys(m_database, server, *followed, now);
        const auto keys = withPinned(m_keys, m_database);
        // What is shown ahead is folded when all is here.
        const bool counts = anyReceiptOfNew(m_database, m_keys, keys) && !store::showsAhead(m_database);
        if (counts) {
            foldAnew(keys, {});
        }
        setMeta("fold", foldBasis(keys, m_program));
        transaction.commit();
        m_keys = keys;
        return counts;
    });
}

base::Expected<std::vector<DeviceEnd>> Store::devices() {
    return guarded([&] {
        if (const auto stream = streamOf("", meta("learner")); m_log.writer(stream).empty()) {
            m_log.setWriter(stream, randomId());
        }
        auto devices = m_log.devices();
        std::erase_if(devices, [](const DeviceEnd& end) { return end.stream == kSampleStream; });
        return devices;
    });
}

base::Expected<std::vector<Event>> Store::after(const std::string& device, std::int64_t seq, std::size_t bytes) {
    return guarded([&] {
        std::vector<Event> found;
        std::size_t size = 0;
        auto cursor = m_log.ofDevice(device, seq);
        while (auto event = cursor.next()) {
            size += event->payload.size();
            if (!found.empty() && size > bytes) {
                break;
            }
            found.push_back(std::move(*event));
        }
        return found;
    });
}

base::Expected<void> Store::leaveDevice(const std::string& device, std::int64_t seq) {
    return guarded([&] {
        Transaction transaction(m_database);
        const auto all = m_log.devices();
        const auto left = std::ranges::find(all, device, &DeviceEnd::device);
        if (left == all.end()) {
            throw Abandon{{ErrorCode::InvalidInput, "device " + device + " has no log here"}};
        }
        std::vector<Event> moved;
        {
            auto cursor = m_log.ofDevice(device, seq - 1);
            while (auto event = cursor.next()) {
                event->cursor.reset();
                event->effective.reset();
                moved.push_back(std::move(*event));
            }
        }
        Batch batch(
            m_log, m_projections, m_keys, m_program, store::showsAhead(m_database) ? Folding::onTop : Folding::whole);
        for (const auto& subject : m_log.removeFrom(device, seq)) {
            batch.refold(subject);
        }
        // What is written next is later than all that was written under the other name, too.
        Writer writer{{}, {0, left->tail.hlc, {}}};
        Renamed renamed;
        for (std::size_t at = 0; at < moved.size();) {
            writer.device = nameAfter(moved[at].link);
            writer.tail = {0, left->tail.hlc, {}};
            auto placed = rename(m_log, std::span(moved).subspan(at), writer, renamed, batch);
            if (placed == 0) { // a name that is taken by something else
                writer.device = randomId();
                placed = rename(m_log, std::span(moved).subspan(at), writer, renamed, batch);
            }
            at += placed;
        }
        const bool there = moved.empty() || m_log.tail(writer.device); // all of it is in other logs
        if (left->own) {
            if (there) {
                writer = {randomId(), {0, left->tail.hlc, {}}};
            }
            m_log.setWriter(left->stream, writer.device);
        } else {
            m_database.sql() << "UPDATE place SET mark = 'again' WHERE stream = :stream", soci::use(left->stream);
        }
        if (left->own || !there) {
            m_log.setTail(writer.device, writer.tail);
        }
        batch.write();
        transaction.commit();
    });
}

} // namespace cairn::store
