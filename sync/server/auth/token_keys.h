#pragma once

#include "sync/server/auth/seal.h"
#include "sync/server/database/database.h"

#include <boost/json/object.hpp>

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace cairn::server {

// Who a token is for, and until when.
struct TokenClaims {
    std::string account;
    std::string signIn;
    std::string role;
    std::int64_t expires = 0; // seconds (Unix)
};

// The keys that sign access tokens (JWT, RS256): the newest signs, and each older one is known for as long as what it
// signed may be good. Of what says that it was signed later nothing is believed: keys are also changed because somebody
// else may have them. Kept sealed in the database, so that all servers have the same. Thread-safe.
class TokenKeys {
public:
    static constexpr std::int64_t kTokenSeconds = 30LL * 60;
    static constexpr const char* kIssuer = "cairn";
    static constexpr const char* kAudience = "cairn";

    // Makes the first key where there is none. Throws what the database throws, and std::runtime_error where the
    // master key is another one.
    TokenKeys(Database& database, const Seal& seal, std::int64_t now);

    std::string sign(const TokenClaims& claims, std::int64_t now) const; // seconds

    // Whose the token is, where one of our keys signed it with RS256 for us and it has not ended.
    std::optional<TokenClaims> verify(const std::string& token, std::int64_t now) const;

    // A new key signs from now on.
    void rotate(Database& database, const Seal& seal, std::int64_t now);

    // What another server has changed in the database counts here too.
    void reload(Database& database, const Seal& seal, std::int64_t now) { load(database, seal, now); }

    // The public halves, as RFC 7517 has them.
    boost::json::object publicKeys() const;

private:
    struct Pair {
        std::string secret;     // PEM
        std::string open;       // PEM
        std::int64_t until = 0; // seconds, when the next one came
    };

    void load(Database& database, const Seal& seal, std::int64_t now);

    mutable std::mutex m_mutex;
    std::map<std::string, Pair> m_pairs{};
    std::string m_newest;
};

} // namespace cairn::server
