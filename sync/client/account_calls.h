#pragma once

#include "core/api/sync.h"
#include "sync/client/server_api.h"
#include "sync/client/sync_worker.h"

#include <QString>

#include <string>
#include <vector>

namespace cairn::client {

// A code as a person types it: authenticators show "123 456".
QString typedCode(const std::string& code);

// Why the server refuses what wants a password or a code: Unauthorized where that was not the right one.
base::Error credentialTrouble(const ApiAnswer& answer);

// What a person asks of the account that a worker's profile has joined. For a moment, on the worker's thread.
class AccountCalls {
public:
    template<class T> using Done = SyncWorker::Done<T>;

    explicit AccountCalls(SyncWorker& worker)
        : m_worker(worker) {}

    void devices(Done<std::vector<api::SyncDevice>> done);
    void rename(const std::string& device, const std::string& name, Done<bool> done);
    void revoke(const std::string& device, Done<bool> done);
    void changePassword(const std::string& now, const std::string& then, Done<bool> done);
    void account(Done<api::ServerAccount> done);
    void beginSecondFactor(Done<api::FactorSecret> done);
    void confirmSecondFactor(const std::string& code, Done<std::vector<std::string>> done);
    void endSecondFactor(const std::string& password, Done<bool> done);
    void erase(const std::string& password, Done<bool> done);

private:
    SyncWorker& m_worker;
};

} // namespace cairn::client
