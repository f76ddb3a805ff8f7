#include "core/plan/plan_check.h"
#include "core/plan/plan_track.h"
#include "tests/core/plan/any_plan.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace cairn;
using namespace cairn::plan;

class PlanTrackTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void everythingGetsAnIdAndTheGraphStays() {
        QVERIFY(rc::check([] {
            const auto plan = testing::anyPlan(false);
            int made = 0;
            const auto whole = withIds(plan, {}, [&] { return "new-" + std::to_string(made++); });
            std::set<std::string> ids{whole.id};
            for (const auto& topic : whole.topics) {
                RC_ASSERT(ids.insert(topic.id).second);
                for (const auto& exercise : topic.exercises) {
                    RC_ASSERT(ids.insert(exercise.id).second);
                }
            }
            RC_ASSERT(!ids.contains(""));
            const auto before = check(plan);
            const auto after = check(whole);
            RC_ASSERT(before.flaws.size() == after.flaws.size() && before.hints.size() == after.hints.size());
        }));
    }

    void aSavedPathKeepsItsIds() {
        PathPlan plan{.id = "p", .title = "P", .topics = {{.id = "t", .title = "T", .exercises = {{.id = "e"}, {}}}}};
        const auto whole = withIds(plan, {"t", "e"}, [] { return std::string("new"); });
        plan.topics[0].exercises[1].id = "new";
        QCOMPARE(whole, plan);
    }

    void aNameThatIsNotOfItsPathIsOnlyAName() {
        const PathPlan plan{
            .id = "p",
            .title = "P",
            .topics = {
                {.id = "t", .title = "T", .exercises = {{.id = "e"}, {.id = "e"}}},
                {.id = "json", .title = "J", .prerequisites = {"t"}},
                {.id = "more", .title = "M", .prerequisites = {"json"}}}};
        int made = 0;
        const auto whole = withIds(plan, {"t", "e"}, [&] { return "new-" + std::to_string(made++); });
        QCOMPARE(whole.topics[0].id, std::string("t"));
        QCOMPARE(whole.topics[0].exercises[0].id, std::string("e"));
        QCOMPARE(whole.topics[0].exercises[1].id, std::string("new-0")); // copied within the file
        QCOMPARE(whole.topics[1].id, std::string("new-1"));
        QCOMPARE(whole.topics[1].prerequisites, std::vector<std::string>{"t"});
        QCOMPARE(whole.topics[2].prerequisites, std::vector<std::string>{"new-1"});
    }

    void theTrackHasAllOfThePlan() {
        QVERIFY(rc::check([] {
            int made = 0;
            const auto plan = withIds(testing::anyPlan(false), {}, [&] { return "new-" + std::to_string(made++); });
            const auto track = trackOf(plan);
            RC_ASSERT(track.id == plan.id && track.definition.title == plan.title);
            RC_ASSERT(track.topics.size() == plan.topics.size());
            std::size_t task = 0;
            for (std::size_t at = 0; at < plan.topics.size(); ++at) {
                RC_ASSERT(track.topics[at].id == plan.topics[at].id);
                RC_ASSERT(track.topics[at].definition.rank == static_cast<std::int64_t>(at));
                RC_ASSERT(track.topics[at].definition.technology == plan.topics[at].technology);
                for (const auto& exercise : plan.topics[at].exercises) {
                    RC_ASSERT(track.tasks.at(task).id == exercise.id);
                    RC_ASSERT(track.tasks[task].definition.topics == std::vector{plan.topics[at].id});
                    RC_ASSERT(track.tasks[task].definition.prerequisites == plan.topics[at].prerequisites);
                    ++task;
                }
            }
            RC_ASSERT(track.tasks.size() == task);
        }));
    }
};

QTEST_APPLESS_MAIN(PlanTrackTest)
#include "plan_track_test.moc"
