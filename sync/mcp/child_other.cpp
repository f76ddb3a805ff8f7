#include "sync/mcp/child.h"

namespace cairn::mcp {

// Nothing is started where it cannot be promised that it ends with its owner. On Windows a job object would do what the
// guardian does on Linux.
Expected<std::unique_ptr<Child>> Child::start(const Command&) {
    return fail(
        Failure::Kind::unreachable,
        "servers of tools that are programs cannot be started on this system yet; use one by URL");
}

} // namespace cairn::mcp
