#include "sync/server/tools/breaker.h"

#include <QTest>

using cairn::server::Breaker;
using State = Breaker::State;

class BreakerTest : public QObject {
    Q_OBJECT

private:
    static void failTimes(Breaker& breaker, int times, cairn::base::Millis now) {
        for (int time = 0; time < times; ++time) {
            QVERIFY(breaker.admit(now));
            breaker.failed(now);
        }
    }

private Q_SLOTS:

    void opensAfterSoManyFailuresInARow() {
        Breaker breaker;
        failTimes(breaker, Breaker::kFailures - 1, 0);
        breaker.succeeded();
        QCOMPARE(breaker.failures(), 0);
        failTimes(breaker, Breaker::kFailures - 1, 0);
        QVERIFY(breaker.state(0) == State::closed);
        failTimes(breaker, 1, 0);
        QVERIFY(breaker.state(0) == State::open);
        QVERIFY(!breaker.admit(Breaker::kOpen - 1));
    }

    void letsSomeTryAndThenAll() {
        Breaker breaker;
        failTimes(breaker, Breaker::kFailures, 0);
        const auto later = Breaker::kOpen;
        for (int probe = 0; probe < Breaker::kProbes; ++probe) {
            QVERIFY(breaker.admit(later));
        }
        QVERIFY(!breaker.admit(later));
        for (int probe = 0; probe < Breaker::kProbes; ++probe) {
            QVERIFY(breaker.state(later) == State::half_open);
            breaker.succeeded();
        }
        QVERIFY(breaker.state(later) == State::closed);
        QVERIFY(breaker.admit(later));
    }

    void oneThatFailsClosesItAgain() {
        Breaker breaker;
        failTimes(breaker, Breaker::kFailures, 0);
        QVERIFY(breaker.admit(Breaker::kOpen));
        QVERIFY(breaker.admit(Breaker::kOpen));
        breaker.succeeded();
        breaker.failed(Breaker::kOpen);
        QVERIFY(breaker.state(2 * Breaker::kOpen - 1) == State::open);
        QVERIFY(breaker.state(2 * Breaker::kOpen) == State::half_open);
    }

    void whoGivesUpLeavesRoom() {
        Breaker breaker;
        failTimes(breaker, Breaker::kFailures, 0);
        for (int time = 0; time < 10; ++time) {
            QVERIFY(breaker.admit(Breaker::kOpen));
            breaker.gaveUp();
        }
    }
};

QTEST_GUILESS_MAIN(BreakerTest)
#include "breaker_test.moc"
