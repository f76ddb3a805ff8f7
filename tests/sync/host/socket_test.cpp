#include "core/base/address_sanitizer.h"
#include "core/events/erasure.h"
#include "sync/wire/frame.h"
#include "sync/wire/packing.h"
#include "tests/sync/host/raw_socket.h"
#include "tests/sync/scripted_device.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTcpServer>
#include <QTest>

#include <memory>
#include <unistd.h>
#include <vector>

using namespace Qt::StringLiterals;
using namespace cairn;
using test::LiveServer;
using test::RawSocket;
using test::ScriptedDevice;

namespace {

const QString kMe = u"me@example.org"_s;

QByteArray encoded(const wire::Message& message, const std::vector<std::string>& lines = {}) {
    return QByteArray::fromStdString(wire::encodeFrame(message, lines));
}

// Without credits: nothing comes that was not asked for.
wire::Hello helloOf(const QString& token, const std::string& device = "d1") {
    return {1, 1'000, token.toStdString(), {{device, 0, "", "learner/me"}}, {}, 0};
}

// What the server says when it closes by itself: the status of RFC 6455.
int closeCode(const RawSocket::Frame& frame) {
    return frame.code == 8 && frame.payload.size() >= 2
               ? static_cast<quint8>(frame.payload[0]) << 8 | static_cast<quint8>(frame.payload[1])
               : 0;
}

// Of this process, which is the server's too.
qint64 residentBytes() {
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE) : 0;
}

int connectionsOf(LiveServer& server) {
    const auto numbers = server.call("GET", u"/metrics"_s).text;
    const auto at = numbers.lastIndexOf("cairn_http_connections ");
    return static_cast<int>(numbers.mid(at + 23, 12).split('\n')[0].toDouble());
}

} // namespace

class SocketTest : public QObject {
    Q_OBJECT

private:
    // One server for all: whatever was done to it, it goes on.
    std::unique_ptr<LiveServer> m_server;
    QString m_token;

    // A peer that has become a WebSocket.
    std::unique_ptr<RawSocket> peer() {
        auto socket = std::make_unique<RawSocket>(*m_server);
        if (!socket->upgrade()) {
            qFatal("no WebSocket");
        }
        return socket;
    }

    // One that has said hello, and was welcomed.
    std::unique_ptr<RawSocket> device(const std::string& name = "d1") {
        auto socket = peer();
        socket->write(RawSocket::text(encoded(helloOf(m_token, name))));
        if (const auto welcome = socket->next(); !welcome || !welcome->payload.contains("welcome")) {
            qFatal("not welcome");
        }
        return socket;
    }

private Q_SLOTS:

    void initTestCase() {
        m_server = std::make_unique<LiveServer>([](auto& config) { config.handshake = 1; });
        m_server->createAccount(kMe);
        m_token = m_server->token(kMe);
    }

