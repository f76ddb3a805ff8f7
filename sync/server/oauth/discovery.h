#pragma once

#include "sync/server/config/sign_in_provider.h"
#include "sync/server/oauth/failure.h"

#include <stop_token>
#include <string>

namespace cairn::server::oauth {

// Where a provider does what: as it is configured and, of an OpenID provider, as it says itself.
struct Endpoints {
    std::string authorize;
    std::string token;
    std::string keys{};   // that it signs with
    std::string user{};   // tells who has signed in
    std::string device{}; // empty: not offered
    std::string revoke{};
};

// What is configured goes before what the provider says (OpenID Connect Discovery). Whoever calls itself otherwise than
// it was called is not believed.
Expected<Endpoints> discover(const SignInProvider& provider, const std::stop_token& stop = {});

} // namespace cairn::server::oauth
