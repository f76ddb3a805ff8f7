#include "core/learning/recommendation.h"
#include "tests/core/learning/path_builder.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>

using namespace cairn::learning;
using namespace cairn::learning::testing;
using cairn::base::Millis;

namespace {

constexpr Millis kHour = 3'600'000;
constexpr Millis kDay = 24 * kHour;
constexpr Millis kStartOfToday = 20'000 * kDay;
constexpr Millis kNow = kStartOfToday + 15 * kHour;
constexpr Millis kEndOfToday = kStartOfToday + kDay;

std::optional<Recommendation> next(const PathBuilder& path, const Names& dismissed = {}) {
    return recommend(path.topics, path.tasks, path.position(), {}, kNow, kEndOfToday, dismissed);
}

// "task because reason, for topic", or "nothing".
std::string say(const std::optional<Recommendation>& offered) {
    if (!offered) {
        return "nothing";
    }
    return offered->task + " because " + name(offered->reason) +
           (offered->topic.empty() ? "" : ", for " + offered->topic);
}

std::map<std::string, cairn::state::Task> ownTasks(const Names& ids) {
    std::map<std::string, cairn::state::Task> tasks;
    for (const auto& id : ids) {
        auto& task = tasks[id];
        task.exists = true;
        task.definition.kind = TaskKind::own;
    }
    return tasks;
}

std::string said(const PathBuilder& path, const Names& dismissed = {}) {
    return say(next(path, dismissed));
}

} // namespace

class RecommendationTest : public QObject {
    Q_OBJECT

private slots:
    void nothingIsOfferedWhereNothingIsOpen();
    void theTaskStartedLastComesFirst();
    void whatIsPlannedForTodayComesNext();
    void overdueComesBeforeToday();
    void plansThatAreOffAreNotDue_data();
    void plansThatAreOffAreNotDue();
    void aPlannedTaskThatIsLockedIsNotDue();
    void theCurrentTopicComesBeforeOthers();
    void ranksThenIdsBreakTies();
    void aRequiredTaskThatMissesSomethingIsPassedOver();
    void ofOtherTopicsTheOneMostWaitForIsOffered();
    void ofTopicsThatAsManyWaitForTheFirstIsOffered();
    void practiceComesLastAndEasiestFirst();
    void ownTasksComeLastAndOldestFirst();
    void ownTasksThatAreDueComeBeforeThePath();
    void whatIsBeingVerifiedIsNotOffered();
    void skippedTasksAreOfferedWhenNothingElseIs();
    void failedAndExpiredTasksAreOfferedAgain();
    void dismissedTasksArePassedOver();
    void saysWhatItOpensAndWhoWaits();
    void namesTheCurrentTopicFirst();
    void practiceOfATaughtTopicMovesNone();
    void reasonsHaveStableNames();
    void whatIsOfferedMayBeStarted();
    void fiveThousandTopicsTakeMilliseconds();
};

void RecommendationTest::nothingIsOfferedWhereNothingIsOpen() {
    PathBuilder path;
    QCOMPARE(said(path), std::string("nothing"));
    path.taught("a", {}, TaskStatus::completed);
    path.taught("b", {"c"});
    path.taught("c", {"b"});
    QCOMPARE(said(path), std::string("nothing"));
}

void RecommendationTest::theTaskStartedLastComesFirst() {
    PathBuilder path;
    path.taught("a");
    path.taught("b", {}, TaskStatus::in_progress);
    path.taught("c", {}, TaskStatus::in_progress);
    path.taught("d", {}, TaskStatus::in_progress);
    path.tasks["learn-a"].scheduledAt = kNow - 1;
    path.tasks["learn-b"].startedAt = 100;
    path.tasks["learn-c"].startedAt = 300;
    path.tasks["learn-d"].startedAt = 200;
    QCOMPARE(said(path), std::string("learn-c because continue_started, for c"));
}

void RecommendationTest::whatIsPlannedForTodayComesNext() {
    PathBuilder path;
    path.taught("a");
    path.practises("p", {"a"}).scheduledAt = kEndOfToday - 1;
    QCOMPARE(said(path), std::string("p because due_today"));
    path.tasks["p"].scheduledAt = kStartOfToday;
    QCOMPARE(said(path), std::string("p because due_today"));
    path.tasks["p"].scheduledAt = kEndOfToday;
    QCOMPARE(said(path), std::string("learn-a because current_topic, for a"));
}

