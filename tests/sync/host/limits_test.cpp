#include "tests/sync/host/raw_socket.h"

#include <QDateTime>
#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;
using cairn::test::LiveServer;
using cairn::test::RawSocket;

// Who is counted as whom where limits are.
class LimitsTest : public QObject {
    Q_OBJECT

private:
    static QByteArray
    post(LiveServer& server, const QByteArray& forwarded, const QByteArray& path, const QByteArray& body) {
        RawSocket socket(server);
        socket.write(
            "POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n" +
            forwarded + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        return socket.header().mid(9, 3);
    }

    static QByteArray reset(LiveServer& server, const QByteArray& forwarded) {
        return post(
            server, forwarded, "/api/auth/reset-password", "{\"token\":\"x\",\"password\":\"Correct-Horse-9\"}");
    }

private Q_SLOTS:

    void aClientDoesNotChooseItsAddress() {
        LiveServer server([](auto& config) {
            config.behindProxy = true;
            config.logins = 3;
        });
        for (int attempt = 0; attempt < 3; ++attempt) {
            const auto own = "X-Forwarded-For: 198.51.100." + QByteArray::number(attempt) + "\r\n";
            QCOMPARE(reset(server, own + "X-Forwarded-For: 192.0.2.1\r\n"), QByteArray("400"));
        }
        QCOMPARE(reset(server, "X-Forwarded-For: 198.51.100.9\r\nX-Forwarded-For: 192.0.2.1\r\n"), QByteArray("429"));
        QCOMPARE(reset(server, "X-Forwarded-For: 198.51.100.9, 192.0.2.1\r\n"), QByteArray("429"));
        QCOMPARE(reset(server, "X-Forwarded-For: ::ffff:192.0.2.1\r\n"), QByteArray("429"));
        // What one does keeps nobody else from a new password.
        QCOMPARE(reset(server, "X-Forwarded-For: 192.0.2.2\r\n"), QByteArray("400"));
    }

    // 100 a minute and 20 more at once; another account has its own.
    void whoIsSignedInIsLimitedByTheAccount() {
        const cairn::server::Config usual;
        LiveServer server([&](auto& config) {
            config.perMinute = usual.perMinute;
            config.burst = usual.burst;
        });
        server.createAccount(u"a@example.org"_s);
        server.createAccount(u"b@example.org"_s);
        const auto mine = server.token(u"a@example.org"_s);
        const auto hers = server.token(u"b@example.org"_s);
        // The server's clock stands, but for what a single request takes.
        const auto begun = QDateTime::currentMSecsSinceEpoch();
        const auto ask = [&](const QString& token, std::int64_t after) {
            server.ahead = begun + after - QDateTime::currentMSecsSinceEpoch();
            return server.call("GET", u"/api/auth/profile"_s, token);
        };
        int answered = 0;
        auto last = ask(mine, 0);
        for (; last.status == 200; last = ask(mine, 0)) {
            ++answered;
        }
        const auto passed = QDateTime::currentMSecsSinceEpoch() - begun;
        QVERIFY2(answered >= 120 && answered <= 120 + passed / 600, QByteArray::number(answered).constData());
        QCOMPARE(last.status, 429);
        QCOMPARE(last.code(), u"rate_limited"_s);
        QCOMPARE(last.headers.value("retry-after"), QByteArray("1"));
        QCOMPARE(ask(hers, 0).status, 200);
        QCOMPARE(ask(mine, 600).status, 200);
        for (int count = 0; count < 100; ++count) {
            QCOMPARE(ask(mine, 60'600).status, 200);
        }
    }

    void oneAddressDoesNotHaveAllConnections() {
        LiveServer server([](auto& config) { config.perAddress = 3; });
        const auto ask = [](RawSocket& socket) {
            socket.write("GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n");
            return socket.header().left(12);
        };
        std::vector<std::unique_ptr<RawSocket>> open;
        for (int count = 0; count < 3; ++count) {
            open.push_back(std::make_unique<RawSocket>(server));
            QCOMPARE(ask(*open.back()), QByteArray("HTTP/1.1 200"));
        }
        RawSocket another(server);
        QCOMPARE(ask(another), QByteArray());
        open.clear();
        QTRY_COMPARE(ask(*std::make_unique<RawSocket>(server)), QByteArray("HTTP/1.1 200")); // there is room again
    }

    // A platform that takes connections and says nothing keeps some of those who answer requests, and never all.
    void someAnswerWhileOthersWait() {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        LiveServer server([&](auto& config) {
            auto provider = cairn::server::SignInProvider::usual("github");
            provider.clientId = "cairn";
            provider.deviceUrl = "http://127.0.0.1:" + std::to_string(silent.serverPort()) + "/device";
            config.signInProviders = {provider};
            config.workers = 4;
        });
        std::vector<QString> tokens;
        for (const auto& email : {u"a@example.org"_s, u"b@example.org"_s, u"c@example.org"_s}) {
            server.createAccount(email);
            tokens.push_back(server.token(email));
        }
        const QByteArray begin = "/api/connections/github/begin";
        std::vector<std::unique_ptr<RawSocket>> waiting;
        for (std::size_t asked = 0; asked < 2; ++asked) {
            waiting.push_back(std::make_unique<RawSocket>(server));
            const QByteArray body = "{\"method\":\"device\"}";
            waiting.back()->write(
                "POST " + begin + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer " +
                tokens[asked].toLatin1() + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" +
                body);
            QVERIFY(silent.waitForNewConnection(10'000));
            silent.nextPendingConnection();
        }
        const auto busy = server.call("POST", QString::fromLatin1(begin), tokens[2], {{u"method"_s, u"device"_s}});
        QCOMPARE(busy.status, 503);
        QCOMPARE(busy.code(), u"busy"_s);
        QVERIFY(busy.headers["retry-after"].toInt() > 0);
        const QJsonObject plan{{u"title"_s, u"C++"_s}};
        QCOMPARE(server.call("POST", u"/api/learning-paths/validate"_s, tokens[2], plan).code(), u"busy"_s);
        QCOMPARE(server.call("GET", u"/api/health"_s).status, 200);
        QVERIFY(!server.token(u"c@example.org"_s).isEmpty());
        server.stop(); // whoever waits is told so
        for (const auto& socket : waiting) {
            QVERIFY(socket->header().startsWith("HTTP/1.1 503"));
        }
    }

    // A web page can make a name of its own mean this computer: what comes by that name is not from its owner.
    void anotherNameForThisComputerIsNotItsOwner() {
        LiveServer server;
        const auto numbers = [&](const QByteArray& host) {
            RawSocket socket(server);
            socket.write("GET /metrics HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
            return socket.header().mid(9, 3);
        };
        for (const auto* own : {"localhost", "localhost:8422", "127.0.0.1", "127.0.0.1:8422", "[::1]:8422", "[::1]"}) {
            QCOMPARE(numbers(own), QByteArray("200"));
        }
        for (const auto* other : {"evil.example", "evil.example:8422", "127.0.0.1.evil.example", "[::1", ":", ""}) {
            QCOMPARE(numbers(other), QByteArray("403"));
        }
    }

    // A proxy on the same computer that the server was told nothing of speaks for everybody.
    void whatIsPassedOnIsNotFromTheOwnerOfThisComputer() {
        const auto numbers = [](LiveServer& server, const QByteArray& header) {
            RawSocket socket(server);
            socket.write("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + header + "\r\n");
            return socket.header().mid(9, 3);
        };
        LiveServer server;
        QCOMPARE(numbers(server, "X-Other: 1\r\n"), QByteArray("200"));
        for (const auto* mark :
             {"Forwarded: for=192.0.2.1", "X-Forwarded-For: 192.0.2.1", "x-forwarded-for:", "X-Real-IP: 192.0.2.1",
              "X-Forwarded-Host: a.example", "X-Forwarded-Proto: https", "Via: 1.1 proxy"}) {
            QCOMPARE(numbers(server, mark + QByteArray("\r\n")), QByteArray("403"));
        }
        LiveServer here([](auto& config) { config.publicUrl = "http://localhost:8420"; });
        QCOMPARE(numbers(here, {}), QByteArray("200"));
        LiveServer elsewhere([](auto& config) { config.publicUrl = "https://cairn.example.org"; });
        QCOMPARE(numbers(elsewhere, {}), QByteArray("403"));
        elsewhere.createAccount(u"first@example.org"_s);
        const auto account = elsewhere.login(u"first@example.org"_s)[u"account"_s].toObject();
        QCOMPARE(account[u"role"_s].toString(), u"learner"_s);
    }

    void aNetworkOfIPv6IsOne() {
        LiveServer server([](auto& config) {
            config.behindProxy = true;
            config.anonymousPerMinute = 3;
            config.anonymousBurst = 0;
        });
        const auto login = [&](const QByteArray& address) {
            return post(
                server, "X-Forwarded-For: " + address + "\r\n", "/api/auth/login",
                "{\"email\":\"a@b\",\"password\":\"x\"}");
        };
        for (const auto* address : {"2001:db8::1", "2001:db8::2", "2001:db8:0:0:ffff::3"}) {
            QCOMPARE(login(address), QByteArray("401"));
        }
        QCOMPARE(login("2001:db8::4"), QByteArray("429"));
        QCOMPARE(login("2001:db8:0:1::4"), QByteArray("401"));
    }
};

QTEST_GUILESS_MAIN(LimitsTest)
#include "limits_test.moc"
