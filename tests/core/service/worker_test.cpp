#include "core/service/worker.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <vector>

using cairn::service::Worker;

class WorkerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void jobsRunInOrderAndAllBeforeTheEnd() {
        std::vector<int> done;
        {
            Worker worker;
            for (int job = 0; job < 1'000; ++job) {
                worker.post([&done, job] { done.push_back(job); });
            }
        }
        QCOMPARE(done.size(), std::size_t(1'000));
        QVERIFY(std::is_sorted(done.begin(), done.end()));
    }

    void aJobMayPostAnother() {
        std::atomic<int> done = 0;
        {
            Worker worker;
            worker.post([&] { worker.post([&] { ++done; }); });
        }
        QCOMPARE(done.load(), 1);
    }

    void theIdleJobRunsWhenNothingElseDoes() {
        std::atomic<int> idle = 0;
        Worker worker;
        worker.whenIdle(std::chrono::milliseconds(1), [&] { ++idle; });
        QTRY_VERIFY(idle.load() >= 2);
    }
};

QTEST_GUILESS_MAIN(WorkerTest)
#include "worker_test.moc"
