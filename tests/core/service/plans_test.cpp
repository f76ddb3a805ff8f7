#include "core/plan/plan_file.h"
#include "tests/core/service/profile_fixture.h"

#include <QTest>

using namespace cairn;
using api::TaskAction;
using api::TopicStanding;
using base::ErrorCode;
using test::ProfileFixture;

namespace {

plan::PathPlan twoTopics() {
    plan::PathPlan plan;
    plan.title = "Modern C++";
    plan.language = "C++";
    plan.topics = {
        {"values", "Values", "", "", {}, {{"", "Swap two", 2, "", {}}}},
        {"json",
         "Reading JSON",
         "",
         "nlohmann json",
         {"values"},
         {{"", "A reader of settings", 4, "https://leetcode.com/problems/two-sum/", {"parse"}}}}};
    return plan;
}

// What a server found.
events::TopicDocumented
documented(std::int64_t at, std::vector<std::string> found, std::vector<std::string> missing = {}) {
    return {at,          "nlohmann json",  "/nlohmann/json",   "JSON for Modern C++",
            "https://x", std::move(found), std::move(missing), ""};
}

struct Writer {
    ProfileFixture profile{};

    base::Expected<api::Done>
    save(const plan::PathPlan& plan, std::vector<plan::TopicVerdict> looked = {}, const plan::PathPlan& opened = {}) {
        return profile.answer<api::Done>(
            [&](auto reply) { return profile->paths().save(plan, opened, looked, std::move(reply)); });
    }

    base::Expected<api::PathDraft> draft(const std::string& path) {
        return profile.answer<api::PathDraft>([&](auto reply) { return profile->paths().draft(path, reply); });
    }

    api::TopicDetail topic(const std::string& id) {
        return profile.answer<api::TopicDetail>([&](auto reply) { return profile->paths().topic(id, reply); }).value();
    }

    api::PathDetail path(const std::string& id) {
        return profile.answer<api::PathDetail>([&](auto reply) { return profile->paths().detail(id, reply); }).value();
    }
};

} // namespace

// Paths of the learner's own, from the plan to what is learned.
class PlansTest : public QObject {
    Q_OBJECT

private slots:

    void aNewPathIsLearnedInItsOrder() {
        Writer writer;
        const auto id = writer.save(twoTopics()).value().changed.front();
        const auto path = writer.path(id);
        QCOMPARE(path.summary.title, std::string("Modern C++"));
        QCOMPARE(path.topics.size(), std::size_t(2));
        QCOMPARE(path.topics[0].standing, TopicStanding::available);
        QCOMPARE(path.topics[1].standing, TopicStanding::locked);
        const auto draft = writer.draft(id).value().plan;
        QVERIFY(draft.topics[0].id != "values"); // a name within the file
        QCOMPARE(draft.topics[1].prerequisites, std::vector{draft.topics[0].id});
        const auto first = draft.topics[0].exercises.front().id;
        QVERIFY(writer.profile.act(TaskAction::start, {first}));
        QVERIFY(writer.profile.act(TaskAction::complete, {first}));
        QCOMPARE(writer.path(id).topics[0].standing, TopicStanding::done);
        QCOMPARE(writer.path(id).topics[1].standing, TopicStanding::available);
        const auto task = writer.profile.task(draft.topics[1].exercises.front().id);
        QCOMPARE(task.row.provable, true); // by its address
        QCOMPARE(task.tags, std::vector<std::string>{"parse"});
    }

    void aPlanComesBackAsItWasSaved() {
        Writer writer;
        auto wanted = twoTopics();
        wanted.id = writer.save(wanted).value().changed.front();
        auto read = writer.draft(wanted.id).value().plan;
        QCOMPARE(writer.save(read).value().changed.front(), wanted.id);
        QVERIFY(writer.draft(wanted.id).value().plan == read);
        for (std::size_t at = 0; at < read.topics.size(); ++at) {
            wanted.topics[at].id = read.topics[at].id;
            wanted.topics[at].exercises.front().id = read.topics[at].exercises.front().id;
        }
        wanted.topics[1].prerequisites = {read.topics[0].id};
        QVERIFY(read == wanted);
    }

