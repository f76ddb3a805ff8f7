#include "core/learning/path_position.h"
#include "tests/core/learning/path_builder.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>
#include <set>

using namespace cairn::learning;
using namespace cairn::learning::testing;

namespace {

constexpr auto kScheduled = TaskStatus::scheduled;
constexpr auto kInProgress = TaskStatus::in_progress;
constexpr auto kVerifying = TaskStatus::verifying;
constexpr auto kCompleted = TaskStatus::completed;

using Statuses = std::vector<TaskStatus>;

bool isUnderWay(const cairn::state::Task& task) {
    return task.status == kInProgress || task.status == kVerifying;
}

bool names(const std::vector<std::string>& list, const std::string& id) {
    return std::ranges::find(list, id) != list.end();
}

// The rules word by word, with a scan for every question.
struct NaivePath {
    const PathBuilder& path;

    bool takesPart(const std::string& topic) const {
        const auto found = path.topics.find(topic);
        return found != path.topics.end() && found->second.exists && !found->second.retired;
    }

    std::vector<cairn::state::Task> about(const std::string& topic, TaskKind kind) const {
        std::vector<cairn::state::Task> tasks;
        for (const auto& [id, task] : path.tasks) {
            if (task.visible() && (!task.retired || task.status == kCompleted) && task.definition.kind == kind &&
                names(task.definition.topics, topic)) {
                tasks.push_back(task);
            }
        }
        return tasks;
    }

    bool isTaught(const std::string& topic) const { return !about(topic, TaskKind::concept_exercise).empty(); }

    std::vector<cairn::state::Task> rule(const std::string& topic) const {
        return about(topic, isTaught(topic) ? TaskKind::concept_exercise : TaskKind::practice_exercise);
    }

    bool isDone(const std::string& topic) const {
        const auto tasks = rule(topic);
        const auto done = std::ranges::count(tasks, kCompleted, &cairn::state::Task::status);
        return !tasks.empty() && done >= (isTaught(topic) ? std::ssize(tasks) : 1);
    }

    std::vector<std::string> missing(const std::string& topic) const {
        std::vector<std::string> ids;
        for (const auto& id : path.topics.at(topic).definition.prerequisites) {
            if (takesPart(id) && isTaught(id) && !isDone(id) && !names(ids, id)) {
                ids.push_back(id);
            }
        }
        return ids;
    }

    TopicStanding standing(const std::string& topic) const {
        const auto tasks = rule(topic);
        if (tasks.empty()) {
            return TopicStanding::unscored;
        }
        if (isDone(topic)) {
            return TopicStanding::done;
        }
        const auto isBegun = [](const auto& task) { return isUnderWay(task) || task.status == kCompleted; };
        if (std::ranges::any_of(tasks, isBegun)) {
            return TopicStanding::in_progress;
        }
        return missing(topic).empty() || path.topics.at(topic).unlocked ? TopicStanding::available
                                                                        : TopicStanding::locked;
    }
};

PathBuilder anyPath() {
    PathBuilder path;
    const auto topicCount = *rc::gen::inRange(0, 9);
    const auto anyTopics = [&] {
        Names ids;
        for (int count = *rc::gen::inRange(0, 4); count > 0; --count) {
            ids.push_back("t" + std::to_string(*rc::gen::inRange(0, topicCount + 1))); // one of them is not there
        }
        return ids;
    };
    for (int at = 0; at < topicCount; ++at) {
        auto& topic = path.topic("t" + std::to_string(at), anyTopics());
        topic.retired = *rc::gen::inRange(0, 8) == 0;
        topic.unlocked = *rc::gen::inRange(0, 6) == 0;
        topic.definition.rank = *rc::gen::inRange(0, 4);
    }
    for (int at = *rc::gen::inRange(0, 20); at > 0; --at) {
        auto& task = path.task(
            "e" + std::to_string(at),
            *rc::gen::element(TaskKind::concept_exercise, TaskKind::practice_exercise, TaskKind::own), anyTopics(),
            *rc::gen::element(
                kScheduled, kInProgress, kVerifying, kCompleted, TaskStatus::failed, TaskStatus::skipped));
        task.retired = *rc::gen::inRange(0, 8) == 0;
        task.deleted = *rc::gen::inRange(0, 10) == 0;
    }
    return path;
}

} // namespace

Q_DECLARE_METATYPE(Statuses)
Q_DECLARE_METATYPE(TopicStanding)

