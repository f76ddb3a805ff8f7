#include "tests/ui/connections/some_connections.h"
#include "tests/ui/picture.h"
#include "tests/ui/tasks/proving.h"
#include "tests/ui/ui_fixture.h"
#include "ui/pages/connections/connections_page.h"
#include "ui/pages/connections/platform_card.h"
#include "ui/pages/tasks/proof_panel.h"

#include <QDir>
#include <QLineEdit>
#include <QPushButton>

using namespace cairn;
using namespace Qt::StringLiterals;
using api::ConnectMethod;
using events::Platform;
using test::ScriptedSync;

// What `cairn --screenshot` cannot draw, because that takes a server: Connections and the proofs of tasks, in light,
// dark, right to left and at 200 %. Nothing that is said may be cut off. With CAIRN_PICTURES the pictures are kept
// there, for people to look at.
class PicturesTest : public QObject {
    Q_OBJECT

private:
    static QString folder() { return qEnvironmentVariable("CAIRN_PICTURES"); }

    void variants() {
        QTest::addColumn<int>("look");
        QTest::addColumn<int>("scale");
        QTest::addColumn<bool>("mirrored");
        QTest::newRow("light") << static_cast<int>(ui::Look::light) << 100 << false;
        QTest::newRow("dark") << static_cast<int>(ui::Look::dark) << 100 << false;
        QTest::newRow("rtl") << static_cast<int>(ui::Look::light) << 100 << true;
        QTest::newRow("200") << static_cast<int>(ui::Look::light) << 200 << false;
    }

    // The window, from the start in the look of the row.
    void open(QSize size) {
        QFETCH(int, look);
        QFETCH(int, scale);
        QFETCH(bool, mirrored);
        QApplication::setLayoutDirection(mirrored ? Qt::RightToLeft : Qt::LeftToRight);
        test::UiFixture::s_theme->setLook(static_cast<ui::Look>(look));
        test::UiFixture::s_theme->setTextScale(scale);
        m_ui = std::make_unique<test::UiFixture>();
        m_ui->sync().become(ScriptedSync::joinedState());
        m_ui->window().resize(size);
        m_ui->show();
    }

    void keep(const QString& name) {
        const QImage picture = test::settled(m_ui->window());
        if (!folder().isEmpty()) {
            const QString file = u"%1-%2.png"_s.arg(name, QString::fromLatin1(QTest::currentDataTag()));
            QVERIFY(picture.save(QDir(folder()).filePath(file)));
        }
    }

    // That labels and buttons have as much room as their words take.
    static void checkRoom(const QWidget& page) {
        const QStringList cut = test::cutOff(page);
        QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u'\n')));
    }

    void openConnections(std::vector<api::Connection> connected) {
        QFETCH(int, scale);
        open(scale > 100 ? QSize(1440, 4200) : QSize(1440, 1640));
        ScriptedSync& sync = m_ui->sync();
        sync.offered = {
            {Platform::leetcode, {ConnectMethod::challenge}, true},
            {Platform::codeforces, {ConnectMethod::sign_in, ConnectMethod::challenge}, true},
            {Platform::github, {ConnectMethod::sign_in, ConnectMethod::device}, false}};
        sync.step = {
            .expires = QDateTime::currentMSecsSinceEpoch() + 900'000,
            .url = "https://github.com/login/device",
            .code = "WDJB-MJHT",
            .interval = 5,
            .token = "cairn-7k2q9v5d",
            .place = "Put it into the summary of your profile at LeetCode (Edit profile, About)."};
        const auto now = QDateTime::currentMSecsSinceEpoch();
        sync.offered[0].outcomes = {{api::OutcomeKind::imported, now, 20, {}}};
        sync.offered[1].outcomes = {{api::OutcomeKind::imported, now, 0, "Codeforces: Call limit exceeded"}};
        sync.offered[2].outcomes = {
            {api::OutcomeKind::moved, now, 0, "another learner has proven since that mira-dev is theirs"}};
        sync.connected = std::move(connected);
        m_ui->window().goTo(ui::PlaceId::connections);
    }

    ui::PlatformCard* card(Platform platform) {
        for (auto* each : m_ui->window().findChildren<ui::PlatformCard*>()) {
            if (each->platform() == platform) {
                return each;
            }
        }
        return nullptr;
    }

    void begin(Platform platform, ConnectMethod method) {
        Q_EMIT card(platform)->beginAsked(method, u"mira"_s);
        QTRY_VERIFY(card(platform)->findChild<QPushButton*>(u"connectCheck"_s) != nullptr);
    }

    std::unique_ptr<test::UiFixture> m_ui;

