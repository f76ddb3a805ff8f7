#include "sync/server/config/read_tool_servers.h"

#include "sync/server/config/read_text.h"
#include "sync/server/config/safe_address.h"

#include <algorithm>
#include <array>
#include <utility>

namespace cairn::server {

using base::ErrorCode;
using base::fail;

namespace {

constexpr std::string_view kTable = "mcp.";
constexpr std::size_t kNameMost = 32;

constexpr std::array<std::pair<std::string_view, std::string ToolServerConfig::*>, 5> kTexts{{
    {"url", &ToolServerConfig::url},
    {"token", &ToolServerConfig::token},
    {"oauth.client_id", &ToolServerConfig::clientId},
    {"oauth.client_secret", &ToolServerConfig::clientSecret},
    {"oauth.scope", &ToolServerConfig::scope},
}};

bool isName(std::string_view name) {
    return !name.empty() && name.size() <= kNameMost && std::ranges::all_of(name, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_' || letter == '-';
    });
}

base::Expected<void> takeText(const toml::node& node, const Environment& environment, std::string& to) {
    auto text = readText(node, environment);
    if (!text) {
        return std::unexpected(text.error());
    }
    to = std::move(*text);
    return {};
}

base::Expected<void> takeMember(
    const std::string& member, const toml::node& node, const Environment& environment, ToolServerConfig& server) {
    constexpr std::string_view kVariable = "environment.";
    if (member == "command") {
        const auto* words = node.as_array();
        if (words == nullptr || words->empty()) {
            return fail(ErrorCode::InvalidInput, "is no list of words");
        }
        for (const auto& word : *words) {
            if (auto taken = takeText(word, environment, server.command.emplace_back()); !taken) {
                return taken;
            }
        }
        return {};
    }
    for (const auto& [name, text] : kTexts) {
        if (member == name) {
            return takeText(node, environment, server.*text);
        }
    }
    if (member.starts_with(kVariable)) {
        return takeText(node, environment, server.environment[member.substr(kVariable.size())]);
    }
    if (member == "timeout" || member == "connections") {
        if (!node.is_integer()) {
            return fail(ErrorCode::InvalidInput, "is no whole number");
        }
        (member == "timeout" ? server.timeout : server.connections) = node.as_integer()->get();
        return {};
    }
    return fail(ErrorCode::InvalidInput, "is no option");
}

} // namespace

base::Expected<void> takeToolServer(
    const std::string& name, const toml::node& node, const Environment& environment,
    std::vector<ToolServerConfig>& all) {
    const auto rest = name.substr(kTable.size());
    const auto dot = rest.find('.');
    if (dot == std::string::npos || !isName(std::string_view(rest).substr(0, dot))) {
        return fail(ErrorCode::InvalidInput, name + " is in no table [mcp.NAME] with a NAME of a-z, 0-9, - and _");
    }
    const auto server = rest.substr(0, dot);
    auto found = std::ranges::find(all, server, &ToolServerConfig::name);
    if (found == all.end()) {
        found = all.insert(all.end(), ToolServerConfig{.name = server});
    }
    if (auto taken = takeMember(rest.substr(dot + 1), node, environment, *found); !taken) {
        return fail(taken.error().code, name + " " + taken.error().message);
    }
    return {};
}

base::Expected<void> checkToolServers(const std::vector<ToolServerConfig>& all) {
    for (const auto& server : all) {
        const auto refuse = [&](const char* why) {
            return fail(ErrorCode::InvalidInput, "mcp." + server.name + ": " + why);
        };
        if (server.command.empty() == server.url.empty()) {
            return refuse("give either a command or an url");
        }
        if (!server.url.empty() && !server.url.starts_with("https://") && !server.url.starts_with("http://")) {
            return refuse("the url is none of http:// and https://");
        }
        if (!server.token.empty() && !isSafeAddress(server.url)) {
            return refuse("the token would go over the network as it is: use https");
        }
        const bool signsIn = !server.clientId.empty() || !server.clientSecret.empty() || !server.scope.empty();
        if (signsIn && !isSafeAddress(server.url)) {
            return refuse("oauth is for an url with https, or on this computer");
        }
        if (signsIn && !server.token.empty()) {
            return refuse("give either a token or oauth");
        }
        if (!server.clientSecret.empty() && server.clientId.empty()) {
            return refuse("oauth has a client_secret, but no client_id");
        }
        if (server.timeout < 1 || server.timeout > 600) {
            return refuse("timeout is not between 1 and 600");
        }
        if (server.connections < 1 || server.connections > 64) {
            return refuse("connections is not between 1 and 64");
        }
    }
    return {};
}

} // namespace cairn::server
