#include "sync/mcp/authorization.h"

#include "sync/mcp/base64.h"
#include "sync/mcp/challenge.h"
#include "sync/mcp/json.h"

#include <boost/json/serialize.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <utility>

namespace cairn::mcp {

namespace json = boost::json;
namespace urls = boost::urls;
using Kind = Failure::Kind;

namespace {

std::string randomText() {
    std::array<unsigned char, 32> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return base64Url({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

std::string sha256(const std::string& text) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
    return base64Url({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

bool has(const std::vector<std::string>& all, const std::string& one) {
    return std::ranges::find(all, one) != all.end();
}

} // namespace

struct Authorization::Asked {
    std::string verifier = randomText();
    std::string state = randomText();
    std::vector<std::string> scopes{};
};

Authorization::Authorization(std::string url, ClientIdentity identity, Visit visit, Keeping keeping)
    : m_url(std::move(url))
    , m_identity(std::move(identity))
    , m_visit(std::move(visit))
    , m_keeping(std::move(keeping)) {
    look();
}

std::string Authorization::token() const {
    const std::lock_guard lock(m_mutex);
    return m_now.access;
}

// What was kept of a sign-in, where it is for this server and for the client that is configured.
void Authorization::look() {
    auto kept = m_keeping.load ? readSignIn(m_keeping.load()) : std::nullopt;
    if (kept && kept->url == m_url && (m_identity.id.empty() || kept->client.id == m_identity.id)) {
        m_now = std::move(*kept);
    }
}

Expected<void>
Authorization::renew(const HttpResponse& refusal, const std::string& used, Tries& tries, const Wait& wait) {
    const bool forMore = challenged(refusal.header("www-authenticate"), "error").value_or("") == "insufficient_scope";
    if (tries.all++ == kAttemptsMost) {
        return std::unexpected(
            Failure{Kind::unauthorized, "the server is not content with any sign-in", refusal.status});
    }
    if (refusal.status == 403 && !forMore) {
        return std::unexpected(Failure{Kind::unauthorized, "the server forbids it", refusal.status});
    }
    const std::lock_guard lock(m_mutex);
    if (m_now.access == used) {
        look(); // somebody may have signed in meanwhile
    }
    if (m_now.access != used) {
        return {};
    }
    // What a token that was refreshed just now is not good for, another one is not, either.
    if (!forMore && !m_now.refresh.empty() && !std::exchange(tries.refreshed, true)) {
        auto refreshed = refresh(wait);
        if (refreshed || refreshed.error().kind != Kind::unauthorized || !m_visit) {
            return refreshed;
        }
    }
    return signIn(refusal, forMore, wait);
}

Expected<void> Authorization::refresh(const Wait& wait) {
    auto refreshed = askForTokens(m_now, {{"grant_type", "refresh_token"}, {"refresh_token", m_now.refresh}}, wait);
    if (!refreshed && refreshed.error().kind == Kind::unauthorized) {
        m_now = {}; // whoever agreed to it has withdrawn that, or it has ended
        refreshed.error().message = "the sign-in has ended: " + refreshed.error().message;
    } else if (!refreshed) {
        return refreshed;
    }
    if (m_keeping.keep) {
        m_keeping.keep(m_now.access.empty() ? std::string() : write(m_now));
    }
    return refreshed;
}

Expected<void> Authorization::signIn(const HttpResponse& refusal, bool forMore, const Wait& wait) {
    if (!m_visit && m_identity.secret.empty()) {
        return fail(
            Kind::unauthorized, forMore ? "the server wants more than was agreed to when somebody signed in"
                                        : "nobody has signed in there");
    }
    const auto server = discover(m_url, refusal, wait);
    if (!server) {
        return std::unexpected(server.error());
    }
    if (auto identified = identify(*server, wait); !identified) {
        return identified;
    }
    Asked asked;
    asked.scopes = words(m_identity.scope);
    if (forMore) {
        add(asked.scopes, m_now.scopes); // what was granted is not to be lost
    }
    const auto scope = challenged(refusal.header("www-authenticate"), "scope").value_or("");
    if (!scope.empty()) {
        add(asked.scopes, words(scope));
    } else if (m_identity.scope.empty()) {
        add(asked.scopes, server->scopes);
    }
    if (!m_visit) {
        Fields grant{{"grant_type", "client_credentials"}};
        if (!asked.scopes.empty()) {
            grant.emplace_back("scope", joined(asked.scopes));
        }
        m_now.scopes = asked.scopes;
        return askForTokens(m_now, std::move(grant), wait);
    }
    if (has(server->issuerScopes, "offline_access")) {
        add(asked.scopes, {"offline_access"});
    }
    const auto code = authorize(*server, asked, wait);
    if (!code) {
        return std::unexpected(code.error());
    }
    m_now.scopes = asked.scopes;
    m_now.refresh.clear(); // it was of another sign-in
    auto redeemed = askForTokens(
        m_now,
        {{"grant_type", "authorization_code"},
         {"code", *code},
         {"redirect_uri", m_identity.redirect},
         {"code_verifier", asked.verifier}},
        wait);
    if (redeemed && m_keeping.keep) {
        m_keeping.keep(write(m_now));
    }
    return redeemed;
}

// Credentials are an issuer's: those for one are not shown to another.
Expected<void> Authorization::identify(const AuthorizationServer& server, const Wait& wait) {
    if (m_now.issuer == server.issuer && m_now.endpoint == server.token && !m_now.client.id.empty()) {
        m_now.resource = server.resource;
        return {};
    }
    Registered client;
    if (!m_identity.id.empty()) {
        const bool secret = !m_identity.secret.empty();
        const auto* method = !secret ? "none"
                             : has(server.methods, "client_secret_basic") || server.methods.empty()
                                 ? "client_secret_basic"
                                 : "client_secret_post";
        client = {m_identity.id, m_identity.secret, method};
    } else if (server.takesDocuments && !m_identity.metadata.empty()) {
        client = {m_identity.metadata, {}, "none"};
    } else if (!server.registration.empty()) {
        auto registered = registerClient(server, wait);
        if (!registered) {
            return std::unexpected(registered.error());
        }
        client = std::move(*registered);
    } else {
        return fail(Kind::unauthorized, server.issuer + " does not know this client, and lets none register");
    }
    m_now = {
        .url = m_url,
        .issuer = server.issuer,
        .endpoint = server.token,
        .resource = server.resource,
        .client = std::move(client)};
    return {};
}

Expected<Registered> Authorization::registerClient(const AuthorizationServer& server, const Wait& wait) {
    if (!isSafe(server.registration)) {
        return fail(Kind::unauthorized, server.registration + " is neither encrypted nor on this computer");
    }
    const auto* method = has(server.methods, "client_secret_basic")  ? "client_secret_basic"
                         : has(server.methods, "client_secret_post") ? "client_secret_post"
                         : has(server.methods, "none")               ? "none"
                                                                     : "client_secret_basic";
    const json::object asked{
        {"client_name", m_identity.name},
        {"redirect_uris", json::array{json::string(m_identity.redirect)}},
        {"grant_types", json::array{"authorization_code", "refresh_token"}},
        {"response_types", json::array{"code"}},
        {"token_endpoint_auth_method", method},
        {"application_type", "native"}};
    auto response = exchange(
        {"POST", server.registration, {{"Content-Type", "application/json"}}, json::serialize(asked)}, wait,
        kDescriptionBytes);
    if (!response) {
        return std::unexpected(response.error());
    }
    auto body = parseObject(response->body);
    if (response->status >= 300 || !body || text(*body, "client_id").empty()) {
        return std::unexpected(
            Failure{Kind::unauthorized, server.issuer + " does not register this client", response->status});
    }
    Registered client{
        text(*body, "client_id"), text(*body, "client_secret"), text(*body, "token_endpoint_auth_method")};
    if (client.method.empty()) {
        client.method = client.secret.empty() ? "none" : method;
    }
    return client;
}

Expected<std::string>
Authorization::authorize(const AuthorizationServer& server, const Asked& asked, const Wait& wait) {
    if (!isSafe(server.authorize)) {
        return fail(Kind::unauthorized, server.issuer + " names no safe place to sign in at");
    }
    if (!server.hasChallenge) {
        return fail(Kind::unauthorized, server.issuer + " does not protect its codes (PKCE, S256)");
    }
    urls::url page(server.authorize);
    auto parameters = page.params();
    parameters.append({"response_type", "code"});
    parameters.append({"client_id", m_now.client.id});
    parameters.append({"redirect_uri", m_identity.redirect});
    parameters.append({"state", asked.state});
    parameters.append({"code_challenge", sha256(asked.verifier)});
    parameters.append({"code_challenge_method", "S256"});
    parameters.append({"resource", server.resource});
    if (!asked.scopes.empty()) {
        parameters.append({"scope", joined(asked.scopes)});
    }
    if (has(asked.scopes, "offline_access")) {
        parameters.append({"prompt", "consent"});
    }
    const auto back = m_visit(std::string(page.buffer()), wait);
    if (!back) {
        return std::unexpected(back.error());
    }
    const auto address = urls::parse_uri(*back);
    if (!address || !back->starts_with(m_identity.redirect)) {
        return fail(Kind::unauthorized, "the sign-in came back to another place");
    }
    const auto answer = [&](const char* name) {
        const auto found = address->params().find(name);
        return found == address->params().end() ? std::string() : std::string((*found).value);
    };
    if (answer("state") != asked.state) {
        return fail(Kind::unauthorized, "an answer to another sign-in came");
    }
    // RFC 9207: so that a code of one issuer is not taken to another.
    const auto issuer = answer("iss");
    if ((server.saysIssuer || !issuer.empty()) && issuer != server.issuer) {
        return fail(Kind::unauthorized, "the sign-in came from \"" + issuer + "\" and not from " + server.issuer);
    }
    if (const auto error = answer("error"); !error.empty()) {
        return fail(Kind::unauthorized, "the sign-in was refused: " + error);
    }
    auto code = answer("code");
    if (code.empty()) {
        return fail(Kind::unauthorized, "the sign-in came back without a code");
    }
    return code;
}

} // namespace cairn::mcp