void RecommendationTest::overdueComesBeforeToday() {
    PathBuilder path;
    path.taught("a");
    path.practises("today", {"a"}).scheduledAt = kStartOfToday;
    path.practises("yesterday", {"a"}).scheduledAt = kStartOfToday - 1;
    path.practises("before", {"a"}).scheduledAt = kStartOfToday - kDay;
    QCOMPARE(said(path), std::string("before because overdue"));
    path.tasks.erase("before");
    QCOMPARE(said(path), std::string("yesterday because overdue"));
    path.tasks.erase("yesterday");
    QCOMPARE(said(path), std::string("today because due_today"));
}

void RecommendationTest::plansThatAreOffAreNotDue_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<qint64>("at");
    QTest::addColumn<bool>("due");
    using S = TaskStatus;
    const auto row = [](const char* name, S status, Millis at, bool due) {
        QTest::newRow(name) << static_cast<int>(status) << static_cast<qint64>(at) << due;
    };
    row("planned", S::scheduled, kStartOfToday, true);
    row("failed, still planned", S::failed, kStartOfToday - kDay, true);
    row("expired yesterday", S::expired, kStartOfToday - kDay, false);
    row("skipped, planned again", S::skipped, kStartOfToday, true);
    row("completed", S::completed, kStartOfToday, false);
    row("being verified", S::verifying, kStartOfToday, false);
}

void RecommendationTest::plansThatAreOffAreNotDue() {
    QFETCH(int, status);
    QFETCH(qint64, at);
    PathBuilder path;
    path.task("mine", TaskKind::own, {}, static_cast<TaskStatus>(status)).scheduledAt = at;
    const auto offered = next(path);
    const bool due = offered && (offered->reason == Reason::dueToday || offered->reason == Reason::overdue);
    QTEST(due, "due");
}

void RecommendationTest::aPlannedTaskThatIsLockedIsNotDue() {
    PathBuilder path;
    path.taught("a");
    path.taught("b", {"a"});
    path.tasks["learn-b"].scheduledAt = kStartOfToday;
    QCOMPARE(said(path), std::string("learn-a because current_topic, for a"));
}

void RecommendationTest::theCurrentTopicComesBeforeOthers() {
    PathBuilder path;
    path.taught("a");
    path.topic("b");
    path.teaches("first", {"b"}, TaskStatus::completed);
    path.teaches("second", {"b"});
    path.taught("c", {"a"}); // waits for a, and nobody for b
    QCOMPARE(said(path), std::string("second because current_topic, for b"));
}

void RecommendationTest::ranksThenIdsBreakTies() {
    PathBuilder path;
    path.topic("a");
    path.teaches("z", {"a"}).definition.rank = 1;
    path.teaches("y", {"a"}).definition.rank = 2;
    path.teaches("x", {"a"}).definition.rank = 2;
    QCOMPARE(said(path), std::string("z because current_topic, for a"));
    QCOMPARE(said(path, {"z"}), std::string("x because current_topic, for a"));
}

void RecommendationTest::aRequiredTaskThatMissesSomethingIsPassedOver() {
    PathBuilder path;
    path.topic("a");
    path.teaches("needs b", {"a"}, TaskStatus::scheduled, {"b"});
    path.taught("b");
    QCOMPARE(path.position().current, std::string("a"));
    QCOMPARE(said(path), std::string("learn-b because next_available, for b"));
}

void RecommendationTest::ofOtherTopicsTheOneMostWaitForIsOffered() {
    PathBuilder path;
    path.taught("a", {}, TaskStatus::verifying);
    path.taught("b");
    path.taught("c");
    path.taught("d", {"b"});
    path.taught("e", {"c"});
    path.taught("f", {"e"});
    QCOMPARE(path.position().current, std::string("a"));
    QCOMPARE(said(path), std::string("learn-c because next_available, for c"));
    QCOMPARE(next(path)->waiting, 2);
    QCOMPARE(next(path)->opens, Names{"e"});
}

