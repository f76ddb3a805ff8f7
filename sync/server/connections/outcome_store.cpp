#include "sync/server/connections/outcome_store.h"

#include "sync/server/connections/ask.h"

#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>

namespace cairn::server {

using soci::into;
using soci::use;

void OutcomeStore::put(const std::string& account, const OutcomeBody& outcome) {
    const auto platform = nameOf(outcome.platform);
    const std::string kind = boost::describe::enum_to_string(outcome.kind, "figures");
    const long long at = outcome.at;
    const long long number = outcome.count.value_or(-1);
    const auto reason = outcome.reason.value_or("");
    m_sql
        << "INSERT INTO connection_outcome (account, platform, kind, at, number, reason) VALUES (:account, :platform, "
           ":kind, :at, :number, :reason) ON CONFLICT (account, platform, kind) DO UPDATE SET at = excluded.at, "
           "number = excluded.number, reason = excluded.reason",
        use(account), use(platform), use(kind), use(at), use(number), use(reason);
}

std::vector<OutcomeBody> OutcomeStore::of(const std::string& account) {
    std::vector<OutcomeBody> found;
    std::string platform;
    std::string kind;
    long long at = 0;
    long long number = 0;
    std::string reason;
    soci::statement statement =
        (m_sql.prepare << "SELECT platform, kind, at, number, reason FROM connection_outcome WHERE account = :account "
                          "ORDER BY platform, kind",
         into(platform), into(kind), into(at), into(number), into(reason), use(account));
    statement.execute(false);
    while (statement.fetch()) {
        OutcomeBody outcome{.at = at};
        outcome.count = number >= 0 ? std::optional<std::int64_t>(number) : std::nullopt;
        outcome.reason = reason.empty() ? std::nullopt : std::optional(reason);
        if (boost::describe::enum_from_string(platform.c_str(), outcome.platform) &&
            boost::describe::enum_from_string(kind.c_str(), outcome.kind)) {
            found.push_back(std::move(outcome));
        }
    }
    return found;
}

void OutcomeStore::remove(const std::string& account, events::Platform platform) {
    const auto name = nameOf(platform);
    m_sql << "DELETE FROM connection_outcome WHERE account = :account AND platform = :platform", use(account),
        use(name);
}

void OutcomeStore::eraseAll(const std::string& account) {
    m_sql << "DELETE FROM connection_outcome WHERE account = :account", use(account);
}

} // namespace cairn::server
