#pragma once

#include "sync/mcp/authorization.h"
#include "sync/server/config/tool_servers.h"

#include <cstdint>
#include <functional>
#include <string>

namespace cairn::server {

inline constexpr const char* kSignInFolder = "tool-sign-ins"; // of a server's data

// As what cairnd presents itself to whoever signs people in for a server of tools.
mcp::ClientIdentity identityFor(const ToolServerConfig& server);

// Where the sign-ins at servers of tools are kept. All of them are secret.
struct ToolSignIns {
    std::function<std::string(const std::string& server)> load{}; // empty text: nobody has signed in
    std::function<void(const std::string& server, const std::string& signIn)> keep{};

    mcp::Keeping of(const std::string& server) const;
};

// Lets a person sign in at a server of tools: shows them the address of a page, and waits until their browser comes
// back to this computer, at `port` (0: any). What comes of it is kept in `signIns`, in place of what was there. Where
// the server wants nobody to sign in, that is a failure.
mcp::Expected<void> signIn(
    const ToolServerConfig& server, std::uint16_t port, const ToolSignIns& signIns,
    const std::function<void(const std::string& page)>& show, const mcp::Wait& wait);

} // namespace cairn::server
