#include "core/state/task.h"

#include <QTest>

using namespace cairn::state;
using namespace cairn::events;

namespace {

constexpr TaskStatus kStatuses[] = {TaskStatus::scheduled, TaskStatus::in_progress, TaskStatus::verifying,
                                    TaskStatus::completed, TaskStatus::failed,      TaskStatus::skipped,
                                    TaskStatus::expired};
constexpr const char* kNames[] = {"scheduled", "in_progress", "verifying", "completed", "failed", "skipped", "expired"};

// The table of transitions, by hand. A row is a status; the columns are what can happen to it; a cell is the status
// that follows, "-" where it is refused.
struct TableRow {
    const char* from;
    const char* start;
    const char* complete;
    const char* claim;
    const char* verify;
    const char* credit;
    const char* fail;
    const char* skip;
    const char* expire;
};

constexpr TableRow kTable[] = {
    // from           start          complete     claim        verify       credit     fail      skip       expire
    {"scheduled", "in_progress", "-", "-", "-", "completed", "-", "skipped", "expired"},
    {"in_progress", "-", "completed", "verifying", "-", "completed", "-", "skipped", "-"},
    {"verifying", "-", "-", "-", "completed", "completed", "failed", "-", "-"},
    {"completed", "-", "-", "-", "completed", "completed", "-", "-", "-"},
    {"failed", "in_progress", "-", "-", "-", "completed", "-", "-", "-"},
    {"skipped", "in_progress", "-", "-", "-", "completed", "-", "-", "-"},
    {"expired", "in_progress", "-", "-", "-", "completed", "-", "-", "-"},
};

constexpr std::pair<const char*, const char * TableRow::*> kColumns[] = {
    {"start", &TableRow::start},   {"complete", &TableRow::complete}, {"claim", &TableRow::claim},
    {"verify", &TableRow::verify}, {"credit", &TableRow::credit},     {"fail", &TableRow::fail},
    {"skip", &TableRow::skip},     {"expire", &TableRow::expire}};

constexpr Transition kTransitions[] = {Transition::start,  Transition::complete, Transition::claim, Transition::verify,
                                       Transition::credit, Transition::fail,     Transition::skip,  Transition::expire};

TaskStatus statusNamed(const QByteArray& name) {
    for (std::size_t at = 0; at < std::size(kNames); ++at) {
        if (name == kNames[at]) {
            return kStatuses[at];
        }
    }
    qFatal("no such status");
}

Stamp stamp(std::int64_t at = 1000, bool receipted = false) {
    return {{"device", at}, at, receipted};
}

// The event of a transition, as it is applied with a valid receipt.
void happen(Task& task, Transition transition) {
    switch (transition) {
    case Transition::start:
        return apply(task, TaskStarted{}, stamp(1000, true));
    case Transition::complete:
        return apply(task, TaskCompleted{}, stamp(1000, true));
    case Transition::claim:
        return apply(task, TaskCompletionClaimed{}, stamp(1000, true));
    case Transition::verify:
        return apply(task, TaskVerified{}, stamp(1000, true));
    case Transition::credit:
        return apply(task, TaskVerified{.imported = true}, stamp(1000, true));
    case Transition::fail:
        return apply(task, TaskFailed{}, stamp(1000, true));
    case Transition::skip:
        return apply(task, TaskSkipped{}, stamp(1000, true));
    case Transition::expire:
        return apply(task, TaskExpired{500}, stamp(1000, true));
    }
}

Task taskIn(TaskStatus status) {
    Task task;
    apply(task, TaskCreated{.title = "Bob"}, stamp(1));
    task.scheduledAt = 500;
    task.status = status;
    return task;
}

} // namespace

class TaskTest : public QObject {
    Q_OBJECT

private slots:

    void theRequirementIsTheOneGivenOrTheAddresss() {
        Task task;
        QVERIFY(!requirementOf(task));
        task.definition.url = "https://leetcode.com/problems/two-sum/";
        QCOMPARE(requirementOf(task)->problem, std::string("two-sum"));
        task.edits.requirement = Requirement{.platform = Platform::codeforces, .contest = 1700, .index = "B"};
        QCOMPARE(requirementOf(task)->contest, std::int64_t(1700));
        task.edits.requirement = Requirement{}; // taken back
        QCOMPARE(requirementOf(task)->problem, std::string("two-sum"));
    }

