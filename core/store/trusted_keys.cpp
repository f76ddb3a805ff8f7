#include "core/store/trusted_keys.h"

#include "core/events/event_codec.h"

#include <algorithm>

namespace cairn::store {

using soci::into;
using soci::use;

namespace {

events::KeyRing ringOf(const soci::rowset<soci::row>& rows, events::KeyRing ring) {
    for (const auto& row : rows) {
        events::PublicKey key{};
        if (events::fromHex(row.get<std::string>(1), key.data(), key.size())) {
            ring.emplace(row.get<std::string>(0), key);
        }
    }
    return ring;
}

} // namespace

events::KeyRing pinnedKeys(Database& database, const std::string& server) {
    return ringOf(
        (database.sql().prepare << "SELECT id, open FROM trusted_key WHERE server = :server", use(server)), {});
}

void pinKeys(Database& database, const std::string& server, const events::KeyRing& keys, base::Millis now) {
    for (const auto& [id, key] : keys) {
        const auto open = events::toHex(key);
        const long long since = now;
        database.sql() << "INSERT OR IGNORE INTO trusted_key (server, id, open, since) "
                          "VALUES (:server, :id, :open, :since)",
            use(server), use(id), use(open), use(since);
    }
}

events::KeyRing withPinned(events::KeyRing given, Database& database) {
    return ringOf(
        (database.sql().prepare << "SELECT id, open FROM trusted_key ORDER BY since, server, id"), std::move(given));
}

std::string serverOfKey(Database& database, const std::string& key) {
    std::string server;
    database.sql() << "SELECT server FROM trusted_key WHERE id = :id ORDER BY since, server LIMIT 1", use(key),
        into(server);
    return server;
}

bool anyReceiptOfNew(Database& database, const events::KeyRing& before, const events::KeyRing& now) {
    return std::ranges::any_of(now, [&](const auto& key) {
        int found = 0;
        if (!before.contains(key.first)) {
            database.sql() << "SELECT EXISTS (SELECT 1 FROM event WHERE receipt_key = :key)", use(key.first),
                into(found);
        }
        return found != 0;
    });
}

} // namespace cairn::store
