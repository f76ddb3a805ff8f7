#include "core/store/event_log.h"

#include "core/events/event_codec.h"

namespace cairn::store {

using events::Event;
using soci::into;
using soci::use;

namespace {

constexpr const char* kColumns = "SELECT device, seq, hlc, server_effective, cursor, stream, subject, type, version, "
                                 "payload, link, receipt_key, receipt_signature, unknown FROM event ";

// One row, bound once, in whichever direction.
struct Row {
    std::string device;
    std::string stream;
    std::string subject;
    std::string type;
    std::string payload;
    std::string link;
    std::string receiptKey;
    std::string receiptSignature;
    std::string unknown;
    long long seq = 0;
    long long hlc = 0;
    long long effective = 0;
    long long serverEffective = 0;
    long long cursor = 0;
    int version = 1;
    soci::indicator hasServerEffective = soci::i_null;
    soci::indicator hasCursor = soci::i_null;
    soci::indicator hasReceiptKey = soci::i_null;
    soci::indicator hasReceiptSignature = soci::i_null;

    void take(const Event& event) {
        device = event.ref.device;
        seq = event.ref.seq;
        hlc = static_cast<long long>(event.hlc.value);
        effective = static_cast<long long>(event.position().effective.value);
        serverEffective = static_cast<long long>(event.effective.value_or(base::Hlc{}).value);
        hasServerEffective = event.effective ? soci::i_ok : soci::i_null;
        cursor = event.cursor.value_or(0);
        hasCursor = event.cursor ? soci::i_ok : soci::i_null;
        stream = event.stream;
        subject = event.subject;
        type = event.type;
        version = event.version;
        payload = event.payload;
        link = events::toHex(event.link);
        receiptKey = event.receipt ? event.receipt->key : std::string();
        receiptSignature = event.receipt ? events::toHex(event.receipt->signature) : std::string();
        hasReceiptKey = hasReceiptSignature = event.receipt ? soci::i_ok : soci::i_null;
        unknown = event.unknown;
    }

    Event give() const {
        Event event;
        event.ref = {device, seq};
        event.hlc = {static_cast<std::uint64_t>(hlc)};
        if (hasServerEffective == soci::i_ok) {
            event.effective = base::Hlc{static_cast<std::uint64_t>(serverEffective)};
        }
        if (hasCursor == soci::i_ok) {
            event.cursor = cursor;
        }
        event.stream = stream;
        event.subject = subject;
        event.type = type;
        event.version = version;
        event.payload = payload;
        if (!events::fromHex(link, event.link.data(), event.link.size())) {
            throw Abandon{{base::ErrorCode::Corrupt, "event " + device + "/" + std::to_string(seq) + " has no link"}};
        }
        if (hasReceiptKey == soci::i_ok) {
            event.receipt.emplace();
            event.receipt->key = receiptKey;
            if (!events::fromHex(receiptSignature, event.receipt->signature.data(), event.receipt->signature.size())) {
                event.receipt->signature = {}; // verifies as no key's
            }
        }
        event.unknown = unknown;
        return event;
    }

    void bindInto(soci::statement& statement) {
        statement.exchange(into(device));
        statement.exchange(into(seq));
        statement.exchange(into(hlc));
        statement.exchange(into(serverEffective, hasServerEffective));
        statement.exchange(into(cursor, hasCursor));
        statement.exchange(into(stream));
        statement.exchange(into(subject));
        statement.exchange(into(type));
        statement.exchange(into(version));
        statement.exchange(into(payload));
        statement.exchange(into(link));
        statement.exchange(into(receiptKey, hasReceiptKey));
        statement.exchange(into(receiptSignature, hasReceiptSignature));
        statement.exchange(into(unknown));
    }
};

void forEach(
    Database& database, const std::string& rest, const std::function<void(soci::statement&)>& bind,
    const std::function<bool(const Event&)>& each) {
    Row row;
    soci::statement statement(database.sql());
    row.bindInto(statement);
    bind(statement);
    statement.alloc();
    statement.prepare(kColumns + rest);
    statement.define_and_bind();
    statement.execute(false);
    while (statement.fetch()) {
        if (!each(row.give())) {
            return;
        }
    }
}

} // namespace

// Prepared once: imports and sync insert thousands.
struct EventLog::Insert {
    Row row;
    soci::statement statement;