private slots:

    void cleanup() {
        m_ui.reset();
        QApplication::setLayoutDirection(Qt::LeftToRight);
        test::UiFixture::s_theme->setLook(ui::Look::light);
        test::UiFixture::s_theme->setTextScale(100);
    }

    void connectionsWithFiguresAndACode_data() { variants(); }

    void connectionsWithFiguresAndACode() {
        openConnections({test::atLeetCode(), test::atCodeforces()});
        begin(Platform::github, ConnectMethod::device);
        keep(u"connections-figures"_s);
        checkRoom(*m_ui->window().findChild<ui::ConnectionsPage*>());
    }

    void connectionsUnderWay_data() { variants(); }

    void connectionsUnderWay() {
        openConnections({});
        QTRY_VERIFY(card(Platform::leetcode)->findChild<QLineEdit*>(u"connectAccount"_s) != nullptr);
        keep(u"connections-ways"_s);
        for (const Platform platform : {Platform::leetcode, Platform::codeforces}) {
            const auto* name = card(platform)->findChild<QLineEdit*>(u"connectAccount"_s);
            const int wanted = name->fontMetrics().horizontalAdvance(name->placeholderText());
            QVERIFY2(wanted < name->width(), qPrintable(name->placeholderText()));
        }
        begin(Platform::leetcode, ConnectMethod::challenge);
        begin(Platform::codeforces, ConnectMethod::sign_in);
        m_ui->sync().notYet = base::Error{base::ErrorCode::Refused, "the browser has not come back yet"};
        Q_EMIT card(Platform::codeforces)->checkAsked();
        keep(u"connections-steps"_s);
        checkRoom(*m_ui->window().findChild<ui::ConnectionsPage*>());
    }

    void connectionsWithAll_data() { variants(); }

    void connectionsWithAll() {
        openConnections(test::someConnections());
        keep(u"connections-all"_s);
        checkRoom(*m_ui->window().findChild<ui::ConnectionsPage*>());
    }

    void proofs_data() { variants(); }

    void proofs() {
        open({1440, 900});
        test::Proving proving(m_ui->profile());
        const auto verifying = proving.add("Two Sum");
        const auto delayed = proving.add("Meeting Rooms II");
        const auto failed = proving.add("Word Search");
        const auto proven = proving.add("Spiral Matrix");
        for (const auto& each : {verifying, delayed, failed, proven}) {
            proving.claim(each);
        }
        proving.say(
            delayed, events::TaskVerificationDelayed{
                         "LeetCode answered with status 503", 2, QDateTime::currentMSecsSinceEpoch() + 300'000});
        proving.say(failed, events::TaskFailed{"There is no account of yours.", events::FailureCause::no_account});
        proving.say(proven, test::Proving::receipt());
        for (const auto& [name, id] :
             {std::pair(u"verifying"_s, verifying), std::pair(u"delayed"_s, delayed), std::pair(u"failed"_s, failed),
              std::pair(u"proven"_s, proven)}) {
            m_ui->window().goTo(ui::PlaceId::tasks, QString::fromStdString(id));
            QTRY_VERIFY(m_ui->window().findChild<ui::ProofPanel*>() != nullptr);
            keep(u"proof-"_s + name);
            checkRoom(*m_ui->window().findChild<ui::ProofPanel*>());
        }
        m_ui->sync().become(ScriptedSync::joinedState(api::SyncPhase::offline));
        m_ui->window().goTo(ui::PlaceId::today);
        keep(u"today-proofs"_s);
    }
};

CAIRN_UI_TEST_MAIN(PicturesTest)
#include "pictures_test.moc"