class PathPositionTest : public QObject {
    Q_OBJECT

private slots:
    void standingFollowsTheRule_data();
    void standingFollowsTheRule();
    void oneTaskMayTeachSeveralTopics();
    void aTopicWithoutTasksIsInNobodysWay();
    void aTopicThatIsOnlyPractisedIsInNobodysWay();
    void missingPrerequisitesAreNamedInTheirOrder();
    void anUnlockedTopicIsOpenAndKeepsWhatItMisses();
    void whatIsRetiredHoldsNobodyUp();
    void whatWasDoneInARetiredTaskCounts();
    void currentIsTheFirstUnderWay();
    void currentIsElseTheFirstAvailable();
    void nothingIsCurrentWhenAllIsDone();
    void orderIsRankThenId();
    void countsTopicsAndTasks();
    void aCycleLeavesItsTopicsLocked();
    void aTaskMissesWhatItsPrerequisitesMiss();
    void aTaskNeverMissesWhatItTeaches();
    void aConceptExerciseOfUnlockedTopicsMissesNothing();
    void standingsHaveStableNames();
    void agreesWithTheNaiveModel();
    void completingATaskNeverLosesProgress();
    void fiveThousandTopicsTakeMilliseconds();
};

void PathPositionTest::standingFollowsTheRule_data() {
    QTest::addColumn<Statuses>("concepts");
    QTest::addColumn<Statuses>("practice");
    QTest::addColumn<TopicStanding>("standing");
    QTest::addColumn<int>("required");
    QTest::addColumn<int>("done");
    const auto row = [](const char* name, Statuses concepts, Statuses practice, TopicStanding standing, int required,
                        int done) { QTest::newRow(name) << concepts << practice << standing << required << done; };
    using S = TaskStatus;
    using T = TopicStanding;
    row("no task", {}, {}, T::unscored, 0, 0);
    row("one concept exercise, open", {S::scheduled}, {}, T::available, 1, 0);
    row("one concept exercise, started", {S::in_progress}, {}, T::in_progress, 1, 0);
    row("one concept exercise, being verified", {S::verifying}, {}, T::in_progress, 1, 0);
    row("one concept exercise, done", {S::completed}, {}, T::done, 1, 1);
    row("failed is open again", {S::failed}, {}, T::available, 1, 0);
    row("skipped is not done", {S::skipped}, {}, T::available, 1, 0);
    row("expired is not done", {S::expired}, {}, T::available, 1, 0);
    row("all concept exercises are required", {S::completed, S::scheduled}, {}, T::in_progress, 2, 1);
    row("all of two", {S::completed, S::completed}, {}, T::done, 2, 2);
    row("practice does not count beside them", {S::scheduled}, {S::completed}, T::available, 1, 0);
    row("practice in progress does not count either", {S::scheduled}, {S::in_progress}, T::available, 1, 0);
    row("practice alone, open", {}, {S::scheduled, S::scheduled}, T::available, 1, 0);
    row("practice alone, started", {}, {S::scheduled, S::in_progress}, T::in_progress, 1, 0);
    row("practice alone, one is enough", {}, {S::scheduled, S::completed}, T::done, 1, 1);
    row("practice alone, more is no more", {}, {S::completed, S::completed}, T::done, 1, 1);
}

void PathPositionTest::standingFollowsTheRule() {
    QFETCH(Statuses, concepts);
    QFETCH(Statuses, practice);
    PathBuilder path;
    path.topic("loops");
    for (const auto status : concepts) {
        path.teaches("c" + std::to_string(path.tasks.size()), {"loops"}, status);
    }
    for (const auto status : practice) {
        path.practises("p" + std::to_string(path.tasks.size()), {"loops"}, status);
    }
    const auto topic = path.position().topics.at("loops");
    QTEST(topic.standing, "standing");
    QTEST(static_cast<int>(topic.required), "required");
    QTEST(static_cast<int>(topic.requiredDone), "done");
}

void PathPositionTest::oneTaskMayTeachSeveralTopics() {
    PathBuilder path;
    path.topic("lists");
    path.topic("loops");
    path.teaches("both", {"lists", "loops", "lists"}, kCompleted);
    const auto position = path.position();
    QCOMPARE(position.done, 2);
    QCOMPARE(position.tasksDone, 1);
    QCOMPARE(position.topics.at("lists").required, 1);
}

void PathPositionTest::aTopicWithoutTasksIsInNobodysWay() {
    PathBuilder path;
    path.topic("history");
    path.taught("loops", {"history", "no such topic"});
    QCOMPARE(path.position().topics.at("loops").standing, TopicStanding::available);
    QCOMPARE(path.position().all, 1);
}

void PathPositionTest::aTopicThatIsOnlyPractisedIsInNobodysWay() {
    // Otherwise loops would wait for recursion, and the practice of recursion for loops.
    PathBuilder path;
    path.topic("recursion");
    path.taught("loops", {"recursion"});
    path.practises("hanoi", {"recursion"}, kScheduled, {"loops", "recursion"});
    const auto position = path.position();
    QCOMPARE(position.topics.at("loops").standing, TopicStanding::available);
    QCOMPARE(position.topics.at("recursion").standing, TopicStanding::available);
    QCOMPARE(missingPrerequisites(path.tasks.at("hanoi"), path.topics, position), Names{"loops"});
}

