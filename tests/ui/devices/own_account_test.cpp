#include "tests/sync/client/computer.h"
#include "tests/ui/ui_fixture.h"
#include "ui/pages/devices/erase_account_dialog.h"
#include "ui/pages/devices/factor_off_dialog.h"
#include "ui/pages/devices/second_factor_dialog.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/notice.h"

#include <QCheckBox>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;

namespace cairn::test {

namespace {

constexpr int kPatience = 20'000; // ms
const QString kMe = u"ada+learns@example.org"_s;

} // namespace

// The window, the client and a real server: codes at sign-in, and the end of an account.
class OwnAccountTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void init() {
        m_server = std::make_unique<LiveServer>();
        m_desk = std::make_unique<Computer>(u"desk"_s);
        m_desk->add("from the desk");
        QVERIFY(m_desk->signIn(m_server->url(), kMe, true));
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->inSync(), kPatience);
        m_window = std::make_unique<ui::MainWindow>(
            m_desk->profile(), m_desk->sync(), *UiFixture::s_theme, ui::MainWindow::Memory::none);
        m_window->resize(1180, 820);
        m_window->show();
        QVERIFY(waitUntilActive(m_window.get()));
        m_window->goTo(ui::PlaceId::devices);
    }

    void cleanup() {
        m_window.reset();
        m_desk.reset();
        m_server.reset();
    }

    void aSecondComputerWantsACodeUntilCodesAreTurnedOff() {
        const QStringList recovery = turnCodesOn();
        QCOMPARE(recovery.size(), 10);

        Computer laptop(u"laptop"_s);
        QCOMPARE(signIn(laptop, {})->step, api::SignInResult::Step::code);
        const auto wrong = signIn(laptop, "000000");
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().code, base::ErrorCode::Unauthorized);
        m_server->ahead += 60'000; // the code that turned it on is used up
        const QString code = factorCode(m_secret, m_server->ahead);
        const auto typed = code.first(3) + u' ' + code.last(3); // as authenticators show it
        QCOMPARE(signIn(laptop, typed.toStdString())->step, api::SignInResult::Step::joined);
        QTRY_COMPARE_WITH_TIMEOUT(laptop.titles(), QStringList(u"from the desk"_s), kPatience);

        Computer attic(u"attic"_s);
        const auto first = recovery.first().toStdString();
        QCOMPARE(signIn(attic, first)->step, api::SignInResult::Step::joined);
        Computer cellar(u"cellar"_s);
        QVERIFY(!signIn(cellar, first)); // once

        auto* off = open<ui::FactorOffDialog>(u"Turn codes off…"_s);
        type(u"Password"_s, u"not mine"_s, off);
        click(u"Turn codes off"_s, off);
        QTRY_VERIFY_WITH_TIMEOUT(says<ui::Notice>(u"This is not your password"_s, off), kPatience);
        QVERIFY(says<ui::Notice>(u"Look at the password once more."_s, off));
        type(u"Password"_s, QLatin1String(LiveServer::kPassword), off);
        click(u"Turn codes off"_s, off);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<ui::FactorOffDialog*>() == nullptr, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(button(u"Turn codes on…"_s) != nullptr, kPatience);
        QCOMPARE(signIn(cellar, {})->step, api::SignInResult::Step::joined);
    }

    void aWrongCodeTurnsNothingOn() {
        auto* dialog = beginTurningOn();
        const QString right = factorCode(m_secret);
        type(u"Code"_s, right == u"000000"_s ? u"111111"_s : u"000000"_s, dialog);
        click(u"Turn codes on"_s, dialog);
        QTRY_VERIFY_WITH_TIMEOUT(says<ui::Notice>(u"This code does not belong to the secret"_s, dialog), kPatience);
        QVERIFY(says<ui::Notice>(u"Codes change every half minute"_s, dialog));
        Computer laptop(u"laptop"_s);
        QCOMPARE(signIn(laptop, {})->step, api::SignInResult::Step::joined);
    }

    void anErasedAccountLeavesTheComputersWhatTheyHave() {
        Computer laptop(u"laptop"_s);
        QVERIFY(laptop.signIn(m_server->url(), kMe));
        QTRY_COMPARE_WITH_TIMEOUT(laptop.titles(), QStringList(u"from the desk"_s), kPatience);
        const QString before = m_server->token(kMe);

        auto* dialog = open<ui::EraseAccountDialog>(u"Erase account…"_s);
        type(u"Password"_s, u"not mine"_s, dialog);
        click(u"Erase account"_s, dialog);
        QTRY_VERIFY_WITH_TIMEOUT(says<ui::Notice>(u"This is not your password"_s, dialog), kPatience);
        QCOMPARE(m_server->call("GET", u"/api/auth/profile"_s, before).status, 200);
        type(u"Password"_s, QLatin1String(LiveServer::kPassword), dialog);
        click(u"Erase account"_s, dialog);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<ui::EraseAccountDialog*>() == nullptr, kPatience);

        QCOMPARE(m_desk->state().phase, api::SyncPhase::off);
        QCOMPARE(m_desk->titles(), QStringList(u"from the desk"_s));
        QVERIFY(!QFile::exists(QString::fromStdString((m_desk->folder() / "server.json").string())));
        QTRY_COMPARE_WITH_TIMEOUT(laptop.state().phase, api::SyncPhase::signed_out, kPatience);
        QCOMPARE(laptop.titles(), QStringList(u"from the desk"_s));
        QCOMPARE(m_server->call("GET", u"/api/auth/profile"_s, before).status, 401);
        const auto again = m_desk->signIn(m_server->url(), kMe);
        QVERIFY(!again);
        QCOMPARE(again.error().code, base::ErrorCode::Unauthorized);

        // The profile goes on, and may join as somebody new.
        m_desk->add("afterwards");
        QVERIFY(m_desk->signIn(m_server->url(), u"new@example.org"_s, true));
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->inSync(), kPatience);
        QCOMPARE(m_server->call("GET", u"/api/tasks"_s, m_server->token(u"new@example.org"_s)).body[u"total"_s], 2);
    }

