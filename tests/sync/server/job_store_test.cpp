#include "tests/sync/server/every_database.h"
#include "tests/sync/server/job_fixture.h"

#include <QTest>

using namespace cairn;
using server::JobState;
using server::JobStore;

// What the table of jobs keeps to, whatever the database.
class JobStoreTest : public QObject {
    Q_OBJECT

public:
    explicit JobStoreTest(test::MakeDatabase make)
        : m_make(std::move(make)) {}

private:
    test::MakeDatabase m_make;
    std::unique_ptr<test::JobFixture> m_jobs;

private Q_SLOTS:

    void init() { m_jobs = std::make_unique<test::JobFixture>(m_make()); }

    void cleanup() { m_jobs.reset(); }

    void isThereWithItsCauseOrNotAtAll() {
        {
            const server::Transaction transaction(*m_jobs->database);
            server::enqueue(*m_jobs->database, {"q", "k", "{}"}, m_jobs->now);
        } // rolled back
        QVERIFY(!m_jobs->claim());
        const auto id = m_jobs->enqueue({"q", "k", "{\"a\":1}"});
        const auto job = m_jobs->claim();
        QVERIFY(job);
        QCOMPARE(job->id, id);
        QCOMPARE(job->queue, std::string("q"));
        QCOMPARE(job->kind, std::string("k"));
        QCOMPARE(job->payload, std::string("{\"a\":1}"));
        QCOMPARE(job->attempt, 1);
        QCOMPARE(job->created, m_jobs->now.load());
        QVERIFY(!m_jobs->claim()); // it is being done
    }

    void goesByPriorityThenByTime() {
        m_jobs->enqueue({"q", "usual, later", "", 0, 20});
        m_jobs->enqueue({"q", "usual", "", 0, 10});
        m_jobs->enqueue({"q", "urgent", "", 5, 30});
        m_jobs->enqueue({"q", "idle", "", -5, 0});
        m_jobs->enqueue({"q", "tomorrow", "", 9, 1'000});
        m_jobs->enqueue({"another", "elsewhere", "", 9, 0});
        m_jobs->now += 100;
        QStringList order;
        while (const auto job = m_jobs->claim()) {
            order << QString::fromStdString(job->kind);
        }
        QCOMPARE(order.join(u' '), QStringLiteral("urgent usual usual, later idle"));
        m_jobs->now += 900;
        QCOMPARE(m_jobs->claim()->kind, std::string("tomorrow"));
    }

    void comesBackAfterAFailureLaterAndLater() {
        m_jobs->enqueue({"q", "k", ""});
        for (int attempt = 1; attempt <= 5; ++attempt) {
            const auto job = m_jobs->claim();
            QVERIFY(job);
            QCOMPARE(job->attempt, attempt);
            QVERIFY(m_jobs->store.fail(*job, "no luck", 5, m_jobs->now));
            const auto delay = base::Millis{1000} << attempt;
            m_jobs->now += delay - 1;
            QVERIFY(!m_jobs->claim());
            m_jobs->now += 1;
        }
        QVERIFY(!m_jobs->claim());
        const auto letters = m_jobs->store.deadLetters(0, 10);
        QCOMPARE(letters.size(), std::size_t(1));
        QCOMPARE(letters[0].trouble, std::string("no luck"));
        QCOMPARE(letters[0].attempts, 5);
    }

    void aDeadLetterIsTriedAgainWhenToldTo() {
        m_jobs->enqueue({"q", "k", "payload"});
        const auto other = m_jobs->enqueue({"q", "k", "", -1});
        const auto job = m_jobs->claim();
        QVERIFY(m_jobs->store.bury(*job, "never", m_jobs->now));
        QCOMPARE(m_jobs->store.deadLetters(0, 10).at(0).id, job->id);
        QVERIFY(m_jobs->store.deadLetters(1, 10).empty());
        QVERIFY(!m_jobs->store.retry(other, m_jobs->now)); // is not dead
        QVERIFY(m_jobs->store.retry(job->id, m_jobs->now));
        QVERIFY(m_jobs->store.deadLetters(0, 10).empty());
        const auto again = m_jobs->claim();
        QCOMPARE(again->id, job->id);
        QCOMPARE(again->payload, std::string("payload"));
        QCOMPARE(again->attempt, 1);
    }

    void aJobWhoseHolderDiedComesBack() {
        m_jobs->enqueue({"q", "k", ""});
        const auto job = m_jobs->claim();
        m_jobs->now += test::JobFixture::kLease - 1;
        QVERIFY(!m_jobs->claim());
        QVERIFY(m_jobs->store.extend(*job, m_jobs->now + test::JobFixture::kLease));
        m_jobs->now += test::JobFixture::kLease - 1;
        QVERIFY(!m_jobs->claim());
        m_jobs->now += 1;
        const auto again = m_jobs->claim();
        QVERIFY(again);
        QCOMPARE(again->id, job->id);
        QCOMPARE(again->attempt, 2);
        // What the first one says now is of no account.
        QVERIFY(!m_jobs->store.extend(*job, m_jobs->now + test::JobFixture::kLease));
        QVERIFY(!m_jobs->store.fail(*job, "late", 5, m_jobs->now));
        QVERIFY(!m_jobs->store.succeed(*job, m_jobs->now));
        QVERIFY(m_jobs->store.succeed(*again, m_jobs->now));
        QVERIFY(!m_jobs->store.succeed(*again, m_jobs->now));
        QVERIFY(!m_jobs->claim());
    }

    void whatIsGivenBackWasNotAttempted() {
        m_jobs->enqueue({"q", "k", ""});
        QVERIFY(m_jobs->store.giveBack(*m_jobs->claim(), m_jobs->now));
        QCOMPARE(m_jobs->claim()->attempt, 1);
    }

    void countsAndSweeps() {
        for (const auto* kind : {"a", "b", "c", "d"}) {
            m_jobs->enqueue({"q", kind, "a secret"});
        }
        m_jobs->enqueue({"r", "k", ""});
        QVERIFY(m_jobs->store.succeed(*m_jobs->claim(), m_jobs->now));
        QVERIFY(m_jobs->store.bury(*m_jobs->claim(), "never", m_jobs->now));
        QVERIFY(m_jobs->claim());
        QStringList told;
        for (const auto& [queue, state, count] : m_jobs->store.counts()) {
            told << QStringLiteral("%1/%2=%3").arg(queue.c_str()).arg(static_cast<int>(state)).arg(count);
        }
        told.sort();
        QCOMPARE(told.join(u' '), QStringLiteral("q/0=1 q/1=1 q/2=1 q/3=1 r/0=1"));
        QCOMPARE(m_jobs->number("SELECT COUNT(*) FROM job WHERE state = 'succeeded' AND payload <> ''"), 0);

        m_jobs->store.sweep(m_jobs->now + JobStore::kKeepSucceeded - 1);
        QCOMPARE(m_jobs->count(JobState::succeeded), 1);
        m_jobs->store.sweep(m_jobs->now + JobStore::kKeepSucceeded);
        QCOMPARE(m_jobs->count(JobState::succeeded), 0);
        QCOMPARE(m_jobs->count(JobState::dead), 1);
        m_jobs->store.sweep(m_jobs->now + JobStore::kKeepDead);
        QCOMPARE(m_jobs->count(JobState::dead), 0);
        QCOMPARE(m_jobs->count(JobState::waiting), 2);
        QCOMPARE(m_jobs->count(JobState::running), 1);
    }
};

int main(int count, char** arguments) {
    return test::runOnEveryDatabase<JobStoreTest>(count, arguments);
}

#include "job_store_test.moc"