void PathPositionTest::missingPrerequisitesAreNamedInTheirOrder() {
    PathBuilder path;
    path.taught("a");
    path.taught("b", {}, kCompleted);
    path.taught("c");
    path.taught("d", {"c", "b", "a", "c"});
    const auto topic = path.position().topics.at("d");
    QCOMPARE(topic.standing, TopicStanding::locked);
    QCOMPARE(topic.missing, (Names{"c", "a"}));
}

void PathPositionTest::anUnlockedTopicIsOpenAndKeepsWhatItMisses() {
    PathBuilder path;
    path.taught("a");
    path.taught("b", {"a"});
    path.topics["a"].unlocked = true;
    path.topics["b"].unlocked = true;
    const auto position = path.position();
    QCOMPARE(position.topics.at("b").standing, TopicStanding::available);
    QCOMPARE(position.topics.at("b").missing, Names{"a"});
    QVERIFY(position.topics.at("b").unlocked);
    QVERIFY(!position.topics.at("a").unlocked); // nothing was missing
}

void PathPositionTest::whatIsRetiredHoldsNobodyUp() {
    PathBuilder path;
    path.taught("gone");
    path.topics["gone"].retired = true;
    path.taught("loops", {"gone"});
    path.teaches("dropped", {"loops"}, TaskStatus::failed).retired = true; // still listed: something was done about it
    auto position = path.position();
    QVERIFY(!position.topics.contains("gone"));
    QCOMPARE(position.topics.at("loops").standing, TopicStanding::available);
    QCOMPARE(position.topics.at("loops").required, 1);
    path.tasks["learn-loops"].status = kCompleted;
    QCOMPARE(path.position().topics.at("loops").standing, TopicStanding::done);
}

void PathPositionTest::whatWasDoneInARetiredTaskCounts() {
    PathBuilder path;
    path.topic("loops");
    path.teaches("dropped", {"loops"}, kCompleted).retired = true;
    QCOMPARE(path.position().topics.at("loops").standing, TopicStanding::done);
    QCOMPARE(path.position().tasksDone, 1);
}

void PathPositionTest::currentIsTheFirstUnderWay() {
    PathBuilder path;
    path.taught("a");
    path.taught("b", {}, kInProgress);
    path.taught("c", {}, kInProgress);
    QCOMPARE(path.position().current, std::string("b"));
}

void PathPositionTest::currentIsElseTheFirstAvailable() {
    PathBuilder path;
    path.taught("a", {}, kCompleted);
    path.taught("b", {"d"});
    path.taught("c");
    path.taught("d");
    QCOMPARE(path.position().current, std::string("c"));
}

void PathPositionTest::nothingIsCurrentWhenAllIsDone() {
    PathBuilder path;
    path.taught("a", {}, kCompleted);
    path.topic("history");
    QCOMPARE(path.position().current, std::string());
    QCOMPARE(PathBuilder().position().current, std::string());
}

void PathPositionTest::orderIsRankThenId() {
    PathBuilder path;
    path.taught("c");
    path.taught("b");
    path.taught("a");
    QCOMPARE(path.position().current, std::string("c"));
    for (auto& [id, topic] : path.topics) {
        topic.definition.rank = 7;
    }
    QCOMPARE(path.position().current, std::string("a"));
}

void PathPositionTest::countsTopicsAndTasks() {
    PathBuilder path;
    path.taught("a", {}, kCompleted);
    path.taught("b");
    path.topic("history");
    path.practises("p", {"a"}, kCompleted);
    path.task("mine", TaskKind::own, {}, kCompleted);
    path.practises("deleted", {"a"}, kCompleted).deleted = true;
    path.practises("dropped", {"a"}).retired = true;
    const auto position = path.position();
    QCOMPARE(position.done, 1);
    QCOMPARE(position.all, 2);
    QCOMPARE(position.tasksDone, 3);
    QCOMPARE(position.tasksAll, 4);
}

void PathPositionTest::aCycleLeavesItsTopicsLocked() {
    PathBuilder path;
    path.taught("a", {"b"});
    path.taught("b", {"a"});
    path.taught("self", {"self"});
    const auto position = path.position();
    for (const auto* id : {"a", "b", "self"}) {
        QCOMPARE(position.topics.at(id).standing, TopicStanding::locked);
    }
    QCOMPARE(position.current, std::string());
}

void PathPositionTest::aTaskMissesWhatItsPrerequisitesMiss() {
    PathBuilder path;
    path.taught("a");
    path.taught("b", {}, kCompleted);
    path.taught("c");
    path.topic("history");
    path.practises("p", {"b"}, kScheduled, {"c", "b", "history", "unknown", "a", "c"});
    QCOMPARE(missingPrerequisites(path.tasks.at("p"), path.topics, path.position()), (Names{"c", "a"}));
}

