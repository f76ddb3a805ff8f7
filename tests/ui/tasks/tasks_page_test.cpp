#include "tests/ui/active_window.h"
#include "tests/ui/tasks/tasks_room.h"
#include "ui/pages/tasks/bulk_bar.h"
#include "ui/pages/tasks/erase_dialog.h"
#include "ui/pages/tasks/refusal_panel.h"
#include "ui/pages/tasks/tasks_page.h"
#include "ui/widgets/empty_state.h"

#include <QLabel>
#include <QPointer>
#include <QPushButton>

using namespace cairn;
using namespace cairn::ui;
using cairn::test::TasksRoom;

// What a person does to tasks, by keyboard and mouse.
class TasksPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void startsCompletesAndUndoes() {
        TasksRoom room;
        const std::string id = room.add("Own one");
        room.open();
        QTRY_COMPARE(room.titles(), QStringLiteral("Own one"));
        room.choose("Own one");
        QTest::keyClick(&room.view(), Qt::Key_S);
        QTRY_COMPARE(room.stateOf("Own one"), api::TaskState::in_progress);
        QCOMPARE(room.navigator().said.last(), QStringLiteral("Started Own one"));
        QVERIFY(room.navigator().undoable);
        QTest::keyClick(&room.view(), Qt::Key_D);
        QTRY_COMPARE(room.stateOf("Own one"), api::TaskState::self_reported);
        QTRY_COMPARE(room.navigator().said.last(), QStringLiteral("Completed Own one"));
        QVERIFY(room.undo());
        QTRY_COMPARE(room.stateOf("Own one"), api::TaskState::in_progress);
        QCOMPARE(room.detail(id).row.status, events::TaskStatus::in_progress);
    }

    void namesWhatIsMissingAndStartsAnyway() {
        TasksRoom room;
        QVERIFY(room.importFirstSteps());
        room.open();
        QTRY_VERIFY(room.titles().contains(QStringLiteral("Campfire Budget")));
        room.choose("Campfire Budget");
        QCOMPARE(room.stateOf("Campfire Budget"), api::TaskState::locked);
        QTest::keyClick(&room.view(), Qt::Key_S);
        auto* panel = room.page().findChild<RefusalPanel*>();
        QTRY_VERIFY(panel->isVisible());
        const QLabel* link = nullptr;
        for (const QLabel* label : panel->findChildren<QLabel*>()) {
            link = label->text().contains(QStringLiteral("<a ")) ? label : link;
        }
        QVERIFY(link != nullptr);
        QVERIFY2(link->text().contains(QStringLiteral("Basics")), qPrintable(link->text()));
        QTest::keyClick(qApp->focusWidget(), Qt::Key_Space); // the keyboard is on "Start anyway"
        QTRY_COMPARE(room.stateOf("Campfire Budget"), api::TaskState::in_progress);
        QVERIFY(!panel->isVisible());
    }

    void aMissingTopicLeadsToTheMindmap() {
        TasksRoom room;
        QVERIFY(room.importFirstSteps());
        room.open();
        QTRY_VERIFY(room.titles().contains(QStringLiteral("Campfire Budget")));
        room.choose("Campfire Budget");
        QTest::keyClick(&room.view(), Qt::Key_S);
        auto* panel = room.page().findChild<RefusalPanel*>();
        QTRY_VERIFY(panel->isVisible());
        for (QLabel* label : panel->findChildren<QLabel*>()) {
            if (label->text().contains(QStringLiteral("<a "))) {
                label->setFocus();
                QTest::keyClick(label, Qt::Key_Tab);
                QTest::keyClick(label, Qt::Key_Return);
                break;
            }
        }
        QTRY_COMPARE(room.navigator().went.size(), 1);
        QVERIFY(room.navigator().went.first().startsWith(QStringLiteral("mindmap ")));
    }

    void saysWhichOfSeveralWereRefused() {
        TasksRoom room;
        const std::string a = room.add("Alpha");
        room.add("Beta");
        const std::string c = room.add("Gamma");
        QVERIFY(room.act(api::TaskAction::start, a));
        QVERIFY(room.act(api::TaskAction::start, c));
        room.open();
        QTRY_COMPARE(room.view().model()->rowCount(), 3);
        room.choose("Alpha");
        QTest::keyClick(&room.view(), Qt::Key_A, Qt::ControlModifier);
        auto* bulk = room.page().findChild<BulkBar*>();
        QTRY_VERIFY(bulk->isVisible());
        QTest::keyClick(&room.view(), Qt::Key_D);
        auto* panel = room.page().findChild<RefusalPanel*>();
        QTRY_VERIFY(panel->isVisible());
        QString words;
        for (const QLabel* label : panel->findChildren<QLabel*>()) {
            words += label->text() + QLatin1Char('\n');
        }
        QVERIFY2(words.contains(QStringLiteral("2 of 3 were completed")), qPrintable(words));
        QVERIFY2(words.contains(QStringLiteral("Beta")), qPrintable(words));
        QVERIFY(!words.contains(QStringLiteral("Alpha")));
        QTRY_COMPARE(room.stateOf("Gamma"), api::TaskState::self_reported);
        QCOMPARE(room.stateOf("Beta"), api::TaskState::available);
        QVERIFY(!bulk->isVisible());
        QVERIFY(room.undo());
        QTRY_COMPARE(room.stateOf("Gamma"), api::TaskState::in_progress);
    }

    void checksRowsByMouseAndKeyboard() {
        TasksRoom room;
        for (const char* title : {"Alpha", "Beta", "Gamma", "Delta"}) {
            room.add(title);
        }
        room.open();
        QTRY_COMPARE(room.view().model()->rowCount(), 4);
        auto* bulk = room.page().findChild<BulkBar*>();
        room.click(0, TaskModel::CheckColumn);
        QVERIFY(!bulk->isVisible()); // one is not many
        room.click(2, TaskModel::CheckColumn, Qt::ShiftModifier);
        QVERIFY(bulk->isVisible());
        QCOMPARE(room.checkedCount(), 3);
        room.choose(room.titleAt(3).toUtf8().constData());
        QTest::keyClick(&room.view(), Qt::Key_Space);
        QCOMPARE(room.checkedCount(), 4);
        QTest::keyClick(&room.view(), Qt::Key_Escape);
        QCOMPARE(room.checkedCount(), 0);
        QVERIFY(!bulk->isVisible());
    }

    void plansForADay_data() {
        QTest::addColumn<QString>("item");
        QTest::addColumn<int>("days"); // -1: none
        QTest::newRow("today") << QStringLiteral("Today") << 0;
        QTest::newRow("tomorrow") << QStringLiteral("Tomorrow") << 1;
        QTest::newRow("none") << QStringLiteral("No day") << -1;
    }

    void plansForADay() {
        QFETCH(QString, item);
        QFETCH(int, days);
        TasksRoom room;
        const QDate today = QDate::currentDate();
        const std::string id = room.add("Alpha", 3, plannedAt(today.addDays(4)));
        room.open();
        QTRY_COMPARE(room.view().model()->rowCount(), 1);
        room.choose("Alpha");
        QTest::keyClick(&room.view(), Qt::Key_P);
        room.pickFromMenu(item);
        QTRY_COMPARE(room.navigator().said.size(), 1);
        const auto at = room.detail(id).row.scheduledAt;
        QCOMPARE(at.has_value(), days >= 0);
        if (at) {
            QCOMPARE(QDateTime::fromMSecsSinceEpoch(*at).date(), today.addDays(days));
        }
    }

    void lettersInAMenuAreNoCommands() {
        TasksRoom room;
        const std::string id = room.add("Alpha");
        room.open();
        QTRY_COMPARE(room.view().model()->rowCount(), 1);
        room.choose("Alpha");
        QTest::keyClick(&room.view(), Qt::Key_P);
        QTRY_VERIFY(QApplication::activePopupWidget() != nullptr);
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_T); // "Today", not the other view
        QTRY_VERIFY(room.detail(id).row.scheduledAt.has_value());
        QVERIFY(!room.view().showsTimeline());
    }

    void commandsGoToWhatTheKeyboardIsAt() {
        TasksRoom room;
        room.add("Alpha");
        room.add("Beta");
        room.open();
        QTRY_COMPARE(room.view().model()->rowCount(), 2);
        room.choose("Alpha");
        QTest::keyClick(&room.view(), Qt::Key_Space); // checked: the list's commands are for it
        room.choose("Beta");
        QTest::keyClick(&room.view(), Qt::Key_Return);
        QTRY_VERIFY(qobject_cast<QPushButton*>(qApp->focusWidget()) != nullptr);
        QTest::keyClick(qApp->focusWidget(), Qt::Key_S); // in Beta's drawer
        QTRY_COMPARE(room.stateOf("Beta"), api::TaskState::in_progress);
        QCOMPARE(room.stateOf("Alpha"), api::TaskState::available);
    }

    void deletesAndUndoes() {
        TasksRoom room;
        room.add("Alpha");
        room.add("Beta");
        room.open();
        QTRY_COMPARE(room.view().model()->rowCount(), 2);
        room.choose("Beta");
        QTest::keyClick(&room.view(), Qt::Key_Delete);
        QTRY_COMPARE(room.titles(), QStringLiteral("Alpha"));
        QCOMPARE(room.navigator().said.last(), QStringLiteral("Deleted Beta"));
        QVERIFY(room.undo());
        QTRY_COMPARE(room.view().model()->rowCount(), 2);
    }

    void erasesForEverOnlyWhoeverMeansIt() {
        TasksRoom room;
        room.add("Alpha");
        room.add("Beta");
        room.open();
        QTRY_COMPARE(room.view().model()->rowCount(), 2);
        room.choose("Beta");
        const auto ask = [&room] {
            QTest::keyClick(&room.view(), Qt::Key_Delete, Qt::ShiftModifier);
            auto* dialog = room.page().findChild<ui::EraseDialog*>();
            return dialog != nullptr && test::waitUntilActive(dialog) ? dialog : nullptr;
        };
        QPointer<ui::EraseDialog> dialog = ask();
        QVERIFY(dialog);
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Return); // the button that keeps it
        QTRY_VERIFY(!dialog);
        QCOMPARE(room.view().model()->rowCount(), 2);
        room.page().window()->activateWindow();
        QVERIFY(test::waitUntilActive(room.page().window()));
        room.choose("Beta");
        dialog = ask();
        QVERIFY(dialog);
        QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("eraseForEver")), Qt::LeftButton);
        QTRY_COMPARE(room.titles(), QStringLiteral("Alpha"));
        QVERIFY(!room.undo());
    }

    void isEmptyInTwoWays() {
        TasksRoom room;
        room.open();
        const auto shown = [&room](const QString& title) {
            for (const EmptyState* state : room.page().findChildren<EmptyState*>()) {
                if (state->isVisible() && state->accessibleName() == title) {
                    return true;
                }
            }
            return false;
        };
        QTRY_VERIFY(shown(QStringLiteral("Nothing to do yet")));
        room.press(QStringLiteral("Import a track…"));
        QCOMPARE(room.navigator().opened, QStringList(QStringLiteral("import")));
        room.add("Alpha");
        QTRY_COMPARE(room.titles(), QStringLiteral("Alpha"));
        QTest::keyClick(&room.view(), Qt::Key_Slash);
        QTest::keyClicks(&room.search(), QStringLiteral("nowhere"));
        QTRY_VERIFY(shown(QStringLiteral("No task passes these filters")));
        room.press(QStringLiteral("Clear filters"));
        QTRY_COMPARE(room.titles(), QStringLiteral("Alpha"));
        QVERIFY(room.search().text().isEmpty());
    }

    void everyActionCanBeReached() {
        TasksRoom room;
        room.open();
        for (const QAction* action : room.page().placeActions()) {
            QVERIFY(!action->text().isEmpty());
            QVERIFY2(!action->shortcut().isEmpty(), qPrintable(action->text()));
            QVERIFY(action->parent() == &room.page());
        }
        room.page().activateWindow();
        QTest::keyClick(&room.page(), Qt::Key_N);
        QCOMPARE(room.navigator().opened, QStringList(QStringLiteral("new task")));
    }
};

CAIRN_UI_TEST_MAIN(TasksPageTest)
#include "tasks_page_test.moc"
