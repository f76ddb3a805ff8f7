#include "sync/server/host/watched.h"

#include "sync/server/database/sqlite_syncs.h"
#include "sync/server/jobs/job_store.h"

#include <boost/describe/enum_to_string.hpp>

namespace cairn::server {

namespace {

std::vector<Metrics::Labelled> countJobs(const OpenDatabase& open) {
    std::vector<Metrics::Labelled> all;
    const auto database = open();
    for (const auto& [queue, state, count] : JobStore(*database).counts()) {
        const std::string word = boost::describe::enum_to_string(state, "unknown");
        all.push_back({{{"queue", queue}, {"state", word}}, static_cast<double>(count)});
    }
    return all;
}

} // namespace

void watch(Metrics& metrics, const Watched& watched) {
    const auto& counts = watched.hub.counts();
    const auto number = [](const std::atomic<std::int64_t>& count) {
        return [&count] { return static_cast<double>(count.load()); };
    };
    metrics.watch("cairn_sync_sessions", "Devices that are connected.", number(counts.sessions));
    metrics.watch("cairn_sync_events_stored", "Events stored since the start.", number(counts.events));
    metrics.watch("cairn_sync_frames_sent", "Messages sent to devices since the start.", number(counts.frames));
    metrics.watch("cairn_sync_commits", "Commits of the log since the start.", number(counts.commits));
    metrics.watch("cairn_sync_rejects", "Pushes refused since the start.", number(counts.rejects));
    metrics.watch("cairn_sync_troubles", "Commits and reads that failed since the start.", number(counts.troubles));
    metrics.watch("cairn_database_syncs", "Times that SQLite had files brought to the disk.", [] {
        return static_cast<double>(sqliteSyncs());
    });
    metrics.watch("cairn_http_connections", "Connections that are open.", [&http = watched.http] {
        return static_cast<double>(http.connections());
    });
    metrics.watch("cairn_http_queued_bytes", "Sent to devices that have not taken it yet.", [&http = watched.http] {
        return static_cast<double>(http.queuedBytes());
    });
    metrics.watchEach(
        "cairn_jobs", "Jobs of each queue and state; those that are dead wait for an admin.",
        [open = watched.open, &log = watched.log]() -> std::optional<std::vector<Metrics::Labelled>> {
            try {
                return countJobs(open);
            } catch (const std::exception& trouble) {
                log.error("jobs_not_counted", {{"what", trouble.what()}});
                return std::nullopt;
            }
        });
}

} // namespace cairn::server