    void savingTheSameWritesNothing() {
        Writer writer;
        const auto id = writer.save(twoTopics()).value().changed.front();
        const auto before = writer.profile.verify().events;
        QVERIFY(writer.save(writer.draft(id).value().plan));
        QCOMPARE(writer.profile.verify().events, before);
    }

    void whatWasChangedElsewhereIsNotWrittenOver() {
        Writer writer;
        const auto id = writer.save(twoTopics()).value().changed.front();
        const auto opened = writer.draft(id).value().plan;
        auto elsewhere = opened;
        elsewhere.topics[0].title = "From the other computer";
        QVERIFY(writer.save(elsewhere));
        auto mine = opened;
        mine.title = "Mine";
        const auto refused = writer.save(mine, {}, opened);
        QCOMPARE(refused.error().code, ErrorCode::Refused);
        QVERIFY(writer.draft(id).value().plan == elsewhere);
        QVERIFY(writer.save(mine, {}, writer.draft(id).value().plan));
    }

    void twoPathsFromFilesWithTheSameNamesKeepTheirTopics() {
        Writer writer;
        const auto one = writer.save(twoTopics()).value().changed.front();
        const auto two = writer.save(twoTopics()).value().changed.front();
        auto first = writer.draft(one).value().plan;
        auto second = writer.draft(two).value().plan;
        first.topics.push_back({"more", "More", "", "", {first.topics[1].id}, {{"task", "Do it", 2, "", {}}}});
        second.topics.push_back({"more", "More", "", "", {second.topics[1].id}, {{"task", "Do it", 2, "", {}}}});
        QVERIFY(writer.save(first));
        QVERIFY(writer.save(second));
        QCOMPARE(writer.path(one).topics.size(), std::size_t(3));
        QCOMPARE(writer.path(two).topics.size(), std::size_t(3));
    }

    void whatProvesItFollowsItsAddress() {
        Writer writer;
        const auto id = writer.save(twoTopics()).value().changed.front();
        auto plan = writer.draft(id).value().plan;
        const auto task = plan.topics[1].exercises.front().id;
        events::TaskEdited edit;
        edit.url = "https://leetcode.com/problems/three-sum/";
        edit.requirement = events::Requirement{.platform = events::Platform::leetcode, .problem = "three-sum"};
        QVERIFY(writer.profile.answer<api::Done>(
            [&](auto reply) { return writer.profile->tasks().edit(task, edit, std::move(reply)); }));
        plan = writer.draft(id).value().plan;
        QCOMPARE(plan.topics[1].exercises.front().url, *edit.url);
        plan.topics[1].exercises.front().url = "https://leetcode.com/problems/four-sum/";
        QVERIFY(writer.save(plan));
        const auto detail = writer.profile.task(task);
        QCOMPARE(detail.url, std::string("https://leetcode.com/problems/four-sum/"));
        QCOMPARE(detail.provable.value().problem, std::string("four-sum"));
    }

    void whatIsTakenOutLeavesThePathAndNotTheHistory() {
        Writer writer;
        const auto id = writer.save(twoTopics()).value().changed.front();
        auto plan = writer.draft(id).value().plan;
        const auto task = plan.topics[0].exercises.front().id;
        QVERIFY(writer.profile.act(TaskAction::start, {task}));
        QVERIFY(writer.profile.act(TaskAction::complete, {task}));
        const auto level = writer.profile.status().level.selfReported;
        QVERIFY(level > 0);
        plan.topics.erase(plan.topics.begin());
        plan.topics[0].prerequisites.clear();
        QVERIFY(writer.save(plan));
        QCOMPARE(writer.path(id).topics.size(), std::size_t(1));
        QCOMPARE(writer.path(id).topics[0].standing, TopicStanding::available);
        QCOMPARE(writer.profile.status().level.selfReported, level);
        QVERIFY(writer.profile.undo());
        QCOMPARE(writer.path(id).topics.size(), std::size_t(2));
    }