private:
    base::Expected<api::SignInResult> signIn(Computer& computer, const std::string& code) {
        api::SignIn account;
        account.server = m_server->url().toStdString();
        account.email = kMe.toStdString();
        account.password = LiveServer::kPassword;
        account.device = "another";
        account.code = code;
        return computer.answer<api::SignInResult>(
            [&](auto reply) { return computer.sync().signIn(account, std::move(reply)); });
    }

    QPushButton* button(const QString& text, QWidget* in = nullptr) {
        for (auto* each : (in != nullptr ? in : m_window.get())->findChildren<QPushButton*>()) {
            if (each->isVisible() && each->isEnabled() && each->text() == text) {
                return each;
            }
        }
        return nullptr;
    }

    void click(const QString& text, QWidget* in) {
        QVERIFY2(button(text, in) != nullptr, qPrintable(text));
        QTest::mouseClick(button(text, in), Qt::LeftButton);
    }

    static void type(const QString& name, const QString& text, QDialog* dialog) {
        for (auto* each : dialog->findChildren<QLineEdit*>()) {
            if (each->isVisible() && each->accessibleName() == name) {
                each->selectAll();
                QTest::keyClicks(each, text);
                return;
            }
        }
        QFAIL(qPrintable(name));
    }

    template<class Widget> static bool says(const QString& words, QDialog* dialog) {
        return std::ranges::any_of(dialog->findChildren<Widget*>(), [&](const Widget* each) {
            return each->isVisible() && each->text().contains(words);
        });
    }

    template<class Dialog> Dialog* open(const QString& text) {
        if (!QTest::qWaitFor([&] { return button(text) != nullptr; }, kPatience)) {
            qFatal("no button");
        }
        QTest::mouseClick(button(text), Qt::LeftButton);
        auto* dialog = m_window->findChild<Dialog*>();
        if (dialog == nullptr || !waitUntilActive(dialog)) {
            qFatal("no dialog");
        }
        return dialog;
    }

    ui::SecondFactorDialog* beginTurningOn() {
        auto* dialog = open<ui::SecondFactorDialog>(u"Turn codes on…"_s);
        click(u"Set up"_s, dialog);
        if (!QTest::qWaitFor([&] { return button(u"Copy secret"_s, dialog) != nullptr; }, kPatience)) {
            qFatal("no secret");
        }
        click(u"Copy secret"_s, dialog);
        m_secret = QGuiApplication::clipboard()->text();
        return dialog;
    }

    // Answers with the recovery codes, as they were copied.
    QStringList turnCodesOn() {
        auto* dialog = beginTurningOn();
        type(u"Code"_s, factorCode(m_secret), dialog);
        click(u"Turn codes on"_s, dialog);
        if (!QTest::qWaitFor([&] { return button(u"Copy"_s, dialog) != nullptr; }, kPatience)) {
            return {};
        }
        click(u"Copy"_s, dialog);
        dialog->findChild<QCheckBox*>()->click();
        click(u"Done"_s, dialog);
        return QGuiApplication::clipboard()->text().split(u'\n');
    }

    std::unique_ptr<LiveServer> m_server;
    std::unique_ptr<Computer> m_desk;
    std::unique_ptr<ui::MainWindow> m_window;
    QString m_secret;
};

} // namespace cairn::test

CAIRN_UI_TEST_MAIN(cairn::test::OwnAccountTest)

#include "own_account_test.moc"
