#include "core/state/subject.h"
#include "core/state/undo.h"
#include "tests/core/state/any_log.h"

#include <QTest>

#include <rapidcheck.h>

using namespace cairn::state;
using namespace cairn::state::testing;
using namespace cairn::events;

namespace {

Task taskOf(const std::vector<Event>& log) {
    return std::get<Task>(foldSubject("task", log, trusted()));
}

std::vector<Event> startedLog() {
    return {eventOf(TaskCreated{.title = "Bob"}, 1), eventOf(TaskStarted{}, 2)};
}

// Undone is what a later undoing that is not undone itself names.
bool isUndone(const std::vector<Event>& log, std::size_t at) {
    for (std::size_t later = at + 1; later < log.size(); ++later) {
        const auto payload = decodePayload(log[later]);
        const auto* undoing = std::get_if<EventUndone>(&*payload);
        if (undoing != nullptr && EventRef{undoing->device, undoing->seq} == log[at].ref && !isUndone(log, later)) {
            return isLearnersOwn(log[at].type);
        }
    }
    return false;
}

} // namespace

class UndoTest : public QObject {
    Q_OBJECT

private slots:
    void anUndoneEventDidNotHappen();
    void anUndoneUndoingDidNotHappenEither();
    void undoingTwiceIsUndoingOnce();
    void anotherDeviceMayUndo();
    void proofCannotBeUndone();
    void onlyWhatCameBeforeCanBeUndone();
    void anUndoingOfNothingChangesNothing();
    void whatFollowedIsFoldedAnew();
    void agreesWithTheDefinition();
    void undoneEventsFoldLikeAbsentOnes();
    void aHundredThousandUndoingsTakeNoTime();
};

void UndoTest::anUndoneEventDidNotHappen() {
    auto log = startedLog();
    log.push_back(eventOf(EventUndone{"a", 2}, 3));
    QCOMPARE(undoneEvents(log), (std::set{EventRef{"a", 2}}));
    QCOMPARE(taskOf(log).status, TaskStatus::scheduled);
}

void UndoTest::anUndoneUndoingDidNotHappenEither() {
    auto log = startedLog();
    log.push_back(eventOf(EventUndone{"a", 2}, 3));
    log.push_back(eventOf(EventUndone{"a", 3}, 4));
    QCOMPARE(taskOf(log).status, TaskStatus::in_progress);
    log.push_back(eventOf(EventUndone{"a", 4}, 5));
    QCOMPARE(taskOf(log).status, TaskStatus::scheduled);
    log.push_back(eventOf(EventUndone{"a", 5}, 6));
    QCOMPARE(taskOf(log).status, TaskStatus::in_progress);
}

void UndoTest::undoingTwiceIsUndoingOnce() {
    auto log = startedLog();
    log.push_back(eventOf(EventUndone{"a", 2}, 3));
    log.push_back(eventOf(EventUndone{"a", 2}, 4));
    QCOMPARE(taskOf(log).status, TaskStatus::scheduled);
    log.push_back(eventOf(EventUndone{"a", 4}, 5)); // the first still stands
    QCOMPARE(taskOf(log).status, TaskStatus::scheduled);
}

void UndoTest::anotherDeviceMayUndo() {
    auto log = startedLog();
    log.push_back(eventOf(EventUndone{"a", 2}, 3, "b"));
    QCOMPARE(taskOf(log).status, TaskStatus::scheduled);
}

void UndoTest::proofCannotBeUndone() {
    auto log = startedLog();
    log.push_back(eventOf(TaskCompletionClaimed{}, 3));
    log.push_back(signedBy(serverKey(), eventOf(TaskVerified{"accepted", 0, 0}, 4, "server")));
    log.push_back(eventOf(EventUndone{"server", 4}, 5));
    QVERIFY(undoneEvents(log).empty());
    QVERIFY(taskOf(log).verified);
}

void UndoTest::onlyWhatCameBeforeCanBeUndone() {
    auto log = startedLog();
    log.insert(log.begin() + 1, eventOf(EventUndone{"a", 2}, 9, "b"));
    QCOMPARE(taskOf(log).status, TaskStatus::in_progress);
    log = {eventOf(EventUndone{"a", 1}, 1)}; // itself
    QVERIFY(undoneEvents(log).empty());
}

void UndoTest::anUndoingOfNothingChangesNothing() {
    auto log = startedLog();
    log.push_back(eventOf(EventUndone{"nobody", 7}, 3));
    auto broken = eventOf(EventUndone{"a", 2}, 4);
    broken.payload = R"({"device":7})";
    log.push_back(broken);
    broken.payload = "{";
    log.push_back(broken);
    broken = eventOf(EventUndone{"a", 2}, 5);
    broken.version = 2; // of the future
    log.push_back(broken);
    QVERIFY(undoneEvents(log).empty());
    QCOMPARE(taskOf(log).status, TaskStatus::in_progress);
}

void UndoTest::whatFollowedIsFoldedAnew() {
    auto log = startedLog();
    log.push_back(eventOf(TaskSkipped{"later"}, 3));
    log.push_back(eventOf(EventUndone{"a", 2}, 4));
    const auto task = taskOf(log);
    QCOMPARE(task.status, TaskStatus::skipped); // from scheduled, which the table allows as well
    QVERIFY(!task.startedAt);
    log = startedLog();
    log.push_back(eventOf(TaskCompleted{}, 3));
    log.push_back(eventOf(EventUndone{"a", 2}, 4));
    QCOMPARE(taskOf(log).status, TaskStatus::scheduled);
    QCOMPARE(taskOf(log).refused, (std::vector{Refusal{"a", 3, TaskStatus::scheduled}}));
}

void UndoTest::agreesWithTheDefinition() {
    QVERIFY(rc::check("undone is what a later undoing that is not undone names", [] {
        const auto log = anyTaskLog(true);
        std::set<EventRef> expected;
        for (std::size_t at = 0; at < log.size(); ++at) {
            if (isUndone(log, at)) {
                expected.insert(log[at].ref);
            }
        }
        RC_ASSERT(undoneEvents(log) == expected);
    }));
}

void UndoTest::undoneEventsFoldLikeAbsentOnes() {
    QVERIFY(rc::check("a log without its undone events and undoings folds to the same", [] {
        const auto log = anyTaskLog(true);
        const auto undone = undoneEvents(log);
        auto rest = log;
        std::erase_if(
            rest, [&](const Event& event) { return event.type == "event.undone" || undone.contains(event.ref); });
        RC_ASSERT(taskOf(log) == taskOf(rest));
    }));
}

void UndoTest::aHundredThousandUndoingsTakeNoTime() {
    auto log = startedLog();
    for (std::int64_t seq = 3; seq < 100'000; ++seq) {
        log.push_back(eventOf(EventUndone{"a", seq - 1}, seq));
    }
    // 99,997 undoings, each of the one before: an odd number of them stands.
    QCOMPARE(undoneEvents(log).contains(EventRef{"a", 2}), true);
}

QTEST_GUILESS_MAIN(UndoTest)
#include "undo_test.moc"
