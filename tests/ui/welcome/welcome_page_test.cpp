#include "tests/ui/devices/scripted_sync.h"
#include "tests/ui/tasks/page_room.h"
#include "ui/pages/welcome/door_card.h"
#include "ui/pages/welcome/welcome_page.h"

#include <QPushButton>

using namespace cairn;
using namespace cairn::ui;
using cairn::test::PageRoom;
using cairn::test::ScriptedSync;

class WelcomePageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void threeDoorsLeadSomewhere() {
        PageRoom room;
        ScriptedSync sync;
        WelcomePage page(room.profile(), sync, room.theme(), room.navigator());
        QVERIFY(room.show(page));
        QCOMPARE(page.findChildren<DoorCard*>().size(), 3);
        page.focusContent();
        QVERIFY(qobject_cast<StarterButton*>(qApp->focusWidget()) != nullptr);
        QTest::keyClick(qApp->focusWidget(), Qt::Key_Space);
        const QString starter = QString::fromStdString(room.profile().imports().starterPaths().front().id);
        QCOMPARE(room.navigator().opened, QStringList(QStringLiteral("starter ") + starter));
        for (const char* name : {"welcomeImport", "welcomeJoin", "welcomeSample", "welcomeOwnTask"}) {
            QTest::mouseClick(page.findChild<QPushButton*>(QString::fromLatin1(name)), Qt::LeftButton);
        }
        QCOMPARE(
            room.navigator().opened.mid(1), QStringList(
                                                {QStringLiteral("import"), QStringLiteral("sign in"),
                                                 QStringLiteral("sample"), QStringLiteral("new task")}));
    }

    void whoHasJoinedIsLedToTheAccount() {
        PageRoom room;
        ScriptedSync sync;
        WelcomePage page(room.profile(), sync, room.theme(), room.navigator());
        QVERIFY(room.show(page));
        sync.become(ScriptedSync::joinedState());
        QTest::mouseClick(page.findChild<QPushButton*>(QStringLiteral("welcomeJoin")), Qt::LeftButton);
        QCOMPARE(room.navigator().went, QStringList(QStringLiteral("devices")));
        QVERIFY(room.navigator().opened.isEmpty());
    }

    void doorsStandBelowEachOtherWhereItIsNarrow() {
        PageRoom room;
        ScriptedSync sync;
        WelcomePage page(room.profile(), sync, room.theme(), room.navigator());
        QVERIFY(room.show(page, {640, 900}));
        const auto doors = page.findChildren<DoorCard*>();
        QVERIFY(doors.at(0)->mapTo(&page, QPoint()).y() < doors.at(1)->mapTo(&page, QPoint()).y());
        page.resize(1200, 900);
        QTRY_COMPARE(doors.at(0)->mapTo(&page, QPoint()).y(), doors.at(1)->mapTo(&page, QPoint()).y());
    }
};

CAIRN_UI_TEST_MAIN(WelcomePageTest)
#include "welcome_page_test.moc"
