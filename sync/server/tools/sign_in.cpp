#include "sync/server/tools/sign_in.h"

#include "sync/mcp/client.h"
#include "sync/mcp/http_transport.h"
#include "sync/server/tools/browser_return.h"

#include <memory>
#include <utility>

namespace cairn::server {

using mcp::Failure;

mcp::ClientIdentity identityFor(const ToolServerConfig& server) {
    return {.name = "Cairn (cairnd)", .id = server.clientId, .secret = server.clientSecret, .scope = server.scope};
}

mcp::Keeping ToolSignIns::of(const std::string& server) const {
    mcp::Keeping keeping;
    if (load) {
        keeping.load = [load = load, server] { return load(server); };
    }
    if (keep) {
        keeping.keep = [keep = keep, server](const std::string& signIn) { keep(server, signIn); };
    }
    return keeping;
}

mcp::Expected<void> signIn(
    const ToolServerConfig& server, std::uint16_t port, const ToolSignIns& signIns,
    const std::function<void(const std::string& page)>& show, const mcp::Wait& wait) {
    if (!mcp::isSafe(server.url)) {
        return mcp::fail(Failure::Kind::unauthorized, "its url is neither encrypted nor on this computer");
    }
    BrowserReturn back(port);
    auto identity = identityFor(server);
    identity.redirect = back.address();
    bool signedIn = false;
    auto authorization = std::make_shared<mcp::Authorization>(
        server.url, std::move(identity),
        [&](const std::string& page, const mcp::Wait& patience) {
            show(page);
            return back.wait(patience);
        },
        mcp::Keeping{.keep = [&](const std::string& made) {
            signIns.keep(server.name, made);
            signedIn = true;
        }});
    mcp::Client client(
        std::make_unique<mcp::HttpTransport>(server.url, std::move(authorization)),
        {.name = "cairnd", .version = CAIRN_VERSION});
    if (const auto tools = client.tools(wait); !tools) {
        return std::unexpected(tools.error());
    }
    return signedIn ? mcp::Expected<void>() : mcp::fail(Failure::Kind::rejected, "it wants nobody to sign in");
}

} // namespace cairn::server
