#include "sync/server/connections/connection_store.h"
#include "tests/sync/host/live_server.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <atomic>
#include <future>
#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;
using namespace cairn;
using test::LiveServer;

namespace {

struct Asked {
    QByteArray line; // "DELETE /applications/cairn/token HTTP/1.1"
    QByteArray authorization;
    QByteArray body;
};

struct Said {
    int status = 200;
    QJsonObject body{};
};

// As much of GitHub as signing in with a code takes, which answers as it is told. It has a thread of its own.
class ScriptedGitHub {
public:
    ScriptedGitHub() {
        std::promise<quint16> listening;
        m_thread = std::jthread([this, &listening](const std::stop_token& stop) {
            QTcpServer server;
            server.listen(QHostAddress::LocalHost);
            listening.set_value(server.serverPort());
            while (!stop.stop_requested()) {
                if (server.waitForNewConnection(50)) {
                    const std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
                    serve(*socket);
                }
            }
        });
        m_origin = "http://127.0.0.1:" + std::to_string(listening.get_future().get());
    }

    server::SignInProvider provider() const {
        auto provider = server::SignInProvider::usual("github");
        provider.clientId = "cairn";
        provider.clientSecret = "secret";
        provider.authorizeUrl = m_origin + "/login/oauth/authorize";
        provider.tokenUrl = m_origin + "/login/oauth/access_token";
        provider.deviceUrl = m_origin + "/login/device/code";
        provider.userUrl = m_origin + "/user";
        provider.revokeUrl = m_origin + "/applications/{client_id}/token";
        return provider;
    }

    // What is said at a place from now on.
    void says(const QByteArray& place, const Said& said) {
        const std::lock_guard lock(m_mutex);
        m_says[place] = said;
    }

