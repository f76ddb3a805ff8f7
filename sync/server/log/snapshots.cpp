// The snapshots that a server's log keeps.
#include "core/events/described_json.h"
#include "sync/server/log/sql_log.h"
#include "sync/wire/frame.h"
#include "sync/wire/rows_digest.h"

#include <sstream>

namespace cairn::server {

using soci::into;
using soci::use;

namespace {

// A part of the rows, as one text.
struct Part {
    std::string text;
    std::size_t rows = 0;

    bool takes(const std::string& row) const {
        return rows == 0 || (text.size() + row.size() < wire::kBatchBytes && rows < wire::kLinesMost);
    }
};

std::vector<Part> partsOf(const std::vector<std::string>& rows) {
    std::vector<Part> parts;
    for (const auto& row : rows) {
        if (parts.empty() || !parts.back().takes(row)) {
            parts.emplace_back();
        }
        parts.back().text += row + '\n';
        ++parts.back().rows;
    }
    return parts;
}

struct Places {
    std::vector<wire::StreamPlace> places;
};

BOOST_DESCRIBE_STRUCT(Places, (), (places))

} // namespace

std::optional<engine::KeptSnapshot> SqlLog::snapshot(const std::string& account, std::int64_t fold) {
    engine::KeptSnapshot found{account, fold, {}, {}, 0};
    std::string places;
    long long parts = 0;
    const auto version = static_cast<long long>(fold);
    m_database->sql() << "SELECT places, digest, parts FROM snapshot WHERE account = :account AND fold = :fold",
        into(places), into(found.digest), into(parts), use(account), use(version);
    auto decoded = events::decodeDescribed<Places>(places);
    if (!m_database->sql().got_data() || !decoded) {
        return std::nullopt;
    }
    found.places = std::move(decoded->places);
    found.parts = parts;
    return found;
}

std::vector<std::string> SqlLog::rows(const engine::KeptSnapshot& snapshot, std::int64_t part) {
    std::string text;
    const auto number = static_cast<long long>(part);
    m_database->sql()
        << "SELECT body FROM snapshot_part WHERE account = :account AND part = :part AND digest = :digest",
        into(text), use(snapshot.account), use(number), use(snapshot.digest);
    std::vector<std::string> rows;
    if (m_database->sql().got_data()) {
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line);) {
            rows.push_back(std::move(line));
        }
    }
    return rows;
}

void SqlLog::keep(engine::KeptSnapshot snapshot, const std::vector<std::string>& rows) {
    const auto parts = partsOf(rows);
    snapshot.digest = wire::rowsDigest(rows);
    const auto places = events::encodeDescribed(Places{snapshot.places});
    const auto fold = static_cast<long long>(snapshot.fold);
    const auto count = static_cast<long long>(parts.size());
    long long size = 0;
    for (const auto& place : snapshot.places) {
        size += place.cursor;
    }
    Transaction transaction(*m_database);
    auto& sql = m_database->sql();
    // Nobody writes to any of them meanwhile, and erases what is kept here too late.
    bool there = false;
    for (const auto& stream : inOrder(snapshot.account)) {
        there = lockStream(stream) == snapshot.account || there;
    }
    if (!there || m_erasures.beyond(snapshot.account, snapshot.places)) {
        return; // erased meanwhile, all of it or some
    }
    sql << "DELETE FROM snapshot WHERE account = :account", use(snapshot.account);
    sql << "DELETE FROM snapshot_part WHERE account = :account", use(snapshot.account);
    sql << "INSERT INTO snapshot (account, fold, places, size, digest, parts) VALUES (:account, :fold, :places, :size, "
           ":digest, :parts)",
        use(snapshot.account), use(fold), use(places), use(size), use(snapshot.digest), use(count);
    long long number = 0;
    for (const auto& part : parts) {
        sql << "INSERT INTO snapshot_part (account, part, digest, body) VALUES (:account, :part, :digest, :body)",
            use(snapshot.account), use(number), use(snapshot.digest), use(part.text);
        ++number;
    }
    transaction.commit();
}

std::vector<SqlLog::Grown> SqlLog::wantSnapshots(std::int64_t fold, std::int64_t least) {
    const auto version = static_cast<long long>(fold);
    const auto from = static_cast<long long>(least);
    // All that were made until now cost no more in all than two of the last.
    const soci::rowset<soci::row> rows =
        (m_database->sql().prepare
             << "SELECT grown.account, CAST(grown.size AS TEXT) FROM (SELECT account, sum(cursor) AS size FROM stream "
                "GROUP BY account) AS grown LEFT JOIN snapshot ON snapshot.account = grown.account AND snapshot.fold = "
                ":fold WHERE grown.size >= :least AND grown.size >= 2 * coalesce(snapshot.size, 0) ORDER BY "
                "grown.account",
         use(version), use(from));
    std::vector<Grown> found;
    for (const auto& row : rows) {
        found.push_back({row.get<std::string>(0), std::stoll(row.get<std::string>(1))});
    }
    return found;
}

} // namespace cairn::server
