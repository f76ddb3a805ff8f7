#include "tests/core/service/profile_fixture.h"

#include <QTest>

using namespace cairn;
using api::TaskAction;
using api::TaskState;
using test::ProfileFixture;

class CommandsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void aTaskIsWorkedThrough() {
        ProfileFixture profile;
        const auto id = profile.add("Read chapter 3")->changed.at(0);
        QCOMPARE(profile.task(id).row.state, TaskState::available);
        QVERIFY(profile.act(TaskAction::start, {id}));
        QCOMPARE(profile.task(id).row.state, TaskState::in_progress);
        QVERIFY(profile.act(TaskAction::complete, {id}, "went well"));
        const auto done = profile.task(id);
        QCOMPARE(done.row.state, TaskState::self_reported);
        QCOMPARE(done.remark, std::string("went well"));
        QCOMPARE(done.history.size(), std::size_t(3));
        QCOMPARE(done.history.front().type, std::string("task.completed"));
        QCOMPARE(profile.status().level.verified, 0);
        QCOMPARE(profile.status().level.selfReported, 30);
        QCOMPARE(profile.status().streak.days, 1);
    }

    void whatTheTableForbidsIsRefusedWithItsReason() {
        ProfileFixture profile;
        const auto id = profile.add("Read")->changed.at(0);
        const auto refused = profile.act(TaskAction::complete, {id});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, base::ErrorCode::Refused);
        QCOMPARE(refused.error().message, std::string("Read cannot be completed: it is not started; start it first"));
        QCOMPARE(profile.task(id).history.size(), std::size_t(1));
    }

    void aLockedTaskNamesWhatIsMissing() {
        ProfileFixture profile;
        profile.importStarter();
        const auto refused = profile.act(TaskAction::start, {"first-steps.river-crossing"});
        QVERIFY(!refused);
        QCOMPARE(refused.error().message, std::string("River Crossing is locked: it needs Basics first"));
        QVERIFY(profile.act(TaskAction::startAnyway, {"first-steps.river-crossing"}));
        QCOMPARE(profile.task("first-steps.river-crossing").row.state, TaskState::in_progress);
    }

    void severalAtOnceAreOneCommand() {
        ProfileFixture profile;
        const auto one = profile.add("One")->changed.at(0);
        const auto two = profile.add("Two")->changed.at(0);
        const auto three = profile.add("Three")->changed.at(0);
        QVERIFY(profile.act(TaskAction::start, {one, two}));
        const auto done = profile.act(TaskAction::complete, {one, two, three});
        QVERIFY(done);
        QCOMPARE(done->changed.size(), std::size_t(2));
        QCOMPARE(done->refused.size(), std::size_t(1));
        QCOMPARE(done->refused.front().title, std::string("Three"));
        QCOMPARE(profile->history().undoState().undo.count, 2);
        QVERIFY(profile.undo());
        QCOMPARE(profile.task(one).row.state, TaskState::in_progress);
        QCOMPARE(profile.task(two).row.state, TaskState::in_progress);
    }

    void everyCommandIsUndoneAndRedone_data() {
        QTest::addColumn<int>("command");
        QTest::newRow("start") << 0;
        QTest::newRow("plan") << 1;
        QTest::newRow("skip") << 2;
        QTest::newRow("remove") << 3;
        QTest::newRow("edit") << 4;
    }

    void everyCommandIsUndoneAndRedone() {
        QFETCH(int, command);
        ProfileFixture profile;
        const auto id = profile.add("Read")->changed.at(0);
        const auto before = profile.list()->rows;
        switch (command) {
        case 0:
            QVERIFY(profile.act(TaskAction::start, {id}));
            break;
        case 1:
            QVERIFY(profile.plan(id, profile.now + ProfileFixture::kDay));
            break;
        case 2:
            QVERIFY(profile.act(TaskAction::skip, {id}, "not now"));
            break;
        case 3:
            QVERIFY(profile.act(TaskAction::remove, {id}));
            break;
        default:
            QVERIFY(profile.answer<api::Done>([&](auto reply) {
                events::TaskEdited changes;
                changes.title = "Read on";
                return profile->tasks().edit(id, changes, std::move(reply));
            }));
        }
        const auto after = profile.list()->rows;
        QVERIFY(after != before);
        QVERIFY(profile.undo());
        QVERIFY(profile.list()->rows == before);
        QVERIFY(profile.redo());
        QVERIFY(profile.list()->rows == after);
        QVERIFY(profile.undo());
        QVERIFY(profile.list()->rows == before);
        QCOMPARE(profile.verify().troubles.size(), std::size_t(0));
    }

    void whatIsErasedIsGoneForEver() {
        ProfileFixture profile;
        const auto id = profile.add("Read what nobody is to know")->changed.at(0);
        profile.add("Read");
        QVERIFY(profile.act(TaskAction::start, {id}));
        QVERIFY(profile.act(TaskAction::erase, {id}));
        QCOMPARE(profile.list()->rows.size(), std::size_t(1));
        QCOMPARE(profile.undo().error().code, base::ErrorCode::Refused);
        const auto entries = profile.answer<std::vector<api::HistoryEntry>>(
            [&](auto reply) { return profile->history().entries({}, std::move(reply)); });
        // Read was added; the task, what would be seen of it, and its reviews were erased.
        QCOMPARE(entries->size(), std::size_t(4));
        for (const auto& entry : *entries) {
            QVERIFY(
                entry.payload.find("nobody") == std::string::npos && entry.title.find("nobody") == std::string::npos);
        }
        QCOMPARE(profile.verify().troubles.size(), std::size_t(0));
        QCOMPARE(profile.act(TaskAction::start, {id}).error().code, base::ErrorCode::NotFound);
    }

    void thereIsNothingToUndoAtFirst() {
        ProfileFixture profile;
        QCOMPARE(profile.undo().error().code, base::ErrorCode::Refused);
        QCOMPARE(profile.redo().error().code, base::ErrorCode::Refused);
    }

    void badInputIsRefusedAndNothingIsWritten_data() {
        QTest::addColumn<QString>("title");
        QTest::addColumn<int>("difficulty");
        QTest::addColumn<QString>("url");
        QTest::newRow("no title") << QString(" ") << 3 << QString();
        QTest::newRow("long title") << QString(500, QLatin1Char('x')) << 3 << QString();
        QTest::newRow("two lines") << QStringLiteral("a\nb") << 3 << QString();
        QTest::newRow("too easy") << QStringLiteral("a") << 0 << QString();
        QTest::newRow("too hard") << QStringLiteral("a") << 11 << QString();
        QTest::newRow("script address") << QStringLiteral("a") << 3 << QStringLiteral("javascript:alert(1)");
    }

    void badInputIsRefusedAndNothingIsWritten() {
        QFETCH(QString, title);
        QFETCH(int, difficulty);
        QFETCH(QString, url);
        ProfileFixture profile;
        const auto added = profile.answer<api::Done>([&](auto reply) {
            api::NewTask task;
            task.title = title.toStdString();
            task.difficulty = difficulty;
            task.url = url.toStdString();
            return profile->tasks().add(task, std::move(reply));
        });
        QVERIFY(!added);
        QVERIFY(!added.error().place.empty());
        QCOMPARE(profile.list()->total, 0);
    }

    void aPlanThatPassedExpiresAndCanBePlannedAnew() {
        ProfileFixture profile;
        const auto id = profile.add("Read")->changed.at(0);
        QVERIFY(profile.plan(id, profile.now));
        QCOMPARE(profile.task(id).row.state, TaskState::scheduled);
        profile.now += ProfileFixture::kDay;
        profile.reopen();
        QCOMPARE(profile.task(id).row.state, TaskState::expired);
        QVERIFY(profile.plan(id, profile.now));
        QCOMPARE(profile.task(id).row.state, TaskState::scheduled);
    }

    void aPlanForTodayDoesNotExpireToday() {
        ProfileFixture profile;
        profile.utcOffset = 13 * 60;
        const auto id = profile.add("Read")->changed.at(0);
        QVERIFY(profile.plan(id, profile.now));
        profile.reopen();
        QCOMPARE(profile.task(id).row.state, TaskState::scheduled);
    }
};

QTEST_GUILESS_MAIN(CommandsTest)
#include "commands_test.moc"
