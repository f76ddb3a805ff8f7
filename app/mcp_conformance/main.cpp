// Drives sync/mcp as the official conformance suite of the Model Context Protocol asks: one run is one scenario, which
// comes in the environment; the server's URL is the last argument.
#include "sync/mcp/client.h"
#include "sync/mcp/http_transport.h"
#include "sync/mcp/json.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

namespace {

using namespace cairn::mcp;
namespace json = boost::json;

std::string environment(const char* name) {
    const char* value = std::getenv(name); // NOLINT(concurrency-mt-unsafe): there is one thread
    return value == nullptr ? std::string() : value;
}

json::object context() {
    return parseObject(environment("MCP_CONFORMANCE_CONTEXT")).value_or(json::object());
}

// The suite's page sends whoever visits it straight back.
Expected<std::string> visit(const std::string& page, const Wait& wait) {
    auto response = exchange({"GET", page}, wait, 1 << 20);
    if (!response) {
        return std::unexpected(response.error());
    }
    const auto back = response->header("location");
    return back.empty() ? fail(Failure::Kind::unauthorized, "the page sends nobody anywhere")
                        : Expected<std::string>(back);
}

std::shared_ptr<Authorization> authorization(const std::string& url) {
    const auto known = context();
    const bool alone = environment("MCP_CONFORMANCE_SCENARIO").starts_with("auth/client-credentials");
    return std::make_shared<Authorization>(
        url,
        ClientIdentity{
            .name = "cairn-mcp-conformance",
            .redirect = "http://localhost:3000/callback",
            .metadata = "https://conformance-test.local/client-metadata.json",
            .id = text(known, "client_id"),
            .secret = text(known, "client_secret")},
        alone ? Visit() : visit);
}

// Accepts every form, with what it has in its fields and "yes" where it has nothing.
std::optional<json::object> acceptForm(const json::object& schema) {
    json::object typed;
    const auto* properties = object(schema, "properties");
    for (const auto& [name, value] : properties == nullptr ? json::object() : *properties) {
        const auto* field = value.if_object();
        if (field != nullptr && find(*field, "default") == nullptr && text(*field, "type") == "boolean") {
            typed[name] = true;
        }
    }
    return typed;
}

// What a tool is called with: what the scenario says, else small numbers for those that want some.
json::object argumentsFor(const Tool& tool) {
    json::object arguments;
    const auto* properties = object(tool.inputSchema, "properties");
    for (const auto& [name, value] : properties == nullptr ? json::object() : *properties) {
        const auto* field = value.if_object();
        const auto type = field == nullptr ? std::string() : text(*field, "type");
        if (type == "number" || type == "integer") {
            arguments[name] = 2;
        } else if (type == "string") {
            arguments[name] = "text";
        } else if (type == "boolean") {
            arguments[name] = true;
        }
    }
    return arguments;
}

Expected<void> callAll(Client& client, const std::vector<Tool>& tools, const Wait& wait) {
    const auto known = context();
    const auto* calls = find(known, "toolCalls");
    if (calls != nullptr && calls->is_array()) {
        for (const auto& item : calls->get_array()) {
            const auto* wanted = item.if_object();
            const auto name = wanted == nullptr ? std::string() : text(*wanted, "name");
            const auto tool = std::ranges::find(tools, name, &Tool::name);
            const auto* arguments = wanted == nullptr ? nullptr : object(*wanted, "arguments");
            if (tool == tools.end()) {
                continue; // one that was not what the protocol allows
            }
            if (auto called = client.call(*tool, arguments == nullptr ? json::object() : *arguments, wait); !called) {
                return std::unexpected(called.error());
            }
        }
        return {};
    }
    for (const auto& tool : tools) {
        if (auto called = client.call(tool, argumentsFor(tool), wait); !called) {
            return std::unexpected(called.error());
        }
    }
    return {};
}

Expected<void> live(const std::string& url) {
    const auto scenario = environment("MCP_CONFORMANCE_SCENARIO");
    Client client(
        std::make_unique<HttpTransport>(url, authorization(url)),
        {.name = "cairn-mcp-conformance",
         .version = CAIRN_VERSION,
         .protocol = environment("MCP_CONFORMANCE_PROTOCOL_VERSION"),
         .elicit = acceptForm,
         .trouble = [](const std::string& what) { std::fprintf(stderr, "%s\n", what.c_str()); }});
    const Wait wait{};
    const auto tools = client.tools(wait);
    if (!tools) {
        return std::unexpected(tools.error());
    }
    if (scenario == "initialize" || scenario == "json-schema-ref-no-deref") {
        return {}; // their servers have nothing more
    }
    return callAll(client, *tools, wait);
}

} // namespace

int main(int count, char** words) {
    if (count < 2) {
        std::fputs("cairn-mcp-conformance: give the server's URL\n", stderr);
        return 2;
    }
    if (const auto lived = live(words[count - 1]); !lived) {
        std::fprintf(
            stderr, "cairn-mcp-conformance: %s (%lld)\n", lived.error().message.c_str(),
            static_cast<long long>(lived.error().code));
        return 1;
    }
    return 0;
}
