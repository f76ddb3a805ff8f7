#include "sync/server/verify/notary.h"

#include "core/events/chain.h"
#include "core/events/event_codec.h"
#include "core/store/random_id.h"

#include <algorithm>
#include <chrono>
#include <future>
#include <stdexcept>

namespace cairn::server {

using base::ErrorCode;
using soci::into;
using soci::use;

namespace {

// Another server of the same database may be faster, time and again, but not for ever.
constexpr std::chrono::seconds kPatience{20};

struct Told {
    base::Expected<engine::Stored> stored;
    std::vector<events::Event> written;
};

} // namespace

Notary::Notary(std::unique_ptr<Database> database, Hub& hub, const ReceiptKeys& keys, std::function<base::Millis()> now)
    : m_database(std::move(database))
    , m_hub(hub)
    , m_keys(keys)
    , m_now(std::move(now)) {}

base::Expected<std::vector<events::Event>> Notary::append(const Order& order) {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (std::chrono::steady_clock::now() < end) {
        auto promised = std::make_shared<std::promise<Told>>();
        auto written = std::make_shared<std::vector<events::Event>>();
        m_hub.write(
            {[this, &order, written] { return compose(order, *written); },
             [this, stream = order.stream, promised, written](base::Expected<engine::Stored> stored) {
                 if (!written->empty()) { // composed, and so on its way
                     settled(stream);
                 }
                 promised->set_value({std::move(stored), std::move(*written)});
             }});
        auto told = promised->get_future().get();
        if (!told.stored) {
            return std::unexpected(told.stored.error());
        }
        if (!told.stored->reject) {
            return std::move(told.written);
        }
        if (told.stored->reject->code == wire::RejectCode::forbidden) {
            return base::fail(ErrorCode::Unauthorized, told.stored->reject->message);
        }
    }
    return base::fail(ErrorCode::Io, "other servers write to " + order.stream + " all the time");
}

events::EventRef Notary::end(const std::string& stream) {
    const std::lock_guard lock(m_mutex);
    const auto tail = readTail(stream, false);
    return {tail.device, tail.seq};
}

// On the hub's thread.
base::Expected<engine::Batch> Notary::compose(const Order& order, std::vector<events::Event>& written) {
    const std::lock_guard lock(m_mutex);
    long long accounts = 0;
    m_database->sql() << "SELECT COUNT(*) FROM account WHERE id = :account", into(accounts), use(order.account);
    if (accounts == 0) {
        return base::fail(ErrorCode::NotFound, "there is no such account any more");
    }
    if (order.drafts.empty()) {
        return base::fail(ErrorCode::InvalidInput, "there is nothing to write");
    }
    auto& tail = m_tails[order.stream];
    if (tail.pending == 0) {
        tail = readTail(order.stream, true);
    }
    if (order.unless && saidSince(tail, *order.unless)) {
        return base::fail(
            ErrorCode::Refused, "something was said about " + *order.unless->subjects.begin() + " or others meanwhile");
    }
    const auto now = m_now();
    base::HybridClock clock(std::max(tail.hlc, order.after));
    engine::Batch batch{order.account, tail.device, order.stream, {}, {}};
    for (const auto& draft : order.drafts) {
        events::Event event;
        event.ref = {tail.device, tail.seq + 1};
        event.hlc = clock.tick(now);
        event.stream = order.stream;
        event.subject = draft.subject;
        event.type = draft.type;
        event.version = draft.version;
        event.payload = draft.payload;
        event.link = events::linkAfter(tail.link, event);
        event.receipt = m_keys.sign(event);
        ++tail.seq;
        tail.link = event.link;
        tail.hlc = event.hlc;
        tail.said[event.subject] = tail.seq;
        batch.lines.push_back(events::encodeEvent(event));
        batch.events.push_back(std::move(event));
    }
    ++tail.pending;
    written = batch.events;
    return batch;
}

// On the hub's thread, after the commit, which all batches share that were on their way: nothing is composed before the
// last of them has come back. Where one was not stored, those behind it do not continue the log, and were not either.
void Notary::settled(const std::string& stream) {
    const std::lock_guard lock(m_mutex);
    if (--m_tails[stream].pending == 0) {
        m_tails.erase(stream);
    }
}

Notary::Tail Notary::readTail(const std::string& stream, bool naming) {
    auto& sql = m_database->sql();
    Tail tail;
    const auto ask = [&] {
        sql << "SELECT device FROM notary WHERE stream = :stream", into(tail.device), use(stream);
        return sql.got_data();
    };
    if (!ask()) {
        if (!naming) {
            return {};
        }
        const auto name = std::string(engine::kServersDevice) + store::randomId();
        sql << "INSERT INTO notary (stream, device) VALUES (:stream, :device) ON CONFLICT (stream) DO NOTHING",
            use(stream), use(name);
        ask(); // another server may have been faster
    }
    long long seq = 0;
    std::string line;
    sql << "SELECT seq, line FROM event WHERE device = (SELECT number FROM device WHERE device = :device) ORDER BY seq "
           "DESC LIMIT 1",
        into(seq), into(line), use(tail.device);
    if (sql.got_data()) {
        const auto event = events::decodeEvent(line);
        if (!event) {
            throw std::runtime_error("the last event of " + tail.device + " cannot be read: " + event.error().message);
        }
        tail.seq = seq;
        tail.link = event->link;
        tail.hlc = event->hlc;
    }
    return tail;
}

bool Notary::saidSince(const Tail& tail, const Unless& unless) {
    if (std::ranges::any_of(tail.said, [&](const auto& said) {
            return said.second > unless.since && unless.subjects.contains(said.first);
        })) {
        return true;
    }
    const long long since = unless.since;
    const soci::rowset<std::string> lines =
        (m_database->sql().prepare
             << "SELECT line FROM event WHERE device = (SELECT number FROM device WHERE device = :device) AND seq > "
                ":since",
         use(tail.device), use(since));
    for (const auto& line : lines) {
        const auto event = events::decodeEvent(line);
        if (!event || unless.subjects.contains(event->subject)) {
            return true;
        }
    }
    return false;
}

} // namespace cairn::server
