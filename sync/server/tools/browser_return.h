#pragma once

#include "sync/mcp/http.h"

#include <cstdint>
#include <memory>
#include <string>

namespace cairn::server {

// A place on this computer that a browser comes back to when somebody has signed in elsewhere (RFC 8252, 7.3). It
// answers that the window can be closed.
class BrowserReturn {
public:
    // 0: any port that is free. Throws boost::system::system_error where the port is taken.
    explicit BrowserReturn(std::uint16_t port = 0);
    ~BrowserReturn();
    BrowserReturn(const BrowserReturn&) = delete;
    BrowserReturn& operator=(const BrowserReturn&) = delete;

    const std::string& address() const { return m_address; }

    // Waits for the browser, as long as `wait` allows in all: the address with what it brings along.
    mcp::Expected<std::string> wait(const mcp::Wait& wait);

private:
    struct Listening;

    std::unique_ptr<Listening> m_listening;
    std::string m_address;
};

} // namespace cairn::server
