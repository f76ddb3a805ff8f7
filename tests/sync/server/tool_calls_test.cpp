#include "sync/server/tools/tool_servers.h"
#include "tests/sync/mcp/scripted_http.h"
#include "tests/sync/mcp/simple_server.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>

using namespace cairn;
using mcp::Failure;
using server::ToolServerConfig;
using server::ToolServers;
using test::ScriptedHttp;

namespace {

const std::string kWelcome =
    R"({"protocolVersion":"2025-11-25","capabilities":{},"serverInfo":{"name":"s","version":"1"}})";
const std::string kTools = R"({"tools":[{"name":"t","inputSchema":{"type":"object"}}]})";
const std::string kResult = R"({"content":[{"type":"text","text":"done"}]})";

// A program with a tool, whose call it answers by `call`, which finds the number of the request in $id.
std::string program(const std::string& call) {
    const auto answer = [](const std::string& rest) {
        return "printf '{\"jsonrpc\":\"2.0\",\"id\":%s," + rest + "}\\n' \"$id\";;\n";
    };
    return "while read -r line; do\n"
           "id=$(printf '%s' \"$line\" | sed -n 's/.*\"id\":\\([0-9]*\\).*/\\1/p')\n"
           "case \"$line\" in\n"
           "*'\"server/discover\"'*) " +
           answer(R"("error":{"code":-32601,"message":"no"})") + "*'\"initialize\"'*) " +
           answer("\"result\":" + kWelcome) + "*'\"tools/list\"'*) " + answer("\"result\":" + kTools) +
           "*'\"tools/call\"'*) " + call + "\n" + answer("\"result\":" + kResult) + "esac\ndone";
}

} // namespace

// Calls through the servers of tools, of which each is a script.
class ToolCallsTest : public QObject {
    Q_OBJECT

private:
    std::atomic<base::Millis> m_now = 1'000'000;

    ToolServers servers(const ToolServerConfig& config) {
        return ToolServers({config}, [this] { return m_now.load(); }, [](const std::string&) {});
    }

private Q_SLOTS:

    // A server reports progress only to who has sent a token, and with it may take longer than the silence allows.
    void progressProlongsTheWait() {
        const std::string report =
            R"({"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":%s,"progress":1}}\n)";
        auto all = servers(
            {.name = "slow",
             .command =
                 {"sh", "-c",
                  program(
                      "token=$(printf '%s' \"$line\" | sed -n 's/.*\"progressToken\":\\([0-9]*\\).*/\\1/p')\n"
                      "for step in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do\n"
                      "sleep 0.2; [ -z \"$token\" ] || printf '" +
                      report + "' \"$token\"\ndone")},
             .timeout = 2});
        QElapsedTimer timer;
        timer.start();
        const auto result = all.call("slow", "t", {});
        QVERIFY2(result, result ? "" : result.error().message.c_str());
        QCOMPARE(result->text(), std::string("done"));
        QVERIFY(timer.elapsed() > 2'000);
    }

    // It takes what is posted, and never says a word.
    void aServerThatHangsCountsAgainstIt() {
        const ScriptedHttp server([](const auto&, auto& reply) { reply.hang(); });
        auto all = servers({.name = "hung", .url = server.url(), .timeout = 1});
        for (int time = 1; time <= server::Breaker::kFailures; ++time) {
            QElapsedTimer timer;
            timer.start();
            const auto answer = all.call("hung", "t", {});
            QVERIFY(!answer);
            QCOMPARE(answer.error().kind, Failure::Kind::timeout);
            QVERIFY(timer.elapsed() < 20'000);
            QCOMPARE(all.health().at(0).failures, std::int64_t(time));
            m_now += ToolServers::kLongestPause;
        }
        QCOMPARE(all.health().at(0).status, std::string("down"));
        const auto asked = server.requests().size();
        QVERIFY(!all.call("hung", "t", {}));
        QCOMPARE(server.requests().size(), asked);
    }

    // It has been well, and hangs in the middle of a call.
    void aCallThatHangsCountsAgainstIt() {
        const ScriptedHttp server([](const auto& request, auto& reply) {
            const auto said = test::simpleAnswer(request.body);
            if (request.body.contains("tools/call")) {
                reply.beginEvents();
                reply.hang();
            } else {
                reply.say(said.isEmpty() ? 202 : 200, said);
            }
        });
        auto all = servers({.name = "hung", .url = server.url(), .timeout = 1});
        const auto answer = all.call("hung", "t", {});
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, Failure::Kind::timeout);
        QCOMPARE(all.health().at(0).failures, std::int64_t(1));
        QCOMPARE(server.requests().back().body.contains("notifications/cancelled"), true);
    }

    void callsGoOverHttp_data() {
        QTest::addColumn<bool>("sessions");
        QTest::addColumn<bool>("events");
        QTest::newRow("without sessions") << false << false;
        QTest::newRow("with sessions") << true << false;
        QTest::newRow("without sessions, as events") << false << true;
        QTest::newRow("with sessions, as events") << true << true;
    }

    // Also while the server restarts again and again: no call fails, and none counts against it.
    void callsGoOverHttp() {
        QFETCH(const bool, sessions);
        QFETCH(const bool, events);
        std::atomic<int> life = 1;
        const ScriptedHttp server([&](const auto& request, auto& reply) {
            const auto session = QByteArray::number(life.load());
            const auto said = test::simpleAnswer(request.body);
            const bool begins = request.body.contains(R"("initialize")") || request.body.contains("server/discover");
            if (sessions && !begins && request.headers.value("mcp-session-id") != session) {
                reply.say(404, R"({"jsonrpc":"2.0","error":{"code":-32001,"message":"Session not found"},"id":null})");
            } else if (events && request.body.contains("tools/call")) {
                reply.beginEvents();
                reply.event(R"({"jsonrpc":"2.0","method":"notifications/message","params":{"data":"news"}})");
                reply.event(said);
            } else {
                const auto name = sessions && begins ? "Mcp-Session-Id: " + session + "\r\n" : QByteArray();
                reply.say(said.isEmpty() ? 202 : 200, said, name);
            }
        });
        auto all = servers({.name = "web", .url = server.url()});
        for (int time = 1; time <= server::Breaker::kFailures + 1; ++time) {
            const auto answer = all.call("web", "t", {});
            QVERIFY2(answer, answer ? "" : answer.error().message.c_str());
            QCOMPARE(answer->text(), std::string("done"));
            QCOMPARE(all.health().at(0).status, std::string("ok"));
            QCOMPARE(all.health().at(0).protocol, std::string("2025-11-25"));
            ++life;
        }
    }

    void aTokenGoesWithEachMessage() {
        const ScriptedHttp server([](const auto& request, auto& reply) {
            const auto said = test::simpleAnswer(request.body);
            const bool known = request.headers.value("authorization") == "Bearer the-token";
            reply.say(!known ? 401 : said.isEmpty() ? 202 : 200, known ? said : QByteArray());
        });
        auto known = servers({.name = "web", .url = server.url(), .token = "the-token"});
        QVERIFY(known.call("web", "t", {}));
        auto unknown = servers({.name = "web", .url = server.url(), .token = "another"});
        QCOMPARE(unknown.call("web", "t", {}).error().kind, Failure::Kind::unauthorized);
        QCOMPARE(unknown.health().at(0).failures, std::int64_t(0));
        QVERIFY(!unknown.health().at(0).trouble.empty());
    }
};

QTEST_GUILESS_MAIN(ToolCallsTest)
#include "tool_calls_test.moc"
