#pragma once

#include "core/events/vocabulary.h"
#include "sync/server/database/database.h"

#include <cstdint>
#include <optional>
#include <string>

namespace cairn::server {

// What an account has begun, to prove an account at a platform.
struct Connecting {
    std::string state; // by which it is found again: a digest where the state itself is a secret
    std::string account;
    events::Platform platform = events::Platform::none;
    std::string handle;       // that is to be proven; empty where signing in will tell
    std::string sealed;       // what else is to be known
    std::int64_t expires = 0; // milliseconds UTC
};

// The table of those, statement by statement. One thread at a time; throws soci::soci_error.
class ConnectingStore {
public:
    explicit ConnectingStore(Database& database)
        : m_sql(database.sql()) {}

    // Ends whatever the account has begun at that platform before.
    void put(const Connecting& connecting);

    // What the account has begun there and has not ended.
    std::optional<Connecting> find(const std::string& account, events::Platform platform, std::int64_t now);
    std::optional<Connecting> find(const std::string& state, std::int64_t now);

    // False: somebody else has taken it meanwhile. What is taken is gone.
    bool take(const std::string& state);

    // Replaces what else is to be known.
    void change(const std::string& state, const std::string& sealed);

    void sweep(std::int64_t now);

private:
    std::optional<Connecting> one(const std::string& condition, const std::string& first, const std::string& second);

    soci::session& m_sql;
};

} // namespace cairn::server
