#include "sync/server/log/erasures.h"

#include "core/events/canonical_json.h"
#include "core/events/erasure.h"
#include "core/events/event_codec.h"
#include "core/store/database.h"
#include "core/store/prepared.h"
#include "sync/server/log/log_rows.h"

#include <optional>
#include <string_view>

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

struct InsertErased {
    static constexpr const char* kQuery = "INSERT INTO erased (account, subject, stream, cursor) VALUES (:account, "
                                          ":subject, :stream, :cursor) ON CONFLICT "
                                          "(account, subject) DO NOTHING";
    std::string account;
    std::string subject;
    std::string stream;
    long long cursor = 0;

    void bind(soci::statement& statement) {
        statement.exchange(use(account));
        statement.exchange(use(subject));
        statement.exchange(use(stream));
        statement.exchange(use(cursor));
    }
};

struct ReplaceLine {
    static constexpr const char* kQuery = "UPDATE event SET line = :line WHERE stream = (SELECT number FROM stream "
                                          "WHERE stream = :stream) AND cursor = :cursor";
    std::string line;
    std::string stream;
    long long cursor = 0;

    void bind(soci::statement& statement) {
        statement.exchange(use(line));
        statement.exchange(use(stream));
        statement.exchange(use(cursor));
    }
};

using Members = std::set<std::string, std::less<>>;

// As a line writes it, with its quotes.
std::string memberOf(const std::string& subject) {
    std::string member;
    events::appendText(member, subject);
    return member;
}

// Whether a line names one of these as a subject, wherever in it. Of those that do, few do so elsewhere than in the
// envelope; all others need not be decoded.
bool mentions(std::string_view line, const Members& members) {
    constexpr std::string_view kName = "\"subject\":";
    for (auto at = line.find(kName); at != std::string_view::npos; at = line.find(kName, at)) {
        at += kName.size();
        auto end = at + 1;
        while (end < line.size() && line[end] != '"') {
            end += line[end] == '\\' ? 2 : 1;
        }
        if (end < line.size() && members.contains(line.substr(at, end + 1 - at))) {
            return true;
        }
    }
    return false;
}

} // namespace

struct Erasures::Statements {
    explicit Statements(soci::session& database)
        : any(database)
        , one(database)
        , insert(database)
        , next(database)
        , replace(database) {}

    store::Prepared<AnyErased> any;
    store::Prepared<Erased> one;
    store::Prepared<InsertErased> insert;
    store::Prepared<NextEvents> next;
    store::Prepared<ReplaceLine> replace;
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

void Erasures::note(const std::string& account, const std::string& subject, const wire::StreamPlace& place) {
    if (has(account, subject)) {
        return; // nothing of it is left, and nothing will be
    }
    auto& row = m_statements->insert.row;
    row.account = account;
    row.subject = subject;
    row.stream = place.stream;
    row.cursor = place.cursor;
    m_statements->insert.run();
    m_noted[account].insert(memberOf(subject));
}

void Erasures::carryOut() {
    for (const auto& [account, members] : std::exchange(m_noted, {})) {
        auto& row = m_statements->replace.row;
        for (auto& [place, line] : left(account, members)) {
            row.line = std::move(line);
            row.stream = place.stream;
            row.cursor = place.cursor;
            m_statements->replace.run();
        }
        m_database.sql() << "DELETE FROM snapshot WHERE account = :account", use(account);
        m_database.sql() << "DELETE FROM snapshot_part WHERE account = :account", use(account);
    }
}

// What is to stand where.
Erasures::Lines Erasures::left(const std::string& account, const Members& members) {
    const soci::rowset<std::string> found =
        (m_database.sql().prepare << "SELECT stream FROM stream WHERE account = :account", use(account));
    const std::vector<std::string> streams{found.begin(), found.end()};
    Lines lines;
    for (const auto& stream : streams) {
        const auto take = [&](const NextEvents& next) {
            const auto event =
                mentions(next.line, members) ? std::optional(events::decodeEvent(next.line)) : std::nullopt;
            if (event && *event && members.contains(memberOf((*event)->subject)) && events::canBeErased(**event)) {
                lines.emplace_back(
                    wire::StreamPlace{stream, next.cursor, {}}, events::encodeEvent(events::erased(**event)));
            }
        };
        auto& row = m_statements->next.row;
        row.stream = stream;
        row.after = 0;
        for (long long count = NextEvents::kMost; count == NextEvents::kMost;) {
            count = 0;
            m_statements->next.forEach([&](const NextEvents& next) {
                ++count;
                take(next);
            });
            row.after = row.cursor;
        }
    }
    return lines;
}

bool Erasures::beyond(const std::string& account, const std::vector<wire::StreamPlace>& places) {
    std::map<std::string, long long> read;
    for (const auto& place : places) {
        read[place.stream] = place.cursor;
    }
    std::string stream;
    long long cursor = 0;
    bool found = false;
    soci::statement statement =
        (m_database.sql().prepare << "SELECT stream, max(cursor) FROM erased WHERE account = :account GROUP BY stream",
         into(stream), into(cursor), use(account));
    statement.execute(false);
    while (statement.fetch()) {
        found = found || cursor > read[stream];
    }
    return found;
}

} // namespace cairn::server
