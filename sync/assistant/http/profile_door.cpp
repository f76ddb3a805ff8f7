#include "sync/assistant/http/profile_door.h"

namespace cairn::assistant {

namespace {

// What came before the door was shut may be delivered after that.
using Kept = std::weak_ptr<Server>;

HttpServer::Take takeFor(const std::shared_ptr<Server>& server, const api::Deliver& deliver) {
    return [kept = Kept(server), deliver](std::string body, std::string channel, bool modern, Say say) {
        deliver([kept, body = std::move(body), channel = std::move(channel), modern, say = std::move(say)] {
            if (const auto there = kept.lock()) {
                there->receive(body, say, channel, modern);
            }
        });
    };
}

HttpServer::Forget forgetFor(const std::shared_ptr<Server>& server, const api::Deliver& deliver) {
    return [kept = Kept(server), deliver](std::string channel) {
        deliver([kept, channel = std::move(channel)] {
            if (const auto there = kept.lock()) {
                there->forget(channel);
            }
        });
    };
}

} // namespace

ProfileDoor::ProfileDoor(
    api::Profile& profile, const api::Deliver& deliver, DoorSettings settings,
    std::function<void(const Client& client)> asked)
    : m_server(std::make_shared<Server>(profile, std::move(settings.version)))
    , m_http(settings.port, std::move(settings.token), takeFor(m_server, deliver), forgetFor(m_server, deliver)) {
    m_server->onAsked(std::move(asked));
}

std::string ProfileDoor::address() const {
    return "http://127.0.0.1:" + std::to_string(m_http.port()) + "/mcp";
}

} // namespace cairn::assistant
