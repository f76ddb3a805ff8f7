#include "sync/server/http/http_server.h"

#include <QTcpSocket>
#include <QTest>

#include <memory>
#include <mutex>
#include <vector>

using namespace Qt::StringLiterals;
using namespace cairn;
using server::HttpServer;

namespace {

constexpr std::size_t kMessage = 32 << 10;

// Hears nothing of interest.
class Deaf : public server::Listener {
public:
    void heard(std::string, bool, std::function<void()> done) override { done(); }

    void closed() override {}
};

} // namespace

// What the WebSockets of a server keep for peers that do not read.
class HttpServerTest : public QObject {
    Q_OBJECT

private:
    std::mutex m_mutex; // of what follows
    std::vector<std::shared_ptr<server::Peer>> m_peers{};
    std::unique_ptr<HttpServer> m_server;

    std::size_t peers() {
        const std::lock_guard lock(m_mutex);
        return m_peers.size();
    }

    // One that reads as much as the test asks for.
    std::unique_ptr<QTcpSocket> connect() {
        const auto before = peers();
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost(u"127.0.0.1"_s, m_server->port());
        socket->waitForConnected();
        socket->write("GET /s HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: "
                      "dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: p\r\n\r\n");
        socket->flush();
        while (peers() == before && socket->state() == QAbstractSocket::ConnectedState) {
            socket->waitForReadyRead(10);
        }
        socket->readAll();
        return socket;
    }

    void start(const std::function<void(server::HttpLimits&)>& change) {
        m_peers.clear();
        server::HttpSettings settings;
        settings.socketPath = "/s";
        settings.subprotocol = "p";
        change(settings.limits);
        m_server = std::make_unique<HttpServer>(
            settings, HttpServer::Handlers{
                          .answer = [](server::Request&) { return server::Response(); },
                          .meet =
                              [this](const std::shared_ptr<server::Peer>& peer) {
                                  const std::lock_guard lock(m_mutex);
                                  m_peers.push_back(peer);
                                  return std::make_unique<Deaf>();
                              },
                          .trouble = [](const std::string&) {},
                          .newId = [] { return std::string("id"); },
                          .quiet = [] {}});
    }

    // To everybody. What the kernel takes of it is not ours to count.
    void sendAll(int messages) {
        for (int message = 0; message < messages; ++message) {
            for (const auto& peer : m_peers) {
                peer->send(std::string(kMessage, 'x'), true);
            }
        }
    }

private Q_SLOTS:

    void cleanup() { m_server.reset(); }

    void oneThatDoesNotReadIsDropped() {
        start([](auto& limits) { limits.queuedBytes = 1 << 20; });
        const auto deaf = connect();
        deaf->setReadBufferSize(1);
        QCOMPARE(m_server->connections(), std::size_t(1));
        for (int round = 0; round < 1'000 && m_server->connections() > 0; ++round) {
            sendAll(1);
            QVERIFY(m_server->queuedBytes() <= (1 << 20) + kMessage);
            QTest::qWait(1);
        }
        QTRY_COMPARE(m_server->connections(), std::size_t(0));
        QCOMPARE(m_server->queuedBytes(), std::size_t(0));
    }

    // Many that each keep to their own limit.
    void allTogetherHaveTheirLimit() {
        constexpr std::size_t kAll = 4 << 20;
        constexpr std::size_t kFair = 64 << 10;
        constexpr std::size_t kDeaf = 40;
        start([](auto& limits) {
            limits.queuedInAll = kAll;
            limits.queuedFairly = kFair;
            limits.crowded = std::chrono::milliseconds(200);
        });
        std::vector<std::unique_ptr<QTcpSocket>> deaf;
        for (std::size_t count = 0; count < kDeaf; ++count) {
            deaf.push_back(connect());
            deaf.back()->setReadBufferSize(1);
        }
        std::size_t most = 0;
        for (int round = 0; round < 1'000 && m_server->connections() == kDeaf; ++round) {
            sendAll(1);
            QTest::qWait(2);
            most = std::max(most, m_server->queuedBytes());
        }
        QVERIFY(m_server->connections() < kDeaf); // although none of them has much
        QVERIFY(most > kAll / 2);
        QVERIFY2(most <= kAll + kDeaf * (kFair + kMessage), QByteArray::number(static_cast<qulonglong>(most)));
        deaf.clear();
        QTRY_COMPARE(m_server->queuedBytes(), std::size_t(0));

        const auto reader = connect(); // there is room again
        m_peers.back()->send(std::string(kMessage, 'x'), true);
        qsizetype read = 0;
        QTRY_VERIFY((read += reader->readAll().size()) >= static_cast<qsizetype>(kMessage));
    }
};

QTEST_GUILESS_MAIN(HttpServerTest)
#include "http_server_test.moc"
