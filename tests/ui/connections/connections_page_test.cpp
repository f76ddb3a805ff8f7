#include "tests/ui/connections/connections_room.h"
#include "ui/pages/connections/figures_card.h"
#include "ui/pages/connections/sources_card.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/words.h"

#include <QDateTime>
#include <QMessageBox>

using namespace cairn;
using namespace Qt::StringLiterals;
using api::SyncPhase;
using test::ConnectionsRoom;
using test::ScriptedSync;

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

    void howTheServersWorkEndedIsSaid() {
        ConnectionsRoom room;
        room.sync().connected = {test::atCodeforces()};
        using Kind = api::OutcomeKind;
        const auto now = QDateTime::currentMSecsSinceEpoch();
        room.sync().offered[1].outcomes = {
            {Kind::imported, now, 12, ""}, {Kind::figures, now, 0, ""}, {Kind::moved, now, 0, "of before"}};
        room.sync().offered[2].outcomes = {
            {Kind::imported, now, 3, ""}, {Kind::moved, now, 0, "another learner has proven that it is theirs"}};
        room.open();
        QWidget& there = room.card("codeforces");
        QTRY_VERIFY(room.words(there).contains("History: 12 problem(s) came in, "_L1));
        QVERIFY(room.words(there).contains(u"Asked: "_s + ui::Words::moment(now)));
        QVERIFY(!room.words(there).contains("of before"_L1));
        QWidget& taken = room.card("github");
        QVERIFY(room.words(taken).contains("another learner has proven that it is theirs"_L1));
        QVERIFY(!room.words(taken).contains("came in"_L1));

        room.sync().offered[1].outcomes = {
            {Kind::imported, now, 0, "Call limit exceeded"}, {Kind::figures, now, 0, "status 503"}};
        room.showAgain();
        QTRY_VERIFY(room.words(there).contains("History could not be brought in"_L1));
        QVERIFY(room.words(there).contains("Call limit exceeded"_L1));
        QVERIFY(room.words(there).contains("status 503"_L1));
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
