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

    // A stream that breaks off before the answer goes on behind what was heard last.
    void aStreamThatBreaksOffGoesOn() {
        const ScriptedHttp server([](const auto& request, auto& reply) {
            if (request.method == "GET") {
                reply.beginEvents();
                if (request.headers.value("last-event-id") == "two") {
                    reply.event(
                        R"({"jsonrpc":"2.0","id":3,"result":{"content":[{"type":"text","text":"done"}]}})", "3");
                }
            } else if (request.body.contains("tools/call")) {
                reply.beginEvents();
                reply.event({}, "one");
                reply.event(R"({"jsonrpc":"2.0","method":"notifications/message","params":{}})", "two");
            } else {
                const auto said = simpleAnswer(request.body);
                reply.say(said.isEmpty() ? 202 : 200, said);
            }
        });
        auto client = clientOf(server.url());
        const Tool tool{.name = "t", .description = {}, .inputSchema = {}, .outputSchema = {}, .headers = {}};
        const auto result = client.call(tool, {}, {});
        QVERIFY2(result, result ? "" : result.error().message.c_str());
        QCOMPARE(result->text(), std::string("done"));
    }

    void whatIsTooLargeIsRefused_data() {
        QTest::addColumn<bool>("events");
        QTest::newRow("at once") << false;
        QTest::newRow("as an event") << true;
    }

    void whatIsTooLargeIsRefused() {
        QFETCH(const bool, events);
        const ScriptedHttp server([&](const auto& request, auto& reply) {
            const auto said = simpleAnswer(request.body);
            if (!request.body.contains("tools/call")) {
                reply.say(said.isEmpty() ? 202 : 200, said);
                return;
            }
            const QByteArray large = QByteArray(said).replace("done", QByteArray(qsizetype(kMessageBytes) + 1, 'x'));
            if (events) {
                reply.beginEvents();
                reply.event(large);
            } else {
                reply.say(200, large);
            }
        });
        auto client = clientOf(server.url());
        const Tool tool{.name = "t", .description = {}, .inputSchema = {}, .outputSchema = {}, .headers = {}};
        const auto result = client.call(tool, {}, {});
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Failure::Kind::tooLarge);
    }
};

QTEST_GUILESS_MAIN(HttpTransportTest)
#include "http_transport_test.moc"
