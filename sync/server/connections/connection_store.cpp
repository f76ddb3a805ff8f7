#include "sync/server/connections/connection_store.h"

#include "sync/server/connections/ask.h"

#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>

#include <algorithm>

namespace cairn::server {

using soci::into;
using soci::use;

std::optional<Connection> ConnectionStore::find(const std::string& account, events::Platform platform) {
    const auto all = of(account);
    const auto found = std::ranges::find(all, platform, &Connection::platform);
    return found == all.end() ? std::nullopt : std::optional(*found);
}

std::vector<Connection> ConnectionStore::of(const std::string& account) {
    std::vector<Connection> found;
    Connection connection;
    std::string platform;
    std::string proof;
    long long since = 0;
    long long figures = 0;
    soci::statement statement =
        (m_sql.prepare << "SELECT platform, handle, proof, since, tokens, figures FROM connection WHERE account = "
                          ":account ORDER BY platform",
         into(platform), into(connection.handle), into(proof), into(since), into(connection.tokens), into(figures),
         use(account));
    statement.execute(false);
    while (statement.fetch()) {
        connection.since = since;
        connection.figures = figures;
        if (boost::describe::enum_from_string(platform.c_str(), connection.platform) &&
            boost::describe::enum_from_string(proof.c_str(), connection.proof)) {
            found.push_back(connection);
        }
    }
    return found;
}

// Names of accounts are ASCII at all of these platforms, and all of them tell no "Mira" from "mira".
std::optional<std::string> ConnectionStore::holderOf(events::Platform platform, const std::string& handle) {
    const auto name = nameOf(platform);
    std::string account;
    m_sql << "SELECT account FROM connection WHERE platform = :platform AND lower(handle) = lower(:handle)",
        into(account), use(name), use(handle);
    return m_sql.got_data() ? std::optional(account) : std::nullopt;
}

void ConnectionStore::put(const std::string& account, const Connection& connection) {
    const auto platform = nameOf(connection.platform);
    const std::string proof = boost::describe::enum_to_string(connection.proof, "challenge");
    const long long since = connection.since;
    const long long figures = connection.figures;
    m_sql << "INSERT INTO connection (account, platform, handle, proof, since, tokens, figures) VALUES (:account, "
             ":platform, :handle, :proof, :since, :tokens, :figures) ON CONFLICT (account, platform) DO UPDATE SET "
             "handle = excluded.handle, proof = excluded.proof, since = excluded.since, tokens = excluded.tokens, "
             "figures = excluded.figures",
        use(account), use(platform), use(connection.handle), use(proof), use(since), use(connection.tokens),
        use(figures);
}

void ConnectionStore::remove(const std::string& account, events::Platform platform) {
    const auto name = nameOf(platform);
    m_sql << "DELETE FROM connection WHERE account = :account AND platform = :platform", use(account), use(name);
    m_sql << "DELETE FROM connecting WHERE account = :account AND platform = :platform", use(account), use(name);
}

void ConnectionStore::asked(const std::string& account, events::Platform platform, std::int64_t at) {
    const auto name = nameOf(platform);
    const long long moment = at;
    m_sql << "UPDATE connection SET figures = :at WHERE account = :account AND platform = :platform", use(moment),
        use(account), use(name);
}

std::vector<std::pair<std::string, events::Platform>> ConnectionStore::olderThan(std::int64_t before) {
    std::vector<std::pair<std::string, events::Platform>> found;
    std::string account;
    std::string name;
    const long long moment = before;
    soci::statement statement =
        (m_sql.prepare << "SELECT account, platform FROM connection WHERE figures < :before AND since < :same ORDER BY "
                          "account, platform",
         into(account), into(name), use(moment), use(moment));
    statement.execute(false);
    while (statement.fetch()) {
        auto platform = events::Platform::none;
        if (boost::describe::enum_from_string(name.c_str(), platform)) {
            found.emplace_back(account, platform);
        }
    }
    return found;
}

void ConnectionStore::eraseAll(const std::string& account) {
    m_sql << "DELETE FROM connection WHERE account = :account", use(account);
    m_sql << "DELETE FROM connecting WHERE account = :account", use(account);
}

} // namespace cairn::server