    void progressSurvivesAnEdit() {
        Writer writer;
        const auto id = writer.save(twoTopics()).value().changed.front();
        auto plan = writer.draft(id).value().plan;
        const auto task = plan.topics[0].exercises.front().id;
        QVERIFY(writer.profile.act(TaskAction::start, {task}));
        QVERIFY(writer.profile.act(TaskAction::complete, {task}));
        plan.topics[0].exercises.front().title = "Swap three";
        plan.topics[0].title = "Values and names";
        QVERIFY(writer.save(plan));
        QCOMPARE(writer.path(id).topics[0].standing, TopicStanding::done);
        QCOMPARE(writer.profile.task(task).row.title, std::string("Swap three"));
    }

    void thePlanWinsOverAnEarlierEditOfTheTask() {
        Writer writer;
        const auto id = writer.save(twoTopics()).value().changed.front();
        auto plan = writer.draft(id).value().plan;
        const auto task = plan.topics[0].exercises.front().id;
        QVERIFY(writer.profile.answer<api::Done>(
            [&](auto reply) { return writer.profile->tasks().edit(task, {.title = "Mine"}, std::move(reply)); }));
        plan = writer.draft(id).value().plan;
        QCOMPARE(plan.topics[0].exercises.front().title, std::string("Mine"));
        plan.topics[0].exercises.front().title = "The plan's";
        QVERIFY(writer.save(plan));
        QCOMPARE(writer.profile.task(task).row.title, std::string("The plan's"));
    }

    void whatCouldNotBeLearnedIsRefused() {
        Writer writer;
        auto plan = twoTopics();
        plan.topics[0].prerequisites = {"json"};
        const auto circle = writer.save(plan);
        QCOMPARE(circle.error().code, ErrorCode::Refused);
        QVERIFY(QString::fromStdString(circle.error().message).contains("Reading JSON"));
        plan = twoTopics();
        plan.topics[0].title.clear();
        QCOMPARE(writer.save(plan).error().code, ErrorCode::InvalidInput);
        plan = twoTopics();
        plan.topics[0].exercises.front().url = "javascript:alert(1)";
        QCOMPARE(writer.save(plan).error().code, ErrorCode::InvalidInput);
        QVERIFY(writer.profile
                    .answer<std::vector<api::PathSummary>>(
                        [&](auto reply) { return writer.profile->paths().list(std::move(reply)); })
                    ->empty());
    }

    void whatWasImportedIsNotOnesOwn() {
        Writer writer;
        const auto id = writer.profile.importStarter();
        QCOMPARE(writer.draft(id).error().code, ErrorCode::Refused);
        auto plan = twoTopics();
        plan.id = id;
        QCOMPARE(writer.save(plan).error().code, ErrorCode::Refused);
        plan.id = "nothing";
        QCOMPARE(writer.save(plan).error().code, ErrorCode::NotFound);
    }

    void whatWasFoundIsKeptAndGoesForTheTopicAsItWas() {
        Writer writer;
        const auto id = writer.save(twoTopics(), {{"json", {}, documented(7, {"parse"})}}).value().changed.front();
        auto draft = writer.draft(id).value();
        const auto json = draft.plan.topics[1].id;
        QCOMPARE(draft.documented.at(json).library, std::string("/nlohmann/json"));
        QCOMPARE(writer.topic(json).documentation, plan::Standing::proven);
        QCOMPARE(writer.topic(draft.plan.topics[0].id).documentation, plan::Standing::unnamed);
        draft.plan.topics[1].exercises.front().needs.push_back("dump");
        QVERIFY(writer.save(draft.plan));
        QCOMPARE(writer.topic(json).documentation, plan::Standing::unproven); // nobody looked for that
        QVERIFY(writer.save(draft.plan, {{json, {}, documented(8, {"parse"}, {"dump"})}}));
        QCOMPARE(writer.topic(json).documentation, plan::Standing::unproven);
        QVERIFY(writer.save(draft.plan, {{json, {}, documented(7, {"parse", "dump"})}})); // an earlier look
        QCOMPARE(writer.topic(json).documentation, plan::Standing::unproven);
        QVERIFY(writer.save(draft.plan, {{json, {}, documented(9, {"parse", "dump"})}}));
        QCOMPARE(writer.topic(json).documentation, plan::Standing::proven);
    }
};

QTEST_GUILESS_MAIN(PlansTest)
#include "plans_test.moc"
