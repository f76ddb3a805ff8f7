#include "sync/server/connections/import_job.h"

#include "core/events/problem.h"
#include "core/store/views.h"
#include "sync/server/auth/seal.h"
#include "sync/server/connections/connection_jobs.h"
#include "sync/server/connections/connection_store.h"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <set>

namespace cairn::server {

using events::Platform;
using Outcome = JobResult::Outcome;

namespace {

constexpr std::int64_t kAttempts = 5;
constexpr base::Millis kTimeout = 600'000; // Codeforces answers once in two seconds
constexpr std::size_t kAtOnce = 100;       // receipts in a batch
constexpr int kLooks = 10;

// What is still to be said, and after what.
struct Open {
    std::vector<const Solved*> solved;
    base::Hlc after{};
};

// Under which problems verified tasks of the learner stand, whatever their ids.
std::set<std::string> provenAlready(store::Views& views) {
    std::set<std::string> proven;
    const auto look = [&](const std::string& path) {
        for (const auto& [id, task] : views.tasksOf(path)) {
            const auto& requirement = task.requirement();
            if (task.verified && !task.deleted && requirement.platform != Platform::none) {
                proven.insert(events::problemOf(requirement));
            }
        }
    };
    look({});
    for (const auto& [path, definition] : views.paths()) {
        look(path);
    }
    return proven;
}

// Makes the tasks that are missing.
base::Expected<Open> create(Desk& desk, const std::vector<Solved>& all, base::Millis now) {
    return desk.onStore<base::Expected<Open>>(
        [&](store::Store& store, service::Exchanged& written) -> base::Expected<Open> {
            store::Views views(store.database());
            const auto proven = provenAlready(views);
            std::vector<store::Entry> entries;
            Open open;
            for (const auto& solved : all) {
                const auto subject = "task/" + solved.id;
                const auto task = views.find<state::Task>(subject);
                if ((task && (task->deleted || task->verified)) ||
                    proven.contains(events::problemOf(solved.task.requirement))) {
                    continue;
                }
                if (!task || !task->exists) {
                    entries.push_back({events::draft(subject, solved.task), now});
                }
                open.solved.push_back(&solved);
            }
            if (entries.empty()) {
                return open;
            }
            auto appended = store.append(entries);
            if (!appended) {
                return std::unexpected(appended.error());
            }
            open.after = appended->back().hlc;
            written.received = std::move(*appended);
            return open;
        });
}

std::vector<events::Draft>
receiptFor(const Solved& solved, Platform platform, const std::string& account, base::Millis now) {
    events::EvidenceSeen seen{platform, solved.tool, {}, solved.entry, now};
    seen.arguments = boost::json::serialize(
        boost::json::object{{platform == Platform::codeforces ? "handle" : "username", account}});
    events::TaskVerified verified;
    verified.evidence = solved.evidence;
    verified.platform = platform;
    verified.account = account;
    verified.solvedAt = solved.at;
    verified.answer = digestOf(solved.entry);
    verified.imported = true;
    verified.problem = events::problemOf(solved.task.requirement);
    verified.difficulty = solved.task.difficulty; // by the platform
    verified.title = solved.task.title;
    verified.topics = solved.task.topics;
    return {events::draft("evidence/" + solved.id, seen), events::draft("task/" + solved.id, verified)};
}

JobResult failed(const base::Error& error) {
    return error.code == base::ErrorCode::NotFound ? JobResult{} : JobResult{Outcome::failed, error.message};
}

// All that the server has said so far is at the desk: what is verified already is seen to be.
bool comesToTheEnd(Desk& desk, const events::EventRef& said) {
    const std::vector<events::EventRef> needed{said};
    if (!desk.catchUp()) {
        return false;
    }
    if (!desk.has(needed)) {
        desk.connectAgain();
        return desk.catchUp() && desk.has(needed);
    }
    return true;
}

// Signs what is still unsaid, in batches. Refused: something else was said meanwhile, of another import or of a
// verification; nothing of that batch is, then.
base::Expected<void> sign(
    const ConnectionJobs& jobs, const ConnectionWork& work, const std::string& handle, const Open& open,
    std::int64_t since, std::int64_t& count, const std::stop_token& stop) {
    for (std::size_t at = 0; at < open.solved.size(); at += kAtOnce) {
        if (stop.stop_requested()) {
            return base::fail(base::ErrorCode::Busy, "stopped");
        }
        std::vector<events::Draft> drafts;
        Unsaid unsaid{{}, since};
        for (std::size_t one = at; one < std::min(at + kAtOnce, open.solved.size()); ++one) {
            unsaid.subjects.insert("task/" + open.solved[one]->id);
            std::ranges::move(
                receiptFor(*open.solved[one], work.platform, handle, jobs.now()), std::back_inserter(drafts));
        }
        if (auto told = jobs.announce(work.account, drafts, open.after, unsaid); !told) {
            return told;
        }
        count += std::ssize(unsaid.subjects);
    }
    return {};
}

// Looks what is missing and signs it, until nobody else has said anything in between. `count`: of what was signed.
JobResult bringIn(
    const ConnectionJobs& jobs, Desks& desks, const ConnectionWork& work, const std::string& handle,
    const std::vector<Solved>& all, std::int64_t& count, const std::stop_token& stop) {
    for (int left = kLooks; left > 0; --left) {
        const auto said = jobs.said(work.account);
        const auto desk = desks.of(work.account);
        if (!comesToTheEnd(*desk, said)) {
            return {Outcome::failed, "the account's desk does not come to the end of its streams"};
        }
        const auto open = create(*desk, all, jobs.now());
        if (!open) {
            return failed(open.error());
        }
        if (!desk->settle()) {
            return {Outcome::failed, "the tasks are not confirmed yet"};
        }
        const auto still = ConnectionStore(*jobs.open()).find(work.account, work.platform);
        if (!still || still->handle != handle) {
            return {};
        }
        const auto signedAll = sign(jobs, work, handle, *open, said.seq, count, stop);
        if (signedAll) {
            return {};
        }
        if (signedAll.error().code != base::ErrorCode::Refused) {
            return failed(signedAll.error());
        }
    }
    return {Outcome::failed, "something else was said of these tasks, time and again"};
}

} // namespace

Told<std::vector<Solved>> askForSolved(
    const AskPlatform& ask, Platform platform, const std::string& account, bool last, const std::stop_token& stop) {
    if (platform == Platform::codeforces) {
        const auto submissions = askForSubmissions(ask, account, stop);
        return submissions ? Told<std::vector<Solved>>(solvedIn(*submissions)) : std::unexpected(submissions.error());
    }
    const auto text =
        askFor(ask, Platform::leetcode, "get_recent_ac_submissions", {{"username", account}, {"limit", 20}}, stop);
    if (!text) {
        return std::unexpected(text.error());
    }
    const auto accepted = leetcode::readAccepted(*text, account);
    if (!accepted) {
        return std::unexpected(accepted.error());
    }
    std::map<std::string, leetcode::Problem> problems;
    for (const auto& submission : *accepted) {
        if (problems.contains(submission.slug)) {
            continue;
        }
        const auto described = askFor(ask, Platform::leetcode, "get_problem", {{"titleSlug", submission.slug}}, stop);
        const auto problem = described ? leetcode::readProblem(*described, submission.slug)
                                       : Told<leetcode::Problem>(std::unexpected(described.error()));
        if (problem) {
            problems.emplace(submission.slug, *problem);
        } else if (!last) {
            return std::unexpected(problem.error());
        }
    }
    return solvedIn(*accepted, problems);
}

namespace {

JobResult
run(const ConnectionJobs& jobs, Desks& desks, const ConnectionWork& work, const Job& job, std::int64_t& count,
    const std::stop_token& stop) {
    const auto connection = ConnectionStore(*jobs.open()).find(work.account, work.platform);
    if (!connection || work.platform == Platform::github) {
        return {}; // disconnected since
    }
    const auto all = askForSolved(jobs.ask, work.platform, connection->handle, job.attempt >= kAttempts, stop);
    if (!all) {
        const bool unknown = all.error().why == Unanswered::Why::unknownAccount;
        return {unknown ? Outcome::refused : Outcome::failed, all.error().what};
    }
    return bringIn(jobs, desks, work, connection->handle, *all, count, stop);
}

} // namespace

JobRunner::Kind importKind(ConnectionJobs jobs, Desks& desks) {
    const auto handler = [jobs = std::move(jobs), &desks](const Job& job, const std::stop_token& stop) -> JobResult {
        const auto work = workOf(job);
        if (!work) {
            return {Outcome::refused, "no connection is named"};
        }
        std::int64_t count = 0;
        auto result = run(jobs, desks, *work, job, count, stop);
        tellOutcome(jobs, job, kAttempts, {.kind = OutcomeKind::imported, .count = count}, result);
        return result;
    };
    return {.handler = handler, .timeout = kTimeout, .attempts = kAttempts};
}

} // namespace cairn::server
