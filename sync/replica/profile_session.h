#pragma once

#include "core/base/clock.h"
#include "core/service/local_profile.h"
#include "sync/engine/client_session.h"
#include "sync/replica/lifeline.h"

#include <functional>
#include <memory>
#include <string>

namespace cairn::replica {

// A session between a profile that is open and a server: engine::ClientSession on the profile's writing thread. Calls
// return at once, on any thread; `tell` is called on the profile's, and had better be short: the destructor waits for
// one that is under way, and after it nothing is told any more. One object a connection.
class ProfileSession {
public:
    using Tell = std::function<void(engine::Out out, const engine::ClientStatus& status)>;

    ProfileSession(
        service::LocalProfile& profile, std::function<base::Millis()> now, engine::ClientSession::Settings settings,
        Tell tell);

    // After the connection opened. False: another process is the profile's writer, and exchanges it.
    bool open();
    void heard(std::string frame);
    void wrote();
    void tick();

private:
    struct Shared;

    bool post(std::function<engine::Out(engine::ClientSession&, base::Millis)> question);

    service::LocalProfile& m_profile;
    std::shared_ptr<Shared> m_shared;
    Lifeline m_listener;
};

} // namespace cairn::replica
