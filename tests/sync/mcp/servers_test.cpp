#include "sync/mcp/client.h"
#include "sync/mcp/http_transport.h"
#include "sync/mcp/json.h"
#include "sync/mcp/stdio_transport.h"
#include "tests/sync/mcp/counterparts.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace cairn::mcp;
using namespace cairn::test;

namespace {

const QString kStub = QStringLiteral(CAIRN_SHARED_DIR "/mcp-upstreams/");

// What the servers ask on the internet, on this computer.
class Upstreams {
public:
    Upstreams() {
        m_process.start(node(), {kStub + u"stub-server.mjs"_s, u"--port"_s, u"0"_s});
        while (!m_process.canReadLine() && m_process.waitForReadyRead(20'000)) {
        }
        m_origin = QJsonDocument::fromJson(m_process.readLine()).object()[u"origin"_s].toString().toStdString();
    }

    ~Upstreams() {
        m_process.kill();
        m_process.waitForFinished();
    }

    Upstreams(const Upstreams&) = delete;
    Upstreams& operator=(const Upstreams&) = delete;

    const std::string& origin() const { return m_origin; }

    // The next request to a host fails so.
    void fault(const std::string& how) const {
        const auto told =
            exchange({"POST", m_origin + "/__fault", {{"Content-Type", "application/json"}}, how}, {}, 1 << 16);
        QVERIFY(told && told->status == 200);
    }

private:
    QProcess m_process;
    std::string m_origin;
};

} // namespace

// The client with the real servers, of which only the upstreams are replaced.
class ServersTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Upstreams> m_upstreams;

    std::unique_ptr<Client> start(const char* script, std::map<std::string, std::string> environment = {}) {
        environment["UPSTREAM_STUB"] = m_upstreams->origin();
        environment["NODE_OPTIONS"] = "--require " + (kStub + u"redirect.cjs"_s).toStdString();
        auto child = Child::start(
            {.words = {node().toStdString(), counterpart(QString::fromUtf8(script)).toStdString()},
             .environment = std::move(environment)});
        return std::make_unique<Client>(
            std::make_unique<StdioTransport>(std::move(*child)), ClientSettings{.name = "cairn", .version = "test"});
    }

    static Expected<ToolResult> call(Client& client, const std::string& name, const char* arguments) {
        const auto tools = client.tools({});
        if (!tools) {
            return std::unexpected(tools.error());
        }
        const auto tool = std::ranges::find(*tools, name, &Tool::name);
        return tool == tools->end() ? fail(Failure::Kind::malformed, "no tool " + name)
                                    : client.call(*tool, parseObject(arguments).value(), {});
    }

private Q_SLOTS:

    void initTestCase() {
        if (!hasCounterparts() || !QFile::exists(kStub)) {
            QSKIP("the servers or their upstreams are not here: packaging/check installs them, but for --without-npm");
        }
        m_upstreams = std::make_unique<Upstreams>();
        QVERIFY(!m_upstreams->origin().empty());
    }

    void cleanupTestCase() { m_upstreams.reset(); }

    void codeforcesTellsWhatWasSolved() {
        const auto client = start("codeforces-mcp-server/dist/index.js");
        const auto result = call(*client, "get_user_submissions", R"({"handle":"mira_codes"})");
        QVERIFY2(result, result ? "" : result.error().message.c_str());
        QVERIFY(!result->isError && result->text().size() > 100);
        QVERIFY(!client->modern());
        m_upstreams->fault(R"({"host":"codeforces.com","status":429,"body":{"status":"FAILED","comment":"limit"}})");
        const auto failed = call(*client, "get_user_info", R"({"handle":"mira_codes"})");
        QVERIFY(!failed || failed->isError);
    }

    void leetCodeTellsWhatWasSolved() {
        const auto client = start("@jinzcdev/leetcode-mcp-server/build/index.js");
        const auto result = call(*client, "get_recent_ac_submissions", R"({"username":"mira_codes","limit":5})");
        QVERIFY2(result, result ? "" : result.error().message.c_str());
        QVERIFY(result->text().find("titleSlug") != std::string::npos);
    }

    void gitHubTellsOfCommits() {
        const auto client =
            start("@modelcontextprotocol/server-github/dist/index.js", {{"GITHUB_PERSONAL_ACCESS_TOKEN", "good"}});
        const auto result = call(*client, "list_commits", R"({"owner":"mira-codes","repo":"graphs"})");
        QCOMPARE(client->protocol(), std::string("2024-11-05"));
        QVERIFY(result || result.error().kind == Failure::Kind::rejected);
        m_upstreams->fault(R"({"host":"api.github.com","status":500})");
        const auto failed = call(*client, "list_commits", R"({"owner":"mira-codes","repo":"graphs"})");
        QVERIFY(!failed || failed->isError);
    }

    void context7SpeaksOverHttpWithoutAHandshake() {
        QTcpServer probe;
        probe.listen(QHostAddress::LocalHost);
        const auto port = probe.serverPort();
        probe.close();
        QProcess server;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(
            u"CONTEXT7_API_URL"_s, QString::fromStdString(m_upstreams->origin()) + u"/context7.com/api"_s);
        environment.insert(u"OTEL_SDK_DISABLED"_s, u"true"_s);
        server.setProcessEnvironment(environment);
        server.start(
            node(), {counterpart(u"@upstash/context7-mcp/dist/index.js"_s), u"--transport"_s, u"http"_s, u"--port"_s,
                     QString::number(port)});
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                QTcpSocket socket;
                socket.connectToHost(QHostAddress::LocalHost, port);
                return socket.waitForConnected(200);
            }(),
            20'000);
        Client client(
            std::make_unique<HttpTransport>("http://127.0.0.1:" + std::to_string(port) + "/mcp"),
            {.name = "cairn", .version = "test"});
        const auto result = call(client, "resolve-library-id", R"({"libraryName":"react","query":"hooks"})");
        QVERIFY2(result, result ? "" : result.error().message.c_str());
        QVERIFY(client.modern());
        QVERIFY(!result->text().empty());
        server.kill();
        server.waitForFinished();
    }

    void aServerThatIsAwayIsAFailure() {
        Client client(std::make_unique<HttpTransport>("http://127.0.0.1:9/mcp"), {.name = "cairn", .version = "test"});
        const auto tools = client.tools({});
        QVERIFY(!tools);
        QCOMPARE(tools.error().kind, Failure::Kind::unreachable);
    }
};

QTEST_GUILESS_MAIN(ServersTest)
#include "servers_test.moc"
