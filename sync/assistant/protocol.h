#pragma once

#include <boost/json/object.hpp>

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

// The Model Context Protocol, seen from a server: JSON-RPC 2.0 in both of its eras. See sync/mcp for the other end.
namespace cairn::assistant {

inline constexpr const char* kModern = "2026-07-28";
inline constexpr std::array<const char*, 4> kLegacy{"2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"};

inline constexpr const char* kVersionKey = "io.modelcontextprotocol/protocolVersion";
inline constexpr const char* kCapabilitiesKey = "io.modelcontextprotocol/clientCapabilities";
inline constexpr const char* kClientKey = "io.modelcontextprotocol/clientInfo";
inline constexpr const char* kServerKey = "io.modelcontextprotocol/serverInfo";

// Of JSON-RPC, and of the protocol.
namespace code {
inline constexpr std::int64_t kParse = -32700;
inline constexpr std::int64_t kInvalidRequest = -32600;
inline constexpr std::int64_t kNoMethod = -32601;
inline constexpr std::int64_t kInvalidParams = -32602;
inline constexpr std::int64_t kInternal = -32603;
inline constexpr std::int64_t kBusy = -32000;
inline constexpr std::int64_t kNoResource = -32002; // of the earlier era
inline constexpr std::int64_t kHeaderMismatch = -32020;
inline constexpr std::int64_t kUnsupportedVersion = -32022;
} // namespace code

// What is said to a client for one message of its: one line, or nothing where nothing is to be said. `code` is that of
// an error, else 0.
struct Said {
    std::string text;
    std::int64_t code = 0;
    bool malformed = false; // the message lacks what one of its era has
};

using Say = std::function<void(Said said)>;

Said errorTo(
    const boost::json::value& id, std::int64_t code, std::string_view message, const boost::json::value& data = {});
Said resultTo(const boost::json::value& id, boost::json::object result);

// Every version, the newest first.
boost::json::array versions();

} // namespace cairn::assistant
