#pragma once

#include "sync/mcp/http.h"

#include <cstddef>
#include <string>
#include <vector>

namespace cairn::mcp {

inline constexpr std::size_t kDescriptionBytes = std::size_t{1} << 20U;

// Who signs people in for a server of tools, and how, by what both say of themselves.
struct AuthorizationServer {
    std::string resource;            // that tokens are for
    std::vector<std::string> scopes; // that the server has
    std::string issuer;
    std::string authorize;
    std::string token;
    std::string registration;
    std::vector<std::string> issuerScopes;
    std::vector<std::string> methods; // of proving to be a client
    bool takesDocuments = false;
    bool saysIssuer = false;
    bool hasChallenge = false; // PKCE with S256
};

// Whether tokens and codes may go there: over TLS, or staying on this computer.
bool isSafe(const std::string& address);

// Who signs people in for the server at `url`, that has answered so (RFC 9728, RFC 8414, OpenID Connect Discovery).
// Unauthorized where that cannot be found out, or would not be safe.
Expected<AuthorizationServer> discover(const std::string& url, const HttpResponse& refusal, const Wait& wait);

} // namespace cairn::mcp
