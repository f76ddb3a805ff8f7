#include "sync/mcp/discovery.h"

#include "sync/mcp/challenge.h"
#include "sync/mcp/json.h"

#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>

namespace cairn::mcp {

namespace json = boost::json;
namespace urls = boost::urls;
using Kind = Failure::Kind;

namespace {

// Boost.URL takes "http://127.0.0.1.example.com" for the host 127.0.0.1 and the path ".example.com"; others do not.
bool isWhole(const urls::url_view& url) {
    return url.encoded_path().empty() || url.encoded_path().starts_with('/');
}

// `.well-known` names of a place: the part goes between host and path.
std::string wellKnown(const std::string& address, const std::string& name, bool withPath, bool behind = false) {
    urls::url url(address);
    auto path = std::string(url.encoded_path());
    while (path.ends_with('/')) {
        path.pop_back();
    }
    url.remove_query();
    url.remove_fragment();
    const auto known = "/.well-known/" + name;
    url.set_encoded_path(!withPath ? known : behind ? path + known : known + path);
    return std::string(url.buffer());
}

bool hasPath(const std::string& address) {
    const auto url = urls::parse_uri(address);
    return url && url->encoded_path().size() > 1;
}

// Whether a resource that a server names is the server that was asked, or all of which it is a part.
bool covers(const std::string& resource, const std::string& server) {
    const auto wide = urls::parse_uri(resource);
    const auto asked = urls::parse_uri(server);
    if (!wide || !asked || !isWhole(*wide) || !isWhole(*asked) || wide->encoded_origin() != asked->encoded_origin()) {
        return false;
    }
    auto prefix = std::string(wide->encoded_path());
    const auto path = std::string(asked->encoded_path());
    if (!prefix.ends_with('/')) {
        if (path == prefix) {
            return true;
        }
        prefix += '/';
    }
    return (path.ends_with('/') ? path : path + "/").starts_with(prefix);
}

Expected<json::object> document(const std::string& url, const Wait& wait) {
    auto response = exchange({"GET", url, {{"Accept", "application/json"}}, {}}, wait, kDescriptionBytes);
    if (!response) {
        return std::unexpected(response.error());
    }
    if (response->status != 200) {
        return std::unexpected(
            Failure{Kind::rejected, url + ": HTTP " + std::to_string(response->status), response->status});
    }
    return parseObject(response->body);
}

Expected<AuthorizationServer> readServer(const std::string& issuer, const Wait& wait) {
    if (!isSafe(issuer)) {
        return fail(Kind::unauthorized, issuer + " is neither encrypted nor on this computer");
    }
    std::vector<std::string> places;
    if (hasPath(issuer)) {
        places = {
            wellKnown(issuer, "oauth-authorization-server", true), wellKnown(issuer, "openid-configuration", true),
            wellKnown(issuer, "openid-configuration", true, true)};
    } else {
        places = {
            wellKnown(issuer, "oauth-authorization-server", false), wellKnown(issuer, "openid-configuration", false)};
    }
    Expected<json::object> found = fail(Kind::unauthorized, issuer + " does not describe itself");
    for (const auto& place : places) {
        found = document(place, wait);
        if (found) {
            break;
        }
    }
    if (!found) {
        return std::unexpected(found.error());
    }
    AuthorizationServer server;
    server.issuer = text(*found, "issuer");
    if (server.issuer != issuer) { // RFC 8414, 3.3: the same, letter by letter
        return fail(Kind::unauthorized, issuer + " calls itself " + server.issuer);
    }
    server.authorize = text(*found, "authorization_endpoint");
    server.token = text(*found, "token_endpoint");
    server.registration = text(*found, "registration_endpoint");
    server.issuerScopes = texts(*found, "scopes_supported");
    server.methods = texts(*found, "token_endpoint_auth_methods_supported");
    server.takesDocuments = flag(*found, "client_id_metadata_document_supported");
    server.saysIssuer = flag(*found, "authorization_response_iss_parameter_supported");
    server.hasChallenge = std::ranges::count(texts(*found, "code_challenge_methods_supported"), "S256") > 0;
    if (!isSafe(server.token)) {
        return fail(Kind::unauthorized, issuer + " names no safe place to get tokens at");
    }
    return server;
}

} // namespace

// Tokens and codes go over TLS, or stay on this computer.
bool isSafe(const std::string& address) {
    const auto url = urls::parse_uri(address);
    if (!url || !isWhole(*url)) {
        return false;
    }
    const auto host = std::string(url->host());
    return url->scheme() == "https" ||
           (url->scheme() == "http" && (host == "localhost" || host == "127.0.0.1" || host == "[::1]"));
}

Expected<AuthorizationServer> discover(const std::string& url, const HttpResponse& refusal, const Wait& wait) {
    std::vector<std::string> places;
    if (const auto told = challenged(refusal.header("www-authenticate"), "resource_metadata"); told && !told->empty()) {
        places = {*told};
    } else {
        if (hasPath(url)) {
            places.push_back(wellKnown(url, "oauth-protected-resource", true));
        }
        places.push_back(wellKnown(url, "oauth-protected-resource", false));
    }
    Expected<json::object> resource = fail(Kind::unauthorized, "the server does not say who signs people in");
    for (const auto& place : places) {
        if (!isSafe(place)) {
            return fail(Kind::unauthorized, place + " is neither encrypted nor on this computer");
        }
        resource = document(place, wait);
        if (resource) {
            break;
        }
    }
    if (!resource) {
        return std::unexpected(resource.error());
    }
    const auto named = text(*resource, "resource");
    if (!covers(named, url)) {
        return fail(Kind::unauthorized, "the server speaks for " + named + ", which it is not");
    }
    const auto issuers = texts(*resource, "authorization_servers");
    if (issuers.empty()) {
        return fail(Kind::unauthorized, "the server does not say who signs people in");
    }
    auto server = readServer(issuers.front(), wait);
    if (server) {
        server->resource = named;
        server->scopes = texts(*resource, "scopes_supported");
    }
    return server;
}

} // namespace cairn::mcp
