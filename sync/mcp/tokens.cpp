#include "sync/mcp/tokens.h"

#include "sync/mcp/base64.h"
#include "sync/mcp/discovery.h"
#include "sync/mcp/json.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <boost/url/url.hpp>

#include <algorithm>
#include <cctype>
#include <sstream>

namespace cairn::mcp {

namespace json = boost::json;
using Kind = Failure::Kind;

std::string write(const SignIn& signIn) {
    return json::serialize(json::object{
        {"url", signIn.url},
        {"issuer", signIn.issuer},
        {"endpoint", signIn.endpoint},
        {"resource", signIn.resource},
        {"client_id", signIn.client.id},
        {"client_secret", signIn.client.secret},
        {"method", signIn.client.method},
        {"access", signIn.access},
        {"refresh", signIn.refresh},
        {"scopes", json::array(signIn.scopes.begin(), signIn.scopes.end())}});
}

std::optional<SignIn> readSignIn(const std::string& text) {
    const auto read = parseObject(text);
    if (!read) {
        return std::nullopt;
    }
    const auto member = [&](const char* name) { return mcp::text(*read, name); };
    return SignIn{
        .url = member("url"),
        .issuer = member("issuer"),
        .endpoint = member("endpoint"),
        .resource = member("resource"),
        .client = {member("client_id"), member("client_secret"), member("method")},
        .access = member("access"),
        .refresh = member("refresh"),
        .scopes = texts(*read, "scopes")};
}

std::string formOf(const Fields& fields) {
    boost::urls::url form;
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

Expected<void> askForTokens(SignIn& signIn, Fields grant, const Wait& wait) {
    if (!isSafe(signIn.endpoint)) {
        return fail(Kind::unauthorized, signIn.endpoint + " is neither encrypted nor on this computer");
    }
    const auto& client = signIn.client;
    grant.emplace_back("resource", signIn.resource);
    HttpRequest request{"POST", signIn.endpoint, {{"Content-Type", "application/x-www-form-urlencoded"}}, {}};
    request.headers.emplace_back("Accept", "application/json");
    if (client.method == "client_secret_basic") {
        // RFC 6749, 2.3.1: encoded like a form, then joined.
        const auto coded = [](const std::string& text) { return formOf({{"x", text}}).substr(2); };
        const auto pair = coded(client.id) + ":" + coded(client.secret);
        request.headers.emplace_back("Authorization", "Basic " + base64(pair));
    } else {
        grant.emplace_back("client_id", client.id);
        if (client.method == "client_secret_post") {
            grant.emplace_back("client_secret", client.secret);
        }
    }
    request.body = formOf(grant);
    auto response = exchange(request, wait, kDescriptionBytes);
    if (!response) {
        return std::unexpected(response.error());
    }
    const auto body = parseObject(response->body);
    if (response->status >= 500 || response->status == 429) {
        return std::unexpected(Failure{
            Kind::unreachable, signIn.issuer + " answers HTTP " + std::to_string(response->status), response->status});
    }
    if (response->status != 200 || !body || text(*body, "access_token").empty()) {
        return std::unexpected(Failure{
            Kind::unauthorized, signIn.issuer + " gives no token: " + (body ? text(*body, "error") : ""),
            response->status});
    }
    auto type = text(*body, "token_type");
    std::ranges::transform(type, type.begin(), [](unsigned char letter) { return std::tolower(letter); });
    if (type != "bearer") {
        return fail(Kind::unauthorized, signIn.issuer + " gives a token of a kind that is not known here");
    }
    signIn.access = text(*body, "access_token");
    if (auto refresh = text(*body, "refresh_token"); !refresh.empty()) {
        signIn.refresh = std::move(refresh); // else the one before stays good (RFC 6749, 6)
    }
    add(signIn.scopes, words(text(*body, "scope")));
    return {};
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

void add(std::vector<std::string>& all, const std::vector<std::string>& more) {
    for (const auto& word : more) {
        if (std::ranges::find(all, word) == all.end()) {
            all.push_back(word);
        }
    }
}

} // namespace cairn::mcp
