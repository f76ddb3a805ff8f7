#pragma once

#include "core/api/sync.h"
#include "core/base/clock.h"
#include "core/service/local_profile.h"
#include "sync/client/secrets.h"
#include "sync/client/server_connections.h"

#include <QThread>

#include <memory>
#include <mutex>
#include <vector>

namespace cairn::client {

class SyncWorker;

// The account and the exchange of one profile, on a thread of its own. Needs a QCoreApplication. Destroying it drops
// the connection at once: what was not confirmed goes out the next time.
class SyncClient : public api::Sync {
public:
    // `deliver` as for the profile, which has to outlive this.
    SyncClient(
        service::LocalProfile& profile, base::Clock clock, api::Deliver deliver, std::unique_ptr<Secrets> secrets);
    ~SyncClient() override;
    SyncClient(const SyncClient&) = delete;
    SyncClient& operator=(const SyncClient&) = delete;

    api::SyncState state() const override;
    api::Request signIn(api::SignIn account, api::Reply<api::SignInResult> reply) override;
    api::Request createAccount(api::SignIn account, api::Reply<api::SignInResult> reply) override;
    api::Request forgotPassword(std::string server, std::string email, api::Reply<std::string> reply) override;
    api::Request leave(api::Reply<bool> reply) override;
    void tryNow() override;
    api::Request devices(api::Reply<std::vector<api::SyncDevice>> reply) override;
    api::Request rename(std::string device, std::string name, api::Reply<bool> reply) override;
    api::Request revoke(std::string device, api::Reply<bool> reply) override;
    api::Request changePassword(std::string now, std::string then, api::Reply<bool> reply) override;
    api::Request account(api::Reply<api::ServerAccount> reply) override;
    api::Request beginSecondFactor(api::Reply<api::FactorSecret> reply) override;
    api::Request confirmSecondFactor(std::string code, api::Reply<std::vector<std::string>> reply) override;
    api::Request endSecondFactor(std::string password, api::Reply<bool> reply) override;
    api::Request eraseAccount(std::string password, api::Reply<bool> reply) override;

    api::Request validate(plan::PathPlan plan, api::Reply<plan::PlanVerdict> reply) override;

    api::Connections& connections() override { return m_connections; }

    api::Subscription subscribe(std::function<void(const api::SyncState&)> heard) override;

private:
    template<class T, class Ask> api::Request ask(api::Reply<T> reply, Ask ask);
    void publish(const api::SyncState& state);

    api::Deliver m_deliver;
    mutable std::mutex m_mutex; // of what follows
    api::SyncState m_state{};
    std::vector<std::weak_ptr<std::function<void(const api::SyncState&)>>> m_subscribers{};

    std::shared_ptr<int> m_alive = std::make_shared<int>(0); // what was posted to the asking thread looks at it
    QThread m_thread;
    SyncWorker* m_worker; // of the thread, which deletes it
    ServerConnections m_connections;
    api::Subscription m_changes;
};

} // namespace cairn::client
