#pragma once

#include "core/base/hybrid_clock.h"
#include "core/events/receipt.h"
#include "sync/server/auth/seal.h"
#include "sync/server/database/database.h"

#include <memory>
#include <mutex>
#include <vector>

namespace cairn::server {

// The keys that sign receipts (Ed25519): the newest signs. What older ones signed stays good for ever, so that all of
// them are announced, each vouched for by the one before it. Kept sealed in the database, so that all servers have the
// same. Thread-safe.
class ReceiptKeys {
public:
    // Makes the first key where there is none. Throws what the database throws, and std::runtime_error where the master
    // key is another one.
    ReceiptKeys(Database& database, const Seal& seal, base::Millis now);

    // A new key signs from now on, in the open transaction of the caller: it counts where that is committed. Where
    // another server made one meanwhile, it follows that one.
    void rotate(Database& database, const Seal& seal, base::Millis now);

    // What another server has changed in the database counts here too. Says whether there was any.
    bool reload(Database& database, const Seal& seal);

    // With the newest key.
    events::Receipt sign(const events::Event& event) const;

    events::KeyRing ring() const;
    std::vector<events::AnnouncedKey> announced() const; // the oldest first

private:
    void make(Database& database, const Seal& seal, base::Millis now);

    mutable std::mutex m_mutex; // of what follows
    std::vector<events::AnnouncedKey> m_announced{};
    std::shared_ptr<const events::SigningKey> m_newest{};
};

} // namespace cairn::server
