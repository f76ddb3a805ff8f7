#include "tests/ui/connections/some_connections.h"
#include "tests/ui/tasks/page_room.h"
#include "ui/pages/connections/connections_page.h"
#include "ui/pages/connections/figures_card.h"
#include "ui/pages/connections/platform_card.h"
#include "ui/pages/connections/sources_card.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/state_chip.h"
#include "ui/widgets/text_label.h"

#include <QLineEdit>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QTimer>

using namespace cairn;
using namespace cairn::events;
using namespace Qt::StringLiterals;
using api::ConnectMethod;
using api::SyncPhase;
using test::ScriptedSync;

namespace {

class ConnectionsRoom : public test::PageRoom {
public:
    ConnectionsRoom() {
        sync().offered = {
            {Platform::leetcode, {ConnectMethod::challenge}, true},
            {Platform::codeforces, {ConnectMethod::sign_in, ConnectMethod::challenge}, true},
            {Platform::github, {ConnectMethod::sign_in, ConnectMethod::device}, false}};
    }

    void open(SyncPhase phase = SyncPhase::live) {
        sync().become(phase == SyncPhase::off ? api::SyncState{} : ScriptedSync::joinedState(phase));
        QVERIFY(show(m_page, {1180, 900}));
        QTest::qWait(0);
    }

    ui::ConnectionsPage& page() { return m_page; }

    QWidget& card(const char* platform) {
        auto* found = m_page.findChild<QWidget*>(u"platform-"_s + QString::fromLatin1(platform));
        Q_ASSERT(found != nullptr);
        return *found;
    }

    // All that a widget says to people.
    static QString words(QWidget& in) {
        QStringList all;
        for (const auto* label : in.findChildren<QLabel*>()) {
            if (label->isVisible()) {
                all << label->text();
            }
        }
        return all.join(u" | "_s);
    }

    static QString chip(QWidget& card) { return card.findChild<ui::StateChip*>()->accessibleName(); }

    static QPushButton* button(QWidget& in, const QString& text) {
        for (auto* each : in.findChildren<QPushButton*>()) {
            if (each->isVisible() && each->text() == text) {
                return each;
            }
        }
        return nullptr;
    }

    static void press(QWidget& in, const QString& text) {
        QTRY_VERIFY2(button(in, text) != nullptr && button(in, text)->isEnabled(), qPrintable(text));
        QTest::mouseClick(button(in, text), Qt::LeftButton);
    }

    // It asks anew when one comes to it.
    void showAgain() {
        m_page.hide();
        m_page.show();
    }

    // Signing in at GitHub with a code, begun.
    QWidget& beginCode() {
        sync().step.url = "https://github.com/login/device";
        sync().step.code = "WDJB-MJHT";
        sync().step.interval = 5;
        QWidget& there = card("github");
        press(there, u"Sign in with a code…"_s);
        [&] { QTRY_VERIFY(button(there, u"Give up"_s) != nullptr); }();
        return there;
    }

    // What looks for the code by itself.
    static QTimer& look(QWidget& card) { return *card.findChild<QTimer*>(u"connectLook"_s); }

    qsizetype looks() { return sync().did.count(u"check github"_s); }

private:
    ui::ConnectionsPage m_page{profile(), sync(), theme(), navigator()};
};

} // namespace

class ConnectionsPageTest : public QObject {
    Q_OBJECT

private slots:

    void withoutAServerItSaysWhyAndOffersOne() {
        ConnectionsRoom room;
        room.open(SyncPhase::off);
        QVERIFY(room.words(room.page()).contains("joined none"_L1));
        QVERIFY(room.words(room.card("leetcode")).contains("as soon as there is a connection"_L1));
        room.press(room.page(), u"Sign in to a server…"_s);
        QCOMPARE(room.navigator().opened, QStringList{u"sign in"_s});
    }

    void offlineTheListStaysAndNothingCanBeAsked() {
        ConnectionsRoom room;
        room.sync().connected = {test::atCodeforces()};
        room.open(SyncPhase::offline);
        QTRY_VERIFY(room.words(room.card("codeforces")).contains("mira_codes"_L1));
        QVERIFY(room.words(room.page()).contains("no connection to the server"_L1));
        QVERIFY(!room.button(room.card("codeforces"), u"Refresh"_s)->isEnabled());
        QVERIFY(!room.button(room.card("codeforces"), u"Disconnect…"_s)->isEnabled());
        room.sync().become(ScriptedSync::joinedState());
        QTRY_VERIFY(room.button(room.card("codeforces"), u"Refresh"_s)->isEnabled());
    }

    void signedOutItOffersToSignIn() {
        ConnectionsRoom room;
        room.open(SyncPhase::signed_out);
        QVERIFY(room.words(room.page()).contains("password again"_L1));
        QVERIFY(room.button(room.page(), u"Sign in to a server…"_s) != nullptr);
    }

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

