#include "sync/mcp/client.h"

#include "sync/mcp/json.h"

#include <algorithm>
#include <array>
#include <utility>

namespace cairn::mcp {

namespace json = boost::json;
using Kind = Failure::Kind;

namespace {

constexpr std::array<const char*, 1> kModern{"2026-07-28"};
constexpr std::array<const char*, 4> kLegacy{"2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"};
constexpr const char* kVersionKey = "io.modelcontextprotocol/protocolVersion";
constexpr const char* kInfoKey = "io.modelcontextprotocol/clientInfo";
constexpr const char* kCapabilitiesKey = "io.modelcontextprotocol/clientCapabilities";

constexpr std::int64_t kUnsupportedVersion = -32022;
constexpr std::int64_t kHeaderMismatch = -32020;
constexpr std::int64_t kMissingCapability = -32021;
constexpr std::int64_t kMethodNotFound = -32601;

bool isOneOf(const auto& versions, const std::string& version) {
    return std::ranges::find(versions, version) != versions.end();
}

// The newest version of this time that a server names in `member` of what it said; empty where it names none.
std::string bestModern(const json::object* said, std::string_view member) {
    const auto versions = said == nullptr ? std::vector<std::string>() : texts(*said, member);
    const auto best =
        std::ranges::find_if(kModern, [&](const std::string& version) { return isOneOf(versions, version); });
    return best == kModern.end() ? std::string() : *best;
}

double number(const json::object& object, const char* name) {
    const auto* found = find(object, name);
    boost::system::error_code trouble;
    const auto value = found == nullptr ? 0 : found->to_number<double>(trouble);
    return trouble ? 0 : value;
}

// What a form has in its fields before anybody types.
json::object defaults(const json::object& schema) {
    json::object content;
    const auto* properties = object(schema, "properties");
    for (const auto& [name, value] : properties == nullptr ? json::object() : *properties) {
        const auto* field = value.if_object();
        if (const auto* fallback = field == nullptr ? nullptr : find(*field, "default")) {
            content[name] = *fallback;
        }
    }
    return content;
}

} // namespace

// What comes while an answer is waited for.
struct Client::Answering {
    Client& client;
    std::int64_t id;
    const Wait& wait;
    const std::function<void(const Progress&)>& progress;
    std::optional<json::object> answer{};

    bool take(json::object message) {
        if (find(message, "method") != nullptr) {
            if (find(message, "id") != nullptr) {
                client.answer(message, wait);
            } else if (text(message, "method") == "notifications/progress") {
                report(message);
            }
            return false;
        }
        const auto* named = find(message, "id");
        const bool ours = named != nullptr && named->is_int64() && named->get_int64() == id;
        const bool ofNobody = (named == nullptr || named->is_null()) && find(message, "error") != nullptr;
        if (ours || ofNobody) {
            answer = std::move(message);
        }
        return answer.has_value();
    }

