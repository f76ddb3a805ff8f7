#include "sync/server/connections/figures_job.h"

#include "sync/server/connections/ask_figures.h"
#include "sync/server/connections/connection_jobs.h"
#include "sync/server/connections/outcome_store.h"

namespace cairn::server {

using Outcome = JobResult::Outcome;

namespace {

constexpr std::int64_t kAttempts = 5;
constexpr base::Millis kTimeout = 600'000; // Codeforces answers once in two seconds

JobResult
run(const ConnectionJobs& jobs, const FiguresHere& here, const ConnectionWork& work, const std::stop_token& stop) {
    if (jobs.lookAgain) {
        jobs.lookAgain(work.account, work.platform, stop);
    }
    const auto database = jobs.open();
    ConnectionStore store(*database);
    const auto connection = store.find(work.account, work.platform);
    if (!connection) {
        return {}; // disconnected since
    }
    const bool named = work.platform == events::Platform::github;
    const auto figures = askForFigures(
        jobs.ask, work.platform, connection->handle,
        named ? here.repositories(work.account) : std::vector<std::string>(), jobs.now(), stop);
    if (!figures) {
        const bool unknown = figures.error().why == Unanswered::Why::unknownAccount;
        return {unknown ? Outcome::refused : Outcome::failed, figures.error().what};
    }
    const auto still = store.find(work.account, work.platform);
    if (!still || still->handle != connection->handle) {
        return {};
    }
    const auto known = here.known(work.account, *connection);
    if (known.at == 0 || !sayTheSame(known, *figures)) {
        const auto draft = events::draft("connection/" + nameOf(work.platform), *figures);
        if (const auto told = jobs.announce(work.account, {draft}, {}, {}); !told) {
            const bool gone = told.error().code == base::ErrorCode::NotFound;
            return gone ? JobResult{} : JobResult{Outcome::failed, told.error().message};
        }
    }
    store.asked(work.account, work.platform, figures->at);
    return {};
}

} // namespace

void tellOutcome(
    const ConnectionJobs& jobs, const Job& job, std::int64_t attempts, OutcomeBody outcome, const JobResult& result) {
    const auto work = workOf(job);
    const bool ended = result.outcome != Outcome::failed || job.attempt >= attempts;
    const auto database = jobs.open();
    if (!work || !ended || !ConnectionStore(*database).find(work->account, work->platform)) {
        return; // nobody asks about one that was disconnected
    }
    outcome.platform = work->platform;
    outcome.at = jobs.now();
    if (result.outcome != Outcome::done) {
        outcome.count.reset();
        outcome.reason = result.trouble;
    }
    OutcomeStore(*database).put(work->account, outcome);
}

JobRunner::Kind figuresKind(ConnectionJobs jobs, FiguresHere here) {
    const auto handler = [jobs = std::move(jobs),
                          here = std::move(here)](const Job& job, const std::stop_token& stop) -> JobResult {
        const auto work = workOf(job);
        if (!work) {
            return {Outcome::refused, "no connection is named"};
        }
        auto result = run(jobs, here, *work, stop);
        tellOutcome(jobs, job, kAttempts, {.kind = OutcomeKind::figures}, result);
        return result;
    };
    return {.handler = handler, .timeout = kTimeout, .attempts = kAttempts};
}

} // namespace cairn::server
