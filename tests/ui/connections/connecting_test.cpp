#include "tests/ui/connections/connections_room.h"

#include <QLineEdit>
#include <QPointer>

using namespace cairn;
using namespace Qt::StringLiterals;
using api::SyncPhase;
using test::ConnectionsRoom;
using test::ScriptedSync;

// How an account becomes connected, from the offer to the last look.
class ConnectingTest : public QObject {
    Q_OBJECT

private slots:

    void aChallengeIsShownAndLookedFor() {
        ConnectionsRoom room;
        room.sync().step.expires = QDateTime::currentMSecsSinceEpoch() + 3'600'000;
        room.sync().step.token = "cairn-12345";
        room.sync().step.place = "Put it into the summary of your profile.";
        room.open();
        QWidget& card = room.card("leetcode");
        QTRY_VERIFY(card.findChild<QLineEdit*>(u"connectAccount"_s) != nullptr);
        QVERIFY(!room.button(card, u"Show what to put there"_s)->isEnabled());
        auto* account = card.findChild<QLineEdit*>(u"connectAccount"_s);
        account->setFocus();
        QTest::keyClicks(account, u"mira_codes"_s);
        QTest::keyClick(account, Qt::Key_Return);
        QTRY_VERIFY(room.sync().did.contains(u"begin leetcode challenge mira_codes"_s));
        QTRY_VERIFY(room.words(card).contains("Put it into the summary"_L1));
        room.sync().notYet = base::Error{base::ErrorCode::Refused, "It does not stand there yet."};
        room.press(card, u"Check now"_s);
        QTRY_VERIFY(room.words(card).contains("It does not stand there yet."_L1));
        room.press(card, u"Check now"_s);
        QTRY_VERIFY(room.navigator().said.contains(u"mira_codes at LeetCode is connected."_s));
        QTRY_VERIFY(room.button(card, u"Disconnect…"_s) != nullptr);
    }

    void aCodeIsShownWithItsAddress() {
        ConnectionsRoom room;
        room.open();
        QWidget& card = room.beginCode();
        QVERIFY(room.button(card, u"https://github.com/login/device"_s) != nullptr);
        bool shown = false;
        for (const auto* field : card.findChildren<QLineEdit*>()) {
            shown = shown || field->text() == "WDJB-MJHT"_L1;
        }
        QVERIFY(shown);
        room.press(card, u"Give up"_s);
        QTRY_VERIFY(room.button(card, u"Sign in with a code…"_s) != nullptr);
        QVERIFY(!room.look(card).isActive());
    }

    void whatHasEndedGoesAwayAndCanBeBegunAnew() {
        ConnectionsRoom room;
        room.open();
        QWidget& card = room.beginCode();
        QVERIFY(room.look(card).isActive());
        room.sync().notYet = base::Error{base::ErrorCode::NotFound, "whoever was asked there said no"};
        room.look(card).setInterval(0);
        QTRY_VERIFY(room.button(card, u"Sign in with a code…"_s) != nullptr);
        QVERIFY(room.words(card).contains("Whoever was asked there said no"_L1));
        QVERIFY(room.chip(card).contains("not connected"_L1));
        QVERIFY(!room.look(card).isActive());
        room.beginCode();
        QVERIFY(!room.words(card).contains("said no"_L1));
        QVERIFY(room.look(card).isActive());
    }

    void whatIsNotThereYetIsLookedForAgain() {
        ConnectionsRoom room;
        room.open();
        QWidget& card = room.beginCode();
        room.sync().notYet = base::Error{base::ErrorCode::Refused, "nobody has typed the code yet"};
        room.look(card).setInterval(0);
        QTRY_VERIFY(room.words(card).contains("Nobody has typed the code yet"_L1));
        QVERIFY(room.look(card).isActive());
        room.look(card).setInterval(0);
        QTRY_VERIFY(room.button(card, u"Disconnect…"_s) != nullptr);
        QVERIFY(!room.look(card).isActive());
        QCOMPARE(room.looks(), 2);
    }

    void nobodyLooksWhileThePageIsHidden() {
        ConnectionsRoom room;
        room.open();
        QWidget& card = room.beginCode();
        QVERIFY(room.look(card).isActive());
        room.page().hide();
        QVERIFY(!room.look(card).isActive());
        room.page().show();
        QVERIFY(room.look(card).isActive());
        room.look(card).setInterval(0);
        QTRY_COMPARE(room.looks(), 1);
    }

