#include "sync/mcp/child.h"

namespace cairn::mcp {

// A job object that ends with its owner would do here what the guardian does elsewhere.
Expected<std::unique_ptr<Child>> Child::start(const Command&) {
    return fail(
        Failure::Kind::unreachable,
        "servers of tools that are programs are not started on Windows yet; use one by URL");
}

} // namespace cairn::mcp
