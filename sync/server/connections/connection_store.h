#pragma once

#include "core/events/vocabulary.h"
#include "sync/server/database/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cairn::server {

// An account at a platform that is proven to be a learner's.
struct Connection {
    events::Platform platform = events::Platform::none;
    std::string handle; // what the account is called there
    events::AccountProof proof = events::AccountProof::challenge;
    std::int64_t since = 0;   // milliseconds UTC
    std::string tokens;       // sealed; empty: there are none
    std::int64_t figures = 0; // when the platform was asked for them last; 0: never
};

// The table of connections, statement by statement. One thread at a time; throws soci::soci_error.
class ConnectionStore {
public:
    explicit ConnectionStore(Database& database)
        : m_sql(database.sql()) {}

    std::optional<Connection> find(const std::string& account, events::Platform platform);
    std::vector<Connection> of(const std::string& account);

    // Who has this account at the platform, however its name is written.
    std::optional<std::string> holderOf(events::Platform platform, const std::string& handle);

    // Replaces what the account had at that platform. No other one may have that account there.
    void put(const std::string& account, const Connection& connection);
    void remove(const std::string& account, events::Platform platform);
    // That its platform was asked for figures.
    void asked(const std::string& account, events::Platform platform, std::int64_t at);

    // Of those that are older, of whom no figures were asked for since `before`: account and platform.
    std::vector<std::pair<std::string, events::Platform>> olderThan(std::int64_t before);

    void eraseAll(const std::string& account);

private:
    soci::session& m_sql;
};

} // namespace cairn::server
