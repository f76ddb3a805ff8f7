#include "tests/core/service/profile_fixture.h"

#include <QTest>

using namespace cairn;
using test::ProfileFixture;

namespace {

base::Expected<api::ImportReport> addSample(ProfileFixture& profile) {
    return profile.answer<api::ImportReport>(
        [&](auto reply) { return profile->imports().addSample({}, std::move(reply)); });
}

} // namespace

class SampleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void theSampleLooksLikeWeeksOfWork() {
        ProfileFixture profile;
        QVERIFY(addSample(profile));
        QVERIFY(profile->state().sample);
        const auto today = profile.today();
        QVERIFY(today.level.selfReported > 200);
        QCOMPARE(today.level.verified, 0);
        QCOMPARE(today.streak.days, 12);
        QVERIFY(today.due.size() >= 2);
        QVERIFY(today.next.has_value());
        QVERIFY(today.recent.size() >= 5);
        QVERIFY(today.path->sample);
        QCOMPARE(profile.verify().troubles.size(), std::size_t(0));
        // Nothing in it was refused by the table of transitions.
        const auto page = profile.list();
        QVERIFY(page);
        for (const auto& row : page->rows) {
            for (const auto& entry : profile.task(row.id).history) {
                QVERIFY2(!entry.refusedFrom, entry.type.c_str());
            }
        }
    }

    void itLeavesWithoutATraceAndTakesNothingAlong() {
        ProfileFixture profile;
        const auto own = profile.add("My own")->changed.at(0);
        const auto before = profile.verify();
        QVERIFY(addSample(profile));
        QVERIFY(profile.act(api::TaskAction::startAnyway, {"sample.first-steps.hut-log"}));
        QCOMPARE(addSample(profile).error().code, base::ErrorCode::Refused);
        QVERIFY(profile.answer<bool>([&](auto reply) { return profile->imports().removeSample(std::move(reply)); }));
        QVERIFY(!profile->state().sample);
        const auto after = profile.verify();
        QCOMPARE(after.events, before.events);
        QCOMPARE(after.devices, before.devices);
        QCOMPARE(after.subjects, before.subjects);
        QCOMPARE(after.troubles.size(), std::size_t(0));
        QCOMPARE(profile.list()->total, 1);
        QCOMPARE(profile.task(own).row.title, std::string("My own"));
        QCOMPARE(profile.today().level.selfReported, 0);
    }

    void itStandsBesideTheRealTrack() {
        ProfileFixture profile;
        profile.importStarter();
        QVERIFY(addSample(profile));
        QCOMPARE(profile.list()->total, 54);
        QCOMPARE(profile.task("first-steps.trail-mix").row.state, api::TaskState::available);
    }
};

QTEST_GUILESS_MAIN(SampleTest)
#include "sample_test.moc"
