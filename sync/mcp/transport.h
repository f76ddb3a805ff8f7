#pragma once

#include "sync/mcp/http.h"

#include <boost/json/object.hpp>

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace cairn::mcp {

// A message of JSON-RPC on its way to a server.
struct Outgoing {
    boost::json::object message;
    std::vector<std::pair<std::string, std::string>> headers{}; // for a transport that has any
};

// A message that came. True: it is the answer, and no more is wanted.
using Take = std::function<bool(boost::json::object message)>;

// How messages reach a server and come back. One thread at a time, but for what Take sends itself.
class Transport {
public:
    virtual ~Transport() = default;

    // Sends it and hands over what comes, until `take` has the answer; without `take` nothing is waited for.
    virtual Expected<void> send(const Outgoing& outgoing, const Wait& wait, const Take& take = {}) = 0;

    // Hears what a server says when it is not asked, until the transport ends. `hear` is called on a thread of the
    // transport's, and may send. Where nothing comes but in answers there is nothing to do.
    virtual void listen(std::function<void(boost::json::object message)> hear) = 0;

    // Whether messages carry the headers of Streamable HTTP.
    virtual bool hasHeaders() const = 0;

    // The version that a handshake has agreed on; empty: there is none (any more).
    virtual void agree(const std::string& version) = 0;
};

} // namespace cairn::mcp
