#pragma once

#include "core/api/sync.h"

namespace cairn::desktop {

// Stands where the client of a server will: no server is joined, and none can be reached.
class NoServer : public api::Sync {
public:
    api::SyncState state() const override { return {}; }

    api::Request signIn(api::SignIn account, api::Reply<api::SignInResult> reply) override;
    api::Request createAccount(api::SignIn account, api::Reply<api::SignInResult> reply) override;
    api::Request forgotPassword(std::string server, std::string email, api::Reply<std::string> reply) override;
    api::Request leave(api::Reply<bool> reply) override;

    void tryNow() override {}

    api::Request devices(api::Reply<std::vector<api::SyncDevice>> reply) override;
    api::Request rename(std::string device, std::string name, api::Reply<bool> reply) override;
    api::Request revoke(std::string device, api::Reply<bool> reply) override;
    api::Request changePassword(std::string now, std::string then, api::Reply<bool> reply) override;

    api::Subscription subscribe(std::function<void(const api::SyncState&)>) override { return {}; }
};

} // namespace cairn::desktop
