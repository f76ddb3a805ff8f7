#pragma once

#include "sync/server/api/gate.h"
#include "sync/server/auth/accounts.h"
#include "sync/server/connections/announce.h"
#include "sync/server/connections/connections.h"
#include "sync/server/connections/pace.h"
#include "sync/server/desk/desks.h"
#include "sync/server/host/from_config.h"
#include "sync/server/host/host.h"
#include "sync/server/host/scrub.h"
#include "sync/server/host/upkeep.h"
#include "sync/server/http/http_server.h"
#include "sync/server/hub/hub.h"
#include "sync/server/log/sql_log.h"
#include "sync/server/paths/plan_validator.h"
#include "sync/server/verify/notary.h"
#include "sync/server/verify/receipt_keys.h"
#include "sync/server/verify/verification_job.h"

#include <stop_token>

namespace cairn::server {

// In the order in which they are made; they end the other way round. What they are told of each other is in parts.cpp,
// what they do by themselves in parts_work.cpp.
struct Host::Parts {
    Parts(const Config& config, const base::Clock& clock);
    ~Parts();
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;

    Hub::Settings hubSettings(const Config& config, const base::Clock& clock);
    ConnectionSettings connectionSettings(const Config& config, const base::Clock& clock);
    PlanValidator::Settings validatorSettings(const Config& config, const base::Clock& clock);
    AskPlatform askPlatform();
    std::function<void()> nudge();
    Announce announce();

    // What follows from stored events has its job.
    FollowUp followUp(const base::Clock& clock);

    // Of a SQLite database this is the only server: what ran when the last one ended need not wait for its lease.
    bool releaseOrphans(const Config& config, const base::Clock& clock);

    std::vector<Route> routes(const Config& config, const base::Clock& clock);
    JobRunner::Settings jobSettings(const Config& config, const base::Clock& clock);

    // At servers of tools; cairnctl puts them there, and what is renewed is put there again.
    ToolSignIns signInsAt(const std::filesystem::path& place);

    std::vector<Upkeep::Chore> chores(const base::Clock& clock);

    Log log;
    std::filesystem::path folder;
    std::unique_ptr<store::WriterLock> lock; // one server a folder
    OpenDatabase open;
    Seal seal;
    Metrics metrics{};
    std::atomic<std::int64_t> revision = 0;
    std::atomic<const Desks*> desksReady = nullptr; // the hub is made before them
    std::atomic<JobRunner*> jobsReady = nullptr;
    std::stop_source ending{}; // whoever waits for a platform waits no longer
    bool enqueued = false;     // in the transaction that is open; on the hub's thread
    Accounts accounts;
    std::unique_ptr<Database> keysDatabase; // of the chore that looks whether there is a new one
    ReceiptKeys receiptKeys;
    Hub hub;
    Desks desks;
    Notary notary;
    ToolServers tools;
    Pace pace{{{"codeforces", kCodeforcesPause}}}; // of all that ask, also of those that wait for a learner
    std::shared_ptr<SlowRequests> slow;
    PlanValidator validator;
    Connections connections;
    VerificationJob verification;
    Gate gate;
    HttpServer http;
    bool orphans = false;
    Scrub scrub; // by the one worker of the queue of erasures
    JobRunner jobs;
    Upkeep upkeep;
};

} // namespace cairn::server
