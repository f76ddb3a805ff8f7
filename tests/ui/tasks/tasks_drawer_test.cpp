#include "tests/ui/tasks/tasks_room.h"
#include "ui/pages/tasks/drawer_section.h"
#include "ui/pages/tasks/level_panel.h"
#include "ui/pages/tasks/task_drawer.h"
#include "ui/pages/tasks/task_texts.h"
#include "ui/widgets/history_list.h"
#include "ui/widgets/markdown_view.h"
#include "ui/widgets/segmented.h"

#include <QClipboard>
#include <QLabel>
#include <QToolButton>

using namespace cairn;
using namespace cairn::ui;
using cairn::test::TasksRoom;

// One task in full.
class TasksDrawerTest : public QObject {
    Q_OBJECT

private:
    static TaskDrawer& drawer(TasksRoom& room) { return *room.page().findChild<TaskDrawer*>(); }

    static QString words(TasksRoom& room) {
        QStringList all;
        for (const QLabel* label : drawer(room).findChildren<QLabel*>()) {
            if (label->isVisible()) {
                all << label->text();
            }
        }
        return all.join(QLatin1Char('\n'));
    }

    static void press(TasksRoom& room, const QString& text) {
        for (QAbstractButton* button : drawer(room).findChildren<QAbstractButton*>()) {
            if (button->isVisible() && (button->text() == text || button->accessibleName() == text)) {
                QTest::mouseClick(button, Qt::LeftButton);
                return;
            }
        }
        QFAIL(qPrintable(text));
    }

    static void openTrailMix(TasksRoom& room) {
        QVERIFY(room.importFirstSteps());
        room.open();
        QTRY_VERIFY(room.titles().contains(QStringLiteral("Trail Mix")));
        room.choose("Trail Mix");
        QTest::keyClick(&room.view(), Qt::Key_Return);
        QTRY_VERIFY(drawer(room).isVisible());
    }

private Q_SLOTS:

    void opensWithTheKeyboardOnWhatComesNext() {
        TasksRoom room;
        openTrailMix(room);
        QTRY_COMPARE(qobject_cast<QPushButton*>(qApp->focusWidget())->text(), QStringLiteral("Start"));
        QTest::keyClick(qApp->focusWidget(), Qt::Key_Space);
        QTRY_COMPARE(room.stateOf("Trail Mix"), api::TaskState::in_progress);
        // The button that took its place has the keyboard.
        QTRY_COMPARE(qobject_cast<QPushButton*>(qApp->focusWidget())->text(), QStringLiteral("Complete"));
        QTest::keyClick(qApp->focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!drawer(room).isVisible());
        QVERIFY(room.view().hasFocus());
    }

