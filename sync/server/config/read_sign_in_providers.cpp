#include "sync/server/config/read_sign_in_providers.h"

#include "sync/server/config/read_text.h"
#include "sync/server/config/safe_address.h"

#include <algorithm>
#include <array>

namespace cairn::server {

using base::ErrorCode;
using base::fail;

namespace {

constexpr std::string_view kTable = "connect.";

struct Member {
    std::string_view name;
    std::string SignInProvider::* text;
    bool isAddress = false; // that tokens and codes go to
};

constexpr std::array kMembers{
    Member{"client_id", &SignInProvider::clientId},
    Member{"client_secret", &SignInProvider::clientSecret},
    Member{"issuer", &SignInProvider::issuer, true},
    Member{"authorize_url", &SignInProvider::authorizeUrl, true},
    Member{"token_url", &SignInProvider::tokenUrl, true},
    Member{"device_url", &SignInProvider::deviceUrl, true},
    Member{"user_url", &SignInProvider::userUrl, true},
    Member{"revoke_url", &SignInProvider::revokeUrl, true},
    Member{"scope", &SignInProvider::scope},
    Member{"member", &SignInProvider::member},
    Member{"signature", &SignInProvider::signature},
};

base::Expected<void> check(const SignInProvider& provider, const std::string& publicUrl) {
    const auto refuse = [&](const std::string& why) {
        return fail(ErrorCode::InvalidInput, "connect." + provider.platform + ": " + why);
    };
    if (provider.clientId.empty()) {
        return refuse("give the client_id that the platform registered this server under");
    }
    for (const auto& [name, text, isAddress] : kMembers) {
        if (isAddress && !(provider.*text).empty() && !isSafeAddress(provider.*text)) {
            return refuse(
                std::string(name) + " is neither https:// nor on this computer: secrets would go over the network");
        }
    }
    const bool byBrowser = !provider.issuer.empty() || (!provider.authorizeUrl.empty() && !provider.tokenUrl.empty());
    const bool byDevice = !provider.deviceUrl.empty() && !provider.tokenUrl.empty();
    if (!byBrowser && !byDevice) {
        return refuse("give an issuer, or authorize_url and token_url, or device_url and token_url");
    }
    if (provider.issuer.empty() && provider.userUrl.empty()) {
        return refuse("give the user_url that tells who has signed in");
    }
    if (provider.member.empty()) {
        return refuse("give the member that is the name of who has signed in");
    }
    if (!provider.issuer.empty() && provider.signature != "keys" && provider.signature != "secret") {
        return refuse("signature is neither keys nor secret");
    }
    if (provider.signature == "secret" && provider.clientSecret.empty()) {
        return refuse("signature is secret, but client_secret is empty");
    }
    if (!byDevice && publicUrl.empty()) {
        return refuse("browsers come back to this server after signing in: give public_url");
    }
    if (!publicUrl.empty() && !isSafeAddress(publicUrl)) {
        return refuse("browsers come back with a code: public_url is neither https:// nor on this computer");
    }
    return {};
}

} // namespace

base::Expected<void> takeSignInProvider(
    const std::string& name, const toml::node& node, const Environment& environment, std::vector<SignInProvider>& all) {
    const auto rest = name.substr(kTable.size());
    const auto dot = rest.find('.');
    const auto platform = rest.substr(0, dot);
    if (dot == std::string::npos || (platform != "github" && platform != "codeforces")) {
        return fail(ErrorCode::InvalidInput, name + " is neither in [connect.github] nor in [connect.codeforces]");
    }
    const auto* member = std::ranges::find(kMembers, std::string_view(rest).substr(dot + 1), &Member::name);
    if (member == kMembers.end()) {
        return fail(ErrorCode::InvalidInput, "there is no option " + name);
    }
    auto found = std::ranges::find(all, platform, &SignInProvider::platform);
    if (found == all.end()) {
        found = all.insert(all.end(), SignInProvider::usual(platform));
    }
    auto text = readText(node, environment);
    if (!text) {
        return fail(text.error().code, name + " " + text.error().message);
    }
    (*found).*(member->text) = std::move(*text);
    return {};
}

base::Expected<void> checkSignInProviders(const Config& config) {
    for (const auto& provider : config.signInProviders) {
        if (auto good = check(provider, config.publicUrl); !good) {
            return good;
        }
    }
    return {};
}

} // namespace cairn::server
