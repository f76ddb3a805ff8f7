#pragma once

#include "sync/mcp/discovery.h"
#include "sync/mcp/http.h"
#include "sync/mcp/tokens.h"

#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace cairn::mcp {

// As what this program presents itself to servers that authorize (OAuth 2.1).
struct ClientIdentity {
    std::string name;
    std::string redirect{}; // where a browser comes back to
    std::string metadata{}; // URL of a document that describes this client; empty: there is none
    std::string id{};       // as registered beforehand; empty: it registers itself
    std::string secret{};   // of that; empty: there is none
    std::string scope{};    // to ask for; empty: what the server wants
};

// Lets a person visit a page, and answers with the address that the page sent them to.
using Visit = std::function<Expected<std::string>(const std::string& page, const Wait& wait)>;

// Where a sign-in is kept (see tokens.h), also for those who come later.
struct Keeping {
    std::function<std::string()> load{}; // empty text: there is none
    std::function<void(const std::string& signIn)> keep{};
};

// How this client comes to tokens for one server: discovery (RFC 9728, RFC 8414, OpenID Connect Discovery),
// registration (client id metadata documents, RFC 7591), authorization by code with PKCE (RFC 7636) for this server
// alone (RFC 8707), whose issuer is checked (RFC 9207). Where there is no person, a sign-in that was kept is renewed
// (RFC 6749, 6), and a client with a secret speaks for itself (RFC 6749, 4.4). Thread-safe: who comes while another
// one signs in, waits for that.
class Authorization {
public:
    static constexpr int kAttemptsMost = 3; // for one request, of a person's patience or the issuer's

    // An empty `visit`: there is no person.
    Authorization(std::string url, ClientIdentity identity, Visit visit, Keeping keeping = {});

    // Empty: there is none yet.
    std::string token() const;

    // What was tried so far for one request.
    struct Tries {
        int all = 0;
        bool refreshed = false;
    };

    // After an answer of 401 or 403 of the server to somebody with the token `used`: comes to one that may do better.
    Expected<void> renew(const HttpResponse& refusal, const std::string& used, Tries& tries, const Wait& wait);

private:
    struct Asked;

    void look();
    Expected<void> refresh(const Wait& wait);
    Expected<void> signIn(const HttpResponse& refusal, bool forMore, const Wait& wait);
    Expected<void> identify(const AuthorizationServer& server, const Wait& wait);
    Expected<Registered> registerClient(const AuthorizationServer& server, const Wait& wait);
    Expected<std::string> authorize(const AuthorizationServer& server, const Asked& asked, const Wait& wait);

    const std::string m_url;
    const ClientIdentity m_identity;
    const Visit m_visit;
    const Keeping m_keeping;
    mutable std::mutex m_mutex; // of what follows
    SignIn m_now{};
};

} // namespace cairn::mcp
