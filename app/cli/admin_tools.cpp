#include "app/cli/command.h"
#include "app/cli/failure.h"
#include "app/cli/platform.h"
#include "app/cli/server_data.h"
#include "app/cli/session.h"
#include "app/cli/table.h"
#include "core/base/text.h"
#include "sync/server/auth/sealed_files.h"
#include "sync/server/tools/tool_servers.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <chrono>
#include <memory>
#include <stop_token>
#include <thread>

namespace cairn::cli {

namespace {

constexpr std::chrono::minutes kPatience{10}; // with somebody who signs in

// The sign-ins of the server whose data that is.
server::ToolSignIns signInsOf(const ServerData& data) {
    struct Kept {
        server::Seal seal;
        server::SealedFiles files;

        explicit Kept(const ServerData& of)
            : seal(of.masterKey())
            , files(seal, of.folder() / server::kSignInFolder) {}
    };

    const auto kept = std::make_shared<const Kept>(data);
    return {
        .load = [kept](const std::string& name) { return kept->files.read(name); },
        .keep = [kept](const std::string& name, const std::string& made) { kept->files.write(name, made); }};
}

void signInAt(Session& session, const Arguments& arguments) {
    const ServerData data(arguments);
    const auto name = arguments.text("sign-in");
    const auto port = static_cast<std::uint16_t>(arguments.number("port", 1, 65'535).value_or(0));
    const auto& servers = data.config().toolServers;
    const auto found = std::ranges::find(servers, name, &server::ToolServerConfig::name);
    if (found == servers.end()) {
        throw Failure{{base::ErrorCode::NotFound, "the configuration has no [mcp." + name + "]"}};
    }
    if (found->url.empty() || !found->token.empty()) {
        throw Failure{{base::ErrorCode::InvalidInput, "people sign in at servers with an url and without a token"}};
    }
    auto& output = session.output();
    const auto show = [&](const std::string& page) {
        output.remark("Visit this page in a browser of this computer:\n" + page);
    };
    std::stop_source stop;
    const std::jthread watching([&](const std::stop_token& done) {
        while (!done.stop_requested() && !interrupted()) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
        stop.request_stop();
    });
    const auto signedIn =
        server::signIn(*found, port, signInsOf(data), show, {.longest = kPatience, .stop = stop.get_token()});
    if (!signedIn && signedIn.error().kind == mcp::Failure::Kind::cancelled) {
        throw Failure{{base::ErrorCode::Cancelled, kStopped}};
    }
    if (!signedIn) {
        throw Failure{{base::ErrorCode::Unreachable, oneLine(signedIn.error().message)}};
    }
    output.line("Signed in at " + name + ".");
}

} // namespace

void askToolServers(Session& session, const Arguments& arguments) {
    if (arguments.has("sign-in")) {
        signInAt(session, arguments);
        return;
    }
    const auto config = serverConfig(arguments);
    server::ToolSignIns signIns;
    try {
        signIns = signInsOf(ServerData(arguments));
    } catch (const Failure&) { // no server has its data there yet
    }
    server::ToolServers servers(
        config.toolServers, session.clock().now, [](const std::string&) {},
        [](const std::string&, const mcp::ToolResult&) { return true; }, signIns);
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
        auto trouble = tools ? std::string() : tools.error().message;
        if (!tools && tools.error().kind == mcp::Failure::Kind::unauthorized) {
            trouble += "; see cairnctl admin tools --sign-in " + name;
        }
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
