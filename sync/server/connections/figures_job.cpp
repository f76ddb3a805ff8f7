#include "sync/server/connections/figures_job.h"

#include "sync/server/connections/ask_figures.h"
#include "sync/server/connections/connection_jobs.h"
#include "sync/server/connections/connection_store.h"

namespace cairn::server {

using Outcome = JobResult::Outcome;

JobRunner::Kind
figuresKind(ConnectionJobs jobs, std::function<std::vector<std::string>(const std::string& account)> repositories) {
    const auto handler = [jobs = std::move(jobs), repositories = std::move(repositories)](
                             const Job& job, const std::stop_token& stop) -> JobResult {
        const auto work = workOf(job);
        if (!work) {
            return {Outcome::refused, "no connection is named"};
        }
        if (jobs.lookAgain) {
            jobs.lookAgain(work->account, work->platform, stop);
        }
        const auto database = jobs.open();
        ConnectionStore store(*database);
        const auto connection = store.find(work->account, work->platform);
        if (!connection) {
            return {}; // disconnected since
        }
        const bool named = work->platform == events::Platform::github;
        const auto figures = askForFigures(
            jobs.ask, work->platform, connection->handle,
            named ? repositories(work->account) : std::vector<std::string>(), jobs.now(), jobs.pause, stop);
        if (!figures) {
            const bool unknown = figures.error().why == Unanswered::Why::unknownAccount;
            return {unknown ? Outcome::refused : Outcome::failed, figures.error().what};
        }
        const auto still = store.find(work->account, work->platform);
        if (!still || still->handle != connection->handle) {
            return {};
        }
        const auto draft = events::draft("connection/" + nameOf(work->platform), *figures);
        if (const auto told = jobs.announce(work->account, {draft}, {}, {}); !told) {
            const bool gone = told.error().code == base::ErrorCode::NotFound;
            return gone ? JobResult{} : JobResult{Outcome::failed, told.error().message};
        }
        store.asked(work->account, work->platform, figures->at);
        return {};
    };
    return {.handler = handler, .timeout = 120'000};
}

} // namespace cairn::server
