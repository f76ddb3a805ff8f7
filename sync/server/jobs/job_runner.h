#pragma once

#include "sync/server/jobs/job_store.h"

#include <chrono>
#include <condition_variable>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace cairn::server {

// Does the jobs of its queues, on threads of its own that share a connection. Several runners, in one process or many,
// share one database: no job is attempted by two at once. Looks for jobs once a second, or at once when it is nudged.
class JobRunner {
public:
    struct Kind {
        JobHandler handler;
        base::Millis timeout = 30'000; // then it is told to stop, which is seen to within a second
        std::int64_t attempts = 5;     // before it is dead
    };

    struct Settings {
        std::map<std::string, int> queues; // how many jobs of each are done at a time
        std::map<std::string, Kind> kinds;
        std::function<base::Millis()> now;               // milliseconds UTC
        std::function<void(const std::string&)> trouble; // to be logged; called on any thread
        base::Millis lease = 60'000;                     // after which the jobs of a process that died come back
        base::Millis grace = 20'000;                     // what runs at the end has this long before it is told to stop
    };

    // The tables are there already (see migrate()). `open` is called on any thread.
    JobRunner(OpenDatabase open, Settings settings);

    // Does end(), and waits for what runs.
    ~JobRunner();
    JobRunner(const JobRunner&) = delete;
    JobRunner& operator=(const JobRunner&) = delete;

    // Begins no more jobs; those that run have the grace from now on. One that has to be told to stop is given back,
    // and counts as not attempted. Does not wait for them. Thread-safe.
    void end();

    // There may be something to do: the transaction of an enqueue() was committed, or time has passed. Thread-safe.
    void nudge();

private:
    // Why a job was told to stop.
    enum class Told { nothing, tooLong, lost, ending };

    struct Run {
        const Job& job;
        base::Millis leaseEnd = 0;
        base::Millis deadline = 0;
        std::stop_source stop{};
        Told told = Told::nothing;
    };

    void work(const std::string& queue);
    void attempt(const Job& job, base::Millis claimed);
    template<typename Ask> auto atStore(Ask ask);
    Told runHandler(const Kind& kind, const Job& job, base::Millis claimed, JobResult& result);
    void watch();
    void tellToStop();
    void extendLeases(std::unique_ptr<Database>& database);
    void rest(
        std::unique_lock<std::mutex>& lock, std::int64_t seen, const bool& ended,
        std::chrono::milliseconds most = std::chrono::seconds(1));

    OpenDatabase m_open;
    Settings m_settings;

    std::mutex m_storeMutex; // of what follows
    std::unique_ptr<Database> m_database{};

    std::mutex m_mutex; // of what follows
    std::condition_variable m_wake;
    std::int64_t m_nudges = 0;
    std::list<Run> m_runs{};
    bool m_ending = false; // no more jobs are begun
    bool m_idle = false;   // and none runs
    base::Millis m_graceEnd = 0;
    std::vector<std::thread> m_workers{}; // these use all the others
    std::thread m_watch;
};

} // namespace cairn::server
