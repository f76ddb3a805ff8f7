#include "sync/mcp/client.h"
#include "sync/mcp/http_transport.h"
#include "sync/mcp/json.h"
#include "tests/sync/mcp/scripted_http.h"
#include "tests/sync/mcp/simple_server.h"

#include <QTest>

#include <algorithm>

using namespace cairn::mcp;
using cairn::test::ScriptedHttp;
using cairn::test::simpleAnswer;

namespace {

// A server of 2025-11-25 with sessions, which ends the one that there is when it is told to.
class SessionServer {
public:
    // What it says to whoever comes with a session that has ended.
    SessionServer(int status, QByteArray body)
        : m_status(status)
        , m_body(std::move(body))
        , m_http([this](const auto& request, auto& reply) { answer(request, reply); }) {}

    void restart() { ++m_life; }

    std::string url() const { return m_http.url(); }

    int handshakes() const { return m_handshakes; }

private:
    void answer(const ScriptedHttp::Request& request, ScriptedHttp::Reply& reply) {
        const auto asked = parseObject(request.body.toStdString()).value_or(boost::json::object());
        const auto method = text(asked, "method");
        const auto session = "session-" + QByteArray::number(m_life.load());
        if (method == "server/discover") {
            reply.say(200, simpleAnswer(request.body));
        } else if (method == "initialize") {
            ++m_handshakes;
            reply.say(200, simpleAnswer(request.body), "Mcp-Session-Id: " + session + "\r\n");
        } else if (request.headers.value("mcp-session-id") != session) {
            reply.say(m_status, m_body);
        } else {
            reply.say(find(asked, "id") == nullptr ? 202 : 200, simpleAnswer(request.body));
        }
    }

    int m_status;
    QByteArray m_body;
    std::atomic<int> m_life = 1;
    std::atomic<int> m_handshakes = 0;
    ScriptedHttp m_http; // last: it uses the others
};

Client clientOf(const std::string& url) {
    return {std::make_unique<HttpTransport>(url), ClientSettings{.name = "cairn", .version = "test"}};
}

} // namespace

class HttpTransportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void aSessionThatIsLostIsBegunAnew_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("nothing but the status") << 404 << QByteArray();
        QTest::newRow("as the official library says it")
            << 404
            << QByteArray(R"({"jsonrpc":"2.0","error":{"code":-32001,"message":"Session not found"},"id":null})");
        QTest::newRow("as the server of LeetCode says it")
            << 400
            << QByteArray(
                   R"({"jsonrpc":"2.0","error":{"code":-32000,"message":"No valid session ID provided"},"id":null})");
        QTest::newRow("no JSON") << 400 << QByteArray("Invalid or missing session ID");
    }

    void aSessionThatIsLostIsBegunAnew() {
        QFETCH(const int, status);
        QFETCH(const QByteArray, body);
        SessionServer server(status, body);
        auto client = clientOf(server.url());
        const auto tools = client.tools({});
        QVERIFY2(tools, tools ? "" : tools.error().message.c_str());
        QCOMPARE(server.handshakes(), 1);
        for (int life = 2; life <= 4; ++life) {
            server.restart();
            const auto result = client.call(tools->at(0), {}, {});
            QVERIFY2(result, result ? "" : result.error().message.c_str());
            QCOMPARE(result->text(), std::string("done"));
            QCOMPARE(server.handshakes(), life);
        }
    }

    // What is asked is not asked for ever.
    void aServerThatKnowsNoSessionIsAskedTwice() {
        std::atomic<int> calls = 0;
        const ScriptedHttp server([&](const auto& request, auto& reply) {
            const auto asked = parseObject(request.body.toStdString()).value_or(boost::json::object());
            if (text(asked, "method") == "initialize") {
                reply.say(200, simpleAnswer(request.body), "Mcp-Session-Id: x\r\n");
            } else {
                calls += text(asked, "method") == "tools/list" ? 1 : 0;
                reply.say(404, R"({"jsonrpc":"2.0","error":{"code":-32001,"message":"Session not found"},"id":null})");
            }
        });
        auto client = clientOf(server.url());
        const auto tools = client.tools({});
        QVERIFY(!tools);
        QCOMPARE(tools.error().kind, Failure::Kind::rejected);
        QCOMPARE(tools.error().code, std::int64_t(404));
        QCOMPARE(calls.load(), 2);
    }
};

QTEST_GUILESS_MAIN(HttpTransportTest)
#include "http_transport_test.moc"
