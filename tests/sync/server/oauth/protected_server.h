#pragma once

#include "sync/mcp/http.h"
#include "tests/sync/mcp/counterparts.h"
#include "tests/sync/mcp/scripted_http.h"
#include "tests/sync/mcp/simple_server.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

#include <mutex>
#include <set>
#include <string>

namespace cairn::test {

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
        return !m_ended.contains(token) && said[QStringLiteral("iss")].toString() == m_issuer &&
               said[QStringLiteral("aud")].toString().toStdString() == url() &&
               said[QStringLiteral("scope")].toString() == QStringLiteral("tools");
    }

    void answer(const ScriptedHttp::Request& request, ScriptedHttp::Reply& reply) {
        const std::lock_guard lock(m_mutex);
        const auto here = QString::fromStdString(url());
        if (request.path.startsWith("/.well-known/oauth-protected-resource")) {
            const QJsonObject about{
                {QStringLiteral("resource"), here},
                {QStringLiteral("authorization_servers"), QJsonArray{m_issuer}},
                {QStringLiteral("scopes_supported"), QJsonArray{QStringLiteral("tools")}}};
            reply.say(200, QJsonDocument(about).toJson());
            return;
        }
        const auto token = request.headers.value("authorization").mid(int(sizeof("Bearer ")) - 1);
        if (!isGood(token)) {
            reply.say(401, {}, "WWW-Authenticate: Bearer error=\"invalid_token\"\r\n");
            return;
        }
        m_last = token;
        const auto said = simpleAnswer(request.body);
        reply.say(said.isEmpty() ? 202 : 200, said);
    }

    mutable std::mutex m_mutex;
    QString m_issuer;
    QByteArray m_last;
    std::set<QByteArray> m_ended;
    ScriptedHttp m_http; // last: it uses the others
};

// Gives tokens for a server of tools, to a client that speaks for itself and to whoever signs in; see
// authorization_server.mjs.
class AuthorizationServer {
public:
    static bool isHere() {
        return QFile::exists(node()) && QFile::exists(counterpart(QStringLiteral("oidc-provider/lib/index.js")));
    }

    explicit AuthorizationServer(ProtectedServer& tools) {
        m_process.start(
            node(), {QStringLiteral(CAIRN_SOURCE_DIR "/tests/sync/server/oauth/authorization_server.mjs"),
                     QStringLiteral(CAIRN_COUNTERPARTS_DIR "/node_modules"), QString::fromStdString(tools.url())});
        while (!m_process.canReadLine() && m_process.waitForReadyRead(20'000)) {
        }
        m_about = QJsonDocument::fromJson(m_process.readLine()).object();
        tools.trust(said("issuer"));
    }

    ~AuthorizationServer() {
        m_process.kill();
        m_process.waitForFinished();
    }

    AuthorizationServer(const AuthorizationServer&) = delete;
    AuthorizationServer& operator=(const AuthorizationServer&) = delete;

    std::string client() const { return said("client"); }

    std::string secret() const { return said("secret"); }

    // No sign-in is renewed any more.
    void endAll() const {
        const auto told = mcp::exchange({"POST", said("issuer") + "/__end", {}, "{}"}, {}, 1 << 10);
        if (!told || told->status != 200) {
            qFatal("the authorization server takes no orders");
        }
    }

private:
    std::string said(const char* what) const { return m_about[QLatin1String(what)].toString().toStdString(); }

    QProcess m_process;
    QJsonObject m_about;
};

} // namespace cairn::test
