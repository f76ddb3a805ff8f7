#include "tests/core/service/profile_fixture.h"

#include <QTest>

#include <algorithm>

using namespace cairn;
using api::TaskAction;
using api::TopicStanding;
using test::ProfileFixture;

namespace {

base::Expected<api::MapView> mapOf(ProfileFixture& profile, const std::string& path) {
    return profile.answer<api::MapView>(
        [&](auto reply) { return profile->paths().map(path, false, std::move(reply)); });
}

api::TopicDetail topicOf(ProfileFixture& profile, const std::string& id) {
    return *profile.answer<api::TopicDetail>([&](auto reply) { return profile->paths().topic(id, std::move(reply)); });
}

} // namespace

class PathsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void finishingATopicOpensTheNextAndMovesNothing() {
        ProfileFixture profile;
        const auto path = profile.importStarter();
        const auto before = mapOf(profile, path);
        QVERIFY(before);
        QCOMPARE(before->position, std::string("first-steps.basics"));
        QCOMPARE(topicOf(profile, "first-steps.numbers").row.standing, TopicStanding::locked);
        QVERIFY(profile.act(TaskAction::start, {"first-steps.trail-mix"}));
        QCOMPARE(topicOf(profile, "first-steps.basics").row.standing, TopicStanding::in_progress);
        QVERIFY(profile.act(TaskAction::complete, {"first-steps.trail-mix"}));
        QCOMPARE(topicOf(profile, "first-steps.basics").row.standing, TopicStanding::done);
        QCOMPARE(topicOf(profile, "first-steps.numbers").row.standing, TopicStanding::available);
        const auto after = mapOf(profile, path);
        QCOMPARE(after->nodes.size(), before->nodes.size());
        for (std::size_t at = 0; at < after->nodes.size(); ++at) {
            QCOMPARE(after->nodes[at].topic.id, before->nodes[at].topic.id);
            QCOMPARE(after->nodes[at].x, before->nodes[at].x);
            QCOMPARE(after->nodes[at].y, before->nodes[at].y);
        }
        QVERIFY(after->position != before->position);
    }

    void aKeptLayoutIsTheSameAsAFreshOne() {
        ProfileFixture profile;
        const auto path = profile.importStarter();
        const auto fresh = mapOf(profile, path);
        profile.reopen();
        const auto kept = mapOf(profile, path);
        QCOMPARE(kept->edges.size(), fresh->edges.size());
        for (std::size_t at = 0; at < kept->edges.size(); ++at) {
            QVERIFY(kept->edges[at].points == fresh->edges[at].points);
        }
        QCOMPARE(kept->width, fresh->width);
    }

    void aTopicIsUnlockedByChoiceAndTheMapSaysSo() {
        ProfileFixture profile;
        profile.importStarter();
        const auto unlock = [&](const std::string& id) {
            return profile.answer<api::Done>([&](auto reply) { return profile->paths().unlock(id, std::move(reply)); });
        };
        QVERIFY(unlock("first-steps.booleans"));
        const auto topic = topicOf(profile, "first-steps.booleans");
        QCOMPARE(topic.row.standing, TopicStanding::available);
        QVERIFY(topic.row.unlocked);
        QCOMPARE(topic.row.missing.size(), std::size_t(1));
        QVERIFY(profile.act(TaskAction::start, {"first-steps.river-crossing"}));
        QCOMPARE(unlock("first-steps.booleans").error().code, base::ErrorCode::Refused);
        QVERIFY(profile.undo());
        QVERIFY(profile.undo());
        QCOMPARE(topicOf(profile, "first-steps.booleans").row.standing, TopicStanding::locked);
    }

    void aNoteStays() {
        ProfileFixture profile;
        profile.importStarter();
        QVERIFY(profile.answer<api::Done>([&](auto reply) {
            return profile->paths().setNote("first-steps.basics", "*mind* the gap", std::move(reply));
        }));
        profile.reopen();
        QCOMPARE(topicOf(profile, "first-steps.basics").note, std::string("*mind* the gap"));
    }

    void theNextStepFollowsTheLearner() {
        ProfileFixture profile;
        profile.importStarter();
        QCOMPARE(profile.today().next->task.id, std::string("first-steps.trail-mix"));
        QVERIFY(profile.act(TaskAction::start, {"first-steps.trail-mix"}));
        QCOMPARE(profile.today().next->reason, api::NextReason::continue_started);
        QVERIFY(profile.act(TaskAction::complete, {"first-steps.trail-mix"}));
        const auto next = profile.today().next;
        QVERIFY(next->task.id != "first-steps.trail-mix");
        profile->progress().dismissNext(next->task.id);
        QVERIFY(profile.today().next->task.id != next->task.id);
    }

    void whatIsNotThereIsSaidSo() {
        ProfileFixture profile;
        QCOMPARE(mapOf(profile, "nowhere").error().code, base::ErrorCode::NotFound);
        QVERIFY(!profile.answer<api::TopicDetail>(
            [&](auto reply) { return profile->paths().topic("nothing", std::move(reply)); }));
        QVERIFY(profile.today().empty);
    }
};

QTEST_GUILESS_MAIN(PathsTest)
#include "paths_test.moc"
