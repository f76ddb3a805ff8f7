#pragma once

#include "sync/engine/server_log.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace cairn::engine {

// Who may do something with a stream. `named`: of its owner, the account that its name tells.
enum class Access { nobody, owner, named };

// A kind of streams, by the beginning of their names.
struct StreamKind {
    std::string_view prefix;
    Access read = Access::nobody;
    Access write = Access::nobody;
};

// All streams there are; with what has another name nobody does anything. An account that writes first to a stream that
// nobody has becomes its owner.
inline constexpr std::array kStreamKinds{
    StreamKind{.prefix = "learner/", .read = Access::owner, .write = Access::owner}, // all that a learner does
    // What a server says of an account: devices bring it back where it is missing, and write nothing of their own. Who
    // could bring another's would own it, and the server could say nothing more to whom it is of.
    StreamKind{.prefix = "server/", .read = Access::owner, .write = Access::named},
};

// Whether a device may write a stream, by their names: what only servers write is written by their devices.
inline bool mayBeWrittenBy(std::string_view stream, std::string_view device) {
    return !stream.starts_with("server/") || device.starts_with(kServersDevice);
}

// Whether the account may; `owner` is nothing where nobody has written to the stream.
inline bool
may(Access StreamKind::* what, std::string_view stream, const std::optional<std::string>& owner,
    const std::string& account) {
    const auto* kind = std::ranges::find_if(
        kStreamKinds, [&](std::string_view prefix) { return stream.starts_with(prefix); }, &StreamKind::prefix);
    if (kind == kStreamKinds.end() || owner.value_or(account) != account) {
        return false;
    }
    const auto access = (*kind).*what;
    return access == Access::owner || (access == Access::named && stream.substr(kind->prefix.size()) == account);
}

} // namespace cairn::engine
