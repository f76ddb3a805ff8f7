#pragma once

#include "sync/assistant/server.h"
#include "sync/mcp/json.h"

namespace cairn::assistant {

// A request that makes sense so far.
struct Server::Question {
    boost::json::value id;
    std::string method;
    boost::json::object params;
    bool modern = false;
    std::string channel;
    Say say;

    const boost::json::object* meta() const { return mcp::object(params, "_meta"); }

    void fail(std::int64_t code, std::string_view why, const boost::json::value& data = {}) const {
        say(errorTo(id, code, why, data));
    }

    void failAsMalformed(std::int64_t code, std::string_view why, const boost::json::value& data = {}) const {
        auto said = errorTo(id, code, why, data);
        said.malformed = true;
        say(std::move(said));
    }
};

} // namespace cairn::assistant