void RecommendationTest::ofTopicsThatAsManyWaitForTheFirstIsOffered() {
    PathBuilder path;
    path.taught("a", {}, TaskStatus::verifying);
    path.taught("z");
    path.taught("y");
    QCOMPARE(said(path), std::string("learn-z because next_available, for z"));
    path.topics["y"].definition.rank = path.topics["z"].definition.rank;
    QCOMPARE(said(path), std::string("learn-y because next_available, for y"));
}

void RecommendationTest::practiceComesLastAndEasiestFirst() {
    PathBuilder path;
    path.taught("a", {}, TaskStatus::completed);
    path.taught("b", {"c"});
    path.taught("c", {"b"});
    path.practises("hard", {"a"}, TaskStatus::scheduled, {"a"}).definition.difficulty = 7;
    path.practises("easy", {"a"}, TaskStatus::scheduled, {"a"}).definition.difficulty = 2;
    path.practises("easier, locked", {"a"}, TaskStatus::scheduled, {"b"}).definition.difficulty = 1;
    QCOMPARE(said(path), std::string("easy because practises_current"));
    path.tasks["hard"].edits.difficulty = 1; // what the learner says of it wins
    QCOMPARE(said(path), std::string("hard because practises_current"));
}

void RecommendationTest::ownTasksComeLastAndOldestFirst() {
    PathBuilder path;
    path.practises("practice", {"a"}, TaskStatus::scheduled);
    auto own = ownTasks({"younger", "older"});
    own["younger"].createdAt = kNow - kHour;
    own["older"].createdAt = kNow - kDay;
    const auto offered = [&] {
        return say(recommend(path.topics, path.tasks, path.position(), own, kNow, kEndOfToday));
    };
    QCOMPARE(offered(), std::string("practice because practises_current"));
    path.tasks.clear();
    QCOMPARE(offered(), std::string("older because own_task"));
    own["older"].status = TaskStatus::skipped;
    QCOMPARE(offered(), std::string("younger because own_task"));
}

void RecommendationTest::ownTasksThatAreDueComeBeforeThePath() {
    PathBuilder path;
    path.taught("a");
    auto own = ownTasks({"planned"});
    own["planned"].scheduledAt = kNow;
    QCOMPARE(
        say(recommend(path.topics, path.tasks, path.position(), own, kNow, kEndOfToday)),
        std::string("planned because due_today"));
}

void RecommendationTest::whatIsBeingVerifiedIsNotOffered() {
    PathBuilder path;
    path.taught("a", {}, TaskStatus::verifying);
    QCOMPARE(said(path), std::string("nothing"));
}

void RecommendationTest::skippedTasksAreOfferedWhenNothingElseIs() {
    PathBuilder path;
    path.taught("a", {}, TaskStatus::skipped);
    path.taught("b");
    QCOMPARE(said(path), std::string("learn-b because next_available, for b"));
    path.tasks["learn-b"].status = TaskStatus::completed;
    QCOMPARE(said(path), std::string("learn-a because current_topic, for a"));
}

void RecommendationTest::failedAndExpiredTasksAreOfferedAgain() {
    for (const auto status : {TaskStatus::failed, TaskStatus::expired}) {
        PathBuilder path;
        path.taught("a", {}, status);
        QCOMPARE(said(path), std::string("learn-a because current_topic, for a"));
    }
}

void RecommendationTest::dismissedTasksArePassedOver() {
    PathBuilder path;
    path.taught("a", {}, TaskStatus::in_progress);
    path.taught("b");
    path.tasks["learn-b"].scheduledAt = kStartOfToday;
    path.taught("c");
    QCOMPARE(said(path, {"learn-a"}), std::string("learn-b because due_today, for b"));
    QCOMPARE(said(path, {"learn-b", "learn-a"}), std::string("learn-c because next_available, for c"));
    QCOMPARE(said(path, {"learn-a", "learn-b", "learn-c", "unknown"}), std::string("nothing"));
}

void RecommendationTest::saysWhatItOpensAndWhoWaits() {
    PathBuilder path;
    path.taught("a");
    path.taught("b");
    path.taught("only", {"a"});
    path.taught("both", {"a", "b"});
    path.taught("far", {"only"});
    const auto offered = next(path);
    QCOMPARE(say(offered), std::string("learn-a because current_topic, for a"));
    QCOMPARE(offered->opens, Names{"only"});
    QCOMPARE(offered->waiting, 3);
}

