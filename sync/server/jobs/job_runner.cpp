#include "sync/server/jobs/job_runner.h"

#include "sync/server/jobs/abort_point.h"

#include <utility>

namespace cairn::server {

JobRunner::JobRunner(OpenDatabase open, Settings settings)
    : m_open(std::move(open))
    , m_settings(std::move(settings)) {
    for (const auto& [queue, count] : m_settings.queues) {
        for (int worker = 0; worker < count; ++worker) {
            m_workers.emplace_back([this, &queue] { work(queue); });
        }
    }
    m_watch = std::thread([this] { watch(); });
}

JobRunner::~JobRunner() {
    end();
    for (auto& worker : m_workers) {
        worker.join();
    }
    {
        const std::lock_guard lock(m_mutex);
        m_idle = true;
    }
    m_wake.notify_all();
    m_watch.join();
}

void JobRunner::end() {
    {
        const std::lock_guard lock(m_mutex);
        if (m_ending) {
            return;
        }
        m_ending = true;
        m_graceEnd = m_settings.now() + m_settings.grace;
        ++m_nudges; // who watches looks more often now
    }
    m_wake.notify_all();
}

void JobRunner::nudge() {
    {
        const std::lock_guard lock(m_mutex);
        ++m_nudges;
    }
    m_wake.notify_all();
}

// Until it is time to look again, unless there was a nudge since `seen`.
void JobRunner::rest(
    std::unique_lock<std::mutex>& lock, std::int64_t seen, const bool& ended, std::chrono::milliseconds most) {
    m_wake.wait_for(lock, most, [&] { return ended || m_nudges != seen; });
}

// The answer of the store, on the connection that all workers share: what they ask is short. After trouble the next one
// gets another connection.
template<typename Ask> auto JobRunner::atStore(Ask ask) {
    const std::lock_guard lock(m_storeMutex);
    try {
        if (!m_database) {
            m_database = m_open();
        }
        JobStore store(*m_database);
        return ask(store);
    } catch (...) {
        m_database.reset();
        throw;
    }
}

void JobRunner::work(const std::string& queue) {
    std::unique_lock lock(m_mutex);
    while (!m_ending) {
        const auto seen = m_nudges;
        lock.unlock();
        bool found = false;
        try {
            const auto now = m_settings.now();
            const auto job = atStore([&](JobStore& store) { return store.claim(queue, now, m_settings.lease); });
            if (job) {
                found = true;
                attempt(*job, now);
            }
        } catch (const std::exception& trouble) {
            // A job that was claimed comes back when its lease has ended.
            m_settings.trouble("jobs of " + queue + ": " + trouble.what());
        }
        lock.lock();
        if (!found) {
            rest(lock, seen, m_ending);
        }
    }
}

void JobRunner::attempt(const Job& job, base::Millis claimed) {
    static const Kind kUnknown{};
    const auto found = m_settings.kinds.find(job.kind);
    const auto& kind = found == m_settings.kinds.end() ? kUnknown : found->second;
    if (job.attempt > kind.attempts) {
        // Nobody was left to say that the one before had failed: it may well be the job that ends its process.
        atStore([&](JobStore& store) { store.bury(job, "the process ended in each attempt", m_settings.now()); });
        return;
    }
    JobResult result{JobResult::Outcome::failed, "this server does no jobs of the kind " + job.kind};
    const auto told = kind.handler ? runHandler(kind, job, claimed, result) : Told::nothing;

    const auto now = m_settings.now();
    const bool held = atStore([&](JobStore& store) {
        if (result.outcome == JobResult::Outcome::done) {
            return store.succeed(job, now); // also where it was told to stop: what is done is not to be done again
        }
        if (result.outcome == JobResult::Outcome::refused) {
            return store.bury(job, result.trouble, now);
        }
        if (told == Told::ending) {
            return store.giveBack(job, now);
        }
        if (result.outcome == JobResult::Outcome::postponed && told == Told::nothing) {
            return store.giveBack(job, result.until, result.trouble);
        }
        const auto limit = "it took longer than " + std::to_string(kind.timeout / 1000) + " s";
        return store.fail(job, told == Told::tooLong ? limit : result.trouble, kind.attempts, now);
    });
    abortPoint(job.kind, "finished");
    if (!held) {
        m_settings.trouble("job " + job.id + " (" + job.kind + ") was lost to another while it ran");
    }
}

JobRunner::Told JobRunner::runHandler(const Kind& kind, const Job& job, base::Millis claimed, JobResult& result) {
    std::unique_lock lock(m_mutex);
    const auto run = m_runs.insert(
        m_runs.end(), Run{.job = job, .leaseEnd = claimed + m_settings.lease, .deadline = claimed + kind.timeout});
    const auto token = run->stop.get_token();
    lock.unlock();
    try {
        result = kind.handler(job, token);
    } catch (const std::exception& trouble) {
        result = {JobResult::Outcome::failed, trouble.what()};
    }
    lock.lock();
    const auto told = run->told;
    m_runs.erase(run);
    return told;
}

// Sees to what runs: that it stops in time, and that its lease does not end before.
void JobRunner::watch() {
    std::unique_ptr<Database> database;
    std::unique_lock lock(m_mutex);
    while (!m_idle) {
        const auto seen = m_nudges;
        lock.unlock();
        try {
            extendLeases(database);
        } catch (const std::exception& trouble) {
            m_settings.trouble(std::string("leases of jobs: ") + trouble.what());
            database.reset();
        }
        tellToStop();
        lock.lock();
        rest(lock, seen, m_idle, std::chrono::milliseconds(m_ending ? 100 : 1'000));
    }
}

void JobRunner::extendLeases(std::unique_ptr<Database>& database) {
    const auto now = m_settings.now();
    std::vector<Job> held;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& run : m_runs) {
            if (run.told != Told::lost && now >= run.leaseEnd - m_settings.lease * 2 / 3) {
                held.push_back(run.job);
            }
        }
    }
    for (const auto& job : held) {
        if (!database) {
            database = m_open();
        }
        const auto until = now + m_settings.lease;
        const bool extended = JobStore(*database).extend(job, until);
        const std::lock_guard lock(m_mutex);
        for (auto& run : m_runs) {
            if (run.job.id == job.id && run.job.attempt == job.attempt) {
                run.leaseEnd = extended ? until : now; // lost
            }
        }
    }
}

void JobRunner::tellToStop() {
    const auto now = m_settings.now();
    std::vector<std::stop_source> told;
    {
        const std::lock_guard lock(m_mutex);
        for (auto& run : m_runs) {
            const auto why = now >= run.leaseEnd             ? Told::lost
                             : now >= run.deadline           ? Told::tooLong
                             : m_ending && now >= m_graceEnd ? Told::ending
                                                             : Told::nothing;
            if (run.told == Told::nothing && why != Told::nothing) {
                run.told = why;
                told.push_back(run.stop);
            }
        }
    }
    for (auto& stop : told) {
        stop.request_stop(); // runs what waits for it, which may nudge
    }
}

} // namespace cairn::server
