#include "core/learning/streak.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>

using namespace cairn::learning;
using cairn::base::Day;
using cairn::base::Millis;
using cairn::base::parseDay;
using std::chrono::days;

namespace {

constexpr Millis kMinute = 60'000;
constexpr Millis kHour = 60 * kMinute;

// Activities are written as "d7 20:00 -5": day 7, eight in the evening on a clock five hours behind UTC. Day 0 is a
// Thursday in 2026.
const Day kFirst = *parseDay("2026-01-01");

Day day(int number) {
    return kFirst + days(number);
}

Activity activity(int number, int hour, int minute, double utcHours) {
    const int offset = static_cast<int>(utcHours * 60);
    return {cairn::base::startOfDay(day(number), offset) + hour * kHour + minute * kMinute, offset};
}

// Active at noon UTC on every day that the picture marks with an x: "xx.x".
std::vector<Activity> picture(const std::string& marks) {
    std::vector<Activity> all;
    for (std::size_t at = 0; at < marks.size(); ++at) {
        if (marks[at] == 'x') {
            all.push_back(activity(static_cast<int>(at), 12, 0, 0));
        }
    }
    return all;
}

// The same rules, a day at a time, in one zone.
Streak naiveStreak(const std::set<int>& active, int today) {
    Streak result;
    for (int number = 0; number <= today; ++number) {
        if (active.contains(number)) {
            ++result.days;
            result.longest = std::max(result.longest, result.days);
            if (result.days % 7 == 0 && result.freezes < 2) {
                ++result.freezes;
            }
        } else if (number < today && result.days > 0) {
            if (result.freezes > 0) {
                --result.freezes;
                result.frozen.push_back(day(number));
            } else {
                result.days = 0;
                result.frozen.clear();
            }
        }
    }
    result.activeToday = active.contains(today);
    return result;
}

auto facts(const Streak& streak) {
    return std::tuple(streak.days, streak.longest, streak.freezes, streak.activeToday, streak.frozen);
}

rc::Gen<Activity> anyActivity() {
    return rc::gen::map(
        rc::gen::pair(rc::gen::inRange(0, 60 * 24 * 60), rc::gen::inRange(-12 * 4, 14 * 4 + 1)), [](const auto& drawn) {
            return Activity{cairn::base::startOfDay(kFirst, 0) + drawn.first * kMinute, drawn.second * 15};
        });
}

} // namespace

Q_DECLARE_METATYPE(std::vector<Activity>)

class StreakTest : public QObject {
    Q_OBJECT

private slots:
    void countsConsecutiveDays_data();
    void countsConsecutiveDays();
    void aFreezeBridgesAMissedDay();
    void anEndedStreakKeepsNoFreezes();
    void severalActivitiesOnADayCountOnce();
    void daysFollowTheLearnersClock();
    void journeysNeverBreakIt_data();
    void journeysNeverBreakIt();
    void aMissedDayOnAJourneyIsStillMissed();
    void aJourneyWithoutActivityYetIsNoMiss();
    void calendarCountsLocalDays();
    void doesNotDependOnTheOrder();
    void agreesWithTheDayByDayModel();
    void anyDailyJourneyKeepsIt();
    void theInstantAndTheDayAgreeWithoutAJourney();
};

void StreakTest::countsConsecutiveDays_data() {
    QTest::addColumn<QByteArray>("marks"); // the last one is today
    QTest::addColumn<int>("days");
    QTest::addColumn<int>("longest");
    QTest::addColumn<int>("freezes");
    QTest::addColumn<bool>("activeToday");
    QTest::addColumn<int>("frozen");
    QTest::newRow("never active") << QByteArray("....") << 0 << 0 << 0 << false << 0;
    QTest::newRow("today only") << QByteArray("...x") << 1 << 1 << 0 << true << 0;
    QTest::newRow("today can still be done") << QByteArray("xxx.") << 3 << 3 << 0 << false << 0;
    QTest::newRow("a missed day ends it") << QByteArray("xxx..") << 0 << 3 << 0 << false << 0;
    QTest::newRow("starts again") << QByteArray("xxx.xx") << 2 << 3 << 0 << true << 0;
    QTest::newRow("six days earn nothing") << QByteArray("xxxxxx") << 6 << 6 << 0 << true << 0;
    QTest::newRow("seven days earn a freeze") << QByteArray("xxxxxxx") << 7 << 7 << 1 << true << 0;
    QTest::newRow("it is used up") << QByteArray("xxxxxxx.x") << 8 << 8 << 0 << true << 1;
    QTest::newRow("and used before today's activity") << QByteArray("xxxxxxx..") << 7 << 7 << 0 << false << 1;
    QTest::newRow("one freeze, two missed") << QByteArray("xxxxxxx..x") << 1 << 7 << 0 << true << 0;
    QTest::newRow("two freezes") << QByteArray("xxxxxxxxxxxxxx..x") << 15 << 15 << 0 << true << 2;
    QTest::newRow("at most two") << QByteArray("xxxxxxxxxxxxxxxxxxxxx...x") << 1 << 21 << 0 << true << 0;
    QTest::newRow("frozen days earn nothing") << QByteArray("xxxxxxx.xxxxxx") << 13 << 13 << 0 << true << 1;
    QTest::newRow("earned again") << QByteArray("xxxxxxx.xxxxxxx") << 14 << 14 << 1 << true << 1;
    QTest::newRow("a new streak earns anew") << QByteArray("xxx..xxxxxx") << 6 << 6 << 0 << true << 0;
}

