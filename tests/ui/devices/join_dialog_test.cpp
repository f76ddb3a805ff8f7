#include "tests/ui/ui_fixture.h"
#include "ui/shell/join_dialog.h"
#include "ui/shell/join_steps.h"
#include "ui/widgets/busy_overlay.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/secret_field.h"

#include <QCheckBox>
#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QSysInfo>
#include <QTest>

using namespace Qt::StringLiterals;

namespace cairn::test {

namespace {

using Step = api::SignInResult::Step;

api::SignInResult asks(Step step, const std::string& message = {}) {
    return {step, message, step == Step::certificate ? std::string(64, 'a') : std::string()};
}

} // namespace

class JoinDialogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void initTestCase() {
        m_ui = std::make_unique<UiFixture>(UiFixture::Data::none);
        m_ui->show();
    }

    void cleanup() {
        if (QPointer<ui::JoinDialog> left = dialog()) {
            left->done(QDialog::Rejected);
            QTRY_VERIFY(left.isNull());
        }
        m_ui->sync().goOn();
        m_ui->sync().joinings.clear();
        m_ui->sync().asked.clear();
        m_ui->sync().did.clear();
        m_ui->sync().become({});
    }

    void cleanupTestCase() { m_ui.reset(); }

    void theKeyboardSignsIn() {
        open();
        QTRY_COMPARE(QApplication::focusWidget(), line(u"Server"_s));
        type(u"study.example.org"_s);
        tab();
        type(u"ada@example.org"_s);
        tab();
        type(u"Correct1horse"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(dialog() == nullptr);
        const api::SignIn& asked = m_ui->sync().asked.front();
        QCOMPARE(asked.server, std::string("study.example.org"));
        QCOMPARE(asked.email, std::string("ada@example.org"));
        QCOMPARE(asked.password, std::string("Correct1horse"));
        QCOMPARE(asked.device, QSysInfo::machineHostName().toStdString());
        QVERIFY(asked.code.empty() && asked.certificate.empty());
        QCOMPARE(m_ui->sync().did, QStringList(u"sign in"_s));
        QVERIFY(m_ui->window().findChild<ui::MessageBar*>()->text().startsWith(u"Signed in to study.example.org"_s));
    }

    void anAccountIsCreated() {
        open(ui::Joining::createAccount);
        QVERIFY(m_ui->named(
            u"At least 8 characters, with upper and lower case letters, a digit and another sign."_s, dialog()));
        QVERIFY(m_ui->named(u"Forgot password?"_s, dialog()) == nullptr);
        fill();
        m_ui->sync().joinings = {
            asks(Step::confirm, "A letter is on its way."), asks(Step::confirm, "A letter is on its way.")};
        press(u"Create account"_s);
        QTRY_VERIFY(m_ui->named(u"A letter is on its way."_s, dialog()) != nullptr);
        press(u"I have confirmed it: sign in"_s);
        QTRY_VERIFY(notice().contains(u"has not heard of the confirmation"_s));
        press(u"I have confirmed it: sign in"_s);
        QTRY_VERIFY(dialog() == nullptr);
        QCOMPARE(m_ui->sync().did, QStringList({u"create account"_s, u"sign in"_s, u"sign in"_s}));
    }

    void theWayCanBeChanged() {
        open();
        QTest::mouseClick(m_ui->named(u"Create an account"_s, dialog()), Qt::LeftButton);
        QVERIFY(m_ui->named(u"Create account"_s, dialog()) != nullptr);
        fill();
        press(u"Create account"_s);
        QTRY_COMPARE(m_ui->sync().did, QStringList(u"create account"_s));
    }

    void whatIsMissingIsSaidBesideItsField() {
        open();
        press(u"Sign in"_s);
        QVERIFY(m_ui->sync().did.isEmpty());
        QVERIFY(!line(u"Server"_s)->accessibleDescription().isEmpty());
        QVERIFY(!line(u"Password"_s)->accessibleDescription().isEmpty());
        QCOMPARE(QApplication::focusWidget(), line(u"Server"_s));
        type(u"s"_s);
        QVERIFY(line(u"Server"_s)->accessibleDescription().isEmpty());
    }

    void aSecondFactorIsAskedFor() {
        open();
        fill();
        m_ui->sync().joinings = {
            asks(Step::code), base::fail(base::ErrorCode::Unauthorized, "the code is not right"), asks(Step::joined)};
        press(u"Sign in"_s);
        QTRY_VERIFY(line(u"Code"_s) != nullptr);
        QTRY_COMPARE(QApplication::focusWidget(), line(u"Code"_s));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(!line(u"Code"_s)->accessibleDescription().isEmpty()); // it is missing
        type(u"123456"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(notice().contains(u"The code is not right"_s));
        line(u"Code"_s)->selectAll();
        type(u"654321"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(dialog() == nullptr);
        QCOMPARE(m_ui->sync().asked.at(2).code, std::string("654321"));
        QCOMPARE(m_ui->sync().asked.at(2).password, std::string("Correct1horse"));
    }

    void aCertificateIsShownAndTrustedOnlyOnPurpose() {
        open();
        fill();
        m_ui->sync().joinings = {asks(Step::certificate, "it is signed by itself"), asks(Step::certificate)};
        press(u"Sign in"_s);
        const QString four = u"AAAA AAAA AAAA AAAA AAAA AAAA AAAA AAAA"_s;
        QTRY_VERIFY(m_ui->named(u"SHA-256 digest: "_s + four + u'\n' + four, dialog()) != nullptr);
        QVERIFY(m_ui->named(u"it is signed by itself"_s, dialog()) != nullptr);
        // Enter does what is safe.
        QTRY_COMPARE(QApplication::focusWidget(), m_ui->named(u"Do not trust"_s, dialog()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(line(u"Server"_s) != nullptr);
        QCOMPARE(m_ui->sync().asked.size(), std::size_t(1));

        press(u"Sign in"_s);
        QTRY_VERIFY(m_ui->named(u"Trust this certificate"_s, dialog()) != nullptr);
        press(u"Copy digest"_s);
        QCOMPARE(QGuiApplication::clipboard()->text(), QString(64, u'a'));
        press(u"Trust this certificate"_s);
        QTRY_VERIFY(dialog() == nullptr);
        QVERIFY(m_ui->sync().asked.at(1).certificate.empty());
        QCOMPARE(m_ui->sync().asked.at(2).certificate, std::string(64, 'a'));
    }

    void errorsAreSaidInTheDialog_data() {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("words");
        const auto row = [](base::ErrorCode code, const QString& words) {
            QTest::newRow(base::name(code)) << static_cast<int>(code) << words;
        };
        row(base::ErrorCode::Unreachable, u"The server does not answer: it said no."_s);
        row(base::ErrorCode::Unauthorized, u"Look at the e-mail address and the password once more."_s);
        row(base::ErrorCode::Refused, u"Whoever runs the server can say more."_s);
        row(base::ErrorCode::Busy, u"Wait, then try again."_s);
    }

    void errorsAreSaidInTheDialog() {
        QFETCH(int, code);
        QFETCH(QString, words);
        open();
        fill();
        m_ui->sync().joinings = {base::fail(static_cast<base::ErrorCode>(code), "it said no.")};
        press(u"Sign in"_s);
        QTRY_VERIFY(notice().contains(u"it said no."_s, Qt::CaseInsensitive));
        QVERIFY2(notice().contains(words), qPrintable(notice()));
        QCOMPARE(line(u"Password"_s)->text(), u"Correct1horse"_s); // nothing has to be typed twice
    }

    void waitingIsShownAndCanBeCancelled() {
        open();
        fill();
        m_ui->sync().hold();
        press(u"Sign in"_s);
        auto* busy = dialog()->findChild<ui::BusyOverlay*>();
        QVERIFY(!busy->isVisible()); // not before it is worth it
        QTRY_VERIFY(busy->isVisible());
        auto* cancel = busy->findChild<QPushButton*>();
        QTRY_VERIFY(cancel->isVisible());
        QTest::keyClick(busy, Qt::Key_Escape);
        QTRY_VERIFY(!busy->isVisible());
        QVERIFY(notice().startsWith(u"Cancelled"_s));
        QVERIFY(dialog() != nullptr);
        QCOMPARE(m_ui->sync().asked.size(), std::size_t(1));
    }

    void aForgottenPasswordIsAskedForByMail() {
        open();
        press(u"Forgot password?"_s);
        QVERIFY(m_ui->sync().did.isEmpty()); // whose, and where?
        fill();
        press(u"Forgot password?"_s);
        QTRY_COMPARE(m_ui->sync().did, QStringList(u"forgot study.example.org ada@example.org"_s));
        QTRY_VERIFY(notice().contains(u"A letter went to ada@example.org."_s));
    }

    void thePasswordIsHiddenAndEndsWithTheDialog() {
        open();
        fill();
        auto* secret = dialog()->findChild<ui::SecretField*>();
        QCOMPARE(secret->echoMode(), QLineEdit::Password);
        dialog()->findChild<QCheckBox*>()->click();
        QCOMPARE(secret->echoMode(), QLineEdit::Normal);
        dialog()->setAttribute(Qt::WA_DeleteOnClose, false);
        const std::unique_ptr<ui::JoinDialog> kept(dialog());
        QTest::keyClick(secret, Qt::Key_Escape);
        QVERIFY(!kept->isVisible());
        QVERIFY(secret->text().isEmpty());
        QVERIFY(!secret->isUndoAvailable());
        QCOMPARE(secret->echoMode(), QLineEdit::Password);
    }

    void whoIsSignedOutGivesThePasswordAlone() {
        m_ui->sync().become(ScriptedSync::joinedState(api::SyncPhase::signed_out));
        open();
        QVERIFY(line(u"Server"_s) == nullptr && line(u"E-mail"_s) == nullptr);
        QVERIFY(
            m_ui->named(
                u"As ada@example.org, to study.example.org. What you did meanwhile is kept here, and goes out once you are signed in."_s,
                dialog()) != nullptr);
        QVERIFY(line(u"Name of this computer"_s) == nullptr);
        QTRY_COMPARE(QApplication::focusWidget(), line(u"Password"_s));
        type(u"Correct1horse"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(dialog() == nullptr);
        QCOMPARE(m_ui->sync().asked.front().email, std::string("ada@example.org"));
        QCOMPARE(m_ui->sync().asked.front().device, std::string("desk"));
        QCOMPARE(m_ui->sync().asked.front().server, std::string("https://study.example.org"));
    }

    void aDigestIsReadInFours() { QCOMPARE(ui::CertificateStep::grouped(u"ab:cd:ef:01:23"_s), u"ABCD EF01 23"_s); }

private:
    ui::JoinDialog* dialog() { return m_ui->window().findChild<ui::JoinDialog*>(); }

    void open(ui::Joining way = ui::Joining::signIn) {
        m_ui->window().joinServer(way);
        QVERIFY(waitUntilActive(dialog()));
    }

    QLineEdit* line(const QString& name) { return qobject_cast<QLineEdit*>(m_ui->named(name, dialog())); }

    QString notice() { return dialog()->findChild<ui::Notice*>()->text(); }

    static void type(const QString& text) { QTest::keyClicks(QApplication::focusWidget(), text); }

    static void tab() { QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab); }

    void fill() {
        const std::initializer_list<std::pair<QString, QString>> entries{
            {u"Server"_s, u"study.example.org"_s},
            {u"E-mail"_s, u"ada@example.org"_s},
            {u"Password"_s, u"Correct1horse"_s}};
        for (const auto& [name, text] : entries) {
            line(name)->setFocus();
            type(text);
        }
    }

    void press(const QString& name) {
        QWidget* button = m_ui->named(name, dialog());
        QVERIFY2(button != nullptr, qPrintable(name));
        QTest::mouseClick(button, Qt::LeftButton);
    }

    std::unique_ptr<UiFixture> m_ui;
};

} // namespace cairn::test

CAIRN_UI_TEST_MAIN(cairn::test::JoinDialogTest)

#include "join_dialog_test.moc"
