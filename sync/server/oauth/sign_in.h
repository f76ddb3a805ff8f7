#pragma once

#include "sync/server/oauth/tokens.h"

namespace cairn::server::oauth {

// A page to sign in at, and what has to be known when the browser comes back: all of it is for one time.
struct Page {
    std::string url;
    std::string state;
    std::string verifier;
    std::string nonce; // empty where the provider is none of OpenID
};

// Authorization code with PKCE, S256 (RFC 6749, RFC 7636). `redirect` is where the browser comes back to.
Expected<Page>
beginSignIn(const SignInProvider& provider, const std::string& redirect, const std::stop_token& stop = {});

struct SignedIn {
    std::string account; // what it is called at the platform
    Tokens tokens;
};

// What the browser came back with.
struct Returned {
    std::string code;
    std::string issuer{}; // RFC 9207; empty: it did not say
};

// Redeems the code, and reads from the provider's own words who has signed in. `now` is milliseconds UTC.
Expected<SignedIn> finishSignIn(
    const SignInProvider& provider, const std::string& redirect, const std::string& verifier, const std::string& nonce,
    const Returned& returned, std::int64_t now, const std::stop_token& stop = {});

// Who it is whose tokens these are: by the signed token of an OpenID provider, or by asking who they are.
Expected<SignedIn> identify(
    const SignInProvider& provider, const Endpoints& endpoints, Tokens tokens, const std::string& nonce,
    std::int64_t now, const std::stop_token& stop = {});

} // namespace cairn::server::oauth