    void transitionsFollowTheTable_data();
    void transitionsFollowTheTable();
    void nothingMovesAVerifiedTask_data();
    void nothingMovesAVerifiedTask();
    void proofWithoutAReceiptIsRefused_data();
    void proofWithoutAReceiptIsRefused();
    void completingKeepsWhatWasSaid();
    void proofOfASelfReportedTaskKeepsItsDay();
    void noEditRaisesWhatAReceiptIsWorth();
    void aReceiptThatSaysNoDifficultyIsWorthTheLeast();
    void startingAgainForgetsTheReason();
    void skippingEndsThePlan();
    void aPlanMadeAnewDoesNotExpire_data();
    void aPlanMadeAnewDoesNotExpire();
    void whatIsDoneCannotBePlanned_data();
    void whatIsDoneCannotBePlanned();
    void anExpiredTaskCanBePlannedAnew();
    void editsWinOverEveryDefinition();
    void aNewerDefinitionKeepsTheProgress();
    void absurdValuesAreClamped();
    void visibilityFollowsDeletionAndRetirement_data();
    void visibilityFollowsDeletionAndRetirement();
};

void TaskTest::transitionsFollowTheTable_data() {
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<int>("transition");
    QTest::addColumn<QByteArray>("to");
    for (const auto& row : kTable) {
        for (int at = 0; at < static_cast<int>(std::size(kColumns)); ++at) {
            const auto& [name, cell] = kColumns[at];
            QTest::addRow("%s, %s", row.from, name) << QByteArray(row.from) << at << QByteArray(row.*cell);
        }
    }
}

void TaskTest::transitionsFollowTheTable() {
    QFETCH(QByteArray, from);
    QFETCH(int, transition);
    QFETCH(QByteArray, to);
    const auto status = statusNamed(from);
    const auto next = statusAfter(status, false, kTransitions[transition]);
    auto task = taskIn(status);
    happen(task, kTransitions[transition]);
    if (to == "-") {
        QVERIFY(!next.has_value());
        QCOMPARE(task.status, status);
        QCOMPARE(task.refused, (std::vector{Refusal{"device", 1000, status}}));
    } else {
        QCOMPARE(next, std::optional(statusNamed(to)));
        QCOMPARE(task.status, statusNamed(to));
        QVERIFY(task.refused.empty());
    }
}

void TaskTest::nothingMovesAVerifiedTask_data() {
    QTest::addColumn<int>("transition");
    for (int at = 0; at < static_cast<int>(std::size(kColumns)); ++at) {
        QTest::newRow(kColumns[at].first) << at;
    }
}

void TaskTest::nothingMovesAVerifiedTask() {
    QFETCH(int, transition);
    auto task = taskIn(TaskStatus::verifying);
    apply(task, TaskVerified{"seen", 0, 0}, stamp(900, true));
    const auto before = task;
    happen(task, kTransitions[transition]);
    QCOMPARE(task.refused.size(), std::size_t{1});
    task.refused.clear();
    QVERIFY(task == before);
    for (const auto status : kStatuses) {
        QVERIFY(!statusAfter(status, true, kTransitions[transition]));
    }
}

void TaskTest::proofWithoutAReceiptIsRefused_data() {
    QTest::addColumn<bool>("verifies");
    QTest::newRow("verified") << true;
    QTest::newRow("failed") << false;
}

void TaskTest::proofWithoutAReceiptIsRefused() {
    QFETCH(bool, verifies);
    auto task = taskIn(TaskStatus::verifying);
    if (verifies) {
        apply(task, TaskVerified{"trust me", 0, 0}, stamp());
    } else {
        apply(task, TaskFailed{"trust me"}, stamp());
    }
    QCOMPARE(task.status, TaskStatus::verifying);
    QVERIFY(!task.verified);
    QCOMPARE(task.refused, (std::vector{Refusal{"device", 1000, TaskStatus::verifying}}));
}

