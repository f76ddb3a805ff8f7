#include "core/store/event_log.h"

#include "core/events/described_json.h"
#include "core/events/erasure.h"
#include "core/events/event_codec.h"
#include "core/store/event_row.h"
#include "core/store/prepared.h"

#include <limits>

namespace cairn::store {

using events::Event;
using soci::into;
using soci::use;

namespace {

struct InsertRow : EventRow {
    static constexpr const char* kQuery =
        "INSERT INTO event (device, seq, hlc, effective, server_effective, cursor, stream, subject, type, version, "
        "payload, link, receipt_key, receipt_signature, unknown) VALUES (:device, :seq, :hlc, :effective, "
        ":server_effective, :cursor, :stream, :subject, :type, :version, :payload, :link, :receipt_key, "
        ":receipt_signature, :unknown)";

    void bind(soci::statement& statement) { bindUse(statement); }
};

struct SubjectRow : EventRow {
    static constexpr const char* kQuery =
        "SELECT device, seq, hlc, effective, server_effective, cursor, stream, subject, type, version, payload, link, "
        "receipt_key, receipt_signature, unknown FROM event WHERE subject = :subject ORDER BY effective, device, seq";

    std::string wanted;

    void bind(soci::statement& statement) {
        bindInto(statement);
        statement.exchange(use(wanted));
    }
};

struct RefRow {
    static constexpr const char* kQuery = "SELECT stream, link FROM event WHERE device = :device AND seq = :seq";

    std::string device;
    long long seq = 0;
    std::string stream;
    std::string link;

    void bind(soci::statement& statement) {
        statement.exchange(into(stream));
        statement.exchange(into(link));
        statement.exchange(use(device));
        statement.exchange(use(seq));
    }
};

struct TailRow {
    static constexpr const char* kQuery = "SELECT seq, hlc, link FROM device WHERE device = :device";

    std::string device;
    long long seq = 0;
    long long hlc = 0;
    std::string link;

    void bind(soci::statement& statement) {
        statement.exchange(into(seq));
        statement.exchange(into(hlc));
        statement.exchange(into(link));
        statement.exchange(use(device));
    }
};

struct SetTailRow {
    static constexpr const char* kQuery =
        "INSERT INTO device (device, seq, hlc, link) VALUES (:device, :seq, :hlc, :link) "
        "ON CONFLICT (device) DO UPDATE SET seq = excluded.seq, hlc = excluded.hlc, link = excluded.link";

    std::string device;
    long long seq = 0;
    long long hlc = 0;
    std::string link;

    void bind(soci::statement& statement) {
        statement.exchange(use(device));
        statement.exchange(use(seq));
        statement.exchange(use(hlc));
        statement.exchange(use(link));
    }
};

struct WriterRow {
    static constexpr const char* kQuery = "SELECT device FROM writer WHERE stream = :stream";

    std::string stream;
    std::string device;

    void bind(soci::statement& statement) {
        statement.exchange(into(device));
        statement.exchange(use(stream));
    }
};

struct ErasingRow {
    static constexpr const char* kQuery =
        "SELECT seq FROM event WHERE subject = :subject AND type = 'subject.erased' LIMIT 1";

    std::string subject;
    long long seq = 0;

    void bind(soci::statement& statement) {
        statement.exchange(into(seq));
        statement.exchange(use(subject));
    }
};

} // namespace

struct EventCursor::Reading {
    explicit Reading(Database& database)
        : statement(database.sql()) {}