    void report(const json::object& message) const {
        const auto* params = object(message, "params");
        const auto* token = params == nullptr ? nullptr : find(*params, "progressToken");
        if (!progress || token == nullptr || !token->is_int64() || token->get_int64() != id) {
            return;
        }
        Progress step{number(*params, "progress"), {}, text(*params, "message")};
        if (find(*params, "total") != nullptr) {
            step.total = number(*params, "total");
        }
        progress(step);
    }
};

Client::Client(std::unique_ptr<Transport> transport, ClientSettings settings)
    : m_settings(std::move(settings))
    , m_transport(std::move(transport)) {}

bool Client::modern() const {
    return isOneOf(kModern, m_version);
}

void Client::say(const std::string& what) const {
    if (m_settings.trouble) {
        m_settings.trouble(what);
    }
}

json::object Client::capabilities() const {
    json::object all;
    if (m_settings.elicit) {
        all["elicitation"] = json::object();
    }
    return all;
}

Expected<void> Client::connect(const Wait& wait) {
    if (!m_version.empty()) {
        return {};
    }
    if (!m_settings.protocol.empty()) {
        if (isOneOf(kModern, m_settings.protocol)) {
            m_version = m_settings.protocol;
            return {};
        }
        return handshake(wait);
    }
    return discover(wait);
}

// What a server of this time says of itself; one of an earlier time knows nothing of the question.
Expected<void> Client::discover(const Wait& wait) {
    m_version = kModern.front();
    const auto found = askOnce("server/discover", {}, wait, {}, {});
    if (found) {
        if (texts(*found, "supportedVersions").empty()) {
            return {}; // it was asked in the newest one, and has answered
        }
        if (const auto best = bestModern(&*found, "supportedVersions"); !best.empty()) {
            m_version = best;
            return {};
        }
    } else if (
        found.error().kind != Kind::rejected && found.error().kind != Kind::malformed &&
        found.error().kind != Kind::timeout) {
        m_version.clear();
        return std::unexpected(found.error());
    } else if (
        found.error().code == kUnsupportedVersion || found.error().code == kHeaderMismatch ||
        found.error().code == kMissingCapability) {
        if (const auto best = bestModern(found.error().data.if_object(), "supported"); !best.empty()) {
            m_version = best;
            return {};
        }
    }
    return handshake(wait);
}

Expected<void> Client::handshake(const Wait& wait) {
    m_version.clear();
    m_transport->agree({});
    const auto wanted = m_settings.protocol.empty() ? std::string(kLegacy.front()) : m_settings.protocol;
    const auto welcome = askOnce(
        "initialize",
        {{"protocolVersion", wanted},
         {"capabilities", capabilities()},
         {"clientInfo", json::object{{"name", m_settings.name}, {"version", m_settings.version}}}},
        wait, {}, {});
    if (!welcome) {
        return std::unexpected(welcome.error());
    }
    const auto version = text(*welcome, "protocolVersion");
    if (!isOneOf(kLegacy, version)) {
        return fail(Kind::malformed, "the server speaks a version that is not known here: " + version);
    }
    m_version = version;
    m_transport->agree(version);
    notify("notifications/initialized", {}, wait);
    if (m_settings.elicit) {
        m_transport->listen([this](const json::object& message) {
            if (find(message, "method") != nullptr && find(message, "id") != nullptr) {
                answer(message, {});
            }
        });
    }
    return {};
}

void Client::notify(const std::string& method, json::object params, const Wait& wait) {
    json::object message{{"jsonrpc", "2.0"}, {"method", method}};
    if (!params.empty()) {
        message["params"] = std::move(params);
    }
    if (const auto sent = m_transport->send({std::move(message), {}}, wait); !sent) {
        say(method + ": " + sent.error().message);
    }
}

// What a server of an earlier time asks on its own.
void Client::answer(const json::object& question, const Wait& wait) {
    json::object reply{{"jsonrpc", "2.0"}, {"id", question.at("id")}};
    if (auto result = fulfil(question)) {
        reply["result"] = std::move(*result);
    } else {
        reply["error"] = json::object{{"code", result.error().code}, {"message", result.error().message}};
    }
    if (const auto sent = m_transport->send({std::move(reply), {}}, wait); !sent) {
        say("an answer to the server: " + sent.error().message);
    }
}

Expected<json::object> Client::fulfil(const json::object& question) {
    const auto method = text(question, "method");
    if (method == "ping") {
        return json::object();
    }
    const auto* params = object(question, "params");
    if (method == "elicitation/create" && m_settings.elicit && params != nullptr) {
        const auto* schema = object(*params, "requestedSchema");
        const auto typed = schema == nullptr ? std::nullopt : m_settings.elicit(*schema);
        if (!typed) {
            return json::object{{"action", "decline"}};
        }
        // What nobody typed is what the form has there.
        auto content = defaults(*schema);
        for (const auto& [name, value] : *typed) {
            content[name] = value;
        }
        return json::object{{"action", "accept"}, {"content", std::move(content)}};
    }
    return std::unexpected(Failure{Kind::rejected, "this client does not do " + method, kMethodNotFound});
}

Expected<json::object> Client::askOnce(
    const std::string& method, json::object params, const Wait& wait, Headers headers,
    const std::function<void(const Progress&)>& progress) {
    const auto id = ++m_lastId;
    json::object meta;
    if (const auto* given = object(params, "_meta")) {
        meta = *given;
    }
    if (modern()) {
        meta[kVersionKey] = m_version;
        meta[kInfoKey] = json::object{{"name", m_settings.name}, {"version", m_settings.version}};
        meta[kCapabilitiesKey] = capabilities();
        if (m_transport->hasHeaders()) {
            headers.emplace_back("MCP-Protocol-Version", m_version);
            headers.emplace_back("Mcp-Method", method);
            const auto name = method == "resources/read" ? text(params, "uri") : text(params, "name");
            if (method == "tools/call" || method == "prompts/get" || method == "resources/read") {
                headers.emplace_back("Mcp-Name", headerValue(name));
            }
        }
    }
    if (progress || method == "tools/call") {
        // Also where nobody listens: each report begins the wait anew, and a server that gets no token makes none.
        meta["progressToken"] = id;
    }
    if (!meta.empty()) {
        params["_meta"] = std::move(meta);
    }
    json::object message{{"jsonrpc", "2.0"}, {"id", id}, {"method", method}};
    if (!params.empty()) {
        message["params"] = std::move(params);
    }
    Answering answering{*this, id, wait, progress};
    const auto sent = m_transport->send({std::move(message), std::move(headers)}, wait, [&](json::object heard) {
        return answering.take(std::move(heard));
    });
    if (!sent) {
        const auto kind = sent.error().kind;
        if (!modern() && (kind == Kind::timeout || kind == Kind::cancelled) && method != "initialize") {
            notify("notifications/cancelled", {{"requestId", id}}, {.timeout = std::chrono::milliseconds(2'000)});
        }
        return std::unexpected(sent.error());
    }
    if (!answering.answer) {
        return fail(Kind::malformed, "no answer to " + method);
    }
    if (const auto* error = object(*answering.answer, "error")) {
        Failure failure{Kind::rejected, text(*error, "message"), static_cast<std::int64_t>(number(*error, "code"))};
        if (const auto* data = find(*error, "data")) {
            failure.data = *data;
        }
        return std::unexpected(std::move(failure));
    }
    const auto* result = object(*answering.answer, "result");
    if (result == nullptr) {
        return fail(Kind::malformed, method + " is answered with neither result nor error");
    }
    return *result;
}

// Answers what the server needs to know first (2026-07-28: a question is the result of the request that raised it).
Expected<json::object> Client::complete(
    const std::string& method, json::object params, const Wait& wait, const Headers& headers,
    const std::function<void(const Progress&)>& progress) {
    auto asked = params;
    for (int round = 0; round < kRoundsMost; ++round) {
        auto result = askOnce(method, asked, wait, headers, progress);
        if (!result || text(*result, "resultType") != "input_required") {
            return result;
        }
        asked = params;
        const auto* questions = object(*result, "inputRequests");
        if (questions != nullptr) {
            json::object answers;
            for (const auto& [name, value] : *questions) {
                const auto* question = value.if_object();
                auto answer = question == nullptr ? Expected<json::object>(fail(Kind::malformed, "no question"))
                                                  : fulfil(*question);
                if (!answer) {
                    return std::unexpected(
                        Failure{Kind::rejected, "the server wants to know what nobody here can tell"});
                }
                answers[name] = std::move(*answer);
            }
            asked["inputResponses"] = std::move(answers);
        }
        if (const auto* state = find(*result, "requestState")) {
            asked["requestState"] = *state;
        } else if (questions == nullptr) {
            return fail(Kind::malformed, "the server wants to know something, and does not say what");
        }
    }
    return fail(Kind::malformed, "the server asks for ever");
}

Expected<json::object> Client::ask(
    const std::string& method, json::object params, const Wait& wait, const Headers& headers,
    const std::function<void(const Progress&)>& progress) {
    if (auto connected = connect(wait); !connected) {
        return std::unexpected(connected.error());
    }
    auto result = complete(method, params, wait, headers, progress);
    if (result || result.error().kind != Kind::rejected) {
        return result;
    }
    const auto& failure = result.error();
    if (modern() && failure.code == kUnsupportedVersion) {
        if (const auto best = bestModern(failure.data.if_object(), "supported"); !best.empty()) {
            m_version = best;
        } else if (auto again = handshake(wait); !again) {
            return std::unexpected(again.error());
        }
        return complete(method, std::move(params), wait, headers, progress);
    }
    if (!modern() && failure.code == 404 && m_transport->hasHeaders()) {
        // The session has ended there: another one begins.
        if (auto again = handshake(wait); !again) {
            return std::unexpected(again.error());
        }
        return complete(method, std::move(params), wait, headers, progress);
    }
    return result;
}

Expected<std::vector<Tool>> Client::tools(const Wait& wait) {
    std::vector<Tool> all;
    std::string cursor;
    for (int page = 0; page < kPagesMost; ++page) {
        json::object params;
        if (!cursor.empty()) {
            params["cursor"] = cursor;
        }
        const auto result = ask("tools/list", std::move(params), wait);
        if (!result) {
            return std::unexpected(result.error());
        }
        const auto* listed = find(*result, "tools");
        if (listed == nullptr || !listed->is_array()) {
            return fail(Kind::malformed, "tools/list is answered without tools");
        }
        for (const auto& described : listed->get_array()) {
            auto tool = described.is_object() ? readTool(described.get_object())
                                              : Expected<Tool>(fail(Kind::malformed, "a tool that is none"));
            if (!tool) {
                say(tool.error().message);
            } else if (all.size() == kToolsMost) {
                return fail(Kind::tooLarge, "more than " + std::to_string(kToolsMost) + " tools");
            } else {
                all.push_back(std::move(*tool));
            }
        }
        cursor = text(*result, "nextCursor");
        if (cursor.empty()) {
            return all;
        }
    }
    return fail(Kind::tooLarge, "more than " + std::to_string(kPagesMost) + " pages of tools");
}

Expected<ToolResult> Client::call(
    const Tool& tool, const json::object& arguments, const Wait& wait,
    const std::function<void(const Progress&)>& progress) {
    if (auto connected = connect(wait); !connected) {
        return std::unexpected(connected.error());
    }
    const auto headers = modern() && m_transport->hasHeaders() ? parameterHeaders(tool, arguments) : Headers();
    const auto result = ask("tools/call", {{"name", tool.name}, {"arguments", arguments}}, wait, headers, progress);
    if (!result) {
        return std::unexpected(result.error());
    }
    return readResult(tool, *result);
}

} // namespace cairn::mcp
