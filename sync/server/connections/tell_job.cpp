#include "sync/server/connections/tell_job.h"

#include "sync/server/connections/ask.h"
#include "sync/server/connections/connection_jobs.h"
#include "sync/server/connections/connection_store.h"

namespace cairn::server {

JobRunner::Kind
tellKind(OpenDatabase open, Announce announce, std::function<void()> nudge, std::function<base::Millis()> now) {
    return {
        .handler = [open = std::move(open), announce = std::move(announce), nudge = std::move(nudge),
                    now = std::move(now)](const Job& job, const std::stop_token&) -> JobResult {
            const auto work = workOf(job);
            if (!work) {
                return {JobResult::Outcome::refused, "no connection is named"};
            }
            const auto database = open();
            const auto connection = ConnectionStore(*database).find(work->account, work->platform);
            const auto subject = "connection/" + nameOf(work->platform);
            const auto draft =
                connection ? events::draft(subject, events::ConnectionProven{connection->handle, connection->proof})
                           : events::draft(subject, events::ConnectionRemoved{});
            if (const auto told = announce(work->account, {draft}, {}, {}); !told) {
                const bool gone = told.error().code == base::ErrorCode::NotFound;
                return gone ? JobResult{} : JobResult{JobResult::Outcome::failed, told.error().message};
            }
            if (connection) {
                Transaction transaction(*database);
                const auto moment = "since " + std::to_string(connection->since);
                enqueue(*database, draftOf(kAnalyticsQueue, kFiguresKind, *work, moment), now());
                transaction.commit();
            }
            return {};
        }};
}

} // namespace cairn::server