void TaskTest::completingKeepsWhatWasSaid() {
    auto task = taskIn(TaskStatus::in_progress);
    apply(task, TaskCompleted{2, -300, "hard"}, stamp(7777));
    QCOMPARE(task.completedAt, std::optional<std::int64_t>(7777));
    QCOMPARE(task.hints, 2);
    QCOMPARE(task.utcOffset, -300);
    QCOMPARE(task.remark, std::string("hard"));
    QVERIFY(!task.verified);
}

void TaskTest::proofOfASelfReportedTaskKeepsItsDay() {
    auto task = taskIn(TaskStatus::in_progress);
    apply(task, TaskCompleted{2, 0, "hard"}, stamp(7777));
    apply(task, TaskVerified{"accepted", 1, 60}, stamp(9999, true));
    QCOMPARE(task.completedAt, std::optional<std::int64_t>(7777));
    QVERIFY(task.verified);
    QCOMPARE(task.hints, 1);
    QCOMPARE(task.evidence, std::string("accepted"));
    QCOMPARE(task.remark, std::string("hard"));
}

// A definition is the learner's to write, so the level reads the receipt.
void TaskTest::noEditRaisesWhatAReceiptIsWorth() {
    auto task = taskIn(TaskStatus::verifying);
    apply(task, TaskVerified{.problem = "leetcode/two-sum", .difficulty = 2, .topics = {"arrays"}}, stamp(900, true));
    apply(task, TaskEdited{.difficulty = 10}, stamp(901));
    apply(task, TaskCreated{.title = "Again", .topics = {"graphs"}, .difficulty = 10}, stamp(902));
    QCOMPARE(task.difficulty(), 10);
    QCOMPARE(task.countedDifficulty(), 2);
    QCOMPARE(task.countedTopics(), std::vector<std::string>{"arrays"});
    QCOMPARE(task.proof.problem, std::string("leetcode/two-sum"));
}

void TaskTest::aReceiptThatSaysNoDifficultyIsWorthTheLeast() {
    auto task = taskIn(TaskStatus::verifying);
    apply(task, TaskEdited{.difficulty = 10}, stamp());
    apply(task, TaskVerified{"seen"}, stamp(900, true));
    QCOMPARE(task.countedDifficulty(), 1);
}

void TaskTest::startingAgainForgetsTheReason() {
    auto task = taskIn(TaskStatus::in_progress);
    apply(task, TaskSkipped{"too hard"}, stamp());
    QCOMPARE(task.remark, std::string("too hard"));
    apply(task, TaskStarted{{"loops"}}, stamp(2000));
    QCOMPARE(task.remark, std::string());
    QCOMPARE(task.startedAt, std::optional<std::int64_t>(2000));
    QCOMPARE(task.despite, std::vector<std::string>{"loops"});
}

void TaskTest::skippingEndsThePlan() {
    auto task = taskIn(TaskStatus::scheduled);
    apply(task, TaskSkipped{}, stamp());
    QVERIFY(!task.scheduledAt);
    apply(task, TaskScheduled{900}, stamp());
    QCOMPARE(task.scheduledAt, std::optional<std::int64_t>(900));
}

void TaskTest::aPlanMadeAnewDoesNotExpire_data() {
    QTest::addColumn<qint64>("lapsed");
    QTest::addColumn<bool>("planned");
    QTest::addColumn<bool>("expires");
    QTest::newRow("the plan that lapsed") << qint64{500} << true << true;
    QTest::newRow("an older plan") << qint64{400} << true << false;
    QTest::newRow("no plan") << qint64{500} << false << false;
}

void TaskTest::aPlanMadeAnewDoesNotExpire() {
    QFETCH(qint64, lapsed);
    QFETCH(bool, planned);
    auto task = taskIn(TaskStatus::scheduled);
    if (!planned) {
        apply(task, TaskScheduled{}, stamp());
    }
    apply(task, TaskExpired{lapsed}, stamp());
    QTEST(task.status == TaskStatus::expired, "expires");
    QTEST(task.refused.empty(), "expires");
}

