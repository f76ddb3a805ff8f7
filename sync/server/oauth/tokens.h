#pragma once

#include "sync/server/config/sign_in_provider.h"
#include "sync/server/oauth/discovery.h"
#include "sync/server/oauth/encoding.h"

#include <boost/describe/class.hpp>

#include <cstdint>

namespace cairn::server::oauth {

// What a provider gave for somebody who has signed in.
struct Tokens {
    std::string access;
    std::string refresh{};    // empty: there is none
    std::int64_t expires = 0; // milliseconds UTC; 0: not known, or never
    std::string id{};         // who has signed in, of an OpenID provider

    bool operator==(const Tokens&) const = default;
};
BOOST_DESCRIBE_STRUCT(Tokens, (), (access, refresh, expires, id))

// Asks the token endpoint, as the client that the provider registered. `now` is milliseconds UTC.
Expected<Tokens> askForTokens(
    const SignInProvider& provider, const Endpoints& endpoints, Fields fields, std::int64_t now,
    const std::stop_token& stop = {});

// New ones for those that have ended. Refused: the person has withdrawn them.
Expected<Tokens> renew(
    const SignInProvider& provider, const Endpoints& endpoints, const Tokens& tokens, std::int64_t now,
    const std::stop_token& stop = {});

// They are good for nothing any more, where the provider offers that (RFC 7009, and GitHub's own way).
Expected<void> revoke(
    const SignInProvider& provider, const Endpoints& endpoints, const Tokens& tokens, const std::stop_token& stop = {});

// What the account is called, by those whose access token it is.
Expected<std::string> accountOf(
    const SignInProvider& provider, const Endpoints& endpoints, const Tokens& tokens, const std::stop_token& stop = {});

std::string write(const Tokens& tokens);
std::optional<Tokens> readTokens(const std::string& text);

} // namespace cairn::server::oauth
