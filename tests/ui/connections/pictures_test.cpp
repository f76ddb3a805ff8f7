#include "tests/ui/connections/some_connections.h"
#include "tests/ui/pictures.h"
#include "tests/ui/tasks/proving.h"
#include "tests/ui/ui_fixture.h"
#include "ui/pages/connections/connections_page.h"
#include "ui/pages/connections/platform_card.h"
#include "ui/pages/tasks/proof_panel.h"

#include <QLineEdit>
#include <QPushButton>

using namespace cairn;
using namespace Qt::StringLiterals;
using api::ConnectMethod;
using events::Platform;
using test::Pictures;
using test::ScriptedSync;

// What `cairn --screenshot` cannot draw, because that takes a server: Connections and the proofs of tasks. Nothing that
// is said may be cut off.
class PicturesTest : public QObject {
    Q_OBJECT

private:
    // The window, from the start in the look of the row.
    void open(QSize size) {
        Pictures::dress();
        m_ui = std::make_unique<test::UiFixture>();
        m_ui->sync().become(ScriptedSync::joinedState());
        m_ui->window().resize(size);
        m_ui->show();
    }

    void keep(const QString& name) { Pictures::keep(m_ui->window(), name); }

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
        Pictures::undress();
    }

    void connectionsWithFiguresAndACode_data() { Pictures::variants(); }

    void connectionsWithFiguresAndACode() {
        openConnections({test::atLeetCode(), test::atCodeforces()});
        begin(Platform::github, ConnectMethod::device);
        keep(u"connections-figures"_s);
        Pictures::checkRoom(*m_ui->window().findChild<ui::ConnectionsPage*>());
    }

    void connectionsUnderWay_data() { Pictures::variants(); }

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
        Pictures::checkRoom(*m_ui->window().findChild<ui::ConnectionsPage*>());
    }

    void connectionsWithAll_data() { Pictures::variants(); }

    void connectionsWithAll() {
        openConnections(test::someConnections());
        keep(u"connections-all"_s);
        Pictures::checkRoom(*m_ui->window().findChild<ui::ConnectionsPage*>());
    }

    void proofs_data() { Pictures::variants(); }

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
            Pictures::checkRoom(*m_ui->window().findChild<ui::ProofPanel*>());
        }
        m_ui->sync().become(ScriptedSync::joinedState(api::SyncPhase::offline));
        m_ui->window().goTo(ui::PlaceId::today);
        keep(u"today-proofs"_s);
    }
};

CAIRN_UI_TEST_MAIN(PicturesTest)
#include "pictures_test.moc"
