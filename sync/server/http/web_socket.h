#pragma once

#include "sync/server/http/message.h"

#include <functional>
#include <memory>
#include <string>

namespace cairn::server {

// The other end of a WebSocket. Thread-safe.
class Peer {
public:
    virtual ~Peer() = default;

    // Queues a message; nothing after close().
    virtual void send(std::string bytes, bool binary) = 0;

    // Closes once all that was queued is out, or cannot get out.
    virtual void close() = 0;

    virtual const std::string& address() const = 0;
};

// What listens to a peer. Called on the connection's thread, one call at a time.
class Listener {
public:
    virtual ~Listener() = default;

    // `done` is to be called, from any thread, when the message was worked off: a peer that sends faster than that is
    // not read from meanwhile.
    virtual void heard(std::string bytes, bool binary, std::function<void()> done) = 0;

    // The connection is gone; nothing comes after this.
    virtual void closed() = 0;
};

// Who listens to a new peer; null: nobody is let in now.
using Meet = std::function<std::unique_ptr<Listener>(const std::shared_ptr<Peer>& peer)>;

} // namespace cairn::server