    std::vector<Asked> asked(const QByteArray& place) const {
        const std::lock_guard lock(m_mutex);
        auto found = m_asked;
        std::erase_if(found, [&](const Asked& asked) { return !asked.line.contains(' ' + place + ' '); });
        return found;
    }

private:
    void serve(QTcpSocket& socket) {
        QByteArray text;
        qsizetype head = -1;
        qsizetype length = 0;
        Asked asked;
        while (head < 0 || text.size() < head + 4 + length) {
            if (!socket.waitForReadyRead(5'000)) {
                return;
            }
            text += socket.readAll();
            head = text.indexOf("\r\n\r\n");
            for (const auto& line : text.left(head).split('\n')) {
                const auto name = line.left(line.indexOf(':')).toLower();
                const auto value = line.mid(line.indexOf(':') + 1).trimmed();
                length = name == "content-length" ? value.toInt() : length;
                asked.authorization = name == "authorization" ? value : asked.authorization;
            }
        }
        asked.line = text.left(text.indexOf('\r'));
        asked.body = text.mid(head + 4);
        Said said{404, {}};
        {
            const std::lock_guard lock(m_mutex);
            m_asked.push_back(asked);
            const auto place = asked.line.split(' ').value(1);
            said = m_says.contains(place) ? m_says[place] : said;
        }
        const auto body = said.status == 204 ? QByteArray() : QJsonDocument(said.body).toJson(QJsonDocument::Compact);
        socket.write(
            "HTTP/1.1 " + QByteArray::number(said.status) + " x\r\nContent-Type: application/json\r\nContent-Length: " +
            QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
        socket.disconnectFromHost();
        if (socket.state() != QAbstractSocket::UnconnectedState) {
            socket.waitForDisconnected(5'000);
        }
    }

    std::string m_origin;
    mutable std::mutex m_mutex; // of what follows
    QMap<QByteArray, Said> m_says;
    std::vector<Asked> m_asked;
    std::jthread m_thread; // uses all the others
};

const QByteArray kToken = "/login/oauth/access_token";
const QByteArray kRevoke = "/applications/cairn/token";

Said errorSaying(const char* error) {
    return {200, {{u"error"_s, QLatin1String(error)}}}; // GitHub's errors are no errors of HTTP
}

} // namespace

// What of signing in is GitHub's own way: errors with the status 200, and how tokens end.
class GitHubSignInTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<ScriptedGitHub> m_github;
    std::unique_ptr<LiveServer> m_server;
    QString m_me;

    test::HttpAnswer begin() {
        return m_server->call("POST", u"/api/connections/github/begin"_s, m_me, {{u"method"_s, u"device"_s}});
    }

    test::HttpAnswer check() { return m_server->call("POST", u"/api/connections/github/check"_s, m_me); }

    void agree() {
        m_github->says(
            kToken, {200, {{u"access_token"_s, u"gho_1"_s}, {u"token_type"_s, u"bearer"_s}, {u"scope"_s, u""_s}}});
        m_github->says("/user", {200, {{u"login"_s, u"mira-codes"_s}}});
    }

private Q_SLOTS:

    void init() {
        m_github = std::make_unique<ScriptedGitHub>();
        m_github->says(
            "/login/device/code", {200,
                                   {{u"device_code"_s, u"d-1"_s},
                                    {u"user_code"_s, u"WDJB-MJHT"_s},
                                    {u"verification_uri"_s, u"https://github.com/login/device"_s},
                                    {u"expires_in"_s, 900},
                                    {u"interval"_s, 5}}});
        m_server = std::make_unique<LiveServer>(
            [this](server::Config& config) { config.signInProviders = {m_github->provider()}; });
        m_server->createAccount(u"me@example.org"_s);
        m_me = m_server->token(u"me@example.org"_s);
    }

    void cleanup() {
        QCOMPARE(m_server->conformity(), QString());
        m_server.reset();
        m_github.reset();
    }

    // RFC 8628: five seconds more between two looks, from then on.
    void whoIsAskedTooOftenIsAskedLessOften() {
        QCOMPARE(begin().body[u"interval"_s].toInt(), 5);
        m_github->says(kToken, errorSaying("slow_down"));
        m_server->ahead += 5'000;
        auto answer = check();
        QCOMPARE(answer.code(), u"not_there_yet"_s);
        QCOMPARE(answer.headers.value("retry-after"), QByteArray("10"));
        m_server->ahead += 6'000; // more than was enough before
        QCOMPARE(check().code(), u"not_there_yet"_s);
        QCOMPARE(m_github->asked(kToken).size(), std::size_t(1));
        m_server->ahead += 5'000;
        m_github->says(kToken, errorSaying("authorization_pending"));
        answer = check();
        QCOMPARE(m_github->asked(kToken).size(), std::size_t(2));
        QCOMPARE(answer.headers.value("retry-after"), QByteArray("10"));
        m_server->ahead += 11'000;
        agree();
        QCOMPARE(check().status, 200);
    }

    void errorsWithTheStatus200AreErrors_data() {
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<QString>("code");
        QTest::newRow("expired_token") << QByteArray("expired_token") << u"ended"_s;
        QTest::newRow("access_denied") << QByteArray("access_denied") << u"declined"_s;
        QTest::newRow("incorrect_device_code") << QByteArray("incorrect_device_code") << u"not_proven"_s;
        QTest::newRow("incorrect_client_credentials") << QByteArray("incorrect_client_credentials") << u"not_proven"_s;
    }

    void errorsWithTheStatus200AreErrors() {
        QFETCH(QByteArray, error);
        QFETCH(QString, code);
        begin();
        m_github->says(kToken, errorSaying(error));
        m_server->ahead += 5'000;
        const auto answer = check();
        QCOMPARE(answer.status, 409);
        QCOMPARE(answer.code(), code);
        QCOMPARE(check().code(), u"nothing_begun"_s); // it has ended with that
        QVERIFY(m_github->asked("/user").empty());
    }

    void aCodeThatIsRefusedIsNoCode() {
        m_github->says("/login/device/code", errorSaying("device_flow_disabled"));
        const auto answer = begin();
        QCOMPARE(answer.status, 409);
        QCOMPARE(answer.code(), u"not_proven"_s);
        QCOMPARE(check().code(), u"nothing_begun"_s);
    }

    void disconnectingEndsTheTokenTheWayOfGitHub_data() {
        QTest::addColumn<int>("status");
        QTest::newRow("done") << 204;
        QTest::newRow("gone already") << 404;
        QTest::newRow("not taken") << 422;
    }

    void disconnectingEndsTheTokenTheWayOfGitHub() {
        QFETCH(int, status);
        m_github->says(kRevoke, {status, {}});
        begin();
        agree();
        m_server->ahead += 5'000;
        QCOMPARE(check().status, 200);
        QCOMPARE(m_server->call("DELETE", u"/api/connections/github"_s, m_me).status, 204);
        QTRY_VERIFY_WITH_TIMEOUT(!m_github->asked(kRevoke).empty(), 20'000);
        const auto asked = m_github->asked(kRevoke).front();
        QVERIFY(asked.line.startsWith("DELETE "));
        QCOMPARE(asked.authorization, "Basic " + QByteArray("cairn:secret").toBase64());
        QCOMPARE(QJsonDocument::fromJson(asked.body).object(), (QJsonObject{{u"access_token"_s, u"gho_1"_s}}));
        const auto database = m_server->database()();
        const auto open = [&] {
            int count = 0;
            database->sql() << "SELECT COUNT(*) FROM job WHERE kind = 'connection.revoke' AND state <> 'succeeded'",
                soci::into(count);
            return count;
        };
        QTRY_COMPARE_WITH_TIMEOUT(open(), 0, 20'000); // nothing that asking again would change
    }

    void anOutageIsToldAgain() {
        m_github->says(kRevoke, {503, {}});
        begin();
        agree();
        m_server->ahead += 5'000;
        QCOMPARE(check().status, 200);
        QCOMPARE(m_server->call("DELETE", u"/api/connections/github"_s, m_me).status, 204);
        QTRY_VERIFY_WITH_TIMEOUT(!m_github->asked(kRevoke).empty(), 20'000);
        m_github->says(kRevoke, {204, {}});
        m_server->ahead += 60'000;
        QTRY_VERIFY_WITH_TIMEOUT(m_github->asked(kRevoke).size() > 1, 20'000);
    }
};

QTEST_GUILESS_MAIN(GitHubSignInTest)
#include "github_sign_in_test.moc"
