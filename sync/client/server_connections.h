#pragma once

#include "core/api/connections.h"
#include "core/service/local_profile.h"

#include <QJsonObject>

namespace cairn::client {

class SyncWorker;
struct ApiAnswer;

// What GET /api/connections says that can be done, and how what was done ended. What is not known here is passed over.
std::vector<api::ConnectionOffer> offersIn(const QJsonObject& body);

// Why a look at what was begun has found nothing: NotFound where it has ended, so that another look would not help.
base::Error lookTrouble(const ApiAnswer& told);

// The accounts at platforms: the list from the profile, all else from the server that it has joined.
class ServerConnections : public api::Connections {
public:
    // `worker` has to outlive this.
    ServerConnections(service::LocalProfile& profile, SyncWorker& worker, api::Deliver deliver);

    api::Request list(api::Reply<std::vector<api::Connection>> reply) override;
    api::Request offers(api::Reply<std::vector<api::ConnectionOffer>> reply) override;
    api::Request begin(
        events::Platform platform, api::ConnectMethod method, std::string account,
        api::Reply<api::ConnectionStep> reply) override;
    api::Request check(events::Platform platform, api::Reply<std::string> reply) override;
    api::Request disconnect(events::Platform platform, api::Reply<bool> reply) override;
    api::Request refresh(events::Platform platform, api::Reply<bool> reply) override;
    api::Request importHistory(events::Platform platform, api::Reply<bool> reply) override;

private:
    api::Request order(const char* method, events::Platform platform, const char* what, api::Reply<bool> reply);

    service::LocalProfile& m_profile;
    SyncWorker& m_worker;
    api::Deliver m_deliver;
};

} // namespace cairn::client
