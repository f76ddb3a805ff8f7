#include "sync/server/oauth/sign_in.h"

#include "sync/server/oauth/endpoint.h"
#include "sync/server/oauth/id_token.h"

namespace cairn::server::oauth {

using Why = Failure::Why;

Expected<Page> beginSignIn(const SignInProvider& provider, const std::string& redirect, const std::stop_token& stop) {
    const auto endpoints = discover(provider, stop);
    if (!endpoints) {
        return std::unexpected(endpoints.error());
    }
    Page page{{}, randomText(), randomText(), provider.issuer.empty() ? std::string() : randomText()};
    Fields fields{
        {"response_type", "code"},
        {"client_id", provider.clientId},
        {"redirect_uri", redirect},
        {"state", page.state},
        {"code_challenge", challengeOf(page.verifier)},
        {"code_challenge_method", "S256"}};
    if (!provider.scope.empty()) {
        fields.emplace_back("scope", provider.scope);
    }
    if (!page.nonce.empty()) {
        fields.emplace_back("nonce", page.nonce);
    }
    if (provider.scope.contains("offline_access")) {
        fields.emplace_back("prompt", "consent"); // OpenID Connect Core, 11
    }
    page.url = withQuery(endpoints->authorize, fields);
    return page;
}

Expected<SignedIn> finishSignIn(
    const SignInProvider& provider, const std::string& redirect, const std::string& verifier, const std::string& nonce,
    const Returned& returned, std::int64_t now, const std::stop_token& stop) {
    if (!returned.issuer.empty() && !provider.issuer.empty() && returned.issuer != provider.issuer) {
        return fail(Why::unsound, "the browser comes from " + returned.issuer.substr(0, 100));
    }
    const auto endpoints = discover(provider, stop);
    if (!endpoints) {
        return std::unexpected(endpoints.error());
    }
    auto tokens = askForTokens(
        provider, *endpoints,
        {{"grant_type", "authorization_code"},
         {"code", returned.code},
         {"redirect_uri", redirect},
         {"code_verifier", verifier}},
        now, stop);
    if (!tokens) {
        return std::unexpected(tokens.error());
    }
    return identify(provider, *endpoints, std::move(*tokens), nonce, now, stop);
}

Expected<SignedIn> identify(
    const SignInProvider& provider, const Endpoints& endpoints, Tokens tokens, const std::string& nonce,
    std::int64_t now, const std::stop_token& stop) {
    if (provider.issuer.empty()) {
        auto account = accountOf(provider, endpoints, tokens, stop);
        return account ? Expected<SignedIn>(SignedIn{std::move(*account), std::move(tokens)})
                       : std::unexpected(account.error());
    }
    const Expectations expected{provider.issuer, provider.clientId, nonce, now / 1'000};
    Expected<boost::json::object> claims;
    if (provider.signature == "secret") {
        claims = readSignedBySecret(tokens.id, provider.clientSecret, expected);
    } else {
        const auto keys = get(endpoints.keys, {}, stop);
        if (!keys) {
            return std::unexpected(keys.error());
        }
        claims = readSignedByKey(tokens.id, keys->body, expected);
    }
    if (!claims) {
        return std::unexpected(claims.error());
    }
    auto account = textIn(*claims, provider.member);
    if (account.empty() && !endpoints.user.empty()) {
        // It may say no more than a number of who it is; who has that number is told for the access token.
        const auto told = get(endpoints.user, tokens.access, stop);
        if (!told) {
            return std::unexpected(told.error());
        }
        if (told->status != 200 || textIn(told->body, "sub") != textIn(*claims, "sub")) {
            return fail(Why::unsound, provider.issuer + " tells of somebody else than has signed in");
        }
        account = textIn(told->body, provider.member);
    }
    if (account.empty()) {
        return fail(Why::unsound, provider.issuer + " does not say what the account is called");
    }
    tokens.id.clear(); // it has said what it had to say
    return SignedIn{std::move(account), std::move(tokens)};
}

} // namespace cairn::server::oauth
