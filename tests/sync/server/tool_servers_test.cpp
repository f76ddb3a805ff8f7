#include "sync/server/host/platform_answered.h"
#include "sync/server/tools/tool_servers.h"
#include "tests/sync/mcp/counterparts.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;
using namespace cairn;
using mcp::Failure;
using server::ToolServerConfig;
using server::ToolServers;

namespace {
const QString kStub = QStringLiteral(CAIRN_SHARED_DIR "/mcp-upstreams/");
}

class ToolServersTest : public QObject {
    Q_OBJECT

private:
    std::atomic<base::Millis> m_now = 1'000'000;
    QProcess m_upstreams;
    std::string m_origin;

    ToolServers servers(const ToolServerConfig& config) {
        return ToolServers({config}, [this] { return m_now.load(); }, [](const std::string&) {});
    }

    ToolServerConfig codeforces(std::int64_t connections = 2) const {
        return {
            .name = "codeforces",
            .command =
                {test::node().toStdString(), test::counterpart(u"codeforces-mcp-server/dist/index.js"_s).toStdString()},
            .environment =
                {{"UPSTREAM_STUB", m_origin},
                 {"NODE_OPTIONS", "--require " + (kStub + u"redirect.cjs"_s).toStdString()}},
            .connections = connections};
    }

