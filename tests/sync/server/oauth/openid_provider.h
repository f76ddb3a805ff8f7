#pragma once

#include "sync/mcp/http.h"
#include "sync/server/config/sign_in_provider.h"
#include "tests/sync/mcp/counterparts.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace cairn::test {

// A real OpenID provider on this computer; see provider.mjs.
class OpenIdProvider {
public:
    static bool isHere() {
        return QFile::exists(node()) && QFile::exists(counterpart(QStringLiteral("oidc-provider/lib/index.js")));
    }

    explicit OpenIdProvider(const QStringList& redirects) {
        m_process.setProcessChannelMode(QProcess::SeparateChannels);
        m_process.start(
            node(),
            QStringList{
                QStringLiteral(CAIRN_SOURCE_DIR "/tests/sync/server/oauth/provider.mjs"),
                QStringLiteral(CAIRN_COUNTERPARTS_DIR "/node_modules")} +
                redirects);
        while (!m_process.canReadLine() && m_process.waitForReadyRead(20'000)) {
        }
        const auto said = QJsonDocument::fromJson(m_process.readLine()).object();
        m_issuer = said[QStringLiteral("issuer")].toString().toStdString();
        m_secret = said[QStringLiteral("secret")].toString().toStdString();
    }

    ~OpenIdProvider() {
        m_process.kill();
        m_process.waitForFinished();
    }

    OpenIdProvider(const OpenIdProvider&) = delete;
    OpenIdProvider& operator=(const OpenIdProvider&) = delete;

    const std::string& issuer() const { return m_issuer; }

    const std::string& secret() const { return m_secret; }

    // As a platform that is an OpenID provider.
    server::SignInProvider openId(const std::string& client = "cairn", const std::string& signature = "keys") const {
        auto provider = server::SignInProvider::usual("codeforces");
        provider.clientId = client;
        provider.clientSecret = m_secret;
        provider.issuer = m_issuer;
        provider.deviceUrl = m_issuer + "/device/auth";
        provider.scope = "openid offline_access";
        provider.signature = signature;
        return provider;
    }

    // As a platform that is none, which says who somebody is when it is asked.
    server::SignInProvider plain() const {
        auto provider = server::SignInProvider::usual("github");
        provider.clientId = "cairn";
        provider.clientSecret = m_secret;
        provider.authorizeUrl = m_issuer + "/auth";
        provider.tokenUrl = m_issuer + "/token";
        provider.deviceUrl = m_issuer + "/device/auth";
        provider.userUrl = m_issuer + "/me";
        provider.revokeUrl = m_issuer + "/token/revocation";
        provider.scope = "openid offline_access";
        provider.member = "handle";
        return provider;
    }

    // What the next tokens say; see provider.mjs.
    void lie(const char* how) const { tell("/__lie", {{QStringLiteral("how"), QLatin1String(how)}}); }

    // Who signs in; empty: somebody who says no.
    void account(const char* name) const { tell("/__account", {{QStringLiteral("name"), QLatin1String(name)}}); }

private:
    void tell(const char* place, const QJsonObject& what) const {
        const auto told =
            mcp::exchange({"POST", m_issuer + place, {}, QJsonDocument(what).toJson().toStdString()}, {}, 1 << 10);
        if (!told || told->status != 200) {
            qFatal("the provider takes no orders");
        }
    }

    QProcess m_process;
    std::string m_issuer;
    std::string m_secret;
};

} // namespace cairn::test
