#pragma once

#include "sync/assistant/http/http_server.h"
#include "sync/assistant/server.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace cairn::assistant {

struct DoorSettings {
    std::uint16_t port = 0; // 0: any that is free
    std::string token{};    // that everybody has to bring; empty: none
    std::string version{};  // of the program
};

// Lets programs of this computer read a profile and propose at a port, from construction to destruction. Made, used and
// destroyed on the thread that `deliver` runs calls on, which is the profile's.
class ProfileDoor {
public:
    // `asked`: hears who asks. Throws boost::system::system_error where it cannot listen.
    ProfileDoor(
        api::Profile& profile, const api::Deliver& deliver, DoorSettings settings,
        std::function<void(const Client& client)> asked = {});

    std::string address() const;

private:
    std::shared_ptr<Server> m_server;
    HttpServer m_http;
};

} // namespace cairn::assistant
