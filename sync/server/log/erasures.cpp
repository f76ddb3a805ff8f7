#include "sync/server/log/erasures.h"

#include "core/events/canonical_json.h"
#include "core/events/erasure.h"
#include "core/events/event_codec.h"
#include "core/store/database.h"
#include "core/store/prepared.h"

namespace cairn::server {

using soci::into;
using soci::use;

namespace {

struct AnyErased {
    static constexpr const char* kQuery = "SELECT cursor FROM erased WHERE account = :account LIMIT 1";
    std::string account;
    long long cursor = 0;

    void bind(soci::statement& statement) {
        statement.exchange(into(cursor));
        statement.exchange(use(account));
    }
};

struct Erased {
    static constexpr const char* kQuery = "SELECT cursor FROM erased WHERE account = :account AND subject = :subject";
    std::string account;
    std::string subject;
    long long cursor = 0;

    void bind(soci::statement& statement) {
        statement.exchange(into(cursor));
        statement.exchange(use(account));
        statement.exchange(use(subject));
    }
};

// Matches lines with this member somewhere in them; which of them have it in the envelope is found out after that.
std::string patternOf(const std::string& subject) {
    std::string member = "\"subject\":";
    events::appendText(member, subject);
    std::string pattern = "%";
    for (const char c : member) {
        pattern += c == '%' || c == '_' || c == '~' ? std::string("~") + c : std::string(1, c);
    }
    return pattern + '%';
}

} // namespace

struct Erasures::Statements {
    explicit Statements(soci::session& database)
        : any(database)
        , one(database) {}

    store::Prepared<AnyErased> any;
    store::Prepared<Erased> one;
};

Erasures::Erasures(Database& database)
    : m_database(database)
    , m_statements(std::make_unique<Statements>(database.sql())) {}

Erasures::~Erasures() = default;

bool Erasures::any(const std::string& account) {
    m_statements->any.row.account = account;
    return m_statements->any.run();
}

bool Erasures::has(const std::string& account, const std::string& subject) {
    m_statements->one.row.account = account;
    m_statements->one.row.subject = subject;
    return m_statements->one.run();
}

void Erasures::erase(const std::string& account, const std::string& subject, const wire::StreamPlace& place) {
    auto& sql = m_database.sql();
    const long long cursor = place.cursor;
    sql << "INSERT INTO erased (account, subject, stream, cursor) VALUES (:account, :subject, :stream, :cursor) "
           "ON CONFLICT (account, subject) DO NOTHING",
        use(account), use(subject), use(place.stream), use(cursor);
    for (const auto& [at, line] : left(account, subject)) {
        const long long there = at.cursor;
        sql << "UPDATE event SET line = :line WHERE stream = :stream AND cursor = :cursor", use(line), use(at.stream),
            use(there);
    }
    sql << "DELETE FROM snapshot WHERE account = :account", use(account);
    sql << "DELETE FROM snapshot_part WHERE account = :account", use(account);
}

// What is to stand where.
std::vector<std::pair<wire::StreamPlace, std::string>>
Erasures::left(const std::string& account, const std::string& subject) {
    const auto pattern = patternOf(subject);
    std::vector<std::pair<wire::StreamPlace, std::string>> found;
    std::string stream;
    std::string line;
    long long cursor = 0;
    soci::statement statement =
        (m_database.sql().prepare
             << "SELECT stream, cursor, line FROM event WHERE stream IN (SELECT stream FROM stream "
                "WHERE account = :account) AND line LIKE :pattern ESCAPE '~'",
         into(stream), into(cursor), into(line), use(account), use(pattern));
    statement.execute(false);
    while (statement.fetch()) {
        const auto event = events::decodeEvent(line);
        if (event && event->subject == subject && events::canBeErased(*event)) {
            found.emplace_back(wire::StreamPlace{stream, cursor}, events::encodeEvent(events::erased(*event)));
        }
    }
    return found;
}

bool Erasures::since(const wire::StreamPlace& place) {
    const long long cursor = place.cursor;
    long long found = 0;
    m_database.sql() << "SELECT count(*) FROM erased WHERE stream = :stream AND cursor > :cursor", into(found),
        use(place.stream), use(cursor);
    return found != 0;
}

} // namespace cairn::server
