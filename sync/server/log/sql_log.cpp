#include "sync/server/log/sql_log.h"

#include "core/events/chain.h"
#include "core/events/erasure.h"
#include "core/events/event_codec.h"
#include "core/store/prepared.h"
#include "sync/server/database/schema.h"
#include "sync/server/log/log_rows.h"
#include "sync/wire/frame.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace cairn::server {

using soci::into;
using soci::use;
using store::Prepared;

namespace {

// In the line of an event whose author's clock was too far ahead; to send one more, that speaks of this, does no harm.
constexpr std::string_view kEffective = "\"effective\":";

constexpr std::string_view kCursor = "{\"cursor\":";

// A rolling digest of what a reader of the stream was told. To tell accidents, not forgers, apart: short.
std::string markAfter(const std::string& mark, const events::Event& event) {
    std::array<unsigned char, crypto_generichash_BYTES_MIN> digest{}; // 16 bytes
    const auto effective = event.effective ? event.effective->value : 0;
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, digest.size());
    const auto add = [&](const void* bytes, std::size_t size) {
        crypto_generichash_update(&state, static_cast<const unsigned char*>(bytes), size);
    };
    add(mark.data(), mark.size());
    add(event.link.data(), event.link.size());
    add(&effective, sizeof effective);
    crypto_generichash_final(&state, digest.data(), digest.size());
    return events::toHex(digest);
}

} // namespace

struct SqlLog::Statements {
    explicit Statements(soci::session& database)
        : ofDevice(database)
        , setDevice(database)
        , ofStream(database)
        , claim(database)
        , setStream(database)
        , next(database)
        , links(database)
        , atPlace(database)
        , insert(database) {}

    Prepared<OfDevice> ofDevice;
    Prepared<SetDevice> setDevice;
    Prepared<OfStream> ofStream;
    Prepared<ClaimStream> claim;
    Prepared<SetStream> setStream;
    Prepared<NextEvents> next;
    Prepared<Links> links;
    Prepared<AtPlace> atPlace;
    Prepared<InsertEvent> insert;
};

SqlLog::SqlLog(std::unique_ptr<Database> database, FollowUp followUp)
    : m_database(std::move(database))
    , m_followUp(std::move(followUp))
    , m_statements(std::make_unique<Statements>(m_database->sql()))
    , m_erasures(*m_database) {
    migrate(*m_database);
}

SqlLog::~SqlLog() = default;

std::optional<wire::DeviceLog> SqlLog::end(const std::string& device) {
    auto& row = m_statements->ofDevice.row;
    row.device = device;
    if (!m_statements->ofDevice.run()) {
        return std::nullopt;
    }
    return wire::DeviceLog{device, row.seq, row.link, row.stream};
}

std::optional<std::string> SqlLog::link(const std::string& device, std::int64_t seq) {
    const auto found = seq < 1 ? std::vector<std::string>() : links(device, seq, 1);
    return found.empty() ? std::nullopt : std::optional(found.front());
}

std::vector<std::string> SqlLog::links(const std::string& device, std::int64_t from, std::size_t most) {
    auto& row = m_statements->links.row;
    row.device = device;
    row.seq = from;
    row.most = static_cast<long long>(most);
    std::vector<std::string> links;
    m_statements->links.forEach([&](const Links& found) { links.push_back(found.link); });
    return links;
}

std::int64_t SqlLog::end(const wire::StreamPlace& stream) {
    auto& row = m_statements->ofStream.row;
    row.stream = stream.stream;
    return m_statements->ofStream.run() ? row.cursor : 0;
}

std::string SqlLog::mark(const wire::StreamPlace& place) {
    auto& row = m_statements->atPlace.row;
    row.stream = place.stream;
    row.cursor = place.cursor;
    return m_statements->atPlace.run() ? row.mark : std::string();
}

