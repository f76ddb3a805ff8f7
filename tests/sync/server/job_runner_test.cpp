#include "sync/server/jobs/job_runner.h"
#include "tests/sync/server/every_database.h"
#include "tests/sync/server/job_fixture.h"

#include <QTest>

#include <set>
#include <stdexcept>

using namespace cairn;
using server::Job;
using server::JobResult;
using server::JobRunner;
using server::JobState;
using Outcome = JobResult::Outcome;

namespace {

constexpr int kPatience = 20'000; // real milliseconds, on a computer that is busy

bool comesTrue(const std::function<bool()>& condition) {
    return QTest::qWaitFor(condition, kPatience);
}

} // namespace

// What runners keep to, whatever the database.
class JobRunnerTest : public QObject {
    Q_OBJECT

public:
    explicit JobRunnerTest(test::MakeDatabase make)
        : m_make(std::move(make)) {}

private:
    test::MakeDatabase m_make;
    std::unique_ptr<test::JobFixture> m_jobs;

    bool comesTo(JobState state, std::int64_t wanted) {
        return comesTrue([&] { return m_jobs->count(state) == wanted; });
    }

    JobRunner::Settings settings(server::JobHandler handler, int concurrency = 1) {
        return {
            .queues = {{"q", concurrency}},
            .kinds = {{"k", {.handler = std::move(handler)}}},
            .now = [this] { return m_jobs->now.load(); },
            .trouble = [](const std::string& trouble) { qWarning("%s", trouble.c_str()); },
            .lease = test::JobFixture::kLease};
    }

    void passTime(base::Millis time, JobRunner& runner) {
        m_jobs->now += time;
        runner.nudge();
    }

private Q_SLOTS:

    void init() { m_jobs = std::make_unique<test::JobFixture>(m_make()); }

    void cleanup() { m_jobs.reset(); }

    void runsWhatIsThereAndWhatComes() {
        std::atomic<int> done = 0;
        m_jobs->enqueue({"q", "k", ""});
        JobRunner runner(m_jobs->open, settings([&](const Job&, const std::stop_token&) -> JobResult {
                             ++done;
                             return {};
                         }));
        QVERIFY(comesTo(JobState::succeeded, 1));
        m_jobs->enqueue({"q", "k", ""});
        runner.nudge();
        QVERIFY(comesTo(JobState::succeeded, 2));
        m_jobs->enqueue({"q", "k", ""}); // nobody says so
        QVERIFY(comesTo(JobState::succeeded, 3));
        QCOMPARE(done.load(), 3);
    }

    void runsNoMoreAtATimeThanItsQueueMay() {
        constexpr int kJobs = 12;
        constexpr int kMost = 3;
        for (int i = 0; i < kJobs; ++i) {
            m_jobs->enqueue({"q", "k", ""});
        }
        std::atomic<int> running = 0;
        std::atomic<int> most = 0;
        std::atomic<bool> open = false;
        const JobRunner runner(
            m_jobs->open, settings(
                              [&](const Job&, const std::stop_token&) -> JobResult {
                                  const int now = ++running;
                                  int seen = most;
                                  while (seen < now && !most.compare_exchange_weak(seen, now)) {
                                  }
                                  open.wait(false);
                                  --running;
                                  return {};
                              },
                              kMost));
        const bool full = comesTrue([&] { return running == kMost; });
        open = true;
        open.notify_all();
        QVERIFY(full);
        QVERIFY(comesTo(JobState::succeeded, kJobs));
        QCOMPARE(most.load(), kMost);
    }

    void twoRunnersDoEachJobOnce() {
        constexpr int kJobs = 60;
        for (int i = 0; i < kJobs; ++i) {
            m_jobs->enqueue({"q", "k", ""});
        }
        std::mutex mutex;
        std::multiset<std::string> done;
        std::set<std::string> doers;
        const auto doing = [&](const std::string& name) {
            return settings(
                [&, name](const Job& job, const std::stop_token&) -> JobResult {
                    const std::lock_guard lock(mutex);
                    done.insert(job.id);
                    doers.insert(name);
                    return {};
                },
                2);
        };
        {
            const JobRunner one(m_jobs->open, doing("one"));
            const JobRunner two(m_jobs->open, doing("two"));
            QVERIFY(comesTo(JobState::succeeded, kJobs));
        }
        QCOMPARE(done.size(), std::size_t(kJobs));
        QCOMPARE(std::set<std::string>(done.begin(), done.end()).size(), std::size_t(kJobs));
    }

