#include "sync/server/tools/breaker.h"

#include <QTest>

using cairn::server::Breaker;
using State = Breaker::State;

class BreakerTest : public QObject {
    Q_OBJECT

private:
    static Breaker::Pass admitted(Breaker& breaker, cairn::base::Millis now) {
        const auto pass = breaker.admit(now);
        return pass.value_or(-1);
    }

    static void failTimes(Breaker& breaker, int times, cairn::base::Millis now) {
        for (int time = 0; time < times; ++time) {
            breaker.failed(admitted(breaker, now), now);
        }
    }

private Q_SLOTS:

    void opensAfterSoManyFailuresInARow() {
        Breaker breaker;
        failTimes(breaker, Breaker::kFailures - 1, 0);
        breaker.succeeded(admitted(breaker, 0));
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
        Breaker::Pass pass = 0;
        for (int probe = 0; probe < Breaker::kProbes; ++probe) {
            pass = admitted(breaker, later);
        }
        QVERIFY(!breaker.admit(later));
        for (int probe = 0; probe < Breaker::kProbes; ++probe) {
            QVERIFY(breaker.state(later) == State::half_open);
            breaker.succeeded(pass);
        }
        QVERIFY(breaker.state(later) == State::closed);
        QVERIFY(breaker.admit(later));
    }

    void oneThatFailsClosesItAgain() {
        Breaker breaker;
        failTimes(breaker, Breaker::kFailures, 0);
        const auto first = admitted(breaker, Breaker::kOpen);
        const auto second = admitted(breaker, Breaker::kOpen);
        breaker.succeeded(first);
        breaker.failed(second, Breaker::kOpen);
        QVERIFY(breaker.state(2 * Breaker::kOpen - 1) == State::open);
        QVERIFY(breaker.state(2 * Breaker::kOpen) == State::half_open);
    }

    // They were let through before it opened, and have been on their way for long.
    void whoComesLateProvesNothing() {
        Breaker breaker;
        const auto straggler = admitted(breaker, 0);
        failTimes(breaker, Breaker::kFailures, 0);
        for (int time = 0; time < Breaker::kProbes; ++time) {
            breaker.succeeded(straggler);
            QVERIFY(breaker.state(0) == State::open);
        }
        QCOMPARE(breaker.failures(), Breaker::kFailures);
        breaker.failed(straggler, Breaker::kOpen - 1);
        QVERIFY(breaker.state(Breaker::kOpen) == State::half_open);
        const auto probe = admitted(breaker, Breaker::kOpen);
        for (int time = 0; time < Breaker::kProbes; ++time) {
            breaker.succeeded(straggler);
            breaker.gaveUp(straggler);
            QVERIFY(breaker.state(Breaker::kOpen) == State::half_open);
        }
        breaker.succeeded(probe);
        breaker.succeeded(admitted(breaker, Breaker::kOpen));
        QVERIFY(breaker.state(Breaker::kOpen) == State::half_open);
        breaker.succeeded(admitted(breaker, Breaker::kOpen));
        QVERIFY(breaker.state(Breaker::kOpen) == State::closed);
    }

    void whoGivesUpLeavesRoom() {
        Breaker breaker;
        failTimes(breaker, Breaker::kFailures, 0);
        for (int time = 0; time < 10; ++time) {
            const auto pass = breaker.admit(Breaker::kOpen);
            QVERIFY(pass);
            breaker.gaveUp(*pass);
        }
    }
};

QTEST_GUILESS_MAIN(BreakerTest)
#include "breaker_test.moc"