void StreakTest::countsConsecutiveDays() {
    QFETCH(QByteArray, marks);
    const auto result = streak(picture(marks.toStdString()), day(static_cast<int>(marks.size()) - 1));
    QTEST(static_cast<int>(result.days), "days");
    QTEST(static_cast<int>(result.longest), "longest");
    QTEST(static_cast<int>(result.freezes), "freezes");
    QTEST(result.activeToday, "activeToday");
    QTEST(static_cast<int>(result.frozen.size()), "frozen");
}

void StreakTest::aFreezeBridgesAMissedDay() {
    QCOMPARE(streak(picture("xxxxxxx.x"), day(8)).frozen, std::vector{day(7)});
}

void StreakTest::anEndedStreakKeepsNoFreezes() {
    const auto result = streak(picture("xxxxxxxxxxxxxx....x"), day(18));
    QCOMPARE(result.freezes, 0);
    QVERIFY(result.frozen.empty());
}

void StreakTest::severalActivitiesOnADayCountOnce() {
    const std::vector all{activity(0, 0, 0, 0), activity(0, 23, 59, 0), activity(1, 0, 0, 0)};
    QCOMPARE(streak(all, day(1)).days, 2);
}

void StreakTest::daysFollowTheLearnersClock() {
    // Three evenings in New York are four days on a clock in Greenwich, and the other way round in the morning.
    const std::vector evenings{activity(0, 20, 0, -5), activity(1, 20, 0, -5), activity(2, 20, 0, -5)};
    QCOMPARE(streak(evenings, day(2)).days, 3);
    const std::vector lateThenEarly{activity(0, 23, 59, 5.5), activity(1, 0, 1, 5.5)};
    QCOMPARE(streak(lateThenEarly, day(1)).days, 2);
}

void StreakTest::journeysNeverBreakIt_data() {
    QTest::addColumn<std::vector<Activity>>("all");
    QTest::addColumn<int>("today");
    QTest::addColumn<int>("days"); // with an activity on the learner's own clock
    using All = std::vector<Activity>;
    QTest::newRow("east, a short night") << All{activity(0, 22, 0, -5), activity(2, 1, 0, 0)} << 2 << 2;
    QTest::newRow("east and on") << All{activity(0, 22, 0, -5), activity(2, 1, 0, 0), activity(3, 9, 0, 0)} << 3 << 3;
    QTest::newRow("west, a long day") << All{activity(0, 8, 0, 0), activity(0, 22, 0, -8), activity(1, 22, 0, -8)} << 1
                                      << 2;
    QTest::newRow("west, reached on the clock that was left")
        << All{activity(0, 23, 0, 0), activity(1, 22, 0, -5), activity(3, 1, 0, -5)} << 3 << 3;
    QTest::newRow("date line to the west, a day is swallowed")
        << All{activity(0, 20, 0, -10), activity(2, 20, 0, 13), activity(3, 9, 0, 13)} << 3 << 3;
    QTest::newRow("date line to the east, a day comes twice")
        << All{activity(2, 8, 0, 13), activity(1, 20, 0, -10), activity(2, 20, 0, -10), activity(3, 9, 0, -10)} << 3
        << 3;
    QTest::newRow("date line to the east, nothing on the first of the two")
        << All{activity(2, 8, 0, 13), activity(2, 20, 0, -10), activity(3, 20, 0, -10)} << 3 << 2;
    QTest::newRow("farthest west to farthest east")
        << All{activity(0, 12, 0, -12), activity(2, 1, 0, 14), activity(3, 12, 0, 14)} << 3 << 3;
    QTest::newRow("there and back over the date line")
        << All{activity(0, 12, 0, -10), activity(2, 12, 0, 13), activity(3, 12, 0, 13), activity(3, 12, 0, -10),
               activity(4, 12, 0, -10)}
        << 4 << 4;
    QTest::newRow("daylight saving starts")
        << All{activity(0, 23, 30, 1), activity(1, 23, 30, 2), activity(2, 0, 15, 2)} << 2 << 3;
    QTest::newRow("two devices that disagree about the zone")
        << All{activity(0, 23, 30, 0), activity(1, 1, 35, 2), activity(0, 23, 40, 0), activity(1, 12, 0, 0)} << 1 << 2;
}

void StreakTest::journeysNeverBreakIt() {
    QFETCH(std::vector<Activity>, all);
    QFETCH(int, today);
    QTEST(static_cast<int>(streak(all, day(today)).days), "days");
}

