#include "core/base/hybrid_clock.h"

#include <QTest>

#include <rapidcheck.h>

#include <limits>

using namespace cairn::base;

class HybridClockTest : public QObject {
    Q_OBJECT

private slots:
    void aTimestampHoldsMillisecondsAndCounter();
    void followsTheWallClock();
    void countsWithinAMillisecond();
    void goesOnWhenTheWallClockGoesBack();
    void aFullCounterCarriesIntoTheMilliseconds();
    void anObservedTimestampIsPassed();
    void anObservedPastMovesNothing();
    void aTimestampFromTooFarAheadMovesNothing_data();
    void aTimestampFromTooFarAheadMovesNothing();
    void absurdTimesAreBroughtIntoRange();
    void timestampsNeverRepeatAndNeverGoBack();
    void whatWasSeenComesBeforeWhatFollows();
};

void HybridClockTest::aTimestampHoldsMillisecondsAndCounter() {
    constexpr auto kStamp = Hlc::at(1'770'000'000'123, 42);
    QCOMPARE(kStamp.millis(), 1'770'000'000'123);
    QCOMPARE(kStamp.counter(), 42);
    QVERIFY(Hlc::at(5, 65'535) < Hlc::at(6, 0));
}

void HybridClockTest::followsTheWallClock() {
    HybridClock clock;
    QCOMPARE(clock.tick(1000), Hlc::at(1000));
    QCOMPARE(clock.tick(2000), Hlc::at(2000));
    QCOMPARE(clock.last(), Hlc::at(2000));
}

void HybridClockTest::countsWithinAMillisecond() {
    HybridClock clock;
    clock.tick(1000);
    QCOMPARE(clock.tick(1000), Hlc::at(1000, 1));
    QCOMPARE(clock.tick(1000), Hlc::at(1000, 2));
}

void HybridClockTest::goesOnWhenTheWallClockGoesBack() {
    HybridClock clock(Hlc::at(5000));
    QCOMPARE(clock.tick(1000), Hlc::at(5000, 1));
    QCOMPARE(clock.tick(5001), Hlc::at(5001));
}

void HybridClockTest::aFullCounterCarriesIntoTheMilliseconds() {
    HybridClock clock(Hlc::at(1000, 65'535));
    QCOMPARE(clock.tick(1000), Hlc::at(1001));
}

void HybridClockTest::anObservedTimestampIsPassed() {
    HybridClock clock;
    clock.observe(Hlc::at(1500, 7), 1000);
    QCOMPARE(clock.tick(1000), Hlc::at(1500, 8));
}

void HybridClockTest::anObservedPastMovesNothing() {
    HybridClock clock(Hlc::at(5000));
    clock.observe(Hlc::at(4000), 5000);
    QCOMPARE(clock.last(), Hlc::at(5000));
}

void HybridClockTest::aTimestampFromTooFarAheadMovesNothing_data() {
    QTest::addColumn<qint64>("ahead");
    QTest::addColumn<bool>("moves");
    QTest::newRow("a second") << qint64{1000} << true;
    QTest::newRow("a minute") << qint64{60'000} << true;
    QTest::newRow("a millisecond more") << qint64{60'001} << false;
    QTest::newRow("a year") << qint64{31'536'000'000} << false;
}

void HybridClockTest::aTimestampFromTooFarAheadMovesNothing() {
    QFETCH(qint64, ahead);
    HybridClock clock;
    clock.observe(Hlc::at(1'000'000 + ahead), 1'000'000);
    QTEST(clock.last() != Hlc{}, "moves");
}

void HybridClockTest::absurdTimesAreBroughtIntoRange() {
    QCOMPARE(HybridClock().tick(-5), Hlc{1});
    QCOMPARE(HybridClock().tick(std::numeric_limits<Millis>::max()), Hlc::at(Hlc::kLatest));
    QVERIFY(static_cast<std::int64_t>(Hlc::at(Hlc::kLatest, 65'535).value) > 0);
}

void HybridClockTest::timestampsNeverRepeatAndNeverGoBack() {
    QVERIFY(rc::check("each timestamp is later than all before it", [](const std::vector<std::uint32_t>& times) {
        HybridClock clock;
        Hlc last;
        for (const auto time : times) {
            if (time % 3 == 0) {
                clock.observe(Hlc::at(time / 2), time);
            }
            const auto next = clock.tick(time);
            RC_ASSERT(last < next);
            RC_ASSERT(next.millis() >= static_cast<Millis>(time));
            last = next;
        }
    }));
}

void HybridClockTest::whatWasSeenComesBeforeWhatFollows() {
    QVERIFY(rc::check("an answer is later than what it answers", [](std::uint32_t here, std::uint16_t ahead) {
        HybridClock other;
        HybridClock mine;
        const auto said = other.tick(Millis{here} + ahead % HybridClock::kMaxAhead);
        mine.observe(said, here);
        RC_ASSERT(mine.tick(here) > said);
    }));
}

QTEST_GUILESS_MAIN(HybridClockTest)
#include "hybrid_clock_test.moc"
