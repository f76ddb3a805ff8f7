#include "sync/mcp/child.h"
#include "sync/mcp/client.h"
#include "sync/mcp/http_transport.h"
#include "sync/mcp/json.h"
#include "sync/mcp/stdio_transport.h"
#include "tests/core/service/profile_fixture.h"
#include "tests/sync/mcp/counterparts.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace Qt::StringLiterals;
using namespace cairn;
using namespace cairn::test;

namespace {

constexpr const char* kModern = "2026-07-28";
const QString kProgram = QStringLiteral(CAIRN_PROGRAM_DIR "/cairnctl");

QString inspector() {
    return counterpart(u"@modelcontextprotocol/inspector/clients/launcher/build/index.js"_s);
}

// cairnctl mcp --http, until it is destroyed.
class Served {
public:
    enum class To { everybody, bearers };

    explicit Served(const QString& home, To to = To::everybody) {
        QStringList words{u"--home"_s, home, u"mcp"_s, u"--http"_s, u"0"_s};
        if (to == To::everybody) {
            words << u"--without-token"_s;
        }
        m_program.start(kProgram, words);
        const QRegularExpression said(
            to == To::everybody ? u"http://127.0.0.1:([0-9]+)/mcp"_s
                                : u"http://127.0.0.1:([0-9]+)/mcp\\s+Authorization: Bearer (\\S+)\\s"_s);
        QString heard;
        while (!said.match(heard).hasMatch() && m_program.state() != QProcess::NotRunning) {
            m_program.waitForReadyRead(200);
            heard += QString::fromUtf8(m_program.readAllStandardError());
        }
        m_port = said.match(heard).captured(1);
        m_token = said.match(heard).captured(2);
    }

    ~Served() {
        m_program.terminate();
        if (!m_program.waitForFinished(10'000)) {
            m_program.kill();
            m_program.waitForFinished();
        }
    }

    Served(const Served&) = delete;
    Served& operator=(const Served&) = delete;

    QString address(const QString& host = u"127.0.0.1"_s) const { return u"http://%1:%2/mcp"_s.arg(host, m_port); }

    std::string token() const { return m_token.toStdString(); }

private:
    QProcess m_program;
    QString m_port;
    QString m_token;
};

} // namespace

// cairnctl mcp beside an open profile, by clients that others wrote.
class ProgramTest : public QObject {
    Q_OBJECT

private:
    ProfileFixture m_profile;

    QString home() const { return QString::fromStdString(m_profile.folder()); }

    std::unique_ptr<mcp::Client> client(const std::string& protocol) {
        auto child = mcp::Child::start({.words = {kProgram.toStdString(), "--home", m_profile.folder(), "mcp"}});
        mcp::ClientSettings settings;
        settings.name = "A test";
        settings.protocol = protocol;
        return std::make_unique<mcp::Client>(std::make_unique<mcp::StdioTransport>(std::move(*child)), settings);
    }

    std::vector<api::Proposal> proposals() {
        return *m_profile.answer<std::vector<api::Proposal>>(
            [&](auto reply) { return m_profile->proposals().list(std::move(reply)); });
    }

