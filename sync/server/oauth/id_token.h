#pragma once

#include "sync/server/oauth/failure.h"

#include <boost/json/object.hpp>

#include <cstdint>
#include <string>

// What an OpenID provider says of who has signed in: a signed token (OpenID Connect Core, 3.1.3.7).
namespace cairn::server::oauth {

struct Expectations {
    std::string issuer;
    std::string client;   // for whom it is
    std::string nonce;    // that was sent along; empty: none was
    std::int64_t now = 0; // seconds (Unix)
};

// The claims of a token that one of the provider's published keys (JWKS) signed, with RS256 or ES256 and nothing else.
Expected<boost::json::object>
readSignedByKey(const std::string& token, const boost::json::object& keys, const Expectations& expected);

// The claims of a token that was signed with the client's secret, with HS256 and nothing else: for providers that have
// no keys. Which of both holds is the configuration's to say, never the token's: with the other's method, what the
// provider publishes would be a secret.
Expected<boost::json::object>
readSignedBySecret(const std::string& token, const std::string& secret, const Expectations& expected);

} // namespace cairn::server::oauth
