#include "sync/server/oauth/discovery.h"

#include "sync/server/config/safe_address.h"
#include "sync/server/oauth/endpoint.h"

namespace cairn::server::oauth {

Expected<Endpoints> discover(const SignInProvider& provider, const std::stop_token& stop) {
    Endpoints found{
        .authorize = provider.authorizeUrl,
        .token = provider.tokenUrl,
        .user = provider.userUrl,
        .device = provider.deviceUrl,
        .revoke = provider.revokeUrl};
    if (provider.issuer.empty()) {
        return found;
    }
    const bool slash = provider.issuer.ends_with('/');
    const auto reply = get(provider.issuer + (slash ? "" : "/") + ".well-known/openid-configuration", {}, stop);
    if (!reply) {
        return std::unexpected(reply.error());
    }
    if (reply->status != 200) {
        return fail(Failure::Why::outage, provider.issuer + " does not describe itself");
    }
    if (textIn(reply->body, "issuer") != provider.issuer) {
        return fail(Failure::Why::unsound, provider.issuer + " calls itself " + textIn(reply->body, "issuer"));
    }
    const auto take = [&](std::string& to, const char* name) {
        if (to.empty()) {
            to = textIn(reply->body, name);
        }
        return to.empty() || isSafeAddress(to);
    };
    const bool safe = take(found.authorize, "authorization_endpoint") && take(found.token, "token_endpoint") &&
                      take(found.keys, "jwks_uri") && take(found.user, "userinfo_endpoint") &&
                      take(found.device, "device_authorization_endpoint") && take(found.revoke, "revocation_endpoint");
    if (!safe || found.authorize.empty() || found.token.empty()) {
        return fail(Failure::Why::unsound, provider.issuer + " names no safe places to sign in at");
    }
    return found;
}

} // namespace cairn::server::oauth
