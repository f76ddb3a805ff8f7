#include "sync/server/tools/tool_servers.h"
#include "tests/sync/server/oauth/browser.h"
#include "tests/sync/server/oauth/protected_server.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;
using namespace cairn;
using mcp::Failure;
using server::ToolServerConfig;
using server::ToolServers;
using server::ToolSignIns;
using test::AuthorizationServer;
using test::ProtectedServer;

// Servers of tools that want a sign-in, with a real authorization server.
class ToolSignInTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<ProtectedServer> m_tools;
    std::unique_ptr<AuthorizationServer> m_issuer;
    std::mutex m_mutex;
    std::string m_kept;
    int m_keptTimes = 0;

    ToolServerConfig config(bool alone) const {
        ToolServerConfig config{.name = "protected", .url = m_tools->url(), .connections = 4};
        if (alone) {
            config.clientId = m_issuer->client();
            config.clientSecret = m_issuer->secret();
        }
        return config;
    }

    ToolSignIns signIns() {
        return {
            .load =
                [this](const std::string&) {
                    const std::lock_guard lock(m_mutex);
                    return m_kept;
                },
            .keep =
                [this](const std::string&, const std::string& made) {
                    const std::lock_guard lock(m_mutex);
                    m_kept = made;
                    ++m_keptTimes;
                }};
    }

    std::unique_ptr<ToolServers> servers(const ToolServerConfig& config) {
        return std::make_unique<ToolServers>(
            std::vector{config}, [] { return base::Millis{1'000'000}; }, [](const std::string&) {},
            [](const std::string&, const mcp::ToolResult&) { return true; }, signIns());
    }

    // With a browser of its own.
    mcp::Expected<void> signIn() {
        std::jthread browsing;
        return server::signIn(
            config(false), 0, signIns(),
            [&](const std::string& page) {
                browsing = std::jthread([page] {
                    test::Browser browser;
                    browser.get(QUrl(QString::fromStdString(page)));
                });
            },
            {.longest = std::chrono::minutes(1)});
    }

private Q_SLOTS:

    void init() {
        if (!AuthorizationServer::isHere()) {
            QSKIP("oidc-provider is not here: packaging/check installs it, but for --without-npm");
        }
        m_kept.clear();
        m_keptTimes = 0;
        m_tools = std::make_unique<ProtectedServer>();
        m_issuer = std::make_unique<AuthorizationServer>(*m_tools);
    }

    void cleanup() {
        m_issuer.reset();
        m_tools.reset();
    }

    // As often as tokens end.
    void whoHasASecretSpeaksForItself() {
        const auto all = servers(config(true));
        for (int token = 1; token <= mcp::Authorization::kAttemptsMost + 2; ++token) {
            const auto answer = all->call("protected", "t", {});
            QVERIFY2(answer, answer ? "" : answer.error().message.c_str());
            QCOMPARE(answer->text(), std::string("done"));
            QCOMPARE(m_tools->claims()[u"client_id"_s].toString(), u"cairn"_s);
            m_tools->forgetToken();
        }
        QCOMPARE(m_keptTimes, 0);
        QCOMPARE(all->health().at(0).status, std::string("ok"));
    }

    void aWrongSecretIsRefused() {
        auto wrong = config(true);
        wrong.clientSecret = "another";
        const auto all = servers(wrong);
        const auto answer = all->call("protected", "t", {});
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, Failure::Kind::unauthorized);
        QVERIFY2(answer.error().message.find("invalid_client") != std::string::npos, answer.error().message.c_str());
    }

    void withoutASignInNobodyIsLetIn() {
        const auto all = servers(config(false));
        for (int time = 0; time <= server::Breaker::kFailures; ++time) {
            const auto answer = all->call("protected", "t", {});
            QVERIFY(!answer);
            QCOMPARE(answer.error().kind, Failure::Kind::unauthorized);
            QCOMPARE(answer.error().notBefore, std::int64_t(0));
        }
        QVERIFY(all->health().at(0).trouble.find("nobody has signed in") != std::string::npos);
    }

    void aSignInIsRenewed() {
        const auto all = servers(config(false));
        QVERIFY(!all->call("protected", "t", {})); // it was there before
        const auto signedIn = signIn();
        QVERIFY2(signedIn, signedIn ? "" : signedIn.error().message.c_str());
        QCOMPARE(m_keptTimes, 1);
        for (int token = 1; token <= mcp::Authorization::kAttemptsMost + 2; ++token) {
            const auto answer = all->call("protected", "t", {});
            QVERIFY2(answer, answer ? "" : answer.error().message.c_str());
            QCOMPARE(m_tools->claims()[u"sub"_s].toString(), u"somebody"_s);
            QCOMPARE(m_keptTimes, token);
            m_tools->forgetToken();
        }
        // Also by who comes later.
        const auto others = servers(config(false));
        QVERIFY(others->call("protected", "t", {}));
        QVERIFY(all->call("protected", "t", {}));
    }

    // What was kept may have ended, too, when it is found.
    void aSignInThatIsFoundIsRenewed() {
        const auto all = servers(config(false));
        QVERIFY(!all->call("protected", "t", {}));
        QVERIFY(signIn());
        m_tools->forgetToken();
        const auto answer = all->call("protected", "t", {});
        QVERIFY2(answer, answer ? "" : answer.error().message.c_str());
    }

    // A refresh token is good for one time.
    void severalRenewItOnce() {
        QVERIFY(signIn());
        const auto all = servers(config(false));
        QVERIFY(all->call("protected", "t", {}));
        m_tools->forgetToken();
        std::atomic<int> answered = 0;
        {
            std::vector<std::jthread> askers;
            for (int asker = 0; asker < 4; ++asker) {
                askers.emplace_back([&] { answered += all->call("protected", "t", {}) ? 1 : 0; });
            }
        }
        QCOMPARE(answered.load(), 4);
        QCOMPARE(m_keptTimes, 2);
    }

    void aSignInThatWasWithdrawnIsForgotten() {
        QVERIFY(signIn());
        const auto all = servers(config(false));
        QVERIFY(all->call("protected", "t", {}));
        m_tools->forgetToken();
        m_issuer->endAll();
        const auto answer = all->call("protected", "t", {});
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, Failure::Kind::unauthorized);
        QVERIFY2(answer.error().message.find("has ended") != std::string::npos, answer.error().message.c_str());
        QVERIFY(m_kept.empty());
        QVERIFY(signIn());
        QVERIFY(all->call("protected", "t", {}));
    }

    // Its tokens are another's.
    void aSignInIsForOneAddress() {
        QVERIFY(signIn());
        const ProtectedServer another;
        auto moved = config(false);
        moved.url = another.url();
        QVERIFY(!servers(moved)->call("protected", "t", {}));
        QVERIFY(another.claims().isEmpty());
    }

    void whereNobodyComesBackItEnds() {
        const auto signedIn = server::signIn(
            config(false), 0, signIns(), [](const std::string&) {}, {.longest = std::chrono::seconds(1)});
        QVERIFY(!signedIn);
        QCOMPARE(signedIn.error().kind, Failure::Kind::timeout);
        QVERIFY(m_kept.empty());
    }
};

QTEST_GUILESS_MAIN(ToolSignInTest)
#include "tool_sign_in_test.moc"
