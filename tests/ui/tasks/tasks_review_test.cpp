#include "tests/ui/tasks/tasks_room.h"
#include "tests/ui/today/solved.h"
#include "ui/pages/tasks/review_panel.h"
#include "ui/pages/tasks/task_drawer.h"

#include <QPushButton>

using namespace cairn;
using namespace cairn::ui;
using namespace Qt::StringLiterals;
using cairn::test::TasksRoom;

// What the drawer says of a completed task's reviews, and does about them.
class TasksReviewTest : public QObject {
    Q_OBJECT

private:
    static void openDrawer(TasksRoom& room, const std::string& id) {
        room.open();
        room.page().showItem(QString::fromStdString(id));
        QTRY_VERIFY(room.page().findChild<TaskDrawer*>()->isVisible());
    }

    static QString said(TasksRoom& room) {
        const auto* panel = room.page().findChild<ReviewPanel*>();
        return panel != nullptr ? panel->accessibleName() : QString();
    }

private Q_SLOTS:

    void saysWhenASolvedProblemComesBack() {
        TasksRoom room;
        const std::string id = test::solve(room.profile(), "Two Sum");
        openDrawer(room, id);
        QVERIFY2(said(room).startsWith(u"Reviewed again "_s), qPrintable(said(room)));
    }

    void aDueOneIsReviewedNow() {
        TasksRoom room(60);
        const std::string id = test::solve(room.profile(), "Two Sum");
        room.setDaysAgo(0);
        openDrawer(room, id);
        QVERIFY2(said(room).startsWith(u"Due for review, "_s), qPrintable(said(room)));
        room.press(u"Review now"_s);
        QCOMPARE(room.navigator().went, QStringList(u"today "_s + QString::fromStdString(id)));
    }

    void whatIsNotWantedCanBeWantedAgain() {
        TasksRoom room;
        const std::string id = test::solve(room.profile(), "Two Sum");
        openDrawer(room, id);
        room.press(u"Do not ask again"_s);
        QTRY_COMPARE(said(room), u"Not reviewed any more"_s);
        QCOMPARE(room.navigator().said.last(), u"“Two Sum” is not asked any more"_s);
        QVERIFY(room.navigator().undoable);
        QVERIFY(room.undo());
        QTRY_VERIFY(said(room).startsWith(u"Reviewed again "_s));
        room.press(u"Do not ask again"_s);
        QTRY_COMPARE(said(room), u"Not reviewed any more"_s);
        room.press(u"Review this later"_s);
        QTRY_VERIFY(said(room).startsWith(u"Reviewed again "_s));
        QVERIFY(!test::reviewOf(room.profile(), id)->paused);
    }

    void whatIsNoProblemIsReviewedWhereItIsWanted() {
        TasksRoom room;
        const std::string id = test::solve(room.profile(), "Read a chapter", {});
        openDrawer(room, id);
        QCOMPARE(said(room), u"Not reviewed"_s);
        room.page().findChild<QPushButton*>(u"drawerReviewLater"_s)->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QTRY_VERIFY(said(room).startsWith(u"Reviewed again "_s));
        QCOMPARE(room.navigator().said.last(), u"“Read a chapter” is reviewed from now on"_s);
    }

    void whatIsNotDoneHasNoReview() {
        TasksRoom room;
        const std::string id = room.add("Alpha");
        openDrawer(room, id);
        QVERIFY(room.page().findChild<ReviewPanel*>() == nullptr);
        QVERIFY(room.act(api::TaskAction::start, id));
        QVERIFY(room.act(api::TaskAction::complete, id));
        QTRY_COMPARE(said(room), u"Not reviewed"_s);
    }
};

CAIRN_UI_TEST_MAIN(TasksReviewTest)
#include "tasks_review_test.moc"