void PathPositionTest::aTaskNeverMissesWhatItTeaches() {
    PathBuilder path;
    path.taught("a");
    path.taught("b");
    path.teaches("both", {"a"}, kScheduled, {"a", "b"});
    QCOMPARE(missingPrerequisites(path.tasks.at("both"), path.topics, path.position()), Names{"b"});
}

void PathPositionTest::aConceptExerciseOfUnlockedTopicsMissesNothing() {
    PathBuilder path;
    path.taught("a");
    path.topic("b", {"a"}).unlocked = true;
    path.topic("c", {"a"});
    path.teaches("of b", {"b"}, kScheduled, {"a"});
    path.teaches("of both", {"b", "c"}, kScheduled, {"a"});
    path.teaches("of none", {}, kScheduled, {"a"});
    path.practises("practice", {"b"}, kScheduled, {"a"});
    const auto position = path.position();
    QCOMPARE(missingPrerequisites(path.tasks.at("of b"), path.topics, position), Names{});
    for (const auto* id : {"of both", "of none", "practice"}) {
        QCOMPARE(missingPrerequisites(path.tasks.at(id), path.topics, position), Names{"a"});
    }
}

void PathPositionTest::standingsHaveStableNames() {
    const std::pair<TopicStanding, const char*> rows[] = {
        {TopicStanding::unscored, "unscored"},
        {TopicStanding::locked, "locked"},
        {TopicStanding::available, "available"},
        {TopicStanding::in_progress, "in_progress"},
        {TopicStanding::done, "done"}};
    for (const auto& [standing, word] : rows) {
        QCOMPARE(name(standing), word);
    }
}

void PathPositionTest::agreesWithTheNaiveModel() {
    QVERIFY(rc::check("the naive model stands where the code stands", [] {
        const auto path = anyPath();
        const auto position = path.position();
        const NaivePath naive{path};
        std::int64_t all = 0;
        std::string current;
        std::tuple<int, std::int64_t> best;
        for (const auto& [id, topic] : path.topics) {
            RC_ASSERT(position.topics.contains(id) == naive.takesPart(id));
            if (!naive.takesPart(id)) {
                continue;
            }
            const auto standing = naive.standing(id);
            RC_ASSERT(position.topics.at(id).standing == standing);
            RC_ASSERT(position.topics.at(id).missing == naive.missing(id));
            all += standing == TopicStanding::unscored ? 0 : 1;
            const bool underWay = standing == TopicStanding::in_progress;
            const std::tuple<int, std::int64_t> key{underWay ? 0 : 1, topic.definition.rank};
            if ((underWay || standing == TopicStanding::available) && (current.empty() || key < best)) {
                current = id;
                best = key;
            }
        }
        RC_ASSERT(position.all == all);
        RC_ASSERT(position.current == current);
    }));
}

void PathPositionTest::completingATaskNeverLosesProgress() {
    QVERIFY(rc::check("completing a task loses neither topics nor tasks, and locks nothing", [] {
        auto path = anyPath();
        RC_PRE(!path.tasks.empty());
        const auto before = path.position();
        auto task = path.tasks.begin();
        std::advance(task, *rc::gen::inRange<std::size_t>(0, path.tasks.size()));
        RC_PRE(!task->second.retired); // one that comes back with its completion makes the path longer
        task->second.status = kCompleted;
        const auto after = path.position();
        RC_ASSERT(after.done >= before.done);
        RC_ASSERT(after.tasksDone >= before.tasksDone);
        RC_ASSERT(after.all == before.all);
        RC_ASSERT(after.done <= after.all);
        for (const auto& [id, topic] : before.topics) {
            RC_ASSERT(topic.standing == TopicStanding::locked || after.topics.at(id).standing != TopicStanding::locked);
        }
    }));
}

void PathPositionTest::fiveThousandTopicsTakeMilliseconds() {
    PathBuilder path;
    for (int at = 0; at < 5000; ++at) {
        Names prerequisites;
        for (int back = 1; back <= 3 && at >= back * 7; ++back) {
            prerequisites.push_back("topic-" + std::to_string(at - back * 7));
        }
        path.taught("topic-" + std::to_string(at), prerequisites, at % 3 == 0 ? kCompleted : kScheduled);
        for (int practice = 0; practice < 3; ++practice) {
            path.practises("p" + std::to_string(practice) + "-" + std::to_string(at), {"topic-" + std::to_string(at)});
        }
    }
    QBENCHMARK {
        QCOMPARE(path.position().all, 5000);
    }
}

QTEST_GUILESS_MAIN(PathPositionTest)
#include "path_position_test.moc"