    EventRow row{};
    soci::statement statement;
};

EventCursor::EventCursor(Database& database, const std::string& rest, const std::function<void(soci::statement&)>& bind)
    : m_reading(std::make_unique<Reading>(database)) {
    auto& [row, statement] = *m_reading;
    row.bindInto(statement);
    bind(statement);
    statement.alloc();
    statement.prepare(std::string("SELECT ") + EventRow::kColumns + " FROM event " + rest);
    statement.define_and_bind();
    statement.execute(false);
}

EventCursor::EventCursor(EventCursor&&) noexcept = default;
EventCursor::~EventCursor() = default;

std::optional<Event> EventCursor::next() {
    return m_reading->statement.fetch() ? std::optional(m_reading->row.give()) : std::nullopt;
}

struct EventLog::Statements {
    explicit Statements(Database& database)
        : insert(database)
        , ofSubject(database)
        , ofRef(database)
        , tail(database)
        , setTail(database)
        , writer(database)
        , erasing(database) {}

    Prepared<InsertRow> insert;
    Prepared<SubjectRow> ofSubject;
    Prepared<RefRow> ofRef;
    Prepared<TailRow> tail;
    Prepared<SetTailRow> setTail;
    Prepared<WriterRow> writer;
    Prepared<ErasingRow> erasing;
};

EventLog::EventLog(Database& database)
    : m_database(database)
    , m_statements(std::make_unique<Statements>(database)) {}

EventLog::~EventLog() = default;

void EventLog::insert(const Event& event) {
    m_statements->insert.row.take(event);
    m_statements->insert.run();
}

std::optional<Written> EventLog::written(const events::EventRef& ref) {
    auto& [device, seq, stream, link] = m_statements->ofRef.row;
    device = ref.device;
    seq = ref.seq;
    if (!m_statements->ofRef.run()) {
        return std::nullopt;
    }
    Written written{stream, {}};
    if (!events::fromHex(link, written.link.data(), written.link.size())) {
        throw Abandon{{base::ErrorCode::Corrupt, "event " + device + "/" + std::to_string(seq) + " has no link"}};
    }
    return written;
}

std::vector<Event> EventLog::ofSubject(const std::string& subject) {
    std::vector<Event> found;
    m_statements->ofSubject.row.wanted = subject;
    m_statements->ofSubject.forEach([&](const EventRow& row) { found.push_back(row.give()); });
    return found;
}

std::vector<Event> EventLog::newest(const LogRange& range) {
    std::string rest = "WHERE 1=1";
    rest += range.subject.empty() ? "" : " AND subject = :subject";
    rest += range.before ? " AND effective < :before" : "";
    rest += " AND type <> 'event.erased'"; // there is nothing to show of it
    rest += range.types.empty() ? "" : " AND type IN (SELECT value FROM json_each(:types))";
    rest += " ORDER BY effective DESC, device DESC, seq DESC";
    const auto before = static_cast<long long>(range.before.value_or(base::Hlc{}).value);
    const auto types = events::encodeDescribed(range.types);
    const auto limit =
        range.limit < 0 ? std::numeric_limits<std::size_t>::max() : static_cast<std::size_t>(range.limit);
    std::vector<Event> found;
    if (limit == 0) {
        return found;
    }
    const auto bind = [&](soci::statement& statement) {
        if (!range.subject.empty()) {
            statement.exchange(use(range.subject, "subject"));
        }
        if (range.before) {
            statement.exchange(use(before, "before"));
        }
        if (!range.types.empty()) {
            statement.exchange(use(types, "types"));
        }
    };
    EventCursor cursor(m_database, rest, bind);
    while (auto event = cursor.next()) {
        if (found.size() >= limit && event->position().effective != found.back().position().effective) {
            break;
        }
        found.push_back(std::move(*event));
    }
    return found;
}

EventCursor EventLog::bySubject(std::optional<base::Hlc> until) {
    const std::string condition =
        until ? "WHERE effective <= " + std::to_string(static_cast<std::int64_t>(until->value)) + " " : "";
    return {m_database, condition + "ORDER BY subject, effective, device, seq"};
}

EventCursor EventLog::byDevice() {
    return {m_database, "ORDER BY device, seq"};
}

EventCursor EventLog::ofDevice(const std::string& device, std::int64_t seq) {
    return {
        m_database, "WHERE device = :device AND seq > " + std::to_string(seq) + " ORDER BY seq",
        [&](soci::statement& statement) { statement.exchange(use(device, "device")); }};
}

std::vector<DeviceEnd> EventLog::devices() {
    std::vector<DeviceEnd> found;
    std::string device;
    std::string stream;
    std::string link;
    long long seq = 0;
    long long hlc = 0;
    int own = 0;
    soci::indicator hasLink = soci::i_null;
    soci::statement statement =
        (m_database.sql().prepare
             << "SELECT device, coalesce(writer.stream, (SELECT stream FROM event WHERE event.device = named.device "
                "AND "
                "event.seq = 1)), coalesce(device.seq, 0), coalesce(device.hlc, 0), device.link, writer.device IS NOT "
                "NULL FROM (SELECT device FROM device UNION SELECT device FROM writer) AS named LEFT JOIN device USING "
                "(device) LEFT JOIN writer USING (device) ORDER BY device",
         into(device), into(stream), into(seq), into(hlc), into(link, hasLink), into(own));
    statement.execute(false);
    while (statement.fetch()) {
        DeviceEnd end{device, stream, {seq, {static_cast<std::uint64_t>(hlc)}, {}}, own != 0};
        if (hasLink == soci::i_ok && !events::fromHex(link, end.tail.link.data(), end.tail.link.size())) {
            throw Abandon{{base::ErrorCode::Corrupt, "device " + device + " has no link"}};
        }
        found.push_back(std::move(end));
    }
    return found;
}

std::vector<std::string> EventLog::removeFrom(const std::string& device, std::int64_t seq) {
    std::vector<std::string> subjects;
    {
        const soci::rowset<std::string> rows =
            (m_database.sql().prepare
                 << "SELECT DISTINCT subject FROM event WHERE device = :device AND seq >= :seq ORDER BY subject",
             use(device), use(seq));
        subjects.assign(rows.begin(), rows.end());
    }
    m_database.sql() << "DELETE FROM event WHERE device = :device AND seq >= :seq", use(device), use(seq);
    m_database.sql() << "DELETE FROM device WHERE device = :device", use(device);
    m_database.sql() << "INSERT INTO device (device, seq, hlc, link) SELECT device, seq, max(hlc) OVER (), link FROM "
                        "event WHERE device = :device ORDER BY seq DESC LIMIT 1",
        use(device);
    return subjects;
}

bool EventLog::setEffective(const events::EventRef& ref, std::optional<base::Hlc> effective) {
    const auto value = static_cast<long long>(effective.value_or(base::Hlc{}).value);
    auto given = effective ? soci::i_ok : soci::i_null; // not const: soci binds none
    soci::statement statement =
        (m_database.sql().prepare << "UPDATE event SET effective = coalesce(:value, hlc), server_effective = :same "
                                     "WHERE device = :device AND seq = :seq AND server_effective IS NOT :other",
         use(value, given), use(value, given), use(ref.device), use(ref.seq), use(value, given));
    statement.execute(true);
    return statement.get_affected_rows() > 0;
}

std::vector<std::string> EventLog::forgetEffective(const std::string& stream) {
    std::vector<std::string> subjects;
    {
        const soci::rowset<std::string> rows =
            (m_database.sql().prepare << "SELECT DISTINCT subject FROM event WHERE stream = :stream AND "
                                         "server_effective IS NOT NULL ORDER BY subject",
             use(stream));
        subjects.assign(rows.begin(), rows.end());
    }
    m_database.sql() << "UPDATE event SET effective = hlc, server_effective = NULL WHERE stream = :stream AND "
                        "server_effective IS NOT NULL",
        use(stream);
    return subjects;
}

bool EventLog::isErased(const std::string& subject) {
    m_statements->erasing.row.subject = subject;
    return m_statements->erasing.run();
}

void EventLog::erase(const std::string& subject) {
    for (const auto& event : ofSubject(subject)) {
        if (!events::canBeErased(event)) {
            continue;
        }
        const auto left = events::erased(event);
        const auto seq = static_cast<long long>(left.ref.seq);
        m_database.sql() << "UPDATE event SET type = :type, version = :version, payload = :payload, unknown = '{}', "
                            "receipt_key = NULL, receipt_signature = NULL WHERE device = :device AND seq = :seq",
            use(left.type), use(left.version), use(left.payload), use(left.ref.device), use(seq);
    }
}

std::vector<events::EventRef> EventLog::erasedWithoutReason() {
    return refs(
        "SELECT device, seq FROM event WHERE type = 'event.erased' AND subject NOT IN (SELECT subject FROM event WHERE "
        "type = 'subject.erased') ORDER BY device, seq");
}

std::int64_t EventLog::count() {
    return m_database.number("SELECT count(*) FROM event");
}

std::optional<DeviceTail> EventLog::tail(const std::string& device) {
    auto& row = m_statements->tail.row;
    row.device = device;
    if (!m_statements->tail.run()) {
        return std::nullopt;
    }
    DeviceTail tail{row.seq, {static_cast<std::uint64_t>(row.hlc)}, {}};
    if (!events::fromHex(row.link, tail.link.data(), tail.link.size())) {
        throw Abandon{{base::ErrorCode::Corrupt, "device " + device + " has no link"}};
    }
    return tail;
}

void EventLog::setTail(const std::string& device, const DeviceTail& tail) {
    auto& row = m_statements->setTail.row;
    row.device = device;
    row.seq = tail.seq;
    row.hlc = static_cast<long long>(tail.hlc.value);
    row.link = events::toHex(tail.link);
    m_statements->setTail.run();
}

std::string EventLog::writer(const std::string& stream) {
    auto& row = m_statements->writer.row;
    row.stream = stream;
    return m_statements->writer.run() ? row.device : std::string();
}

void EventLog::setWriter(const std::string& stream, const std::string& device) {
    m_database.sql() << "INSERT OR REPLACE INTO writer (stream, device) VALUES (:stream, :device)", use(stream),
        use(device);
}

std::vector<std::string> EventLog::devicesWithoutTail() {
    const soci::rowset<std::string> rows =
        (m_database.sql().prepare
         << "SELECT device FROM event GROUP BY device HAVING device NOT IN (SELECT device FROM device) UNION "
            "SELECT device.device FROM device LEFT JOIN event USING (device, seq) WHERE device.seq > 0 AND "
            "(event.link IS NULL OR event.link <> device.link) UNION "
            "SELECT device.device FROM device JOIN event USING (device) WHERE event.seq > device.seq ORDER BY 1");
    return {rows.begin(), rows.end()};
}

std::vector<events::EventRef> EventLog::misplaced() {
    return refs(
        "SELECT device, seq FROM event WHERE effective <> coalesce(server_effective, hlc) ORDER BY device, seq");
}

std::vector<events::EventRef> EventLog::refs(const std::string& query) {
    std::vector<events::EventRef> found;
    std::string device;
    long long seq = 0;
    soci::statement statement = (m_database.sql().prepare << query, into(device), into(seq));
    statement.execute(false);
    while (statement.fetch()) {
        found.push_back({device, seq});
    }
    return found;
}

std::vector<std::string> EventLog::eraseStream(const std::string& stream) {
    std::vector<std::string> subjects;
    {
        const soci::rowset<std::string> rows =
            (m_database.sql().prepare << "SELECT DISTINCT subject FROM event WHERE stream = :stream ORDER BY subject",
             use(stream));
        subjects.assign(rows.begin(), rows.end());
    }
    m_database.sql() << "DELETE FROM event WHERE stream = :stream", use(stream);
    m_database.sql() << "DELETE FROM writer WHERE stream = :stream", use(stream);
    m_database.run("DELETE FROM device WHERE device NOT IN (SELECT device FROM event) "
                   "AND device NOT IN (SELECT device FROM writer)");
    return subjects;
}

} // namespace cairn::store