    void cleanup() {
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(m_server->call("GET", u"/api/health"_s).status, 200);
        QVERIFY2(timer.elapsed() < 1'000, "the server answers late");
    }

    void asksForTheSubprotocol_data() {
        QTest::addColumn<QByteArray>("header");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("another") << QByteArray("Sec-WebSocket-Protocol: chat, cairn.sync.v2\r\n");
        QTest::newRow("empty") << QByteArray("Sec-WebSocket-Protocol: \r\n");
        QTest::newRow("longer") << QByteArray("Sec-WebSocket-Protocol: cairn.sync.v1x\r\n");
        QTest::newRow("very many") << "Sec-WebSocket-Protocol: " + QByteArray(10'000, ',') + "\r\n";
    }

    void asksForTheSubprotocol() {
        QFETCH(QByteArray, header);
        RawSocket socket(*m_server);
        socket.write(RawSocket::asking(header));
        QVERIFY(socket.header().startsWith("HTTP/1.1 400"));
        QVERIFY(socket.ends(3'000));
    }

    void refusesBadUpgrades_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("version") << QByteArray("Version: 13") << QByteArray("Version: 8");
        QTest::newRow("no key") << QByteArray("Sec-WebSocket-Key") << QByteArray("X-Key");
        QTest::newRow("a POST") << QByteArray("GET ") << QByteArray("POST ");
        QTest::newRow("another path") << QByteArray("/api/sync") << QByteArray("/api/sync/..");
        QTest::newRow("HTTP 1.0") << QByteArray("HTTP/1.1") << QByteArray("HTTP/1.0");
        QTest::newRow("a body") << QByteArray("Host:") << QByteArray("Content-Length: 99999999999\r\nHost:");
    }

    void refusesBadUpgrades() {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        RawSocket socket(*m_server);
        socket.write(RawSocket::asking().replace(from, to));
        const auto answer = socket.header();
        QVERIFY2(answer.startsWith("HTTP/1.1 4") || answer.startsWith("HTTP/1.0 4") || answer.isEmpty(), answer);
    }

    // What breaks RFC 6455 ends the connection, with the status that it has for it.
    void framesHoldToTheRules_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const QByteArray& bytes, int code) {
            QTest::newRow(name) << bytes << code;
        };
        constexpr int kProtocol = 1002;
        row("not masked", RawSocket::frame(1, "{}", {.masked = false}), kProtocol);
        for (int reserved = 1; reserved < 8; ++reserved) {
            const auto name = QByteArray("reserved bits ") + QByteArray::number(reserved);
            row(name, RawSocket::frame(1, "{}", {.reserved = reserved}), kProtocol);
        }
        for (const int code : {3, 7, 11, 15}) {
            const auto name = QByteArray("operation ") + QByteArray::number(code);
            row(name, RawSocket::frame(code, "{}"), kProtocol);
        }
        row("control frame in parts", RawSocket::frame(9, "x", {.last = false}), kProtocol);
        row("long control frame", RawSocket::frame(9, QByteArray(126, 'x')), kProtocol);
        row("close with half a status", RawSocket::frame(8, "x"), kProtocol);
        row("close with a status that is none", RawSocket::frame(8, QByteArray::fromHex("03ed")), kProtocol);
        row("goes on with nothing", RawSocket::frame(0, "{}"), kProtocol);
        row("a message within a message", RawSocket::frame(1, "{", {.last = false}) + RawSocket::frame(1, "}"),
            kProtocol);
        row("no UTF-8", RawSocket::text("{\"\xff\xfe\"}"), 1007);
        row("a surrogate", RawSocket::text("\xed\xa0\x80"), 1007);
        row("half a character", RawSocket::text("\xe2\x82"), 1007);
        row("larger than a message may be", RawSocket::text(QByteArray(2 << 20, ' ')), 1009);
        row("larger than what is on its way", RawSocket::text(QByteArray(7 << 20, ' ')), 1009);
        QByteArray parts = RawSocket::frame(1, QByteArray(600'000, ' '), {.last = false});
        row("larger in parts", parts + RawSocket::frame(0, QByteArray(700'000, ' ')), 1009);
        // The longest that a header can claim: nobody makes room for it.
        row("claims to be huge", QByteArray::fromHex("81ff7fffffffffffffffa1b2c3d4"), 1009);
        row("claims more than there is", QByteArray::fromHex("81ffffffffffffffffffa1b2c3d4"), 0);
        row("a size longer than it needs to be", QByteArray::fromHex("81fe0002a1b2c3d4dacf"), kProtocol);
    }

    void framesHoldToTheRules() {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        const auto socket = peer();
        socket->write(bytes);
        const auto answer = socket->next();
        if (code != 0) {
            QVERIFY(answer);
            QCOMPARE(closeCode(*answer), code);
        } else {
            QVERIFY(socket->ends(5'000));
        }
    }

    // What holds to RFC 6455 and not to our protocol is told why.
    void messagesHoldToTheProtocol_data() {
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* name, const QByteArray& bytes) { QTest::newRow(name) << bytes; };
        const auto bomb = wire::pack(std::string(std::size_t{64} << 20U, 'a')).bytes;
        row("a bomb", RawSocket::frame(2, QByteArray::fromStdString(bomb)));
        row("garbage", RawSocket::frame(2, QByteArray(500, '\x5a')));
        row("a bomb that stops", RawSocket::frame(2, QByteArray::fromStdString(bomb.substr(0, bomb.size() / 2))));
        // Nine bytes that want a window of 128 MiB to be unpacked in.
        row("wants room", RawSocket::frame(2, QByteArray::fromHex("28b52ffd0088010000")));
        row("nothing, packed", RawSocket::frame(2, ""));
        row("nothing", RawSocket::text(""));
        row("no JSON", RawSocket::text("hello"));
        row("nested", RawSocket::text("{\"hello\":" + QByteArray(100'000, '[')));
        row("in parts", RawSocket::frame(1, "{\"he", {.last = false}) + RawSocket::frame(0, "llo\":1}"));
        row("a push before the hello", RawSocket::text(encoded(wire::Push{"d1"}, {"{}"})));
        row("a credit before the hello", RawSocket::text(encoded(wire::Credit{1})));
        row("what a server says", RawSocket::text(encoded(wire::Ack{"d1", 1})));
    }

    void messagesHoldToTheProtocol() {
        QFETCH(QByteArray, bytes);
        const auto before = residentBytes();
        const auto socket = peer();
        socket->write(bytes);
        const auto end = socket->next();
        QVERIFY(end);
        QVERIFY2(end->code == 1 && end->payload.contains("\"malformed\""), end->payload);
        const auto close = socket->next();
        QVERIFY(close && closeCode(*close) == 1000);
        QVERIFY(socket->ends(5'000)); // although it was not answered
        QVERIFY(residentBytes() - before < (32 << 20));
    }

    void oneHelloIsEnough() {
        const auto socket = device();
        socket->write(RawSocket::text(encoded(helloOf(m_token))));
        const auto end = socket->next();
        QVERIFY(end && end->payload.contains("malformed"));
        QVERIFY(socket->ends(5'000));
    }

    void namesAreNoLongerThanAnEventsMayBe() {
        auto hello = helloOf(m_token);
        hello.devices[0].stream = "learner/" + std::string(500'000, 'x');
        const auto socket = peer();
        socket->write(RawSocket::text(encoded(hello)));
        const auto end = socket->next();
        QVERIFY(end);
        QVERIFY2(end->payload.contains("\"malformed\"") && end->payload.size() < 1'000, end->payload.left(200));
    }

    void morePushesAtOnceThanAllowedAreTooMany() {
        const auto socket = device();
        ScriptedDevice writer("d1");
        writer.write("a");
        QByteArray burst;
        for (int push = 0; push < 500; ++push) {
            burst += RawSocket::text(encoded(wire::Push{"d1"}, writer.lines()));
        }
        socket->write(burst);
        // Either they were stored as fast as they came, or the session ended: nothing is kept of it.
        int answers = 0;
        bool ended = false;
        while (const auto answer = socket->next(2'000)) {
            ended = ended || answer->payload.contains("more pushes at once");
            ++answers;
        }
        QVERIFY(ended || answers >= 500);
    }

    void whoeverDoesNotReadIsDropped() {
        const auto usual = connectionsOf(*m_server);
        auto socket = device("d2");
        ScriptedDevice writer("d2");
        for (int note = 0; note < 1'000; ++note) {
            writer.write("a note");
        }
        socket->write(RawSocket::text(encoded(wire::Push{"d2"}, writer.lines())));
        const auto stored = socket->next(20'000);
        QVERIFY(stored && stored->payload.contains("ack"));
        socket->socket().setReadBufferSize(1); // from now on the kernel keeps what comes, as far as it does
        const auto before = residentBytes();
        QElapsedTimer timer;
        timer.start();
        QByteArray questions;
        for (int question = 0; question < 100; ++question) {
            questions += RawSocket::text(encoded(wire::AskLinks{"d2", 1}));
        }
        qint64 most = 0;
        int rounds = 0;
        const auto open = [&] { return connectionsOf(*m_server) > usual; };
        for (; timer.elapsed() < 60'000 && open(); ++rounds) {
            if (socket->socket().bytesToWrite() < (1 << 20)) {
                socket->write(questions);
            }
            socket->socket().waitForBytesWritten(50);
            most = std::max(most, residentBytes() - before);
        }
        QVERIFY2(!open(), "the server keeps on queueing");
        QVERIFY(rounds > 5); // not for another reason
        qInfo("dropped after %lld ms, at %lld MiB more", timer.elapsed(), most >> 20);
#ifndef CAIRN_ADDRESS_SANITIZER // which keeps what was freed
        QVERIFY(most < (100LL << 20));
#endif
    }

    // Where the server has said nothing of that account yet.
    void whatTheServerSaysOfOthersIsNobodysToBring() {
        m_server->createAccount(u"you@example.org"_s);
        const auto you = m_server->token(u"you@example.org"_s);
        const auto profile = m_server->call("GET", u"/api/auth/profile"_s, you).body;
        const auto stream = "server/" + profile[u"id"_s].toString().toStdString();
        ScriptedDevice forged("server-x", stream);
        forged.add(events::draft("task/t", events::TaskVerified{.evidence = "seen"}), base::Hlc::at(test::kNow));
        const auto push = encoded(wire::Push{"server-x"}, {events::encodeEvent(events::erased(forged.log()[0]))});
        const auto said = [&](const QString& token) {
            auto hello = helloOf(token, "server-x");
            hello.devices[0].stream = stream;
            const auto socket = peer();
            socket->write(RawSocket::text(encoded(hello)));
            socket->next();
            socket->write(RawSocket::text(push));
            const auto answer = socket->next();
            return answer ? answer->payload : QByteArray("nothing");
        };
        const auto refused = said(m_token);
        QVERIFY2(refused.contains("\"forbidden\""), refused);
        const auto taken = said(you); // it is that account's alone
        QVERIFY2(taken.contains("\"ack\""), taken);
    }

    void anAccountHasNotAllConnections() {
        m_server->createAccount(u"many@example.org"_s);
        const auto token = m_server->token(u"many@example.org"_s);
        const auto said = [&](RawSocket& socket) {
            socket.write(RawSocket::text(encoded(helloOf(token))));
            const auto answer = socket.next();
            return answer ? answer->payload : QByteArray("nothing");
        };
        std::vector<std::unique_ptr<RawSocket>> open;
        for (int count = 0; count < 100; ++count) {
            open.push_back(peer());
            const auto welcome = said(*open.back());
            QVERIFY2(welcome.contains("welcome"), welcome);
        }
        const auto refused = said(*peer());
        QVERIFY2(refused.contains("\"busy\""), refused);
        QCOMPARE(m_server->call("GET", u"/api/tasks"_s, token).status, 200); // the server's own end has room
        const auto mine = device();                                          // and so do others
        open.clear();
        QTRY_VERIFY(said(*peer()).contains("welcome"));
    }

    void halfClosedIsClosed() {
        const auto usual = connectionsOf(*m_server);
        auto socket = device();
        socket->socket().disconnectFromHost(); // sends what is queued and its end, then waits
        QTRY_COMPARE_WITH_TIMEOUT(connectionsOf(*m_server), usual, 3'000);
    }

    void whoeverSaysNothingIsDropped() {
        const auto usual = connectionsOf(*m_server);
        std::vector<std::unique_ptr<RawSocket>> silent;
        for (int peers = 0; peers < 200; ++peers) {
            silent.push_back(std::make_unique<RawSocket>(*m_server));
            if (peers % 2 == 0) {
                silent.back()->write("GET /api/sync HTTP/1.1\r\nHost: x\r\nX-Slow");
            }
        }
        QTRY_VERIFY_WITH_TIMEOUT(connectionsOf(*m_server) == usual + 200, 3'000);
        QTRY_COMPARE_WITH_TIMEOUT(connectionsOf(*m_server), usual, 5'000);
    }

    void whoeverGoesOnSlowlyIsDroppedToo() {
        RawSocket socket(*m_server);
        socket.write("GET / HTTP/1.1\r\n");
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < 5'000 && !socket.ends(100)) {
            socket.write("X: y\r\n");
        }
        QVERIFY(timer.elapsed() < 3'000);
    }

    void aPeerWithoutAHelloIsDropped() {
        const auto socket = peer();
        const auto end = socket->next(5'000);
        QVERIFY(end && end->payload.contains("no hello"));
        QVERIFY(socket->ends(5'000));
    }

    void aDeviceStaysWithoutAWord() {
        const auto socket = device();
        QVERIFY(!socket->ends(3'500)); // longer than all that must be said in time
        socket->write(RawSocket::frame(9, "still there?"));
        const auto pong = socket->next();
        QVERIFY(pong && pong->code == 10);
    }

    void aSignInThatEndedEndsItsSocket() {
        const auto another = device();
        const auto token = m_server->token(kMe);
        const auto socket = peer();
        socket->write(RawSocket::text(encoded(helloOf(token))));
        QVERIFY(socket->next());
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(m_server->call("POST", u"/api/auth/logout"_s, token).status, 204);
        const auto end = socket->next();
        qInfo("after %lld ms", timer.elapsed());
        QVERIFY(end && end->payload.contains("unauthorized"));
        QVERIFY(timer.elapsed() < 2'000); // a second, and what a busy machine takes
        QVERIFY(socket->ends(5'000));
        QVERIFY(!another->ends(100));
    }

    // Without an answer to its goodbye, and while a mail waits for its server.
    void theServerEndsWithoutWaitingForAnybody() {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        LiveServer other([&](auto& config) {
            config.mailUrl = "smtp://127.0.0.1:" + std::to_string(silent.serverPort());
            config.mailFrom = "cairn@example.org";
        });
        other.createAccount(kMe);
        other.call("POST", u"/api/auth/forgot-password"_s, {}, {{u"email"_s, kMe}});
        QTRY_VERIFY_WITH_TIMEOUT(silent.hasPendingConnections(), 10'000);
        RawSocket socket(other);
        QVERIFY(socket.upgrade());
        RawSocket idle(other);
        RawSocket asking(other);
        asking.write("GET / HTTP/1.1\r\n");
        QElapsedTimer timer;
        timer.start();
        other.stop();
        QVERIFY2(timer.elapsed() < 5'000, QByteArray::number(timer.elapsed()));
        QVERIFY(socket.ends(1'000) && idle.ends(1'000) && asking.ends(1'000));
    }

    void cleanupTestCase() { m_server.reset(); }
};

QTEST_GUILESS_MAIN(SocketTest)
#include "socket_test.moc"
