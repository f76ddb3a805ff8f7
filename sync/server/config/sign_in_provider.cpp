#include "sync/server/config/sign_in_provider.h"

namespace cairn::server {

SignInProvider SignInProvider::usual(const std::string& platform) {
    SignInProvider provider{.platform = platform};
    if (platform == "github") {
        provider.authorizeUrl = "https://github.com/login/oauth/authorize";
        provider.tokenUrl = "https://github.com/login/oauth/access_token";
        provider.deviceUrl = "https://github.com/login/device/code";
        provider.userUrl = "https://api.github.com/user";
        provider.revokeUrl = "https://api.github.com/applications/{client_id}/token";
        provider.member = "login";
    } else if (platform == "codeforces") {
        provider.issuer = "https://codeforces.com";
        provider.scope = "openid";
        provider.member = "handle";
        provider.signature = "secret"; // it publishes no keys
    }
    return provider;
}

} // namespace cairn::server
