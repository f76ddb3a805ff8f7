#pragma once

#include <string>

namespace cairn::server {

// Where people sign in at a platform, and as what this server presents itself there: a table [connect.NAME] of the
// configuration. What an OpenID provider says of itself (discovery) is not asked for here.
struct SignInProvider {
    std::string platform; // "github"
    std::string clientId{};
    std::string clientSecret{};
    std::string issuer{}; // of an OpenID provider; empty: OAuth 2.0 alone
    std::string authorizeUrl{};
    std::string tokenUrl{};
    std::string deviceUrl{}; // for computers without a browser (RFC 8628); empty: not offered
    std::string userUrl{};   // tells who has signed in
    std::string revokeUrl{}; // RFC 7009; one with {client_id} in it is GitHub's own kind
    std::string scope{};
    std::string member{}; // of what is told of who has signed in: the name of the account

    // How an OpenID provider signs who has signed in: "keys" that it publishes (RS256 or ES256), or the client's
    // "secret" (HS256). What a token says of itself does not decide that.
    std::string signature{};

    // What these platforms use, so that an id and a secret are enough.
    static SignInProvider usual(const std::string& platform);
};

} // namespace cairn::server
