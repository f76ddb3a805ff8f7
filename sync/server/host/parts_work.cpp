// What a server does by itself: jobs, and chores in the background.
#include "sync/server/connections/connection_jobs.h"
#include "sync/server/connections/desk_side.h"
#include "sync/server/connections/figures_job.h"
#include "sync/server/connections/import_job.h"
#include "sync/server/connections/revoke_job.h"
#include "sync/server/connections/tell_job.h"
#include "sync/server/host/erasure_job.h"
#include "sync/server/host/parts.h"
#include "sync/server/host/snapshot_job.h"
#include "sync/server/mail/mail_job.h"

namespace cairn::server {

JobRunner::Settings Host::Parts::jobSettings(const Config& config, const base::Clock& clock) {
    JobRunner::Settings settings;
    settings.queues[kErasureQueue] = 1;
    settings.kinds[kErasureKind] = erasureKind(desks, scrub);
    settings.kinds[kAccountErasureKind] = accountErasureKind(desks, hub, connections, open, clock.now);
    settings.queues[kSnapshotQueue] = 1;
    settings.kinds[kSnapshotKind] = snapshotKind(desks, open);
    settings.queues[kTellQueue] = 1;
    settings.kinds[kTellKind] = tellKind(open, announce(), nudge(), clock.now);
    settings.queues[kAnalyticsQueue] = 3;
    settings.kinds[kRevokeKind] = revokeKind(connections);
    const ConnectionJobs forConnections{
        open,
        askPlatform(),
        announce(),
        [this](const std::string& account) { return notary.end(Notary::streamOf(account)); },
        clock.now,
        [this](const std::string& account, events::Platform platform, const std::stop_token& stop) {
            connections.lookAgain(account, platform, stop);
        }};
    settings.kinds[kFiguresKind] = figuresKind(
        forConnections, {[this](const std::string& account) {
                             const auto desk = desks.of(account);
                             desk->catchUp(); // what is not here yet counts next time
                             return repositoriesAt(*desk);
                         },
                         [this](const std::string& account, const Connection& connection) {
                             const auto desk = desks.of(account);
                             return desk->catchUp() ? figuresAt(*desk, connection) : events::ConnectionFigures{};
                         }});
    settings.kinds[kImportKind] = importKind(forConnections, desks);
    settings.queues[kVerificationQueue] = static_cast<int>(config.verifications);
    settings.kinds[kVerificationKind] = verificationKind(verification);
    if (!config.mailUrl.empty()) {
        settings.queues[kNotificationQueue] = 2;
        settings.kinds[kMailKind] = mailKind(
            {.url = config.mailUrl, .user = config.mailUser, .password = config.mailPassword, .from = config.mailFrom});
    }
    settings.now = clock.now;
    settings.trouble = [this](const std::string& what) { log.error("job_trouble", {{"what", what}}); };
    settings.grace = 500; // they are given back, and the end is promised within 5 s
    return settings;
}

std::vector<Upkeep::Chore> Host::Parts::chores(const base::Clock& clock) {
    using namespace std::chrono_literals;
    const auto guarded = [this](const char* what, std::function<void()> work) {
        return [this, what, work = std::move(work)] {
            try {
                work();
            } catch (const std::exception& trouble) {
                log.error(what, {{"what", trouble.what()}});
            }
        };
    };
    return {
        // A sign-in that ended, here or at another server, ends what it has open.
        {500ms, guarded(
                    "revision_trouble",
                    [this] {
                        if (const auto now = accounts.revision(); now != revision) {
                            revision = now;
                            accounts.reloadKeys();
                            if (receiptKeys.reload(*keysDatabase, seal)) {
                                hub.greetAgain(); // what is signed from now on is to be known
                            }
                            hub.lookAgain();
                        }
                    })},
        {1s, [this] { hub.dropStrangers(); }},
        {30s, [this] { hub.lookAgain(); }}, // tokens end by themselves
        {10min, guarded(
                    "sweep_trouble",
                    [this, now = clock.now] {
                        accounts.sweep();
                        const auto database = open();
                        JobStore(*database).sweep(now());
                    })},
        {60s, [this] { desks.closeIdle(); }},
        {60s, guarded("connections_trouble", [this] { connections.upkeep(); })},
        {60s, [this] { tools.closeIdle(); }},
        {60s, guarded(
                  "snapshot_trouble",
                  [this, now = clock.now] {
                      if (enqueueSnapshots(open, now())) {
                          jobs.nudge();
                      }
                  })},
    };
}

} // namespace cairn::server
