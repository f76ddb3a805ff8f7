#include "sync/replica/profile_session.h"

#include "sync/replica/store_replica.h"

#include <optional>
#include <utility>

namespace cairn::replica {

// What lives on the profile's thread.
struct ProfileSession::Shared {
    std::function<base::Millis()> now;
    engine::ClientSession::Settings settings;
    Tell tell;
    std::optional<StoreReplica> replica{};
    std::optional<engine::ClientSession> session{};
};

ProfileSession::ProfileSession(
    service::LocalProfile& profile, std::function<base::Millis()> now, engine::ClientSession::Settings settings,
    Tell tell)
    : m_profile(profile)
    , m_shared(std::make_shared<Shared>(Shared{std::move(now), std::move(settings), std::move(tell)})) {}

bool ProfileSession::open() {
    return post([](engine::ClientSession& session, base::Millis now) { return session.open(now); });
}

void ProfileSession::heard(std::string frame) {
    post([frame = std::move(frame)](engine::ClientSession& session, base::Millis now) {
        return session.heard(frame, now);
    });
}

void ProfileSession::wrote() {
    post([](engine::ClientSession& session, base::Millis now) { return session.wrote(now); });
}

void ProfileSession::tick() {
    post([](engine::ClientSession& session, base::Millis now) { return session.tick(now); });
}

bool ProfileSession::post(std::function<engine::Out(engine::ClientSession&, base::Millis)> question) {
    return m_profile.onStore(
        [shared = m_shared, listener = m_listener.end(),
         question = std::move(question)](store::Store& store) -> service::Exchanged {
            if (!listener.holds()) {
                return {};
            }
            if (!shared->session) {
                shared->replica.emplace(store);
                shared->session.emplace(*shared->replica, shared->settings);
            }
            auto out = question(*shared->session, shared->now());
            listener.reach([&] { shared->tell(std::move(out), shared->session->status()); });
            return shared->replica->takeExchanged();
        });
}

} // namespace cairn::replica
