#include "sync/server/connections/revoke_job.h"

#include "sync/server/connections/connection_jobs.h"

namespace cairn::server {

JobRunner::Kind revokeKind(Connections& connections) {
    return {.handler = [&connections](const Job& job, const std::stop_token& stop) -> JobResult {
        const auto work = workOf(job);
        if (!work || connections.revoke(work->account, work->platform, work->sealed, stop)) {
            return {};
        }
        return {JobResult::Outcome::failed, nameOf(work->platform) + " could not be told that tokens have ended"};
    }};
}

} // namespace cairn::server