    bool hasServers() {
        if (m_origin.empty() && test::hasCounterparts() && QFile::exists(kStub)) {
            m_upstreams.start(test::node(), {kStub + u"stub-server.mjs"_s, u"--port"_s, u"0"_s});
            while (!m_upstreams.canReadLine() && m_upstreams.waitForReadyRead(20'000)) {
            }
            m_origin = QJsonDocument::fromJson(m_upstreams.readLine()).object()[u"origin"_s].toString().toStdString();
        }
        return !m_origin.empty();
    }

    static std::string statusOf(const ToolServers& servers) { return servers.health().at(0).status; }

private Q_SLOTS:

    void cleanupTestCase() {
        m_upstreams.kill();
        m_upstreams.waitForFinished();
    }

    void isStartedWhenItIsNeeded() {
        if (!hasServers()) {
            QSKIP("the servers or their upstreams are not here: packaging/check installs them, but for --without-npm");
        }
        auto all = servers(codeforces());
        QCOMPARE(statusOf(all), std::string("unused"));
        const boost::json::object who{{"handle", "mira_codes"}};
        const auto answer = all.call("codeforces", "get_user_submissions", who);
        QVERIFY2(answer, answer ? "" : answer.error().message.c_str());
        QVERIFY(!answer->isError);
        QCOMPARE(statusOf(all), std::string("ok"));
        QVERIFY(!all.health()[0].protocol.empty());
        QCOMPARE(all.call("codeforces", "no_such_tool", who).error().kind, Failure::Kind::rejected);
        QCOMPARE(statusOf(all), std::string("ok")); // the question was bad, and not the server
        m_now += ToolServers::kIdle + 1;
        all.closeIdle();
        QVERIFY(all.call("codeforces", "get_user_submissions", who)); // another one
    }

    // Anybody can ask for what is not there: the others still get their answers.
    void whatIsNotThereIsNoFailureOfTheServer() {
        if (!hasServers()) {
            QSKIP("the servers or their upstreams are not here: packaging/check installs them, but for --without-npm");
        }
        auto config = codeforces();
        config.name = "github";
        config.command[1] = test::counterpart(u"@modelcontextprotocol/server-github/dist/index.js"_s).toStdString();
        auto all = servers(config);
        for (int time = 0; time < server::Breaker::kFailures + 1; ++time) {
            const auto absent = all.call("github", "list_commits", {{"owner", "mira-codes"}, {"repo", "absent"}});
            QVERIFY(!absent);
            QCOMPARE(absent.error().kind, Failure::Kind::rejected);
        }
        QCOMPARE(statusOf(all), std::string("ok"));
        QVERIFY(all.call("github", "list_commits", {{"owner", "mira-codes"}, {"repo", "graph-katas"}}));
    }

    // Codeforces' says in words, and with isError, that Codeforces does not answer: that counts against it, and a user
    // that is not there does not.
    void aPlatformThatDoesNotAnswerIsLeftAlone() {
        if (!hasServers()) {
            QSKIP("the servers or their upstreams are not here: packaging/check installs them, but for --without-npm");
        }
        ToolServers all(
            {codeforces()}, [this] { return m_now.load(); }, [](const std::string&) {}, server::platformAnswered);
        const auto ask = [&](const char* who) {
            return all.call("codeforces", "get_user_submissions", {{"handle", who}});
        };
        for (int time = 0; time < server::Breaker::kFailures + 1; ++time) {
            const auto absent = ask("nobody-at-all");
            QVERIFY(absent && absent->isError);
        }
        QCOMPARE(statusOf(all), std::string("ok"));
        const QString fault = u"fetch('%1/__fault', {method: 'POST', body: JSON.stringify("
                              "{host: 'codeforces.com', status: 503, body: {}, times: %2})})"_s;
        QCOMPARE(
            QProcess::execute(
                test::node(), {u"-e"_s, fault.arg(QString::fromStdString(m_origin)).arg(server::Breaker::kFailures)}),
            0);
        for (int time = 1; time <= server::Breaker::kFailures; ++time) {
            QCOMPARE(statusOf(all), std::string(time == 1 ? "ok" : "failing"));
            const auto silent = ask("mira_codes");
            QVERIFY(silent && silent->isError);
        }
        QCOMPARE(statusOf(all), std::string("down"));
        const auto refused = ask("mira_codes");
        QVERIFY(!refused);
        QCOMPARE(refused.error().notBefore, m_now.load() + server::Breaker::kOpen);
        m_now += server::Breaker::kOpen;
        for (int time = 0; time < server::Breaker::kProbes; ++time) {
            const auto back = ask("mira_codes");
            QVERIFY(back && !back->isError);
        }
        QCOMPARE(statusOf(all), std::string("ok"));
    }

    void severalAskAtOnce() {
        if (!hasServers()) {
            QSKIP("the servers or their upstreams are not here: packaging/check installs them, but for --without-npm");
        }
        auto all = servers(codeforces(2));
        std::atomic<int> answered = 0;
        {
            std::vector<std::jthread> askers;
            for (int asker = 0; asker < 6; ++asker) {
                askers.emplace_back([&] {
                    answered += all.call("codeforces", "get_user_submissions", {{"handle", "mira_codes"}}) ? 1 : 0;
                });
            }
        }
        QCOMPARE(answered.load(), 6);
    }

    void oneThatEndsIsStartedAgainWithPauses() {
        const QTemporaryDir folder;
        const auto count = folder.filePath(u"count"_s);
        auto all =
            servers({.name = "broken", .command = {"sh", "-c", "echo x >> " + count.toStdString() + "; exit 1"}});
        const auto starts = [&] {
            QFile file(count);
            return file.open(QIODevice::ReadOnly) ? file.readAll().count('x') : 0;
        };
        QVERIFY(!all.tools("broken"));
        QCOMPARE(starts(), 1);
        QVERIFY(!all.tools("broken")); // too soon
        QCOMPARE(starts(), 1);
        for (int time = 2; time <= server::Breaker::kFailures; ++time) {
            m_now += ToolServers::kLongestPause;
            QVERIFY(!all.tools("broken"));
            QCOMPARE(starts(), time);
        }
        QCOMPARE(statusOf(all), std::string("down"));
        m_now += ToolServers::kLongestPause;
        QVERIFY(!all.tools("broken")); // left alone
        QCOMPARE(starts(), server::Breaker::kFailures);
        m_now += server::Breaker::kOpen;
        QVERIFY(!all.tools("broken"));
        QCOMPARE(starts(), server::Breaker::kFailures + 1);
    }

    void silenceIsNoAnswer() {
        auto all = servers({.name = "silent", .command = {"sh", "-c", "sleep 60"}, .timeout = 1});
        QCOMPARE(all.tools("silent").error().kind, Failure::Kind::timeout);
        QCOMPARE(statusOf(all), std::string("failing"));
    }

    void whoWaitsForAFreeOneCanStop() {
        auto all = servers({.name = "silent", .command = {"sh", "-c", "sleep 60"}, .timeout = 30, .connections = 1});
        std::stop_source stop;
        std::jthread first([&] { QVERIFY(!all.tools("silent", stop.get_token())); });
        std::jthread second([&] { QVERIFY(!all.tools("silent", stop.get_token())); });
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        stop.request_stop();
    }

    void thereIsNoOtherServer() {
        auto all = servers({.name = "one", .command = {"true"}});
        QVERIFY(!all.tools("two"));
    }
};

QTEST_GUILESS_MAIN(ToolServersTest)
#include "tool_servers_test.moc"
