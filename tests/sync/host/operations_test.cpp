#include "sync/server/connections/connection_store.h"
#include "sync/wire/frame.h"
#include "tests/sync/host/live_server.h"
#include "tests/sync/host/raw_socket.h"
#include "tests/sync/scripted_device.h"
#include "tests/sync/server/mail_server.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace cairn;
using test::HttpAnswer;
using test::LiveServer;

namespace {

const QString kAdmin = u"admin@example.org"_s;
const QString kMe = u"me@example.org"_s;
const QString kYou = u"you@example.org"_s;
const QString kPassword = QLatin1String(LiveServer::kPassword);
const QByteArray kForm = "application/x-www-form-urlencoded";

} // namespace

// Every operation of the OpenAPI document is answered once with what it is for, and as the document says.
class OperationsTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<test::MailServer> m_mail;
    std::unique_ptr<LiveServer> m_server;
    int m_mails = 0;
    QString m_admin;
    QString m_me;

    HttpAnswer
    call(const QByteArray& method, const QString& path, const QString& token = {}, const QJsonObject& body = {}) {
        const auto answer = m_server->call(method, path, token, body);
        if (answer.status < 200 || answer.status > 299) {
            qWarning("%s %s: %s", method.constData(), qPrintable(path), answer.text.constData());
        }
        return answer;
    }

    // What the link says that comes with the next mail.
    QString mailed() {
        ++m_mails;
        const bool came = QTest::qWaitFor([&] { return m_mail->count() >= m_mails; }, 20'000);
        const auto text = came ? m_mail->message(m_mails)[u"text"_s].toString() : QString();
        return text.section(u"?token="_s, 1).left(64);
    }

    QString newTask(const QJsonObject& more = {}) {
        auto body = more;
        body[u"title"_s] = u"Solve"_s;
        return u"/api/tasks/"_s + call("POST", u"/api/tasks"_s, m_me, body).body[u"id"_s].toString();
    }

private Q_SLOTS:

    void initTestCase() {
        m_mail = std::make_unique<test::MailServer>();
        QVERIFY2(m_mail->trouble().isEmpty(), qPrintable(m_mail->trouble()));
        m_server = std::make_unique<LiveServer>([&](server::Config& config) {
            config.mailUrl = m_mail->address();
            config.mailFrom = "cairn@example.org";
            config.publicUrl = "http://localhost:8420";
            config.confirm = "mail";
            server::ToolServerConfig nobody;
            nobody.name = "codeforces";
            nobody.command = {"/no/such/program"};
            config.toolServers = {nobody};
        });
    }

    void accountsAreMadeAndConfirmed() {
        m_server->createAccount(kAdmin); // of this computer: needs no confirmation
        m_admin = m_server->token(kAdmin);
        m_server->createAccount(kMe);
        const auto mine = mailed();
        call("GET", u"/confirm?token="_s + mine);
        call("GET", u"/api/auth/verify?token="_s + mine);
        m_server->createAccount(kYou);
        m_server->raw("POST", u"/confirm"_s, "token=" + mailed().toLatin1(), kForm);
        m_me = m_server->token(kMe);
    }

    void signInsComeAndGo() {
        const auto login = m_server->login(kMe);
        const auto fresh =
            call("POST", u"/api/auth/refresh"_s, {}, {{u"refreshToken"_s, login[u"refreshToken"_s].toString()}});
        const auto place = u"/api/auth/sessions/"_s + login[u"signIn"_s].toString();
        call("GET", u"/api/auth/sessions"_s, m_me);
        call("PUT", place, m_me, {{u"device"_s, u"laptop"_s}});
        call("DELETE", place, m_me);
        call("POST", u"/api/auth/logout"_s, m_server->token(kMe));
        call("GET", u"/api/auth/profile"_s, m_me);
        call("PUT", u"/api/auth/profile"_s, m_me, {{u"name"_s, u"Ada"_s}});

        const auto secret = call("POST", u"/api/auth/second-factor"_s, m_me).body[u"secret"_s].toString();
        call("PUT", u"/api/auth/second-factor"_s, m_me, {{u"code"_s, test::factorCode(secret)}});
        call("DELETE", u"/api/auth/second-factor"_s, m_me, {{u"password"_s, kPassword}});
    }

    void passwordsChange() {
        const QString another = u"Another-Horse-9"_s;
        const auto changed = call(
            "PUT", u"/api/auth/password"_s, m_me, {{u"currentPassword"_s, kPassword}, {u"newPassword"_s, another}});
        QVERIFY(!changed.body[u"accessToken"_s].toString().isEmpty());
        call("POST", u"/api/auth/forgot-password"_s, {}, {{u"email"_s, kMe}});
        call(
            "POST", u"/api/auth/reset-password"_s, {}, {{u"token"_s, mailed()}, {u"password"_s, u"A-Third-Horse-9"_s}});
        call("POST", u"/api/auth/forgot-password"_s, {}, {{u"email"_s, kMe}});
        const auto token = mailed();
        call("GET", u"/reset?token="_s + token);
        m_server->raw("POST", u"/reset"_s, "token=" + token.toLatin1() + "&password=" + kPassword.toLatin1(), kForm);
        m_me = m_server->token(kMe);
    }

    void tasksAreWorkedOff() {
        const auto first = newTask();
        call("GET", u"/api/tasks"_s, m_me);
        call("GET", first, m_me);
        call("PUT", first, m_me, {{u"title"_s, u"Solve it"_s}});
        call("POST", first + u"/start"_s, m_me);
        call("POST", first + u"/self-report"_s, m_me);
        call("DELETE", first, m_me);
        call("POST", newTask() + u"/skip"_s, m_me);
        const auto proven = newTask({{u"url"_s, u"https://codeforces.com/contest/2149/problem/D"_s}});
        call("POST", proven + u"/start"_s, m_me);
        call("POST", proven + u"/complete"_s, m_me);
    }

    void pathsAreLookedAt() {
        test::ScriptedDevice device("d1", "learner/d1");
        device.add(events::draft("path/p", events::PathCreated{.title = "Modern C++"}), base::Hlc::at(test::kNow));
        test::RawSocket socket(*m_server);
        QVERIFY(socket.upgrade());
        const auto send = [&](const wire::Message& message, const std::vector<std::string>& lines) {
            socket.write(test::RawSocket::text(QByteArray::fromStdString(wire::encodeFrame(message, lines))));
            const auto answer = socket.next();
            return answer ? answer->payload : QByteArray();
        };
        send(wire::Hello{1, 1'000, m_me.toStdString(), {{device.id(), 0, "", device.stream()}}, {}, 0}, {});
        QVERIFY(send(wire::Push{device.id()}, device.lines()).contains("ack"));
        call("GET", u"/api/learning-paths"_s, m_me);
        call("GET", u"/api/learning-paths/p"_s, m_me);
        call("POST", u"/api/learning-paths/validate"_s, m_me, {{u"title"_s, u"C++"_s}});
    }

    void accountsAtPlatformsAreConnected() {
        const auto platform = u"/api/connections/codeforces"_s;
        const QJsonObject challenge{{u"method"_s, u"challenge"_s}, {u"account"_s, u"mira_codes"_s}};
        call("POST", platform + u"/begin"_s, m_me, challenge);
        const auto account = call("GET", u"/api/auth/profile"_s, m_me).body[u"id"_s].toString().toStdString();
        {
            const auto database = m_server->database()();
            server::Connection connection;
            connection.platform = events::Platform::codeforces;
            connection.handle = "mira_codes";
            server::ConnectionStore(*database).put(account, connection);
        }
        call("GET", u"/api/connections"_s, m_me);
        call("POST", platform + u"/refresh"_s, m_me);
        call("POST", platform + u"/import"_s, m_me);
        call("GET", u"/api/profile/unified"_s, m_me);
        call("DELETE", platform, m_me);
    }

    void theAdminLooksAfterTheServer() {
        const auto all = call("GET", u"/api/admin/accounts?text=you"_s, m_admin).body[u"accounts"_s].toArray();
        const auto you = u"/api/admin/accounts/"_s + all[0].toObject()[u"id"_s].toString();
        call("PATCH", you, m_admin, {{u"role"_s, u"instructor"_s}});
        call("DELETE", you + u"/sessions"_s, m_admin);

        m_mail->tell("RCPT 550 no such user");
        call("POST", u"/api/auth/forgot-password"_s, {}, {{u"email"_s, kYou}});
        QJsonArray dead;
        QTRY_VERIFY_WITH_TIMEOUT(
            !(dead = call("GET", u"/api/admin/jobs/dead"_s, m_admin).body[u"jobs"_s].toArray()).isEmpty(), 20'000);
        call("POST", u"/api/admin/jobs/"_s + dead[0].toObject()[u"id"_s].toString() + u"/retry"_s, m_admin);
    }

    void whoeverWatchesItIsTold() {
        for (const auto& place :
             {u"/api/health"_s, u"/api/health/db"_s, u"/api/health/mcp"_s, u"/api/server"_s, u"/api/receipts/keys"_s,
              u"/.well-known/jwks.json"_s, u"/metrics"_s, u"/api/openapi.json"_s}) {
            call("GET", place);
        }
    }

    void anAccountEnds() {
        call("DELETE", u"/api/auth/profile"_s, m_server->token(kYou), {{u"password"_s, kPassword}});
    }

    // Last: what was not answered so far. These say only with a platform behind them what they are for, and are tried
    // with one where accounts are connected (sync_connections_test) and where people sign in (sync_sign_in_test).
    void everyOperationWasAnswered() {
        const QStringList withPlatform{u"checkConnection"_s, u"connectionPage"_s, u"finishConnection"_s};
        QCOMPARE(m_server->unanswered(), withPlatform);
        QCOMPARE(m_server->conformity(), QString());
    }

    void cleanupTestCase() { m_server.reset(); }
};

QTEST_GUILESS_MAIN(OperationsTest)
#include "operations_test.moc"
