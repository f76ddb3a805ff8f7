#include "tests/core/service/profile_fixture.h"

#include <QTest>

using namespace cairn;
using api::TaskAction;
using test::ProfileFixture;

class PastTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void anyPastDayIsAsItWas() {
        ProfileFixture profile;
        profile.importStarter();
        const auto first = base::localDay(profile.now, 0);
        QVERIFY(profile.act(TaskAction::start, {"first-steps.trail-mix"}));
        QVERIFY(profile.act(TaskAction::complete, {"first-steps.trail-mix"}));
        const auto then = profile.status();
        profile.now += ProfileFixture::kDay;
        QVERIFY(profile.act(TaskAction::start, {"first-steps.campfire-budget"}));
        QVERIFY(profile.act(TaskAction::complete, {"first-steps.campfire-budget"}));
        const auto now = profile.status();
        QVERIFY(now.level.selfReported > then.level.selfReported);
        QCOMPARE(now.paths.at(0).topicsDone, 2);

        const auto seen = profile.status(first);
        QCOMPARE(seen.level.selfReported, then.level.selfReported);
        QCOMPARE(seen.streak.days, then.streak.days);
        QCOMPARE(seen.paths.at(0).topicsDone, 1);
        QCOMPARE(seen.paths.at(0).position, then.paths.at(0).position);
        QVERIFY(seen.tasks == then.tasks);

        const auto before = profile.status(first - std::chrono::days(1));
        QCOMPARE(before.paths.size(), std::size_t(0));
        QCOMPARE(before.level.selfReported, 0);
    }

    void theLogsTodayEqualsTheProjections() {
        ProfileFixture profile;
        profile.importStarter();
        QVERIFY(profile.act(TaskAction::start, {"first-steps.trail-mix"}));
        QVERIFY(profile.act(TaskAction::complete, {"first-steps.trail-mix"}));
        QVERIFY(profile.undo());
        const auto projected = profile.status();
        const auto folded = profile.status(base::localDay(profile.now, 0));
        QCOMPARE(folded.level.selfReported, projected.level.selfReported);
        QVERIFY(folded.tasks == projected.tasks);
        QCOMPARE(folded.paths.at(0).tasksDone, projected.paths.at(0).tasksDone);
        QCOMPARE(folded.paths.at(0).position, projected.paths.at(0).position);
    }

    void aRebuildChangesNothing() {
        ProfileFixture profile;
        profile.importStarter();
        QVERIFY(profile.act(TaskAction::start, {"first-steps.trail-mix"}));
        const auto before = profile.list()->rows;
        const auto folded =
            profile.answer<std::int64_t>([&](auto reply) { return profile->history().rebuild({}, std::move(reply)); });
        QCOMPARE(*folded, profile.verify().events);
        QVERIFY(profile.list()->rows == before);
    }
};

QTEST_GUILESS_MAIN(PastTest)
#include "past_test.moc"
