#include "tests/sync/host/raw_socket.h"

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
