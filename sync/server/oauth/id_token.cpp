#include "sync/server/oauth/id_token.h"

#include "sync/mcp/json.h"
#include "sync/server/oauth/encoding.h"
#include "sync/server/oauth/public_key.h"

#include <algorithm>
#include <jwt.h>
#include <memory>
#include <vector>

namespace cairn::server::oauth {

namespace json = boost::json;
using Why = Failure::Why;

namespace {

constexpr std::size_t kLongest = std::size_t{16} << 10U;
constexpr std::size_t kKeysMost = 32;
constexpr std::int64_t kSkew = 60; // seconds between clocks

struct Parts {
    json::object header;
    json::object claims;
};

Expected<Parts> split(const std::string& token) {
    const auto first = token.find('.');
    const auto second = first == std::string::npos ? first : token.find('.', first + 1);
    const bool three = second != std::string::npos && token.find('.', second + 1) == std::string::npos;
    if (!three || token.size() > kLongest || token.find('\0') != std::string::npos) {
        return fail(Why::unsound, "no token");
    }
    const auto header = fromBase64Url(std::string_view(token).substr(0, first));
    const auto claims = fromBase64Url(std::string_view(token).substr(first + 1, second - first - 1));
    auto parsedHeader = header ? mcp::parseObject(*header) : mcp::fail(mcp::Failure::Kind::malformed, "");
    auto parsedClaims = claims ? mcp::parseObject(*claims) : mcp::fail(mcp::Failure::Kind::malformed, "");
    if (!parsedHeader || !parsedClaims) {
        return fail(Why::unsound, "no token");
    }
    if (parsedHeader->contains("crit")) {
        return fail(Why::unsound, "a token that asks for more than is known here");
    }
    return Parts{std::move(*parsedHeader), std::move(*parsedClaims)};
}

bool isSigned(const std::string& token, const std::string& key, jwt_alg_t algorithm) {
    jwt_t* read = nullptr;
    const int failed = jwt_decode(
        &read, token.c_str(), reinterpret_cast<const unsigned char*>(key.data()), static_cast<int>(key.size()));
    const std::unique_ptr<jwt_t, decltype([](jwt_t* jwt) { jwt_free(jwt); })> jwt(read);
    return failed == 0 && jwt && jwt_get_alg(jwt.get()) == algorithm;
}

std::optional<std::int64_t> secondsIn(const json::object& claims, std::string_view name) {
    const auto* value = mcp::find(claims, name);
    if (value == nullptr || !(value->is_int64() || value->is_double())) {
        return std::nullopt;
    }
    constexpr double kMost = 1e11;
    const auto seconds = value->is_int64() ? static_cast<double>(value->get_int64()) : value->get_double();
    return seconds >= 0 && seconds < kMost ? std::optional(static_cast<std::int64_t>(seconds)) : std::nullopt;
}

Expected<json::object> checked(json::object claims, const Expectations& expected) {
    const auto refuse = [](const char* why) { return fail(Why::unsound, why); };
    if (expected.issuer.empty() || mcp::text(claims, "iss") != expected.issuer) {
        return refuse("a token of another issuer");
    }
    const auto* audience = mcp::find(claims, "aud");
    const bool one = audience != nullptr && audience->is_string() && audience->get_string() == expected.client;
    const auto many = mcp::texts(claims, "aud");
    if (expected.client.empty() || (!one && std::ranges::find(many, expected.client) == many.end())) {
        return refuse("a token for another client");
    }
    if ((many.size() > 1 || claims.contains("azp")) && mcp::text(claims, "azp") != expected.client) {
        return refuse("a token that another client was given");
    }
    const auto expires = secondsIn(claims, "exp");
    const auto issued = secondsIn(claims, "iat");
    if (!expires || *expires + kSkew <= expected.now) {
        return refuse("a token that has ended");
    }
    if (!issued || *issued > expected.now + kSkew) {
        return refuse("a token of the future");
    }
    if (!expected.nonce.empty() && mcp::text(claims, "nonce") != expected.nonce) {
        return refuse("a token of another sign-in");
    }
    if (mcp::text(claims, "sub").empty()) {
        return refuse("a token for nobody");
    }
    return claims;
}

} // namespace

Expected<json::object>
readSignedByKey(const std::string& token, const json::object& keys, const Expectations& expected) {
    auto parts = split(token);
    if (!parts) {
        return std::unexpected(parts.error());
    }
    const auto algorithm = mcp::text(parts->header, "alg");
    if (algorithm != "RS256" && algorithm != "ES256") {
        return fail(Why::unsound, "a token that is signed with " + algorithm.substr(0, 20));
    }
    const auto kid = mcp::text(parts->header, "kid");
    const auto* list = mcp::find(keys, "keys");
    std::size_t tried = 0;
    for (const auto& item : list != nullptr && list->is_array() ? list->get_array() : json::array()) {
        const auto* key = item.if_object();
        if (key == nullptr || ++tried > kKeysMost || (!kid.empty() && mcp::text(*key, "kid") != kid)) {
            continue;
        }
        const auto pem = pemOf(*key, algorithm);
        if (pem && isSigned(token, *pem, algorithm == "RS256" ? JWT_ALG_RS256 : JWT_ALG_ES256)) {
            return checked(std::move(parts->claims), expected);
        }
    }
    return fail(Why::unsound, "a token that none of the provider's keys has signed");
}

Expected<json::object>
readSignedBySecret(const std::string& token, const std::string& secret, const Expectations& expected) {
    auto parts = split(token);
    if (!parts) {
        return std::unexpected(parts.error());
    }
    if (mcp::text(parts->header, "alg") != "HS256" || secret.empty() || !isSigned(token, secret, JWT_ALG_HS256)) {
        return fail(Why::unsound, "a token that was not signed with the client's secret");
    }
    return checked(std::move(parts->claims), expected);
}

} // namespace cairn::server::oauth
