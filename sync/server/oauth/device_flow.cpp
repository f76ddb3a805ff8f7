#include "sync/server/oauth/device_flow.h"

#include "sync/server/config/safe_address.h"
#include "sync/server/oauth/endpoint.h"

#include <algorithm>

namespace cairn::server::oauth {

using Why = Failure::Why;

namespace {

constexpr std::int64_t kIntervalMost = 60;
constexpr std::int64_t kSecondsMost = 3'600;

std::int64_t numberIn(const boost::json::object& object, const char* name, std::int64_t usual) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_int64() ? value->get_int64() : usual;
}

} // namespace

Expected<DeviceCode> beginDevice(const SignInProvider& provider, const std::stop_token& stop) {
    const auto endpoints = discover(provider, stop);
    if (!endpoints) {
        return std::unexpected(endpoints.error());
    }
    Fields fields{{"client_id", provider.clientId}};
    if (!provider.clientSecret.empty()) {
        fields.emplace_back("client_secret", provider.clientSecret); // RFC 8628, 3.1: as at the token endpoint
    }
    if (!provider.scope.empty()) {
        fields.emplace_back("scope", provider.scope);
    }
    const auto reply = post(endpoints->device, fields, stop);
    if (!reply) {
        return std::unexpected(reply.error());
    }
    DeviceCode code{
        textIn(reply->body, "device_code"), textIn(reply->body, "user_code"), textIn(reply->body, "verification_uri"),
        std::clamp<std::int64_t>(numberIn(reply->body, "interval", 5), 1, kIntervalMost),
        std::clamp<std::int64_t>(numberIn(reply->body, "expires_in", 0), 0, kSecondsMost)};
    if (reply->status != 200 || code.device.empty() || code.user.empty()) {
        return fail(Why::refused, provider.platform + " gives no code: " + textIn(reply->body, "error").substr(0, 60));
    }
    if (!isSafeAddress(code.url) || code.seconds == 0) {
        return fail(Why::unsound, provider.platform + " gives a code for nowhere, or for no time");
    }
    return code;
}

Expected<SignedIn>
finishDevice(const SignInProvider& provider, const std::string& device, std::int64_t now, const std::stop_token& stop) {
    const auto endpoints = discover(provider, stop);
    if (!endpoints) {
        return std::unexpected(endpoints.error());
    }
    auto tokens = askForTokens(
        provider, *endpoints, {{"grant_type", "urn:ietf:params:oauth:grant-type:device_code"}, {"device_code", device}},
        now, stop);
    if (!tokens) {
        return std::unexpected(tokens.error());
    }
    return identify(provider, *endpoints, std::move(*tokens), {}, now, stop);
}

} // namespace cairn::server::oauth