void TaskTest::whatIsDoneCannotBePlanned_data() {
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<bool>("accepted");
    for (const auto* name : kNames) {
        QTest::newRow(name) << QByteArray(name) << (qstrcmp(name, "completed") != 0 && qstrcmp(name, "verifying") != 0);
    }
}

void TaskTest::whatIsDoneCannotBePlanned() {
    QFETCH(QByteArray, status);
    auto task = taskIn(statusNamed(status));
    apply(task, TaskScheduled{12'345}, stamp());
    QTEST(task.scheduledAt == 12'345, "accepted");
    QTEST(task.refused.empty(), "accepted");
    QCOMPARE(task.status, status == "expired" ? TaskStatus::scheduled : statusNamed(status));
}

void TaskTest::anExpiredTaskCanBePlannedAnew() {
    auto task = taskIn(TaskStatus::expired);
    apply(task, TaskScheduled{}, stamp()); // that is no plan
    QCOMPARE(task.status, TaskStatus::expired);
    apply(task, TaskScheduled{900}, stamp());
    QCOMPARE(task.status, TaskStatus::scheduled);
}

void TaskTest::editsWinOverEveryDefinition() {
    auto task = taskIn(TaskStatus::scheduled);
    apply(task, TaskEdited{.title = "My Bob", .tags = std::vector<std::string>{}}, stamp());
    apply(task, TaskCreated{.title = "Bob 2", .tags = {"strings"}, .summary = "new"}, stamp());
    apply(task, TaskEdited{.difficulty = 4}, stamp());
    QCOMPARE(task.title(), std::string("My Bob"));
    QCOMPARE(task.summary(), std::string("new"));
    QCOMPARE(task.difficulty(), 4);
    QVERIFY(task.tags().empty());
}

void TaskTest::aNewerDefinitionKeepsTheProgress() {
    auto task = taskIn(TaskStatus::in_progress);
    apply(task, TaskRetired{}, stamp());
    apply(task, TaskCreated{.title = "Bob 2"}, stamp(5000));
    QCOMPARE(task.status, TaskStatus::in_progress);
    QCOMPARE(task.createdAt, 1);
    QCOMPARE(task.title(), std::string("Bob 2"));
    QVERIFY(!task.retired);
}

void TaskTest::absurdValuesAreClamped() {
    constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
    auto task = taskIn(TaskStatus::in_progress);
    apply(task, TaskCreated{.difficulty = kMost}, stamp());
    QCOMPARE(task.difficulty(), 10);
    apply(task, TaskEdited{.difficulty = -kMost}, stamp());
    QCOMPARE(task.difficulty(), 1);
    apply(task, TaskCompleted{-5, kMost, ""}, stamp());
    QCOMPARE(task.hints, 0);
    QCOMPARE(task.utcOffset, 18 * 60);
    apply(task, TaskVerified{"", -1, -kMost}, stamp(1000, true));
    QCOMPARE(task.hints, 0);
    QCOMPARE(task.utcOffset, -18 * 60);
}

void TaskTest::visibilityFollowsDeletionAndRetirement_data() {
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<bool>("whenRetired");
    QTest::newRow("scheduled") << QByteArray("scheduled") << false;
    QTest::newRow("in_progress") << QByteArray("in_progress") << true;
    QTest::newRow("verifying") << QByteArray("verifying") << true;
    QTest::newRow("completed") << QByteArray("completed") << true;
    QTest::newRow("failed") << QByteArray("failed") << true;
    QTest::newRow("skipped") << QByteArray("skipped") << true;
    QTest::newRow("expired") << QByteArray("expired") << false;
}

void TaskTest::visibilityFollowsDeletionAndRetirement() {
    QFETCH(QByteArray, status);
    QVERIFY(!Task{}.visible());
    auto task = taskIn(statusNamed(status));
    QVERIFY(task.visible());
    apply(task, TaskRetired{}, stamp());
    QTEST(task.visible(), "whenRetired");
    apply(task, TaskCreated{}, stamp());
    QVERIFY(task.visible());
    apply(task, TaskDeleted{}, stamp());
    QVERIFY(!task.visible());
}

QTEST_GUILESS_MAIN(TaskTest)
#include "task_test.moc"
