#include "tests/ui/tasks/page_room.h"
#include "tests/ui/tasks/proving.h"
#include "ui/models/task_choice.h"
#include "ui/pages/today/due_card.h"
#include "ui/pages/today/level_card.h"
#include "ui/pages/today/next_step_card.h"
#include "ui/pages/today/path_card.h"
#include "ui/pages/today/proposals_card.h"
#include "ui/pages/today/today_page.h"
#include "ui/widgets/empty_state.h"

#include <QLabel>
#include <QPushButton>

using namespace cairn;
using namespace cairn::ui;
using cairn::test::PageRoom;

class TodayPageTest : public QObject {
    Q_OBJECT

private:
    static QString words(const QWidget& widget) {
        QStringList all;
        for (const QLabel* label : widget.findChildren<QLabel*>()) {
            if (label->isVisible()) {
                all << label->text();
            }
        }
        return all.join(QLatin1Char('\n'));
    }

    static void press(const QWidget& widget, const QString& text) {
        for (QAbstractButton* button : widget.findChildren<QAbstractButton*>()) {
            if (button->isVisible() && button->text() == text) {
                QTest::mouseClick(button, Qt::LeftButton);
                return;
            }
        }
        QFAIL(qPrintable(text));
    }

private Q_SLOTS:

    void startsTheNextStep() {
        PageRoom room;
        QVERIFY(room.importFirstSteps());
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator());
        QVERIFY(room.show(page));
        auto* next = page.findChild<NextStepCard*>();
        QTRY_VERIFY(next->step().has_value());
        QCOMPARE(next->step()->task.title, std::string("Trail Mix"));
        page.focusContent();
        QTest::keyClick(qApp->focusWidget(), Qt::Key_Space);
        const std::string id = room.find("trail-mix");
        QTRY_COMPARE(room.detail(id).row.status, events::TaskStatus::in_progress);
        QTRY_COMPARE(room.navigator().went, QStringList(QStringLiteral("tasks ") + QString::fromStdString(id)));
        QVERIFY(room.navigator().undoable);
        QTRY_COMPARE(page.findChild<DueCard*>()->findChildren<DueRow*>().size(), 1);
    }

    void saysWhyOnRequest() {
        PageRoom room;
        QVERIFY(room.importFirstSteps());
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator());
        QVERIFY(room.show(page));
        auto* next = page.findChild<NextStepCard*>();
        QTRY_VERIFY(next->step().has_value());
        QVERIFY(!words(*next).contains(QStringLiteral("It teaches")));
        page.focusContent();
        QTest::keyClick(qApp->focusWidget(), Qt::Key_W);
        QTRY_VERIFY2(words(*next).contains(QStringLiteral("It teaches Basics")), qPrintable(words(*next)));
        QVERIFY2(words(*next).contains(QStringLiteral("difficulty")), qPrintable(words(*next)));
    }

    void passesOverAStepThatIsNotWantedNow() {
        PageRoom room;
        room.add("Alpha", 3, plannedAt(QDate::currentDate()));
        room.add("Beta", 3, plannedAt(QDate::currentDate()));
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator());
        QVERIFY(room.show(page));
        auto* next = page.findChild<NextStepCard*>();
        QTRY_VERIFY(next->step().has_value());
        const std::string first = next->step()->task.id;
        press(*next, QStringLiteral("Not now"));
        QTRY_VERIFY(next->step().has_value() && next->step()->task.id != first);
        press(*next, QStringLiteral("Not now"));
        QTRY_VERIFY(!next->step().has_value());
        QVERIFY2(words(*next).contains(QStringLiteral("Nothing is waiting")), qPrintable(words(*next)));
    }

    // As another process does while the window is open.
    static std::string propose(PageRoom& room, const std::string& title) {
        const auto id = room.answer<std::string>([&](auto reply) {
            return room.profile().proposals().propose(
                {.by = "A helper", .reason = "It is next.", .title = title}, std::move(reply));
        });
        return id ? *id : std::string();
    }

    static QPushButton* answerOf(const QWidget& card, const QString& name) {
        for (auto* button : card.findChildren<QPushButton*>()) {
            if (button->isVisible() && button->accessibleName() == name) {
                return button;
            }
        }
        return nullptr;
    }

    void proposalsAreAcceptedByMouse() {
        PageRoom room;
        QVERIFY(!propose(room, "Learn sorting").empty());
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator()); // that has nothing else
        QVERIFY(room.show(page));
        auto* card = page.findChild<ProposalsCard*>();
        QTRY_VERIFY(answerOf(*card, QStringLiteral("Accept: Learn sorting")) != nullptr);
        QVERIFY2(words(*card).contains(QStringLiteral("A helper")), qPrintable(words(*card)));
        QVERIFY2(words(*card).contains(QStringLiteral("It is next.")), qPrintable(words(*card)));
        QTest::mouseClick(answerOf(*card, QStringLiteral("Accept: Learn sorting")), Qt::LeftButton);
        QTRY_COMPARE(room.navigator().said, QStringList(QStringLiteral("Accepted: Learn sorting")));
        QVERIFY(room.navigator().undoable);
        QTRY_VERIFY(!card->isVisible());
        QTRY_VERIFY(page.findChild<NextStepCard*>()->step().has_value());
        QCOMPARE(page.findChild<NextStepCard*>()->step()->task.title, std::string("Learn sorting"));
        QVERIFY(
            room.answer<api::UndoEntry>([&](auto reply) { return room.profile().history().undo(std::move(reply)); }));
        QTRY_VERIFY(card->isVisible());
    }

    void proposalsAreDismissedByKeyboard() {
        PageRoom room;
        QVERIFY(room.importFirstSteps());
        QVERIFY(!propose(room, "One").empty());
        QVERIFY(!propose(room, "Two").empty());
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator());
        QVERIFY(room.show(page));
        auto* card = page.findChild<ProposalsCard*>();
        QTRY_VERIFY(answerOf(*card, QStringLiteral("Dismiss: One")) != nullptr);
        page.focusContent();
        for (int steps = 0; steps < 60 && qApp->focusWidget() != answerOf(*card, QStringLiteral("Dismiss: One"));
             ++steps) {
            QTest::keyClick(qApp->focusWidget(), Qt::Key_Tab);
        }
        QCOMPARE(qApp->focusWidget(), answerOf(*card, QStringLiteral("Dismiss: One")));
        QTest::keyClick(qApp->focusWidget(), Qt::Key_Space);
        QTRY_VERIFY(answerOf(*card, QStringLiteral("Dismiss: One")) == nullptr);
        QVERIFY(answerOf(*card, QStringLiteral("Accept: Two")) != nullptr);
        QVERIFY(room.navigator().errors.isEmpty());
    }

    void dueTasksLeadToThemselves() {
        PageRoom room;
        const QDate today = QDate::currentDate();
        const std::string late = room.add("Late", 3, plannedAt(today.addDays(-2)));
        room.add("Now", 3, plannedAt(today));
        room.add("Later", 3, plannedAt(today.addDays(2)));
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator());
        QVERIFY(room.show(page));
        auto* due = page.findChild<DueCard*>();
        QTRY_COMPARE(due->findChildren<DueRow*>().size(), 2);
        auto* row = due->findChild<DueRow*>(QStringLiteral("due-") + QString::fromStdString(late));
        QVERIFY(row != nullptr);
        QVERIFY2(row->accessibleName().contains(QStringLiteral("overdue")), qPrintable(row->accessibleName()));
        row->setFocus();
        QTest::keyClick(row, Qt::Key_Space);
        QCOMPARE(room.navigator().went, QStringList(QStringLiteral("tasks ") + QString::fromStdString(late)));
    }

    // A server has looked, and did not find it.
    void whatIsNotProvenSaysWhyAndIsAskedAgain() {
        PageRoom room;
        test::Proving proving(room.profile());
        const auto id = proving.add("Two Sum");
        proving.claim(id);
        proving.say(id, events::TaskFailed{"Nothing there.", events::FailureCause::not_found});
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator());
        QVERIFY(room.show(page));
        auto* due = page.findChild<DueCard*>();
        const QString name = QString::fromStdString(id);
        const auto row = [&] { return due->findChild<DueRow*>(QStringLiteral("due-") + name); };
        const auto again = [&] { return due->findChild<QPushButton*>(QStringLiteral("again-") + name); };
        QTRY_VERIFY(again() != nullptr && again()->isVisible());
        QVERIFY2(row()->accessibleName().contains(QStringLiteral("not proven: ")), qPrintable(row()->accessibleName()));
        QVERIFY(row()->toolTip().startsWith(QStringLiteral("not proven: ")));
        QTest::mouseClick(again(), Qt::LeftButton);
        QTRY_COMPARE(room.detail(id).row.state, api::TaskState::verifying);
        QTRY_COMPARE(room.navigator().said, QStringList(QStringLiteral("Asked for proof of Two Sum")));
        QVERIFY(room.navigator().went.isEmpty());            // it stays where one was
        QTRY_VERIFY(row() != nullptr && again() == nullptr); // it waits, and cannot be asked twice
    }

    // How a task that is due is said, and nothing where it is not.
    static QString dueAs(const QWidget& page, const std::string& id) {
        const auto* row = page.findChild<DueRow*>(QStringLiteral("due-") + QString::fromStdString(id));
        return row != nullptr ? row->accessibleName() : QString();
    }

    void whatIsBeingProvenSaysWhereItStands() {
        PageRoom room;
        test::Proving proving(room.profile());
        const auto id = proving.add("Two Sum");
        proving.claim(id);
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator());
        QVERIFY(room.show(page));
        QTRY_VERIFY(dueAs(page, id).contains(QStringLiteral("verifying, waits for a connection")));
        room.sync().become(test::ScriptedSync::joinedState());
        QTRY_VERIFY(!dueAs(page, id).contains(QStringLiteral("waits")));
        QVERIFY(dueAs(page, id).contains(QStringLiteral("verifying")));
        proving.say(
            id, events::TaskVerificationDelayed{"status 503", 2, QDateTime::currentMSecsSinceEpoch() + 300'000});
        QTRY_VERIFY(dueAs(page, id).contains(QStringLiteral("verifying, tried again at")));
    }

    void whatWasNotProvenSaysWhy() {
        PageRoom room;
        test::Proving proving(room.profile());
        const auto id = proving.add("Two Sum");
        proving.claim(id);
        proving.say(id, events::TaskFailed{"", events::FailureCause::too_early});
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator());
        QVERIFY(room.show(page));
        QTRY_VERIFY(dueAs(page, id).contains(QStringLiteral("not proven: solved before it was started")));
    }

    void whatWasProvenMovesTheVerifiedLevel() {
        PageRoom room;
        test::Proving proving(room.profile());
        const auto id = proving.add("Two Sum");
        proving.claim(id);
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator());
        QVERIFY(room.show(page));
        QTRY_VERIFY(!dueAs(page, id).isEmpty());
        proving.say(id, test::Proving::receipt());
        QTRY_VERIFY(dueAs(page, id).isEmpty());
        QTRY_VERIFY2(
            words(*page.findChild<LevelCard*>()).contains(QStringLiteral("Two Sum")),
            qPrintable(words(*page.findChild<LevelCard*>())));
        QVERIFY(!words(*page.findChild<LevelCard*>()).contains(QStringLiteral("Verified: 0.00")));
    }

    void theSelfReportedLevelSaysThatItIs() {
        PageRoom room;
        const std::string id = room.add("Alpha", 4);
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator());
        QVERIFY(room.show(page));
        auto* level = page.findChild<LevelCard*>();
        QVERIFY(room.act(api::TaskAction::start, id));
        QVERIFY(room.act(api::TaskAction::complete, id));
        QTRY_VERIFY2(words(*level).contains(QStringLiteral("0.40")), qPrintable(words(*level)));
        QVERIFY2(words(*level).contains(QStringLiteral("self-reported")), qPrintable(words(*level)));
        QVERIFY2(words(*level).contains(QStringLiteral("Verified: 0.00")), qPrintable(words(*level)));
        QVERIFY2(words(*level).contains(QStringLiteral("Alpha")), qPrintable(words(*level)));
    }

    void thePathLeadsToTheMindmap() {
        PageRoom room;
        QVERIFY(room.importFirstSteps());
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator());
        QVERIFY(room.show(page));
        auto* path = page.findChild<PathCard*>();
        QTRY_VERIFY(!path->findChildren<ChipButton*>().isEmpty());
        QTest::mouseClick(path->findChildren<ChipButton*>().first(), Qt::LeftButton);
        QCOMPARE(room.navigator().went.size(), 1);
        QVERIFY(room.navigator().went.first().startsWith(QStringLiteral("mindmap ")));
    }

    void offersAFirstStepWhenThereIsNothing() {
        PageRoom room;
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator());
        QVERIFY(room.show(page));
        auto* empty = page.findChild<EmptyState*>();
        QTRY_VERIFY(empty->isVisible());
        press(*empty, QStringLiteral("Import a track…"));
        press(*empty, QStringLiteral("Look around with sample data"));
        QCOMPARE(room.navigator().opened, QStringList({QStringLiteral("import"), QStringLiteral("sample")}));
    }

    void sampleDataGoInOneClick() {
        PageRoom room;
        QVERIFY(
            room.answer<api::ImportReport>([&](auto reply) { return room.profile().imports().addSample({}, reply); }));
        TodayPage page(room.profile(), room.sync(), room.theme(), room.navigator());
        QVERIFY(room.show(page));
        QPushButton* remove = page.findChild<QPushButton*>(QStringLiteral("removeSample"));
        QTRY_VERIFY(remove->isVisible());
        QTest::mouseClick(remove, Qt::LeftButton);
        QTRY_VERIFY(page.findChild<EmptyState*>()->isVisible());
        QVERIFY(!room.profile().state().sample);
    }
};

CAIRN_UI_TEST_MAIN(TodayPageTest)
#include "today_page_test.moc"
