#include "sync/mcp/json.h"
#include "sync/server/tools/tool_servers.h"
#include "tests/sync/mcp/scripted_http.h"

#include <QElapsedTimer>
#include <QTest>

#include <boost/json/serialize.hpp>

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
};

QTEST_GUILESS_MAIN(ToolCallsTest)
#include "tool_calls_test.moc"
