#include "tests/ui/tasks/page_room.h"
#include "ui/pages/connections/connections_page.h"
#include "ui/pages/connections/figures_card.h"
#include "ui/pages/connections/platform_card.h"
#include "ui/widgets/bar_list.h"
#include "ui/widgets/line_chart.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/text_label.h"

#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>

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

    static api::Connection codeforces() {
        api::Connection connection;
        connection.platform = Platform::codeforces;
        connection.account = "mira_codes";
        connection.since = 1'790'000'000'000;
        connection.figures.at = 1'795'000'000'000;
        connection.figures.totals = {{"solved", 148}, {"rating", 1431}, {"rating_most", 1452}};
        connection.figures.languages = {{"C++", 100}, {"Python", 48}};
        connection.figures.days = {{QDate::currentDate().toString(Qt::ISODate).toStdString(), 3}};
        connection.figures.ratings = {{1'757'436'000'000, 1452, "Round 1049"}, {1'758'822'300'000, 1431, "Round 1054"}};
        return connection;
    }

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
        room.sync().connected = {ConnectionsRoom::codeforces()};
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
        room.sync().step.url = "https://github.com/login/device";
        room.sync().step.code = "WDJB-MJHT";
        room.sync().step.interval = 5;
        room.open();
        QWidget& card = room.card("github");
        room.press(card, u"Sign in with a code…"_s);
        QTRY_VERIFY(room.button(card, u"https://github.com/login/device"_s) != nullptr);
        bool shown = false;
        for (const auto* field : card.findChildren<QLineEdit*>()) {
            shown = shown || field->text() == "WDJB-MJHT"_L1;
        }
        QVERIFY(shown);
        room.press(card, u"Give up"_s);
        QTRY_VERIFY(room.button(card, u"Sign in with a code…"_s) != nullptr);
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
        room.sync().connected = {ConnectionsRoom::codeforces()};
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
        room.sync().connected = {ConnectionsRoom::codeforces()};
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

    void figuresStandWithTheirSource() {
        ConnectionsRoom room;
        room.open();
        auto& figures = *room.page().findChild<ui::FiguresCard*>();
        QTRY_VERIFY(room.words(figures).contains("Connect an account"_L1));
        room.sync().connected = {ConnectionsRoom::codeforces()};
        room.page().hide();
        room.page().show();
        QTRY_VERIFY(figures.findChild<ui::LineChart*>() != nullptr);
        QVERIFY(room.words(figures).contains("Rating at Codeforces"_L1));
        QVERIFY(room.words(figures).contains("mira_codes at Codeforces"_L1));
        auto* chart = figures.findChild<ui::LineChart*>();
        QVERIFY(chart->accessibleDescription().contains("1,431"_L1));
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_Left);
        QTest::keyClick(chart, Qt::Key_Left);
        QVERIFY(chart->accessibleDescription().contains("Round 1049"_L1));
        QCOMPARE(figures.findChild<ui::BarList*>()->accessibleDescription(), u"C++: 100, Python: 48"_s);
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