    // What the Inspector prints; an empty object where it fails.
    QJsonObject inspect(const QStringList& words) const {
        QProcess program;
        program.start(node(), QStringList{inspector(), u"--cli"_s, kProgram, u"--home"_s, home(), u"mcp"_s} + words);
        if (!program.waitForFinished(60'000) || program.exitCode() != 0) {
            qWarning("%s", program.readAllStandardError().constData());
            return {};
        }
        return QJsonDocument::fromJson(program.readAllStandardOutput()).object();
    }

private Q_SLOTS:

    void initTestCase() { m_profile.importStarter(); }

    void ourOwnClientCallsEveryToolThatReads_data() {
        QTest::addColumn<QString>("protocol");
        for (const auto* version : {"", "2026-07-28", "2025-11-25", "2024-11-05"}) {
            QTest::newRow(*version == '\0' ? "whichever" : version) << version;
        }
    }

    void ourOwnClientCallsEveryToolThatReads() {
        QFETCH(const QString, protocol);
        const auto assistant = client(protocol.toStdString());
        const auto tools = assistant->tools({});
        QVERIFY2(tools, tools ? "" : tools.error().message.c_str());
        QVERIFY(tools->size() >= 11);
        for (const auto& tool : *tools) {
            if (tool.inputSchema.contains("required")) {
                continue;
            }
            // The client holds what comes against the schema that was promised.
            const auto answer = assistant->call(tool, {}, {});
            QVERIFY2(answer, answer ? "" : answer.error().message.c_str());
            QVERIFY2(!answer->isError, answer->text().c_str());
            QVERIFY(answer->structured);
        }
    }

    void whatAnAssistantProposesWaitsInTheWindow() {
        const auto assistant = client("");
        const auto tools = assistant->tools({});
        const auto tool = std::ranges::find(*tools, "propose_task", &mcp::Tool::name);
        const auto answer = assistant->call(*tool, {{"title", "Learn sorting"}, {"reason", "It is next."}}, {});
        QVERIFY(answer && !answer->isError);
        const auto taken =
            m_profile.answer<std::int64_t>([&](auto reply) { return m_profile->proposals().takeIn(std::move(reply)); });
        QCOMPARE(*taken, 1);
        const auto open = proposals();
        QCOMPARE(open.size(), std::size_t(1));
        QCOMPARE(open.front().made.by, std::string("A test"));
        QVERIFY(m_profile.answer<api::Done>(
            [&](auto reply) { return m_profile->proposals().accept(open.front().id, std::move(reply)); }));
        api::TaskFilter filter;
        filter.text = "Learn sorting";
        QCOMPARE(m_profile.list(filter)->total, 1);
    }

    void standardOutputCarriesNothingElse() {
        QProcess program;
        program.start(kProgram, {u"--home"_s, home(), u"mcp"_s});
        program.write("this is no message\n\n{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n"
                      "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"get_today\"}}");
        program.closeWriteChannel();
        QVERIFY(program.waitForFinished(20'000)); // at the end of its input
        QCOMPARE(program.exitCode(), 0);
        const auto lines = program.readAllStandardOutput().trimmed().split('\n');
        QCOMPARE(lines.size(), 3);
        for (const auto& line : lines) {
            QCOMPARE(QJsonDocument::fromJson(line).object()[u"jsonrpc"_s].toString(), u"2.0"_s);
        }
    }

    void aLineWithoutEndIsRefused() {
        QProcess program;
        program.start(kProgram, {u"--home"_s, home(), u"mcp"_s});
        for (int part = 0; part < 48; ++part) {
            program.write(QByteArray(100'000, 'x'));
            QVERIFY(program.waitForBytesWritten(20'000));
        }
        program.write("\n{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n");
        program.closeWriteChannel();
        QVERIFY(program.waitForFinished(20'000));
        const auto lines = program.readAllStandardOutput().trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines.front().contains("-32600"));
        QVERIFY(lines.back().contains("\"result\""));
    }

    // Whoever opens the window while an assistant is there still becomes the one that writes.
    void leavesThePlaceOfTheWriterFree() {
        ProfileFixture other;
        const auto folder = QString::fromStdString(other.folder()) + u"/new"_s;
        QProcess program;
        program.start(kProgram, {u"--home"_s, folder, u"mcp"_s}); // that makes it
        program.write("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n");
        QVERIFY(program.waitForReadyRead(20'000));
        const auto opened = service::openProfile(
            folder.toStdString(), {}, {[] { return 0; }, [](base::Millis) { return 0; }},
            [](const std::function<void()>&) {});
        QVERIFY(opened);
        QVERIFY(!(*opened)->state().readOnly);
        program.closeWriteChannel();
        QVERIFY(program.waitForFinished(20'000));
    }

    void theInspectorListsAndCallsTools() {
        if (!QFile::exists(inspector())) {
            QSKIP("the MCP Inspector is not installed: packaging/check does that, but for --without-npm");
        }
        std::set<QString> names;
        for (const auto& tool : inspect({u"--method"_s, u"tools/list"_s})[u"tools"_s].toArray()) {
            names.insert(tool.toObject()[u"name"_s].toString());
        }
        QVERIFY(names.contains(u"get_today"_s) && names.contains(u"propose_note"_s));
        const auto found =
            inspect({u"--method"_s, u"tools/call"_s, u"--tool-name"_s, u"search"_s, u"--tool-arg"_s, u"words=tea"_s});
        QCOMPARE(
            found[u"structuredContent"_s].toObject()[u"hits"_s].toArray().first().toObject()[u"title"_s].toString(),
            u"Tea House"_s);
        const auto before = proposals().size();
        const auto proposed = inspect(
            {u"--method"_s, u"tools/call"_s, u"--tool-name"_s, u"propose_task"_s, u"--tool-arg"_s,
             u"title=Learn trees"_s, u"--tool-arg"_s, u"reason=It is next."_s});
        QVERIFY(!proposed[u"isError"_s].toBool(true));
        QCOMPARE(proposals().size(), before + 1);
        const auto resources = inspect({u"--method"_s, u"resources/list"_s})[u"resources"_s].toArray();
        QVERIFY(resources.size() >= 4);
        const auto read = inspect({u"--method"_s, u"resources/read"_s, u"--uri"_s, u"cairn://today"_s});
        QCOMPARE(read[u"contents"_s].toArray().size(), 1);
    }

    // The suite's own server has a tool, a resource or a prompt for each of its scenarios, by name. These are those
    // that say something of a server with tools of its own. The others want
    // - tools, resources and prompts of the suite's: tools-call-*, json-schema-2020-12, resources-read-*,
    //   resources-templates-read, prompts-*, completion-complete, input-required-result-*, http-custom-header-*;
    // - what this server does not have, and says that it does not: streams (server-sse-*), logging (logging-set-level),
    // subscriptions (resources-subscribe, resources-unsubscribe), tasks
    //   (tasks-*), questions to the client (elicitation-*).
    // `untold` are the checks within a scenario that want a tool of the suite's or prompts: those fail, and no other.
    void theOfficialSuiteFindsAServer_data() {
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<QStringList>("untold");
        for (const auto* scenario :
             {"server-initialize", "server-session-lifecycle", "ping", "tools-list", "resources-list",
              "dns-rebinding-protection"}) {
            QTest::addRow("2025-11-25 %s", scenario) << u"2025-11-25"_s << scenario << QStringList();
        }
        for (const auto* scenario :
             {"tools-list", "resources-list", "sep-2164-resource-not-found", "dns-rebinding-protection",
              "http-header-validation"}) {
            QTest::addRow("2026-07-28 %s", scenario) << u"2026-07-28"_s << scenario << QStringList();
        }
        QTest::newRow("2026-07-28 caching")
            << u"2026-07-28"_s << "caching" << QStringList{u"sep-2549-prompts-list-caching-hints"_s};
        QTest::newRow("2026-07-28 server-stateless")
            << u"2026-07-28"_s << "server-stateless"
            << QStringList{
                   u"sep-2575-http-server-no-independent-requests-on-stream"_s,
                   u"sep-2575-missing-capability-http-400"_s, u"sep-2575-server-no-log-without-loglevel"_s,
                   u"sep-2575-server-rejects-undeclared-capability"_s};
    }

    void theOfficialSuiteFindsAServer() {
        const auto suite = counterpart(u"@modelcontextprotocol/conformance/dist/index.js"_s);
        if (!QFile::exists(suite)) {
            QSKIP("the conformance suite is not installed: packaging/check does that, but for --without-npm");
        }
        QFETCH(const QString, version);
        QFETCH(const QString, scenario);
        QFETCH(const QStringList, untold);
        const Served server(home());
        const QTemporaryDir results;
        QProcess program;
        program.setProcessChannelMode(QProcess::MergedChannels);
        program.start(
            node(), {suite, u"server"_s, u"--url"_s, server.address(u"localhost"_s), u"--scenario"_s, scenario,
                     u"--spec-version"_s, version, u"-o"_s, results.path()});
        QVERIFY(program.waitForFinished(120'000));
        QStringList failed;
        int passed = 0;
        QDirIterator files(results.path(), {u"checks.json"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QFile::ReadOnly));
            for (const auto& check : QJsonDocument::fromJson(file.readAll()).array()) {
                const auto status = check[u"status"_s].toString();
                passed += status == u"SUCCESS"_s ? 1 : 0;
                if (status == u"FAILURE"_s || status == u"WARNING"_s) {
                    failed << check[u"id"_s].toString();
                }
            }
        }
        failed.sort();
        QVERIFY2(passed > 0, program.readAll().constData());
        QCOMPARE(failed, untold);
    }

    void overHttpTheSameIsSaid_data() {
        QTest::addColumn<QString>("protocol");
        QTest::newRow("later") << QString::fromLatin1(kModern);
        QTest::newRow("earlier") << u"2025-11-25"_s;
    }

    void overHttpTheSameIsSaid() {
        QFETCH(const QString, protocol);
        const Served server(home(), Served::To::bearers);
        mcp::ClientSettings settings;
        settings.name = "A test";
        settings.protocol = protocol.toStdString();
        const auto address = server.address().toStdString();
        mcp::Client stranger(std::make_unique<mcp::HttpTransport>(address), settings);
        QCOMPARE(stranger.tools({}).error().kind, mcp::Failure::Kind::unauthorized);
        mcp::Client assistant(std::make_unique<mcp::HttpTransport>(address, nullptr, server.token()), settings);
        const auto tools = assistant.tools({});
        QVERIFY2(tools, tools ? "" : tools.error().message.c_str());
        QCOMPARE(assistant.modern(), protocol == QLatin1String(kModern));
        const auto answer = assistant.call(*std::ranges::find(*tools, "get_progress", &mcp::Tool::name), {}, {});
        QVERIFY2(answer, answer ? "" : answer.error().message.c_str());
        QVERIFY(!answer->isError);
    }
};

QTEST_GUILESS_MAIN(ProgramTest)
#include "program_test.moc"
