#pragma once

#include <string>
#include <vector>

namespace cairn::engine {

// What a session wants done, in this order: frames sent (see wire::pack), then, where `close` is set, the connection
// closed.
struct Out {
    std::vector<std::string> frames;
    bool close = false;
};

} // namespace cairn::engine