    void aMomentOfflineDoesNotEndTheLooking() {
        ConnectionsRoom room;
        room.open();
        QWidget& card = room.beginCode();
        room.sync().become(ScriptedSync::joinedState(SyncPhase::offline));
        room.look(card).setInterval(0);
        QTRY_VERIFY(room.look(card).interval() > 0);
        QVERIFY(room.look(card).isActive());
        QCOMPARE(room.looks(), 0);
        room.sync().become(ScriptedSync::joinedState());
        room.look(card).setInterval(0);
        QTRY_COMPARE(room.looks(), 1);
    }

    void aLookLeavesTheKeyboardWhereItIs() {
        ConnectionsRoom room;
        room.open();
        QWidget& card = room.beginCode();
        const QPointer giveUp = room.button(card, u"Give up"_s);
        giveUp->setFocus();
        room.sync().hold();
        room.sync().notYet = base::Error{base::ErrorCode::Refused, "nobody has typed the code yet"};
        room.look(card).setInterval(0);
        QTRY_VERIFY(room.button(card, u"Looking…"_s) != nullptr);
        QCOMPARE(QApplication::focusWidget(), giveUp);
        room.sync().goOn();
        QTRY_VERIFY(room.words(card).contains("Nobody has typed"_L1));
        QCOMPARE(QApplication::focusWidget(), giveUp);
        auto* check = room.button(card, u"Check now"_s);
        check->setFocus();
        room.sync().hold();
        QTest::keyClick(check, Qt::Key_Space);
        QTest::keyClick(check, Qt::Key_Space);
        QCOMPARE(QApplication::focusWidget(), check);
        QCOMPARE(room.looks(), 2);
        giveUp->setFocus();
        QTest::keyClick(giveUp, Qt::Key_Space); // while the server is being asked
        QTRY_VERIFY(room.button(card, u"Sign in with a code…"_s) != nullptr);
        QVERIFY(card.isAncestorOf(QApplication::focusWidget()));
        room.sync().goOn();
        room.press(card, u"Sign in with a code…"_s);
        QTRY_VERIFY(room.sync().did.count(u"begin github device "_s) == 2);
    }

    void offersThatDidNotComeAreAskedForAgain() {
        ConnectionsRoom room;
        room.sync().failure = base::Error{base::ErrorCode::Unreachable, "it broke off"};
        room.open();
        QWidget& card = room.card("github");
        QTRY_VERIFY(room.words(card).contains("did not say"_L1));
        QVERIFY(room.words(room.page()).contains("it broke off"_L1));
        room.sync().failure = base::Error{base::ErrorCode::Unreachable, "once more"};
        room.button(card, u"Ask again"_s)->setFocus();
        QTest::keyClick(room.button(card, u"Ask again"_s), Qt::Key_Space);
        QVERIFY(room.button(card, u"Asking…"_s) != nullptr);
        QTRY_VERIFY(room.words(room.page()).contains("once more"_L1));
        QTest::keyClick(room.button(card, u"Ask again"_s), Qt::Key_Space);
        QTRY_VERIFY(room.button(card, u"Sign in at GitHub…"_s) != nullptr);
        QVERIFY(!room.words(room.page()).contains("once more"_L1));
        QVERIFY(room.button(room.card("codeforces"), u"Sign in at Codeforces…"_s) != nullptr);
        QVERIFY(card.isAncestorOf(QApplication::focusWidget()));
    }

    void offersThatCameOutliveAFailure() {
        ConnectionsRoom room;
        room.open();
        QWidget& card = room.card("github");
        QTRY_VERIFY(room.button(card, u"Sign in at GitHub…"_s) != nullptr);
        room.sync().failure = base::Error{base::ErrorCode::Unreachable, "it broke off"};
        QTest::keyClick(&room.page(), Qt::Key_F5);
        QTRY_VERIFY(room.words(room.page()).contains("it broke off"_L1));
        QVERIFY(room.button(card, u"Sign in at GitHub…"_s) != nullptr);
        QTest::keyClick(&room.page(), Qt::Key_F5);
        QTRY_VERIFY(!room.words(room.page()).contains("it broke off"_L1));
    }

    void troubleIsSaidInTheCard() {
        ConnectionsRoom room;
        room.open();
        QWidget& card = room.card("github");
        QTRY_VERIFY(room.button(card, u"Sign in at GitHub…"_s) != nullptr);
        room.sync().failure = base::Error{base::ErrorCode::Unreachable, "it broke off"};
        room.press(card, u"Sign in at GitHub…"_s);
        QTRY_VERIFY(room.words(card).contains("it broke off"_L1));
        QTRY_VERIFY(room.button(card, u"Sign in at GitHub…"_s)->isEnabled());
    }
};

CAIRN_UI_TEST_MAIN(ConnectingTest)
#include "connecting_test.moc"
