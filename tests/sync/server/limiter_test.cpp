#include "sync/server/auth/limiter.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <vector>

using cairn::server::Limiter;

namespace {

// Somebody asks, so long after the last time.
struct Asked {
    std::int64_t after = 0; // ms
    int who = 0;
};

rc::Gen<std::vector<Asked>> someQuestions() {
    return rc::gen::container<std::vector<Asked>>(rc::gen::build<Asked>(
        rc::gen::set(
            &Asked::after, rc::gen::weightedOneOf<std::int64_t>({
                               {4, rc::gen::inRange<std::int64_t>(0, 5)},
                               {2, rc::gen::inRange<std::int64_t>(0, 100)},
                               {1, rc::gen::inRange<std::int64_t>(0, 3'000)},
                           })),
        rc::gen::set(&Asked::who, rc::gen::inRange(0, 3))));
}

rc::Gen<Limiter::Rule> someRule() {
    return rc::gen::build<Limiter::Rule>(
        rc::gen::set(&Limiter::Rule::rate, rc::gen::inRange<std::int64_t>(1, 12)),
        rc::gen::set(&Limiter::Rule::window, rc::gen::inRange<std::int64_t>(1, 1'000)),
        rc::gen::set(&Limiter::Rule::burst, rc::gen::inRange<std::int64_t>(1, 12)));
}

// A bucket that is filled millisecond by millisecond.
struct NaiveBucket {
    std::int64_t parts = 0;

    void pass(const Limiter::Rule& rule, std::int64_t millis) {
        for (; millis > 0; --millis) {
            parts = std::min(parts + rule.rate, rule.burst * rule.window);
        }
    }
};

} // namespace

class LimiterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void aBucketHoldsItsBurstAndFillsUp() {
        Limiter limiter;
        const Limiter::Rule rule{.rate = 60, .window = 60'000, .burst = 3};
        for (int taken = 0; taken < 3; ++taken) {
            QCOMPARE(limiter.take("a", rule, 1'000), 0);
        }
        QCOMPARE(limiter.take("a", rule, 1'000), 1'000);
        QCOMPARE(limiter.take("b", rule, 1'000), 0); // others do not pay for it
        QCOMPARE(limiter.take("a", rule, 1'400), 600);
        QCOMPARE(limiter.take("a", rule, 2'000), 0);
        QCOMPARE(limiter.take("a", rule, 2'000), 1'000);
    }

    void aWindowIsNeverPassed() {
        Limiter limiter;
        const Limiter::Rule rule{.rate = 2, .window = 1'000};
        QCOMPARE(limiter.takeOfWindow("a", rule, 0), 0);
        QCOMPARE(limiter.takeOfWindow("a", rule, 400), 0);
        QCOMPARE(limiter.takeOfWindow("a", rule, 400), 600);
        QCOMPARE(limiter.takeOfWindow("a", rule, 999), 1);
        QCOMPARE(limiter.takeOfWindow("a", rule, 1'000), 0);
        QCOMPARE(limiter.takeOfWindow("a", rule, 1'000), 400);
    }

    void aClockThatGoesBackLetsNobodyInMoreOften() {
        Limiter limiter;
        const Limiter::Rule rule{.rate = 1, .window = 1'000, .burst = 1};
        QCOMPARE(limiter.take("a", rule, 1'000'000), 0);
        QCOMPARE(limiter.take("a", rule, 0), 1'000);
        QCOMPARE(limiter.take("a", rule, 1'000), 0); // nor locks it out until the clock has caught up
    }

    void theLargestNumbersAreCountedRight() {
        Limiter limiter;
        const Limiter::Rule rule{.rate = 100'000'000, .window = 60'000, .burst = 200'000'000};
        QCOMPARE(limiter.take("a", rule, 0), 0);
        QCOMPARE(limiter.take("a", rule, 4'000'000'000'000), 0);
    }

    void aBucketIsTheNaiveOne() {
        QVERIFY(rc::check("take", [] {
            const auto rule = *someRule();
            Limiter limiter;
            std::map<int, NaiveBucket> naive;
            for (int who = 0; who < 3; ++who) {
                naive[who].parts = rule.burst * rule.window;
            }
            std::int64_t now = 1'000'000;
            for (const auto& [after, who] : *someQuestions()) {
                now += after;
                for (auto& [_, bucket] : naive) {
                    bucket.pass(rule, after);
                }
                const auto wait = limiter.take(std::to_string(who), rule, now);
                auto& bucket = naive[who];
                RC_ASSERT((wait == 0) == (bucket.parts >= rule.window));
                if (wait == 0) {
                    bucket.parts -= rule.window;
                } else {
                    auto later = bucket;
                    later.pass(rule, wait - 1);
                    RC_ASSERT(later.parts < rule.window); // no sooner
                    later.pass(rule, 1);
                    RC_ASSERT(later.parts >= rule.window);
                }
            }
        }));
    }

    void aWindowIsTheNaiveOne() {
        QVERIFY(rc::check("takeOfWindow", [] {
            const auto rule = *someRule();
            Limiter limiter;
            std::map<int, std::vector<std::int64_t>> taken;
            std::int64_t now = 1'000'000;
            for (const auto& [after, who] : *someQuestions()) {
                now += after;
                const auto within = [&](std::int64_t at) {
                    return std::ranges::count_if(taken[who], [&](auto time) { return time + rule.window > at; });
                };
                const auto wait = limiter.takeOfWindow(std::to_string(who), rule, now);
                RC_ASSERT((wait == 0) == (within(now) < rule.rate));
                if (wait == 0) {
                    taken[who].push_back(now);
                } else {
                    RC_ASSERT(within(now + wait - 1) >= rule.rate);
                    RC_ASSERT(within(now + wait) < rule.rate);
                }
            }
        }));
    }

    void anAttackFromEverywhereIsForgotten() {
        Limiter limiter(1'000);
        const Limiter::Rule rule{.rate = 5, .window = 900'000, .burst = 5};
        for (int taken = 0; taken < 5; ++taken) {
            limiter.take("me", rule, 0);
            limiter.takeOfWindow("me", rule, 0);
        }
        for (int who = 0; who < 100'000; ++who) {
            QCOMPARE(limiter.take(std::to_string(who), rule, 0), 0);
            QCOMPARE(limiter.takeOfWindow(std::to_string(who), rule, 0), 0);
        }
        QVERIFY(limiter.remembered() <= 1'000);
        // Many who come once do not make it forget the one who came often.
        QVERIFY(limiter.take("me", rule, 0) > 0);
        QVERIFY(limiter.takeOfWindow("me", rule, 0) > 0);
    }
};

QTEST_GUILESS_MAIN(LimiterTest)
#include "limiter_test.moc"