    void nothingIsAskedTwiceAtATime() {
        ConnectionsRoom room;
        room.sync().connected = {test::atCodeforces()};
        room.open();
        QWidget& card = room.card("codeforces");
        QTRY_VERIFY(room.button(card, u"Refresh"_s) != nullptr);
        auto* waiting = card.findChild<ui::ThinProgressBar*>();
        QVERIFY(!waiting->isVisible());
        room.sync().hold();
        room.button(card, u"Refresh"_s)->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QVERIFY(waiting->isVisible());
        QCOMPARE(QApplication::focusWidget(), room.button(card, u"Refresh"_s));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QCOMPARE(room.sync().did.count(u"refresh codeforces"_s), 1);
        QVERIFY(!room.button(card, u"Import history"_s)->isEnabled());
        room.sync().goOn();
        QTRY_VERIFY(!waiting->isVisible());
        room.press(card, u"Import history"_s);
        QTRY_VERIFY(room.sync().did.contains(u"import codeforces"_s));
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

    void whatIsConnectedIsRefreshedAndImported() {
        ConnectionsRoom room;
        room.sync().connected = {test::atCodeforces()};
        room.open();
        QWidget& card = room.card("codeforces");
        room.press(card, u"Refresh"_s);
        QTRY_VERIFY(room.sync().did.contains(u"refresh codeforces"_s));
        room.press(card, u"Import history"_s);
        QTRY_VERIFY(room.sync().did.contains(u"import codeforces"_s));
        QVERIFY(room.words(card).contains("148 solved"_L1));
        QVERIFY(room.words(card).contains("rating 1,431, at most 1,452"_L1));
    }

    void disconnectingIsAskedFor() {
        ConnectionsRoom room;
        room.sync().connected = {test::atCodeforces()};
        room.open();
        QWidget& card = room.card("codeforces");
        const auto answer = [&](QMessageBox::ButtonRole role) {
            room.press(card, u"Disconnect…"_s);
            QTRY_VERIFY(room.page().window()->findChild<QMessageBox*>() != nullptr);
            auto* question = room.page().window()->findChild<QMessageBox*>();
            for (QAbstractButton* each : question->buttons()) {
                if (question->buttonRole(each) == role) {
                    QTest::mouseClick(each, Qt::LeftButton);
                    break;
                }
            }
            QTRY_VERIFY(room.page().window()->findChild<QMessageBox*>() == nullptr);
        };
        answer(QMessageBox::RejectRole);
        QVERIFY(!room.sync().did.contains(u"disconnect codeforces"_s));
        answer(QMessageBox::DestructiveRole);
        QTRY_VERIFY(room.sync().did.contains(u"disconnect codeforces"_s));
        QTRY_VERIFY(room.words(card).contains("Proves the problems"_L1));
    }

    void figuresComeAndGoWithTheirSources() {
        ConnectionsRoom room;
        room.open();
        auto& figures = *room.page().findChild<ui::FiguresCard*>();
        auto& sources = *room.page().findChild<ui::SourcesCard*>();
        QTRY_VERIFY(room.words(figures).contains("Connect an account"_L1));
        QVERIFY(!sources.isVisible());
        room.sync().connected = test::someConnections();
        room.showAgain();
        QTRY_VERIFY(sources.isVisible());
        QVERIFY(room.words(sources).contains("at least 165"_L1));
        QVERIFY(room.words(figures).contains("Rating at Codeforces"_L1));
        QVERIFY(room.words(figures).contains("mira_codes at Codeforces"_L1));

        room.sync().connected = {test::atGitHub()};
        room.showAgain();
        QTRY_VERIFY(!room.words(sources).contains("Problems solved"_L1));
        QVERIFY(!figures.isVisible());
        const QString left = room.words(room.page());
        for (const char* gone : {"165", "148", "1,452", "1,580", "mira_codes"}) {
            QVERIFY2(!left.contains(QString::fromLatin1(gone)), gone);
        }
        QVERIFY(left.contains("335"_L1));

        room.sync().connected.clear();
        room.showAgain();
        QTRY_VERIFY(room.words(figures).contains("Connect an account"_L1));
        QVERIFY(!sources.isVisible());
    }

    void leetCodeSaysWhatItDoesNotShow() {
        ConnectionsRoom room;
        room.open();
        QWidget& card = room.card("leetcode");
        QVERIFY(room.words(card).contains("only the last 20"_L1));
        QVERIFY(!room.words(room.card("codeforces")).contains("only the last 20"_L1));
        room.sync().connected = {test::atLeetCode()};
        room.showAgain();
        QTRY_VERIFY2(
            room.words(card).contains(u"212 tried · 17 solved lately · ranking 184,223 · rating 1,561"_s),
            qPrintable(room.words(card)));
        QVERIFY(room.words(card).contains("only the last 20"_L1));
    }

    void whatIsProvenCanBeRead() {
        ConnectionsRoom room;
        room.open();
        room.press(room.page(), u"What is proven?"_s);
        QCOMPARE(room.navigator().opened, QStringList{u"proven"_s});
    }
};

CAIRN_UI_TEST_MAIN(ConnectionsPageTest)
#include "connections_page_test.moc"