    void triesAgainWhatFailsAndBuriesWhatIsRefused() {
        std::atomic<int> attempts = 0;
        m_jobs->enqueue({"q", "k", "fails"});
        m_jobs->enqueue({"q", "k", "throws"});
        m_jobs->enqueue({"q", "k", "refuses"});
        m_jobs->enqueue({"q", "unheard of", ""});
        JobRunner runner(m_jobs->open, settings([&](const Job& job, const std::stop_token&) -> JobResult {
                             ++attempts;
                             if (job.attempt > 1) {
                                 return {};
                             }
                             if (job.payload == "throws") {
                                 throw std::runtime_error("thrown");
                             }
                             return {job.payload == "fails" ? Outcome::failed : Outcome::refused, job.payload};
                         }));
        QVERIFY(comesTrue([&] { return m_jobs->number("SELECT COUNT(*) FROM job WHERE trouble <> ''") == 4; }));
        QCOMPARE(m_jobs->store.deadLetters(0, 10).at(0).trouble, std::string("refuses"));
        QCOMPARE(attempts.load(), 3);
        passTime(2000, runner);
        QVERIFY(comesTo(JobState::succeeded, 2));
        QCOMPARE(attempts.load(), 5);
    }

    void whatIsPostponedIsNotAttempted() {
        std::atomic<int> attempts = 0;
        m_jobs->enqueue({"q", "k", ""});
        const auto until = m_jobs->now + 60'000;
        JobRunner runner(m_jobs->open, settings([&](const Job& job, const std::stop_token&) -> JobResult {
                             attempts = static_cast<int>(job.attempt);
                             return m_jobs->now < until ? JobResult{Outcome::postponed, "later", until} : JobResult{};
                         }));
        QVERIFY(comesTrue([&] { return m_jobs->number("SELECT COUNT(*) FROM job WHERE trouble = 'later'") == 1; }));
        QCOMPARE(m_jobs->number("SELECT attempts FROM job"), 0);
        passTime(59'000, runner);
        QTest::qWait(100);
        QCOMPARE(m_jobs->count(JobState::succeeded), 0);
        passTime(1'000, runner);
        QVERIFY(comesTo(JobState::succeeded, 1));
        QCOMPARE(attempts.load(), 1);
    }

    void aJobThatEndsItsProcessIsGivenUp() {
        m_jobs->enqueue({"q", "k", ""});
        for (int attempt = 0; attempt < 5; ++attempt) {
            QVERIFY(m_jobs->claim());
            m_jobs->now += test::JobFixture::kLease;
        }
        std::atomic<int> attempts = 0;
        const JobRunner runner(m_jobs->open, settings([&](const Job&, const std::stop_token&) -> JobResult {
                                   ++attempts;
                                   return {};
                               }));
        QVERIFY(comesTo(JobState::dead, 1));
        QCOMPARE(attempts.load(), 0);
    }

    void takesOverFromARunnerThatCrashed() {
        m_jobs->enqueue({"q", "k", ""});
        QVERIFY(m_jobs->claim()); // and no word any more
        std::atomic<std::int64_t> attempt = 0;
        JobRunner runner(m_jobs->open, settings([&](const Job& job, const std::stop_token&) -> JobResult {
                             attempt = job.attempt;
                             return {};
                         }));
        passTime(test::JobFixture::kLease, runner);
        QVERIFY(comesTo(JobState::succeeded, 1));
        QCOMPARE(attempt.load(), 2);
    }

    void whatTakesTooLongIsToldToStopAndHasFailed() {
        m_jobs->enqueue({"q", "k", ""});
        std::atomic<int> stopped = 0;
        std::atomic<bool> running = false;
        auto wanted = settings([&](const Job& job, const std::stop_token& stop) -> JobResult {
            running = true;
            while (job.attempt == 1 && !stop.stop_requested()) {
                std::this_thread::yield();
            }
            stopped += stop.stop_requested() ? 1 : 0;
            return {job.attempt == 1 ? Outcome::failed : Outcome::done, "somebody stopped it"};
        });
        wanted.kinds["k"].timeout = 3'000;
        JobRunner runner(m_jobs->open, wanted);
        QVERIFY(comesTrue([&] { return running.load(); }));
        passTime(2'999, runner);
        QTest::qWait(50);
        QCOMPARE(stopped.load(), 0);
        passTime(1, runner);
        QVERIFY(comesTrue([&] { return stopped == 1 && m_jobs->count(JobState::waiting) == 1; }));
        std::string trouble;
        m_jobs->database->sql() << "SELECT trouble FROM job", soci::into(trouble);
        QCOMPARE(trouble, std::string("it took longer than 3 s"));
        passTime(2'000, runner);
        QVERIFY(comesTo(JobState::succeeded, 1));
    }

    void aLongJobKeepsItsLease() {
        m_jobs->enqueue({"q", "k", ""});
        std::atomic<bool> running = false;
        std::atomic<bool> open = false;
        auto wanted = settings([&](const Job&, const std::stop_token&) -> JobResult {
            running = true;
            open.wait(false);
            return {};
        });
        wanted.kinds["k"].timeout = 100 * test::JobFixture::kLease;
        JobRunner runner(m_jobs->open, wanted);
        bool kept = comesTrue([&] { return running.load(); });
        for (int step = 0; step < 6; ++step) {
            passTime(test::JobFixture::kLease / 2, runner);
            kept = kept && comesTrue([&] {
                       long long due = 0;
                       m_jobs->database->sql() << "SELECT due FROM job", soci::into(due);
                       return due == m_jobs->now + test::JobFixture::kLease;
                   });
        }
        open = true;
        open.notify_all();
        QVERIFY(kept);
        QVERIFY(comesTo(JobState::succeeded, 1));
    }

    void whoLosesItsJobIsToldToStop() {
        m_jobs->enqueue({"q", "k", ""});
        std::atomic<bool> running = false;
        std::atomic<bool> stopped = false;
        JobRunner runner(m_jobs->open, settings([&](const Job&, const std::stop_token& stop) -> JobResult {
                             running = true;
                             while (!stop.stop_requested()) {
                                 std::this_thread::yield();
                             }
                             stopped = true;
                             return {};
                         }));
        QVERIFY(comesTrue([&] { return running.load(); }));
        // As another would, after this process was frozen for longer than a lease.
        m_jobs->database->sql() << "UPDATE job SET attempts = 2";
        passTime(test::JobFixture::kLease / 2, runner);
        QVERIFY(comesTrue([&] { return stopped.load(); }));
    }

    void stoppingFinishesWhatRunsAndBeginsNoMore() {
        m_jobs->enqueue({"q", "k", ""});
        m_jobs->enqueue({"q", "k", ""});
        std::atomic<int> begun = 0;
        std::atomic<bool> open = false;
        auto runner =
            std::make_unique<JobRunner>(m_jobs->open, settings([&](const Job&, const std::stop_token&) -> JobResult {
                                            ++begun;
                                            open.wait(false);
                                            return {};
                                        }));
        const bool running = comesTrue([&] { return begun == 1; });
        std::thread stopping([&] { runner.reset(); });
        QTest::qWait(50);
        open = true;
        open.notify_all();
        stopping.join();
        QVERIFY(running);
        QCOMPARE(begun.load(), 1);
        QCOMPARE(m_jobs->count(JobState::succeeded), 1);
        QCOMPARE(m_jobs->count(JobState::waiting), 1);
    }

    void stoppingGivesBackWhatDoesNotFinish() {
        m_jobs->enqueue({"q", "k", ""});
        std::atomic<bool> running = false;
        auto wanted = settings([&](const Job&, const std::stop_token& stop) -> JobResult {
            running = true;
            while (!stop.stop_requested()) {
                std::this_thread::yield();
            }
            return {Outcome::failed, "stopped"};
        });
        wanted.grace = 0;
        auto runner = std::make_unique<JobRunner>(m_jobs->open, wanted);
        QVERIFY(comesTrue([&] { return running.load(); }));
        runner.reset();
        const auto again = m_jobs->claim();
        QVERIFY(again);
        QCOMPARE(again->attempt, 1);
    }

    void whatEndsIsNotWaitedFor() {
        m_jobs->enqueue({"q", "k", ""});
        std::atomic<bool> running = false;
        std::atomic<bool> stopped = false;
        auto wanted = settings([&](const Job&, const std::stop_token& stop) -> JobResult {
            running = true;
            while (!stop.stop_requested()) {
                std::this_thread::yield();
            }
            stopped = true;
            return {Outcome::failed, "stopped"};
        });
        wanted.grace = 1'000;
        JobRunner runner(m_jobs->open, wanted);
        QVERIFY(comesTrue([&] { return running.load(); }));
        runner.end();
        QVERIFY(!stopped);
        m_jobs->enqueue({"q", "k", "later"});
        passTime(1'000, runner);
        QVERIFY(comesTrue([&] { return stopped.load(); }));
        QVERIFY(comesTo(JobState::waiting, 2)); // given back, and never begun
    }

    void outlivesADatabaseThatIsAway() {
        m_jobs->enqueue({"q", "k", ""});
        std::atomic<bool> away = true;
        std::atomic<int> troubles = 0;
        auto wanted = settings([](const Job&, const std::stop_token&) -> JobResult { return {}; });
        wanted.trouble = [&](const std::string&) { ++troubles; };
        JobRunner runner(
            [&] {
                if (away) {
                    throw soci::soci_error("away");
                }
                return m_jobs->open();
            },
            wanted);
        QVERIFY(comesTrue([&] { return troubles > 0; }));
        away = false;
        runner.nudge();
        QVERIFY(comesTo(JobState::succeeded, 1));
    }
};

int main(int count, char** arguments) {
    return test::runOnEveryDatabase<JobRunnerTest>(count, arguments);
}

#include "job_runner_test.moc"
