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
#include <sstream>
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

std::vector<std::string> words(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> all;
    for (std::string word; stream >> word;) {
        all.push_back(word);
    }
    return all;
}

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const auto& word : words) {
        all += (all.empty() ? "" : " ") + word;
    }
    return all;
}

bool has(const std::vector<std::string>& all, const std::string& one) {
    return std::ranges::find(all, one) != all.end();
}

void add(std::vector<std::string>& all, const std::vector<std::string>& more) {
    for (const auto& word : more) {
        if (!has(all, word)) {
            all.push_back(word);
        }
    }
}

std::string formOf(const std::vector<std::pair<std::string, std::string>>& fields) {
    urls::url form;
    for (const auto& [name, value] : fields) {
        form.params().append({name, value});
    }
    // Boost.URL leaves alone what a query may have and a form may not.
    std::string text(form.encoded_query());
    std::string encoded;
    for (const char letter : text) {
        encoded += letter == '+' ? std::string("%2B") : std::string(1, letter);
    }
    return encoded;
}

} // namespace

struct Authorization::Registered {
    std::string id;
    std::string secret;
    std::string method;
};

struct Authorization::Asked {
    std::string verifier = randomText();
    std::string state = randomText();
    std::vector<std::string> scopes{};
};

Authorization::Authorization(ClientIdentity identity, Visit visit)
    : m_identity(std::move(identity))
    , m_visit(std::move(visit)) {}

Expected<void> Authorization::renew(const std::string& url, const HttpResponse& refusal, const Wait& wait) {
    const auto challenge = refusal.header("www-authenticate");
    const bool forMore = challenged(challenge, "error").value_or("") == "insufficient_scope";
    if (refusal.status == 403 && !forMore) {
        return std::unexpected(Failure{Kind::unauthorized, "the server forbids it", refusal.status});
    }
    if (++m_attempts > kAttemptsMost) {
        return fail(Kind::unauthorized, "the server is not content with any sign-in");
    }
    const auto server = discover(url, refusal, wait);
    if (!server) {
        return std::unexpected(server.error());
    }
    const auto client = identify(*server, wait);
    if (!client) {
        return std::unexpected(client.error());
    }
    Asked asked;
    if (forMore) {
        add(asked.scopes, m_scopes); // what was granted is not to be lost
    }
    if (const auto scope = challenged(challenge, "scope"); scope && !scope->empty()) {
        add(asked.scopes, words(*scope));
    } else {
        add(asked.scopes, server->scopes);
    }
    if (has(server->issuerScopes, "offline_access")) {
        add(asked.scopes, {"offline_access"});
    }
    const auto code = authorize(*server, *client, asked, wait);
    if (!code) {
        return std::unexpected(code.error());
    }
    return redeem(*server, *client, asked, *code, wait);
}

// Credentials are an issuer's: those for one are not shown to another.
Expected<Authorization::Registered> Authorization::identify(const AuthorizationServer& server, const Wait& wait) {
    if (m_issuer == server.issuer) {
        return Registered{m_clientId, m_clientSecret, m_method};
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
            return registered;
        }
        client = std::move(*registered);
    } else {
        return fail(Kind::unauthorized, server.issuer + " does not know this client, and lets none register");
    }
    m_issuer = server.issuer;
    m_clientId = client.id;
    m_clientSecret = client.secret;
    m_method = client.method;
    m_scopes.clear();
    m_token.clear();
    return client;
}

Expected<Authorization::Registered> Authorization::registerClient(const AuthorizationServer& server, const Wait& wait) {
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
Authorization::authorize(const AuthorizationServer& server, const Registered& client, Asked& asked, const Wait& wait) {
    urls::url page(server.authorize);
    auto parameters = page.params();
    parameters.append({"response_type", "code"});
    parameters.append({"client_id", client.id});
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
    m_scopes = asked.scopes;
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

Expected<void> Authorization::redeem(
    const AuthorizationServer& server, const Registered& client, const Asked& asked, const std::string& code,
    const Wait& wait) {
    std::vector<std::pair<std::string, std::string>> fields{
        {"grant_type", "authorization_code"},
        {"code", code},
        {"redirect_uri", m_identity.redirect},
        {"code_verifier", asked.verifier},
        {"resource", server.resource}};
    HttpRequest request{"POST", server.token, {{"Content-Type", "application/x-www-form-urlencoded"}}, {}};
    request.headers.emplace_back("Accept", "application/json");
    if (client.method == "client_secret_basic") {
        // RFC 6749, 2.3.1: encoded like a form, then joined.
        const auto coded = [](const std::string& text) { return formOf({{"x", text}}).substr(2); };
        const auto pair = coded(client.id) + ":" + coded(client.secret);
        request.headers.emplace_back("Authorization", "Basic " + base64(pair));
    } else {
        fields.emplace_back("client_id", client.id);
        if (client.method == "client_secret_post") {
            fields.emplace_back("client_secret", client.secret);
        }
    }
    request.body = formOf(fields);
    auto response = exchange(request, wait, kDescriptionBytes);
    if (!response) {
        return std::unexpected(response.error());
    }
    auto body = parseObject(response->body);
    if (response->status != 200 || !body || text(*body, "access_token").empty()) {
        return std::unexpected(Failure{
            Kind::unauthorized, server.issuer + " gives no token: " + (body ? text(*body, "error") : ""),
            response->status});
    }
    auto type = text(*body, "token_type");
    std::ranges::transform(type, type.begin(), [](unsigned char letter) { return std::tolower(letter); });
    if (type != "bearer") {
        return fail(Kind::unauthorized, server.issuer + " gives a token of a kind that is not known here");
    }
    m_token = text(*body, "access_token");
    if (const auto granted = text(*body, "scope"); !granted.empty()) {
        add(m_scopes, words(granted));
    }
    return {};
}

} // namespace cairn::mcp
