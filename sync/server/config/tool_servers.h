#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace cairn::server {

// A server of tools (Model Context Protocol) that this one asks: a table [mcp.NAME] of the configuration. Either a
// program, which is started when it is needed, or an address.
struct ToolServerConfig {
    std::string name; // [a-z0-9_-]
    std::vector<std::string> command{};
    std::map<std::string, std::string> environment{}; // of the program; it gets nothing else of the server's
    std::string url{};
    std::string token{};          // for the address; empty: none
    std::string clientId{};       // as whoever signs people in for the address knows this server; empty: it registers
    std::string clientSecret{};   // of that: without a sign-in, the server speaks for itself
    std::string scope{};          // to ask there for; empty: what the address wants
    std::int64_t timeout = 30;    // seconds without a sign of life
    std::int64_t connections = 2; // programs or conversations at once
};

} // namespace cairn::server