void StreakTest::aMissedDayOnAJourneyIsStillMissed() {
    // Two nights and a whole day without anything, on either clock.
    QCOMPARE(streak(std::vector{activity(0, 12, 0, -5), activity(2, 12, 0, 0)}, day(2)).days, 1);
    QCOMPARE(streak(std::vector{activity(0, 12, 0, 0), activity(2, 12, 0, -5)}, day(2)).days, 1);
}

void StreakTest::aJourneyWithoutActivityYetIsNoMiss() {
    // Left on the evening of day 0, landed in the small hours of day 2: day 1 was over before it could be used.
    const std::vector all{activity(0, 22, 0, -5)};
    const auto landed = activity(2, 1, 0, 0);
    QCOMPARE(streak(all, day(2)).days, 0);
    QCOMPARE(streak(all, landed.at, landed.utcOffset).days, 1);
    QVERIFY(!streak(all, landed.at, landed.utcOffset).activeToday);
    // At noon of day 2 the clock in New York shows day 2 as well, so that day 1 was missed there too.
    const auto noon = activity(2, 12, 0, 0);
    QCOMPARE(streak(all, noon.at, noon.utcOffset).days, 0);
}

void StreakTest::calendarCountsLocalDays() {
    const auto counts = activityByDay(
        std::vector{activity(3, 23, 0, -5), activity(1, 0, 0, 0), activity(3, 1, 0, 0), activity(1, 12, 0, 13)});
    QCOMPARE(counts.size(), std::size_t{2});
    QCOMPARE(counts[0].day, day(1));
    QCOMPARE(counts[0].count, 2);
    QCOMPARE(counts[1].day, day(3));
    QCOMPARE(counts[1].count, 2);
}

void StreakTest::doesNotDependOnTheOrder() {
    QVERIFY(rc::check("a shuffled log gives the same streak", [] {
        const auto all = *rc::gen::container<std::vector<Activity>>(anyActivity());
        auto shuffled = all;
        for (std::size_t at = shuffled.size(); at > 1; --at) {
            std::swap(shuffled[at - 1], shuffled[*rc::gen::inRange<std::size_t>(0, at)]);
        }
        const auto today = day(*rc::gen::inRange(0, 62));
        RC_ASSERT(facts(streak(all, today)) == facts(streak(shuffled, today)));
    }));
}

void StreakTest::agreesWithTheDayByDayModel() {
    QVERIFY(rc::check("a day-by-day walk agrees, in one zone", [] {
        const int offset = 15 * *rc::gen::inRange(-48, 57);
        const int density = *rc::gen::inRange(1, 30); // one day in so many is left out
        std::set<int> active;
        std::vector<Activity> all;
        for (int number = 0; number < 90; ++number) {
            if (*rc::gen::inRange(0, density) > 0) {
                active.insert(number);
                const auto minute = *rc::gen::inRange(0, 24 * 60);
                all.push_back({cairn::base::startOfDay(day(number), offset) + minute * kMinute, offset});
            }
        }
        const auto today = *rc::gen::inRange(0, 95);
        RC_ASSERT(facts(streak(all, day(today))) == facts(naiveStreak(active, today)));
    }));
}

void StreakTest::anyDailyJourneyKeepsIt() {
    QVERIFY(rc::check("an activity at least every 24 hours never breaks it, wherever the learner is", [] {
        Millis at = cairn::base::startOfDay(kFirst, 0);
        std::vector<Activity> all;
        for (int step = 0; step < 40; ++step) {
            at += *rc::gen::inRange<Millis>(1, 24 * 60 + 1) * kMinute;
            all.push_back({at, 15 * *rc::gen::inRange(-48, 57)});
            const auto here = cairn::base::localDay(at, all.back().utcOffset);
            RC_ASSERT(streak(all, here).frozen.empty());
            RC_ASSERT(streak(all, here).activeToday);
        }
        // Nothing was lost on the way: every day with an activity is counted.
        std::set<Day> active;
        for (const auto& one : all) {
            active.insert(cairn::base::localDay(one.at, one.utcOffset));
        }
        RC_ASSERT(streak(all, *active.rbegin()).days == static_cast<std::int64_t>(active.size()));
    }));
}

void StreakTest::theInstantAndTheDayAgreeWithoutAJourney() {
    QVERIFY(rc::check("asking at an instant is asking for its day", [] {
        const int offset = 15 * *rc::gen::inRange(-48, 57);
        auto all = *rc::gen::container<std::vector<Activity>>(anyActivity());
        for (auto& one : all) {
            one.utcOffset = offset;
        }
        const auto now = cairn::base::startOfDay(day(*rc::gen::inRange(0, 62)), offset) + kHour;
        RC_ASSERT(facts(streak(all, now, offset)) == facts(streak(all, cairn::base::localDay(now, offset))));
    }));
}

QTEST_GUILESS_MAIN(StreakTest)
#include "streak_test.moc"
