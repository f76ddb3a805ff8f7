#include "sync/server/oauth/tokens.h"

#include "core/events/described_json.h"
#include "sync/server/oauth/endpoint.h"

#include <algorithm>

namespace cairn::server::oauth {

using Why = Failure::Why;

namespace {

constexpr std::size_t kLongest = std::size_t{16} << 10U;

Why whyOf(const std::string& error) {
    return error == "authorization_pending" ? Why::pending
           : error == "slow_down"           ? Why::slowDown
           : error == "access_denied"       ? Why::declined
           : error == "expired_token"       ? Why::expired
                                            : Why::refused;
}

void identify(const SignInProvider& provider, Fields& fields) {
    fields.emplace_back("client_id", provider.clientId);
    if (!provider.clientSecret.empty()) {
        fields.emplace_back("client_secret", provider.clientSecret);
    }
}

std::string lower(std::string word) {
    std::ranges::transform(word, word.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return word;
}

} // namespace

Expected<Tokens> askForTokens(
    const SignInProvider& provider, const Endpoints& endpoints, Fields fields, std::int64_t now,
    const std::stop_token& stop) {
    identify(provider, fields);
    const auto reply = post(endpoints.token, fields, stop);
    if (!reply) {
        return std::unexpected(reply.error());
    }
    // GitHub says what is wrong with the status 200.
    if (const auto error = textIn(reply->body, "error"); !error.empty() || reply->status != 200) {
        return fail(whyOf(error), provider.platform + " gives no token: " + error.substr(0, 60));
    }
    Tokens tokens{
        .access = textIn(reply->body, "access_token"),
        .refresh = textIn(reply->body, "refresh_token"),
        .id = textIn(reply->body, "id_token")};
    const bool small = tokens.access.size() <= kLongest && tokens.refresh.size() <= kLongest;
    if (tokens.access.empty() || !small || lower(textIn(reply->body, "token_type")) != "bearer") {
        return fail(Why::unsound, provider.platform + " gives a token of a kind that is not known here");
    }
    constexpr std::int64_t kYears = 10LL * 366 * 24 * 60 * 60;
    if (const auto* seconds = reply->body.if_contains("expires_in"); seconds != nullptr && seconds->is_int64()) {
        tokens.expires = now + std::clamp<std::int64_t>(seconds->get_int64(), 0, kYears) * 1'000;
    }
    return tokens;
}

Expected<Tokens> renew(
    const SignInProvider& provider, const Endpoints& endpoints, const Tokens& tokens, std::int64_t now,
    const std::stop_token& stop) {
    if (tokens.refresh.empty()) {
        return fail(Why::refused, "there is nothing to renew the token with");
    }
    auto fresh = askForTokens(
        provider, endpoints, {{"grant_type", "refresh_token"}, {"refresh_token", tokens.refresh}}, now, stop);
    if (fresh && fresh->refresh.empty()) {
        fresh->refresh = tokens.refresh; // the same one goes on
    }
    return fresh;
}

Expected<void>
revoke(const SignInProvider& provider, const Endpoints& endpoints, const Tokens& tokens, const std::stop_token& stop) {
    constexpr std::string_view kClient = "{client_id}";
    if (endpoints.revoke.empty()) {
        return {};
    }
    Expected<Reply> reply;
    if (const auto at = endpoints.revoke.find(kClient); at != std::string::npos) {
        auto url = endpoints.revoke;
        url.replace(at, kClient.size(), provider.clientId);
        reply = remove(url, provider.clientId, provider.clientSecret, {{"access_token", tokens.access}}, stop);
    } else {
        const bool renewable = !tokens.refresh.empty(); // with it go those that came of it
        Fields fields{
            {"token", renewable ? tokens.refresh : tokens.access},
            {"token_type_hint", renewable ? "refresh_token" : "access_token"}};
        identify(provider, fields);
        reply = post(endpoints.revoke, fields, stop);
    }
    if (!reply) {
        return std::unexpected(reply.error());
    }
    if (reply->status >= 400 && reply->status != 404) { // 404: it is gone already
        return fail(Why::refused, endpoints.revoke + ": HTTP " + std::to_string(reply->status));
    }
    return {};
}

Expected<std::string> accountOf(
    const SignInProvider& provider, const Endpoints& endpoints, const Tokens& tokens, const std::stop_token& stop) {
    const auto reply = get(endpoints.user, tokens.access, stop);
    if (!reply) {
        return std::unexpected(reply.error());
    }
    if (reply->status == 401 || reply->status == 403) {
        return fail(Why::refused, provider.platform + " does not take the token");
    }
    auto account = textIn(reply->body, provider.member);
    if (reply->status != 200 || account.empty()) {
        return fail(Why::outage, provider.platform + " does not say who has signed in");
    }
    return account;
}

std::string write(const Tokens& tokens) {
    std::string text;
    events::appendJson(text, tokens);
    return text;
}

std::optional<Tokens> readTokens(const std::string& text) {
    const auto json = events::parseJson(text);
    Tokens tokens;
    return json && events::fromJson(*json, tokens) && !tokens.access.empty() ? std::optional(tokens) : std::nullopt;
}

} // namespace cairn::server::oauth