void RecommendationTest::namesTheCurrentTopicFirst() {
    PathBuilder path;
    path.topic("a");
    path.topic("b");
    path.topic("c");
    path.teaches("begun", {"c"}, TaskStatus::completed);
    path.teaches("all", {"b", "a", "c"});
    QCOMPARE(said(path), std::string("all because current_topic, for c"));
    path.tasks.erase("begun");
    path.tasks["all"].status = TaskStatus::in_progress;
    QCOMPARE(said(path), std::string("all because continue_started, for a"));
}

void RecommendationTest::practiceOfATaughtTopicMovesNone() {
    PathBuilder path;
    path.taught("a");
    path.practises("p", {"a"}, TaskStatus::in_progress);
    QCOMPARE(said(path), std::string("p because continue_started"));
    path.topic("b");
    path.practises("q", {"b"}, TaskStatus::in_progress).startedAt = 1;
    QCOMPARE(said(path), std::string("q because continue_started, for b"));
}

void RecommendationTest::reasonsHaveStableNames() {
    const std::pair<Reason, const char*> rows[] = {
        {Reason::continueStarted, "continue_started"},
        {Reason::dueToday, "due_today"},
        {Reason::overdue, "overdue"},
        {Reason::currentTopic, "current_topic"},
        {Reason::practisesCurrent, "practises_current"},
        {Reason::nextAvailable, "next_available"},
        {Reason::ownTask, "own_task"}};
    for (const auto& [reason, word] : rows) {
        QCOMPARE(name(reason), word);
    }
}

void RecommendationTest::whatIsOfferedMayBeStarted() {
    QVERIFY(rc::check("what is offered is under way or may be started", [] {
        PathBuilder path;
        const auto anyStatus = [] {
            return static_cast<TaskStatus>(*rc::gen::inRange(0, static_cast<int>(TaskStatus::expired) + 1));
        };
        for (int at = 0; at < 8; ++at) {
            Names prerequisites;
            for (int more = *rc::gen::inRange(0, 3); more > 0; --more) {
                prerequisites.push_back("t" + std::to_string(*rc::gen::inRange(0, 8)));
            }
            path.taught("t" + std::to_string(at), prerequisites, anyStatus());
            auto& practice = path.practises("p" + std::to_string(at), prerequisites, anyStatus(), prerequisites);
            practice.deleted = *rc::gen::inRange(0, 5) == 0;
            if (*rc::gen::arbitrary<bool>()) {
                practice.scheduledAt = kStartOfToday + *rc::gen::inRange(-2, 3) * kDay;
            }
        }
        const auto offered = next(path);
        RC_PRE(offered.has_value());
        const auto& task = path.tasks.at(offered->task);
        const bool mayStart = cairn::state::statusAfter(task.status, task.verified, cairn::state::Transition::start) &&
                              missingPrerequisites(task, path.topics, path.position()).empty();
        RC_ASSERT(task.visible());
        const bool continues = offered->reason == Reason::continueStarted;
        RC_ASSERT((continues ? task.status == TaskStatus::in_progress : mayStart));
        RC_ASSERT(offered->waiting >= std::ssize(offered->opens));
        RC_ASSERT(say(next(path, {offered->task})) != say(offered));
    }));
}

void RecommendationTest::fiveThousandTopicsTakeMilliseconds() {
    PathBuilder path;
    for (int at = 0; at < 5000; ++at) {
        Names prerequisites;
        for (int back = 0; back < 3 && at >= 1000; ++back) {
            prerequisites.push_back("t" + std::to_string(at - 1000 + back * 331));
        }
        path.taught("t" + std::to_string(at), prerequisites, at == 0 ? TaskStatus::verifying : TaskStatus::scheduled);
        for (int practice = 0; practice < 3; ++practice) {
            path.practises(
                "p" + std::to_string(practice) + "-" + std::to_string(at), {"t" + std::to_string(at)},
                TaskStatus::scheduled, prerequisites);
        }
    }
    const auto position = path.position();
    QBENCHMARK {
        const auto offered = recommend(path.topics, path.tasks, position, {}, kNow, kEndOfToday);
        QCOMPARE(offered->reason, Reason::nextAvailable);
    }
}

QTEST_GUILESS_MAIN(RecommendationTest)
#include "recommendation_test.moc"
