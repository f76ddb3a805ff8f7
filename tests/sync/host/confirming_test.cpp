#include "tests/sync/host/every_server.h"
#include "tests/sync/server/mail_server.h"

#include <QTest>

using namespace Qt::StringLiterals;
using cairn::test::LiveServer;

namespace {

const QString kMe = u"me@example.org"_s;
const QString kGood = QLatin1String(LiveServer::kPassword);
const QString kOther = u"Another-Horse-9"_s;
constexpr int kPatience = 20'000; // ms

} // namespace

// Accounts that have to be confirmed by a link in a message, and more than one of them.
class ConfirmingTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<cairn::test::MailServer> m_mail;
    std::unique_ptr<LiveServer> m_server;

    int post(const QString& path, const QString& password) {
        return m_server->call("POST", path, {}, {{u"email"_s, kMe}, {u"password"_s, password}}).status;
    }

    int create(const QString& password) { return post(u"/api/auth/register"_s, password); }

    int login(const QString& password) { return post(u"/api/auth/login"_s, password); }

    QString textOf(int number) {
        const bool came = QTest::qWaitFor([&] { return m_mail->count() >= number; }, kPatience);
        return came ? m_mail->message(number)[u"text"_s].toString() : QString();
    }

    int open(int number) {
        const auto token = textOf(number).section(u"/confirm?token="_s, 1).left(64);
        return m_server->call("GET", u"/api/auth/verify?token="_s + token).status;
    }

private Q_SLOTS:

    void init() {
        m_mail = std::make_unique<cairn::test::MailServer>();
        QVERIFY2(m_mail->trouble().isEmpty(), qPrintable(m_mail->trouble()));
        m_server = std::make_unique<LiveServer>([&](auto& config) {
            config.mailUrl = m_mail->address();
            config.mailFrom = "cairn@example.org";
            config.publicUrl = "https://cairn.example.org";
            config.confirm = "mail";
        });
    }

    void cleanup() {
        m_server.reset();
        m_mail.reset();
    }

    void whoComesTooLateAsksForAnotherLink() {
        const auto fresh =
            m_server->call("POST", u"/api/auth/register"_s, {}, {{u"email"_s, kMe}, {u"password"_s, kGood}});
        QVERIFY(!textOf(1).isEmpty());
        m_server->ahead += 25LL * 60 * 60 * 1000;
        QCOMPARE(open(1), 400);
        const auto again =
            m_server->call("POST", u"/api/auth/register"_s, {}, {{u"email"_s, kMe}, {u"password"_s, kOther}});
        QCOMPARE(again.status, fresh.status);
        QCOMPARE(again.text, fresh.text);
        QVERIFY(textOf(2).contains(u"once more"_s));
        QCOMPARE(open(2), 200);
        QCOMPARE(login(kOther), 200);
        QCOMPARE(login(kGood), 401);
    }

    // Whoever knows an address and asks for an account with it in between does not get the owner's.
    void eachLinkHasThePasswordThatItWasAskedForWith() {
        QCOMPARE(create(kGood), 201);
        QVERIFY(!textOf(1).isEmpty()); // two that wait may go out in either order
        QCOMPARE(create(kOther), 201);
        QVERIFY(!textOf(2).isEmpty());
        QCOMPARE(login(kOther), 401);
        QCOMPARE(open(1), 200);
        QCOMPARE(login(kGood), 200);
        QCOMPARE(open(2), 400);
        QCOMPARE(login(kOther), 401);
        QCOMPARE(login(kGood), 200);
    }

    void aConfirmedAccountIsOnlyToldOf() {
        QCOMPARE(create(kGood), 201);
        QCOMPARE(open(1), 200);
        QCOMPARE(create(kOther), 201);
        const auto text = textOf(2);
        QVERIFY2(
            text.contains(u"sign in, or ask for a new password"_s) && !text.contains(u"token="_s), qPrintable(text));
        QCOMPARE(login(kOther), 401);
        QCOMPARE(login(kGood), 200);
    }
};

int main(int count, char** arguments) {
    return cairn::test::runOnEveryServer<ConfirmingTest>(count, arguments);
}

#include "confirming_test.moc"