    explicit Insert(soci::session& sql)
        : statement(
              (sql.prepare << "INSERT INTO event (device, seq, hlc, effective, server_effective, cursor, stream, "
                              "subject, type, version, payload, link, receipt_key, receipt_signature, unknown) VALUES "
                              "(:device, :seq, :hlc, :effective, :server_effective, :cursor, :stream, :subject, :type, "
                              ":version, :payload, :link, :receipt_key, :receipt_signature, :unknown)",
               use(row.device), use(row.seq), use(row.hlc), use(row.effective),
               use(row.serverEffective, row.hasServerEffective), use(row.cursor, row.hasCursor), use(row.stream),
               use(row.subject), use(row.type), use(row.version), use(row.payload), use(row.link),
               use(row.receiptKey, row.hasReceiptKey), use(row.receiptSignature, row.hasReceiptSignature),
               use(row.unknown))) {}
};

EventLog::EventLog(Database& database)
    : m_database(database) {}

EventLog::~EventLog() = default;

void EventLog::insert(const Event& event) {
    if (!m_insert) {
        m_insert = std::make_unique<Insert>(m_database.sql());
    }
    m_insert->row.take(event);
    try {
        m_insert->statement.execute(true);
    } catch (...) {
        m_insert.reset(); // a statement that failed is not to be run again
        throw;
    }
}

bool EventLog::contains(const events::EventRef& ref) {
    long long found = 0;
    m_database.sql() << "SELECT count(*) FROM event WHERE device = :device AND seq = :seq", use(ref.device),
        use(static_cast<long long>(ref.seq)), into(found);
    return found != 0;
}

std::vector<Event> EventLog::select(const std::string& rest, const std::function<void(soci::statement&)>& bind) {
    std::vector<Event> found;
    forEach(m_database, rest, bind, [&](const Event& event) {
        found.push_back(event);
        return true;
    });
    return found;
}

std::vector<Event> EventLog::ofSubject(const std::string& subject) {
    return select("WHERE subject = :subject ORDER BY effective, device, seq", [&](soci::statement& statement) {
        statement.exchange(use(subject, "subject"));
    });
}

std::vector<Event> EventLog::newest(const LogRange& range) {
    std::string rest = "WHERE 1=1";
    rest += range.subject.empty() ? "" : " AND subject = :subject";
    rest += range.before ? " AND effective < :before" : "";
    rest += " ORDER BY effective DESC, device DESC, seq DESC LIMIT " + std::to_string(range.limit);
    const auto before = static_cast<long long>(range.before.value_or(base::Hlc{}).value);
    return select(rest, [&](soci::statement& statement) {
        if (!range.subject.empty()) {
            statement.exchange(use(range.subject, "subject"));
        }
        if (range.before) {
            statement.exchange(use(before, "before"));
        }
    });
}

void EventLog::bySubject(std::optional<base::Hlc> until, const std::function<bool(const Event&)>& each) {
    const auto last = static_cast<long long>(until.value_or(base::Hlc{}).value);
    forEach(
        m_database, std::string(until ? "WHERE effective <= :last " : "") + "ORDER BY subject, effective, device, seq",
        [&](soci::statement& statement) {
            if (until) {
                statement.exchange(use(last, "last"));
            }
        },
        each);
}

void EventLog::byDevice(const std::function<bool(const Event&)>& each) {
    forEach(m_database, "ORDER BY device, seq", [](soci::statement&) {}, each);
}

std::int64_t EventLog::count() {
    return m_database.number("SELECT count(*) FROM event");
}

std::optional<DeviceTail> EventLog::tail(const std::string& device) {
    long long seq = 0;
    long long hlc = 0;
    std::string link;
    m_database.sql() << "SELECT seq, hlc, link FROM device WHERE device = :device", use(device), into(seq), into(hlc),
        into(link);
    if (!m_database.sql().got_data()) {
        return std::nullopt;
    }
    DeviceTail tail{seq, {static_cast<std::uint64_t>(hlc)}, {}};
    if (!events::fromHex(link, tail.link.data(), tail.link.size())) {
        throw Abandon{{base::ErrorCode::Corrupt, "device " + device + " has no link"}};
    }
    return tail;
}

void EventLog::setTail(const std::string& device, const DeviceTail& tail) {
    const auto link = events::toHex(tail.link);
    m_database.sql()
        << "INSERT INTO device (device, seq, hlc, link) VALUES (:device, :seq, :hlc, :link) "
           "ON CONFLICT (device) DO UPDATE SET seq = excluded.seq, hlc = excluded.hlc, link = excluded.link",
        use(device), use(static_cast<long long>(tail.seq)), use(static_cast<long long>(tail.hlc.value)), use(link);
}

std::string EventLog::writer(const std::string& stream) {
    std::string device;
    m_database.sql() << "SELECT device FROM writer WHERE stream = :stream", use(stream), into(device);
    return device;
}

void EventLog::setWriter(const std::string& stream, const std::string& device) {
    m_database.sql() << "INSERT INTO writer (stream, device) VALUES (:stream, :device)", use(stream), use(device);
}

std::vector<std::string> EventLog::eraseStream(const std::string& stream) {
    std::vector<std::string> subjects;
    const soci::rowset<std::string> rows =
        (m_database.sql().prepare << "SELECT DISTINCT subject FROM event WHERE stream = :stream", use(stream));
    for (const auto& subject : rows) {
        subjects.push_back(subject);
    }
    m_database.sql() << "DELETE FROM event WHERE stream = :stream", use(stream);
    m_database.sql() << "DELETE FROM writer WHERE stream = :stream", use(stream);
    m_database.run("DELETE FROM device WHERE device NOT IN (SELECT device FROM event) "
                   "AND device NOT IN (SELECT device FROM writer)");
    return subjects;
}

} // namespace cairn::store
