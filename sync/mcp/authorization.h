#pragma once

#include "sync/mcp/discovery.h"
#include "sync/mcp/http.h"

#include <functional>
#include <string>
#include <vector>

namespace cairn::mcp {

// As what this program presents itself to servers that authorize (OAuth 2.1).
struct ClientIdentity {
    std::string name;
    std::string redirect;   // where a browser comes back to
    std::string metadata{}; // URL of a document that describes this client; empty: there is none
    std::string id{};       // as registered beforehand; empty: it registers itself
    std::string secret{};   // of that; empty: there is none
};

// Lets a person visit a page, and answers with the address that the page sent them to.
using Visit = std::function<Expected<std::string>(const std::string& page, const Wait& wait)>;

// How this client comes to tokens for one server: discovery (RFC 9728, RFC 8414, OpenID Connect Discovery),
// registration (client id metadata documents, RFC 7591), authorization by code with PKCE (RFC 7636) for this server
// alone (RFC 8707), whose issuer is checked (RFC 9207).
class Authorization {
public:
    static constexpr int kAttemptsMost = 3; // of a person's patience, for one request after the other

    Authorization(ClientIdentity identity, Visit visit);

    const std::string& token() const { return m_token; }

    // After an answer of 401 or 403 of the server at `url`: comes to a token that may do better.
    Expected<void> renew(const std::string& url, const HttpResponse& refusal, const Wait& wait);

private:
    struct Registered;
    struct Asked;

    Expected<Registered> identify(const AuthorizationServer& server, const Wait& wait);
    Expected<Registered> registerClient(const AuthorizationServer& server, const Wait& wait);
    Expected<std::string>
    authorize(const AuthorizationServer& server, const Registered& client, Asked& asked, const Wait& wait);
    Expected<void> redeem(
        const AuthorizationServer& server, const Registered& client, const Asked& asked, const std::string& code,
        const Wait& wait);

    ClientIdentity m_identity;
    Visit m_visit;
    std::string m_token{};
    std::vector<std::string> m_scopes{}; // granted so far, or asked for
    int m_attempts = 0;
    std::string m_issuer{}; // that the registration is for
    std::string m_clientId{};
    std::string m_clientSecret{};
    std::string m_method{}; // by which the client proves itself to the issuer
};

} // namespace cairn::mcp
