#pragma once

#include "core/base/hybrid_clock.h"
#include "core/events/receipt.h"
#include "core/store/database.h"

#include <string>

namespace cairn::store {

// The keys of servers that a profile has seen and keeps to, so that it knows a server again. They stay when a server is
// left: what it has signed goes on to count. These throw soci::soci_error.

// Those that were pinned of `server`.
events::KeyRing pinnedKeys(Database& database, const std::string& server);

// Adds those of `keys` that are not there.
void pinKeys(Database& database, const std::string& server, const events::KeyRing& keys, base::Millis now);

// `given`, and those that were pinned of all servers. Where two servers use one name for different keys, it stays with
// the one that was here first: nobody takes over another's name.
events::KeyRing withPinned(events::KeyRing given, Database& database);

// The server that the key was pinned of first; empty where it was not.
std::string serverOfKey(Database& database, const std::string& key);

// Whether an event here carries a receipt of a key that is in `now` and not in `before`.
bool anyReceiptOfNew(Database& database, const events::KeyRing& before, const events::KeyRing& now);

} // namespace cairn::store
