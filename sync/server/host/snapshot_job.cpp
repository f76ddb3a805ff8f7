#include "sync/server/host/snapshot_job.h"

#include "core/state/subject.h"
#include "sync/server/jobs/job_store.h"
#include "sync/server/log/sql_log.h"

#include <utility>

namespace cairn::server {

JobRunner::Kind snapshotKind(Desks& desks, OpenDatabase open) {
    return {
        .handler = [&desks, open = std::move(open)](const Job& job, const std::stop_token&) -> JobResult {
            const auto& account = job.payload;
            const auto desk = desks.of(account);
            if (!desk->catchUp()) {
                return {JobResult::Outcome::failed, "the account's desk does not come to the end of its streams"};
            }
            auto folded = desk->folded();
            if (!folded) {
                return {JobResult::Outcome::failed, folded.error().message};
            }
            engine::KeptSnapshot snapshot{account, state::kFoldVersion, {}, {}, 0};
            for (auto& [stream, cursor, mark] : folded->places) {
                snapshot.places.push_back({std::move(stream), cursor, std::move(mark)});
            }
            SqlLog(open()).keep(std::move(snapshot), folded->rows);
            return {};
        },
        .timeout = 120'000};
}

bool enqueueSnapshots(const OpenDatabase& open, base::Millis now, std::int64_t least) {
    const auto grown = SqlLog(open()).wantSnapshots(state::kFoldVersion, least);
    const auto database = open();
    Transaction transaction(*database);
    for (const auto& [account, events] : grown) {
        const auto id = std::string(kSnapshotKind) + ' ' + account + ' ' + std::to_string(events);
        enqueue(
            *database,
            {.queue = kSnapshotQueue, .kind = kSnapshotKind, .payload = account, .id = id, .account = account}, now);
    }
    transaction.commit();
    return !grown.empty();
}

} // namespace cairn::server
