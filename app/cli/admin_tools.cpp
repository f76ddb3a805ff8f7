#include "app/cli/command.h"
#include "app/cli/failure.h"
#include "app/cli/platform.h"
#include "app/cli/session.h"
#include "app/cli/table.h"
#include "core/base/text.h"
#include "sync/server/config/config.h"
#include "sync/server/tools/tool_servers.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>

namespace cairn::cli {

void askToolServers(Session& session, const Arguments& arguments) {
    std::optional<std::filesystem::path> file;
    if (arguments.has("config")) {
        file = arguments.text("config");
    }
    const auto config = server::readConfig(file, [](const std::string& name) { return environment(name.c_str()); });
    if (!config) {
        throw Failure{config.error()};
    }
    server::ToolServers servers(config->toolServers, session.clock().now, [](const std::string&) {});
    Table table{"NAME", "PROTOCOL", "TOOLS", "TROUBLE"};
    boost::json::array all;
    for (const auto& name : servers.names()) {
        const auto tools = servers.tools(name);
        std::vector<std::string> names;
        for (const auto& tool : tools.value_or(std::vector<mcp::Tool>())) {
            names.push_back(tool.name);
        }
        const auto health = servers.health();
        const auto found = std::ranges::find(health, name, &server::ToolServerHealth::name);
        const auto trouble = tools ? std::string() : tools.error().message;
        table.row({name, oneLine(found->protocol), std::to_string(names.size()), oneLine(trouble)});
        all.push_back(boost::json::object{
            {"name", name},
            {"protocol", found->protocol},
            {"tools", boost::json::array(names.begin(), names.end())},
            {"trouble", trouble}});
    }
    auto& output = session.output();
    if (output.json()) {
        output.value(all);
    } else if (all.empty()) {
        output.line("The configuration names no server of tools: see cairnd --example-config.");
    } else {
        table.print(output);
    }
    const bool failed =
        std::ranges::any_of(all, [](const boost::json::value& row) { return !row.at("trouble").as_string().empty(); });
    if (failed) {
        throw Failure{{base::ErrorCode::Unreachable, "not all of them answer"}};
    }
}

} // namespace cairn::cli