engine::StreamPart
SqlLog::read(const wire::StreamPlace& after, std::size_t bytes, const std::map<std::string, std::int64_t>& skip) {
    engine::StreamPart part{{}, after.cursor, true};
    std::size_t size = 0;
    const auto take = [&](const NextEvents& row) {
        const auto skipped = skip.find(row.device);
        const bool own =
            skipped != skip.end() && row.seq <= skipped->second && row.line.find(kEffective) == std::string::npos;
        const bool full = size > 0 && (size + row.line.size() > bytes || part.lines.size() == wire::kLinesMost);
        part.last = part.last && (own || !full);
        if (!part.last) {
            return;
        }
        part.cursor = row.cursor;
        if (!own) {
            size += row.line.size();
            // "cursor" is the first member of an envelope in canonical form: no other name comes before it.
            const auto cursor = std::to_string(row.cursor);
            auto& line = part.lines.emplace_back();
            line.reserve(kCursor.size() + cursor.size() + row.line.size());
            line.append(kCursor).append(cursor).append(1, ',').append(row.line, 1);
        }
    };
    for (long long found = NextEvents::kMost; part.last && found == NextEvents::kMost;) {
        auto& row = m_statements->next.row;
        row.stream = after.stream;
        row.after = part.cursor;
        found = 0;
        m_statements->next.forEach([&](const NextEvents& next) {
            ++found;
            take(next);
        });
    }
    return part;
}

std::vector<std::string> SqlLog::streams(const std::string& account) {
    const soci::rowset<std::string> found =
        (m_database->sql().prepare << "SELECT stream FROM stream WHERE account = :account ORDER BY stream",
         use(account));
    return {found.begin(), found.end()};
}

std::optional<std::string> SqlLog::owner(const std::string& stream) {
    auto& row = m_statements->ofStream.row;
    row.stream = stream;
    return m_statements->ofStream.run() ? std::optional(row.account) : std::nullopt;
}

std::vector<engine::Stored> SqlLog::append(const std::vector<engine::Batch>& batches) {
    std::vector<engine::Stored> all;
    all.reserve(batches.size());
    Transaction transaction(*m_database);
    m_erasures.begin();
    lockInOrder(batches);
    for (const auto& batch : batches) {
        all.push_back(appendOne(batch));
    }
    m_erasures.carryOut();
    transaction.commit();
    if (m_followUp.committed) {
        m_followUp.committed();
    }
    return all;
}

void SqlLog::erase(const std::string& account) {
    const auto of = [](const char* name) {
        return std::string(" WHERE stream IN (SELECT ") + name + " FROM stream WHERE account = :account)";
    };
    Transaction transaction(*m_database);
    // What another server is about to store is there first, and goes as well: nothing finds it once its stream is gone.
    for (const auto& stream : inOrder(account)) {
        lockStream(stream);
    }
    m_database->sql() << "DELETE FROM event" + of("number"), use(account);
    m_database->sql() << "DELETE FROM erased WHERE account = :account", use(account);
    m_database->sql()
        << "DELETE FROM device WHERE stream_number IN (SELECT number FROM stream WHERE account = :account)",
        use(account);
    m_database->sql() << "DELETE FROM notary" + of("stream"), use(account);
    m_database->sql() << "DELETE FROM stream WHERE account = :account", use(account);
    m_database->sql() << "DELETE FROM snapshot WHERE account = :account", use(account);
    m_database->sql() << "DELETE FROM snapshot_part WHERE account = :account", use(account);
    transaction.commit();
}

// Whose a stream is that is there; nobody else appends to it before this transaction ends: a reader never sees a cursor
// before those that come ahead of it.
std::optional<std::string> SqlLog::lockStream(const std::string& stream) {
    std::string account;
    m_database->sql() << std::string("SELECT account FROM stream WHERE stream = :stream") +
                             m_database->dialect().lockRow,
        into(account), use(stream);
    return m_database->sql().got_data() ? std::optional(account) : std::nullopt;
}

// The streams of an account in the order in which all servers lock several, so that none waits for one that waits for
// it: not every database sorts by bytes.
std::vector<std::string> SqlLog::inOrder(const std::string& account) {
    auto all = streams(account);
    std::ranges::sort(all);
    return all;
}

// What erases needs all of its account's streams: another server may be about to store in one of them what is erased.
void SqlLog::lockInOrder(const std::vector<engine::Batch>& batches) {
    if (*m_database->dialect().lockRow == '\0') {
        return;
    }
    std::map<std::string, const engine::Batch*> wanted; // null: as it is there already
    for (const auto& batch : batches) {
        wanted[batch.stream] = &batch;
        if (std::ranges::any_of(batch.events, events::isErasing)) {
            for (const auto& stream : streams(batch.account)) {
                wanted.emplace(stream, nullptr);
            }
        }
    }
    if (wanted.size() < 2) {
        return;
    }
    for (const auto& [stream, batch] : wanted) {
        if (batch != nullptr) {
            claimStream(*batch);
        } else {
            lockStream(stream);
        }
    }
}

