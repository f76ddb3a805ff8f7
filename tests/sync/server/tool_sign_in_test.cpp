#include "sync/server/tools/tool_servers.h"
#include "tests/sync/mcp/counterparts.h"
#include "tests/sync/mcp/scripted_http.h"
#include "tests/sync/mcp/simple_server.h"
#include "tests/sync/server/oauth/browser.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <atomic>
#include <set>
#include <thread>

using namespace Qt::StringLiterals;
using namespace cairn;
using mcp::Failure;
using server::ToolServerConfig;
using server::ToolServers;
using server::ToolSignIns;
using test::ScriptedHttp;

namespace {

// A server of tools that lets nobody in without a token for it.
class ProtectedServer {
public:
    ProtectedServer()
        : m_http([this](const auto& request, auto& reply) { answer(request, reply); }) {}

    std::string url() const { return m_http.url(); }

    void trust(const std::string& issuer) {
        const std::lock_guard lock(m_mutex);
        m_issuer = QString::fromStdString(issuer);
    }

    // From now on the token that it was shown last is good for nothing.
    void forgetToken() {
        const std::lock_guard lock(m_mutex);
        m_ended.insert(m_last);
    }

    // What the token says that it was shown last.
    QJsonObject claims() const {
        const std::lock_guard lock(m_mutex);
        return claimsOf(m_last);
    }

private:
    static QJsonObject claimsOf(const QByteArray& token) {
        const auto parts = token.split('.');
        return QJsonDocument::fromJson(
                   QByteArray::fromBase64(
                       parts.value(1), QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals))
            .object();
    }

    bool isGood(const QByteArray& token) const {
        const auto said = claimsOf(token);
        return !m_ended.contains(token) && said[u"iss"_s].toString() == m_issuer &&
               said[u"aud"_s].toString().toStdString() == url() && said[u"scope"_s].toString() == u"tools"_s;
    }

    void answer(const ScriptedHttp::Request& request, ScriptedHttp::Reply& reply) {
        const std::lock_guard lock(m_mutex);
        const auto here = QString::fromStdString(url());
        if (request.path.startsWith("/.well-known/oauth-protected-resource")) {
            const QJsonObject about{
                {u"resource"_s, here},
                {u"authorization_servers"_s, QJsonArray{m_issuer}},
                {u"scopes_supported"_s, QJsonArray{u"tools"_s}}};
            reply.say(200, QJsonDocument(about).toJson());
            return;
        }
        const auto token = request.headers.value("authorization").mid(int(sizeof("Bearer ")) - 1);
        if (!isGood(token)) {
            reply.say(401, {}, "WWW-Authenticate: Bearer error=\"invalid_token\"\r\n");
            return;
        }
        m_last = token;
        const auto said = test::simpleAnswer(request.body);
        reply.say(said.isEmpty() ? 202 : 200, said);
    }

    mutable std::mutex m_mutex;
    QString m_issuer;
    QByteArray m_last;
    std::set<QByteArray> m_ended;
    ScriptedHttp m_http; // last: it uses the others
};

} // namespace

// Servers of tools that want a sign-in, with a real authorization server.
class ToolSignInTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<ProtectedServer> m_tools;
    std::unique_ptr<QProcess> m_issuer;
    QJsonObject m_about;
    std::mutex m_mutex;
    std::string m_kept;
    int m_keptTimes = 0;

    ToolServerConfig config(bool alone) const {
        ToolServerConfig config{.name = "protected", .url = m_tools->url(), .connections = 4};
        if (alone) {
            config.clientId = m_about[u"client"_s].toString().toStdString();
            config.clientSecret = m_about[u"secret"_s].toString().toStdString();
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
        if (!QFile::exists(test::node()) || !QFile::exists(test::counterpart(u"oidc-provider/lib/index.js"_s))) {
            QSKIP("oidc-provider is not here: packaging/check installs it where there is npm");
        }
        m_kept.clear();
        m_keptTimes = 0;
        m_tools = std::make_unique<ProtectedServer>();
        m_issuer = std::make_unique<QProcess>();
        m_issuer->start(
            test::node(),
            {QStringLiteral(CAIRN_SOURCE_DIR "/tests/sync/server/oauth/authorization_server.mjs"),
             QStringLiteral(CAIRN_COUNTERPARTS_DIR "/node_modules"), QString::fromStdString(m_tools->url())});
        while (!m_issuer->canReadLine() && m_issuer->waitForReadyRead(20'000)) {
        }
        m_about = QJsonDocument::fromJson(m_issuer->readLine()).object();
        m_tools->trust(m_about[u"issuer"_s].toString().toStdString());
    }

    void cleanup() {
        if (m_issuer) {
            m_issuer->kill();
            m_issuer->waitForFinished();
        }
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
        const auto told =
            mcp::exchange({"POST", m_about[u"issuer"_s].toString().toStdString() + "/__end", {}, "{}"}, {}, 1 << 10);
        QVERIFY(told && told->status == 200);
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
