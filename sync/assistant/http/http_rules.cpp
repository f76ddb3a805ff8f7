#include "sync/assistant/http/http_rules.h"

#include "sync/assistant/http/secret_text.h"
#include "sync/mcp/json.h"
#include "sync/mcp/tool.h"

#include <boost/algorithm/string/predicate.hpp>
#include <boost/json/array.hpp>
#include <boost/url/parse.hpp>

#include <algorithm>

namespace cairn::assistant {

namespace json = boost::json;
namespace urls = boost::urls;

namespace {

// "localhost:8080", "127.0.0.1", "[::1]:80".
bool namesThisComputer(const std::string& authority) {
    const auto parsed = urls::parse_authority(authority);
    if (!parsed || parsed->has_userinfo()) {
        return false;
    }
    const auto host = parsed->host();
    return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

bool isOfThisComputer(const HttpAsked& asked) {
    const auto origin = asked.header("origin");
    if (!namesThisComputer(asked.header("host"))) {
        return false;
    }
    if (origin.empty()) {
        return true; // no browser
    }
    const auto url = urls::parse_uri(origin);
    // An origin has no path; Boost.URL makes one of what follows digits that look like an address.
    return url && url->encoded_path().empty() && namesThisComputer(std::string(url->encoded_authority()));
}

HttpAnswer refused(int status, const json::value& id, std::int64_t code, const std::string& why) {
    return {status, errorTo(id, code, why).text};
}

bool brings(const HttpAsked& asked, const std::string& token) {
    constexpr std::string_view kScheme = "bearer ";
    auto given = asked.header("authorization");
    const bool isBearer = given.size() > kScheme.size() && boost::algorithm::istarts_with(given, kScheme);
    return isBearer && sameSecret(given.substr(kScheme.size()), token);
}

// What a message of the later era says twice has to be the same both times.
std::optional<HttpAnswer> mismatchOf(const HttpAsked& asked, const json::object& message) {
    const auto* params = mcp::object(message, "params");
    const auto* meta = params == nullptr ? nullptr : mcp::object(*params, "_meta");
    const auto version = meta == nullptr ? std::string() : mcp::text(*meta, kVersionKey);
    if (version.empty() && !isModern(asked)) {
        return std::nullopt;
    }
    const auto* id = mcp::find(message, "id");
    const auto mismatch = [&](const std::string& name) {
        return refused(
            400, id == nullptr ? json::value() : *id, code::kHeaderMismatch, "header and message differ in " + name);
    };
    if (!version.empty() && asked.header("mcp-protocol-version") != version) {
        return mismatch("MCP-Protocol-Version");
    }
    const auto method = mcp::text(message, "method");
    if (method.empty()) {
        return std::nullopt;
    }
    if (asked.header("mcp-method") != method) {
        return mismatch("Mcp-Method");
    }
    if (method == "tools/call" || method == "prompts/get" || method == "resources/read") {
        const auto name =
            params == nullptr ? std::string() : mcp::text(*params, method == "resources/read" ? "uri" : "name");
        if (asked.header("mcp-name") != mcp::headerValue(name)) {
            return mismatch("Mcp-Name");
        }
    }
    return std::nullopt;
}

} // namespace

std::string HttpAsked::header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
}

bool isModern(const HttpAsked& asked) {
    return asked.header("mcp-protocol-version") == kModern;
}

bool beginsSession(const HttpAsked& asked) {
    const auto message = mcp::parseObject(asked.body);
    return message && !isModern(asked) && mcp::text(*message, "method") == "initialize";
}

HttpAnswer noSuchSession() {
    return refused(404, nullptr, code::kInvalidRequest, "there is no such session, or it has ended");
}

std::optional<HttpAnswer> refusalOf(const HttpAsked& asked, const std::string& token) {
    if (!isOfThisComputer(asked)) {
        return refused(403, nullptr, code::kInvalidRequest, "this server answers to this computer alone");
    }
    if (!token.empty() && !brings(asked, token)) {
        return refused(401, nullptr, code::kInvalidRequest, "this server answers to those who bring its token");
    }
    if (asked.path != "/mcp") {
        return refused(404, nullptr, code::kInvalidRequest, "there is nothing but /mcp");
    }
    if (asked.method == "DELETE" && !asked.header("mcp-session-id").empty()) {
        return std::nullopt;
    }
    if (asked.method != "POST") {
        return refused(405, nullptr, code::kInvalidRequest, "messages are posted");
    }
    if (!asked.header("content-type").starts_with("application/json")) {
        return refused(415, nullptr, code::kInvalidRequest, "a message is application/json");
    }
    const auto message = mcp::parse(asked.body);
    const auto* object = message ? message->if_object() : nullptr;
    if (object != nullptr) {
        if (auto mismatch = mismatchOf(asked, *object)) {
            return mismatch;
        }
    }
    const auto version = asked.header("mcp-protocol-version");
    // A version in the body is answered there.
    const auto* params = object == nullptr ? nullptr : mcp::object(*object, "params");
    const auto* meta = params == nullptr ? nullptr : mcp::object(*params, "_meta");
    const bool saidInBody = meta != nullptr && mcp::find(*meta, kVersionKey) != nullptr;
    if (!version.empty() && version != kModern && !saidInBody && std::ranges::find(kLegacy, version) == kLegacy.end()) {
        return refused(400, nullptr, code::kInvalidRequest, "this version is not known here: " + version);
    }
    return std::nullopt;
}

HttpAnswer answerOf(const Said& said, bool modern) {
    if (said.text.empty()) {
        return {202, {}};
    }
    if (said.code == code::kParse || said.code == code::kInvalidRequest) {
        return {400, said.text};
    }
    if (modern && said.code == code::kNoMethod) {
        return {404, said.text};
    }
    if (said.malformed) {
        return {400, said.text};
    }
    return {200, said.text};
}

} // namespace cairn::assistant