    void showsTextsFilesAndHistory() {
        TasksRoom room;
        openTrailMix(room);
        QVERIFY2(words(room).contains(QStringLiteral("Trail Mix")), qPrintable(words(room)));
        QVERIFY2(words(room).contains(QStringLiteral("difficulty")), qPrintable(words(room)));
        const auto texts = drawer(room).findChildren<MarkdownView*>();
        QVERIFY(!texts.isEmpty());
        QVERIFY(texts.first()->toPlainText().size() > 40);
        press(room, QStringLiteral("Files"));
        QTRY_VERIFY(!drawer(room).findChildren<QToolButton*>(Qt::FindChildrenRecursively).isEmpty());
        QToolButton* copy = nullptr;
        QTRY_VERIFY([&] {
            for (QToolButton* button : drawer(room).findChildren<QToolButton*>()) {
                if (button->isVisible() && button->accessibleName().startsWith(QStringLiteral("Copy"))) {
                    copy = button;
                }
            }
            return copy != nullptr;
        }());
        QTest::mouseClick(copy, Qt::LeftButton);
        QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("def ")));
        press(room, QStringLiteral("History"));
        QTRY_VERIFY(drawer(room).findChild<HistoryList*>() != nullptr);
    }

    void opensHintsOneByOne() {
        TasksRoom room;
        openTrailMix(room);
        press(room, QStringLiteral("Hints"));
        QList<DrawerSection*> hints;
        for (DrawerSection* section : drawer(room).findChildren<DrawerSection*>()) {
            if (qobject_cast<DrawerSection*>(section->parentWidget()->parentWidget()) != nullptr) {
                hints << section;
            }
        }
        QVERIFY(hints.size() > 1);
        for (const DrawerSection* hint : hints) {
            QVERIFY(!hint->isOpen());
        }
        QTest::keyClick(hints.at(1)->findChild<QToolButton*>(), Qt::Key_Space);
        QVERIFY(hints.at(1)->isOpen());
        QVERIFY(!hints.at(0)->isOpen());
    }

    void splitsHintsAtTheirHeadings() {
        const auto hints =
            splitHints(QStringLiteral("# Hints\n\n## General\n\n- a\n\n```\n## no\n```\n## 1. Do\n\n- b\n"));
        QCOMPARE(hints.size(), std::size_t(2));
        QCOMPARE(hints[0].title, QStringLiteral("General"));
        QVERIFY(hints[0].markdown.contains(QStringLiteral("## no")));
        QCOMPARE(hints[1].title, QStringLiteral("1. Do"));
        QCOMPARE(splitHints(QStringLiteral("only words")).size(), std::size_t(1));
        QVERIFY(splitHints(QStringLiteral("# Hints\n")).empty());
    }

    void namesWhatALockedTaskWaitsFor() {
        TasksRoom room;
        QVERIFY(room.importFirstSteps());
        room.open();
        QTRY_VERIFY(room.titles().contains(QStringLiteral("Campfire Budget")));
        room.page().showItem(QString::fromStdString(room.find("campfire-budget")));
        QTRY_VERIFY(drawer(room).isVisible());
        QVERIFY2(words(room).contains(QStringLiteral("Basics")), qPrintable(words(room)));
        press(room, QStringLiteral("Start anyway"));
        QTRY_COMPARE(room.stateOf("Campfire Budget"), api::TaskState::in_progress);
    }

    void isHonestAboutTheLevel() {
        TasksRoom room;
        const std::string id = room.add("Alpha", 4);
        QVERIFY(room.act(api::TaskAction::start, id));
        QVERIFY(room.act(api::TaskAction::complete, id));
        room.open();
        QTRY_COMPARE(room.titles(), QStringLiteral("Alpha"));
        room.click(0, TaskModel::TitleColumn);
        QTRY_VERIFY(drawer(room).isVisible());
        const auto* panel = drawer(room).findChild<LevelPanel*>();
        QVERIFY(panel != nullptr);
        QCOMPARE(panel->accessibleName(), QStringLiteral("Self-reported"));
        const QString text = panel->accessibleDescription();
        QVERIFY2(text.contains(QStringLiteral("waits for a proof")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("Difficulty 4 × quality 1.0, place 1")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("0.40")), qPrintable(text));
    }

    void followsTheArrowKeys() {
        TasksRoom room;
        room.add("Alpha");
        room.add("Beta");
        room.open();
        QTRY_COMPARE(room.view().model()->rowCount(), 2);
        room.click(0, TaskModel::TitleColumn);
        QTRY_VERIFY(drawer(room).isVisible());
        QTest::keyClick(&room.view(), Qt::Key_Down);
        QTRY_COMPARE(drawer(room).id(), room.view().currentId());
        QCOMPARE(room.view().currentIndex().row(), 1);
        QVERIFY(room.view().hasFocus());
    }

    void closesWhenItsTaskIsDeleted() {
        TasksRoom room;
        room.add("Alpha");
        room.open();
        QTRY_COMPARE(room.titles(), QStringLiteral("Alpha"));
        room.click(0, TaskModel::TitleColumn);
        QTRY_VERIFY(drawer(room).isVisible());
        QTest::keyClick(&room.view(), Qt::Key_Delete);
        QTRY_VERIFY(!drawer(room).isVisible());
    }
};

CAIRN_UI_TEST_MAIN(TasksDrawerTest)
#include "tasks_drawer_test.moc"