// The same, of a stream that is made where there is none.
const ClaimStream& SqlLog::claimStream(const engine::Batch& batch) {
    auto& claim = m_statements->claim.row;
    claim.stream = batch.stream;
    claim.account = batch.account;
    m_statements->claim.run();
    return claim;
}

engine::Stored SqlLog::appendOne(const engine::Batch& batch) {
    const auto reject = [&](std::int64_t seq, wire::RejectCode code, const char* message) {
        return engine::Stored{wire::Reject{batch.device, seq, code, message}, 0};
    };
    const auto& stream = claimStream(batch);
    if (stream.owner != batch.account) {
        return reject(0, wire::RejectCode::forbidden, "this stream is another account's");
    }
    auto cursor = stream.cursor;
    auto tail = end(batch.device).value_or(wire::DeviceLog{batch.device, 0, {}, batch.stream});
    if (tail.stream != batch.stream) {
        return reject(tail.seq, wire::RejectCode::forbidden, "this device writes another stream");
    }
    // All is looked at before any of it is written: a batch is stored whole or not at all.
    engine::Stored stored{{}, tail.seq};
    std::size_t fresh = batch.events.size(); // where those begin that are new
    events::Digest link{};
    if (tail.seq > 0 && !events::fromHex(tail.link, link.data(), link.size())) {
        throw std::runtime_error("device " + batch.device + " has no link");
    }
    std::vector<std::string> there; // the links of those that are here already, the first event's first
    if (!batch.events.empty() && batch.events.front().ref.seq <= tail.seq) {
        there = links(batch.device, batch.events.front().ref.seq, batch.events.size());
    }
    for (std::size_t at = 0; at < batch.events.size(); ++at) {
        const auto& event = batch.events[at];
        const auto seq = event.ref.seq;
        if (seq <= tail.seq) {
            if (at >= there.size() || there[at] != events::toHex(event.link)) {
                return reject(seq, wire::RejectCode::forked, "another event of that number is here");
            }
            continue; // the time of its first coming counts
        }
        if (seq != stored.seq + 1) {
            return reject(tail.seq, wire::RejectCode::gap, "events before it are missing");
        }
        const bool known = at > 0 && at < batch.chained; // that it follows the one before it, whose link `link` is
        if (!known && event.link != events::linkAfter(link, event)) {
            return reject(tail.seq, wire::RejectCode::forked, "it does not continue its device's log");
        }
        link = event.link;
        stored.seq = seq;
        fresh = std::min(fresh, at);
    }
    if (fresh == batch.events.size()) {
        return stored;
    }
    auto& device = m_statements->setDevice.row;
    device.device = batch.device;
    device.stream = stream.number;
    device.seq = stored.seq;
    device.link = events::toHex(link);
    m_statements->setDevice.run();
    auto& row = m_statements->insert.row;
    row.stream = stream.number;
    row.device = device.number;
    row.mark = mark({batch.stream, cursor});
    bool anyErased = m_erasures.any(batch.account);
    for (std::size_t at = fresh; at < batch.events.size(); ++at) {
        const auto& event = batch.events[at];
        row.cursor = ++cursor;
        row.seq = event.ref.seq;
        row.link = events::toHex(event.link);
        row.mark = markAfter(row.mark, event);
        const bool erasing = events::isErasing(event);
        const bool gone = anyErased && events::canBeErased(event) && m_erasures.has(batch.account, event.subject);
        row.line = gone ? events::encodeEvent(events::erased(event)) : batch.lines[at];
        m_statements->insert.run();
        if (erasing) {
            m_erasures.note(batch.account, event.subject, {batch.stream, cursor});
            anyErased = true;
        }
    }
    auto& end = m_statements->setStream.row;
    end.number = stream.number;
    end.cursor = cursor;
    m_statements->setStream.run();
    stored.before = stream.cursor;
    stored.cursor = cursor;
    if (m_followUp.stored) {
        m_followUp.stored(*m_database, batch, fresh);
    }
    return stored;
}

} // namespace cairn::server
