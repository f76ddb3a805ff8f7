#include "sync/server/connections/connecting_store.h"

#include "sync/server/connections/ask.h"

#include <boost/describe/enum_from_string.hpp>

namespace cairn::server {

using soci::into;
using soci::use;

void ConnectingStore::put(const Connecting& connecting) {
    const auto platform = nameOf(connecting.platform);
    const long long expires = connecting.expires;
    m_sql << "DELETE FROM connecting WHERE account = :account AND platform = :platform", use(connecting.account),
        use(platform);
    m_sql << "INSERT INTO connecting (state, account, platform, handle, sealed, expires) VALUES (:state, :account, "
             ":platform, :handle, :sealed, :expires)",
        use(connecting.state), use(connecting.account), use(platform), use(connecting.handle), use(connecting.sealed),
        use(expires);
}

std::optional<Connecting>
ConnectingStore::one(const std::string& condition, const std::string& first, const std::string& second) {
    Connecting found;
    std::string platform;
    long long expires = 0;
    m_sql << "SELECT state, account, platform, handle, sealed, expires FROM connecting WHERE " + condition,
        into(found.state), into(found.account), into(platform), into(found.handle), into(found.sealed), into(expires),
        use(first), use(second);
    found.expires = expires;
    const bool known = m_sql.got_data() && boost::describe::enum_from_string(platform.c_str(), found.platform);
    return known ? std::optional(found) : std::nullopt;
}

std::optional<Connecting>
ConnectingStore::find(const std::string& account, events::Platform platform, std::int64_t now) {
    auto found = one("account = :account AND platform = :platform", account, nameOf(platform));
    return found && found->expires > now ? found : std::nullopt;
}

std::optional<Connecting> ConnectingStore::find(const std::string& state, std::int64_t now) {
    auto found = one("state = :state AND state = :same", state, state);
    return found && found->expires > now ? found : std::nullopt;
}

bool ConnectingStore::take(const std::string& state) {
    soci::statement statement = (m_sql.prepare << "DELETE FROM connecting WHERE state = :state", use(state));
    statement.execute(true);
    return statement.get_affected_rows() == 1;
}

void ConnectingStore::change(const std::string& state, const std::string& sealed) {
    m_sql << "UPDATE connecting SET sealed = :sealed WHERE state = :state", use(sealed), use(state);
}

void ConnectingStore::sweep(std::int64_t now) {
    const long long moment = now;
    m_sql << "DELETE FROM connecting WHERE expires <= :now", use(moment);
}

} // namespace cairn::server
