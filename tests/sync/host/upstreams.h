#pragma once

#include "sync/server/config/tool_servers.h"
#include "tests/sync/mcp/counterparts.h"

#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>

#include <memory>

namespace cairn::test {

// The recorded upstreams, which the real servers of tools ask instead of the platforms.
class Upstreams {
public:
    // With recordings of the test's own, where it names a folder.
    explicit Upstreams(const QString& recordings = {}) {
        const QString folder = QStringLiteral(CAIRN_SHARED_DIR "/mcp-upstreams/");
        if (!hasCounterparts() || !QFile::exists(folder)) {
            return;
        }
        m_redirect = folder + QStringLiteral("redirect.cjs");
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        QStringList arguments{
            folder + QStringLiteral("stub-server.mjs"), QStringLiteral("--port"), QStringLiteral("0")};
        if (!recordings.isEmpty()) {
            arguments << QStringLiteral("--recordings") << recordings;
        }
        m_process.start(node(), arguments);
        while (!m_process.canReadLine() && m_process.waitForReadyRead(20'000)) {
        }
        m_origin = QJsonDocument::fromJson(m_process.readLine()).object()[QStringLiteral("origin")].toString();
    }

    ~Upstreams() {
        m_process.kill();
        m_process.waitForFinished();
    }

    Upstreams(const Upstreams&) = delete;
    Upstreams& operator=(const Upstreams&) = delete;

    // False: the servers or their upstreams are not installed here.
    bool ready() const { return !m_origin.isEmpty(); }

    const QString& origin() const { return m_origin; }

    // What a server's program is started with, so that it asks here.
    std::map<std::string, std::string> environment() const {
        return {
            {"UPSTREAM_STUB", m_origin.toStdString()},
            {"NODE_OPTIONS", "--require " + m_redirect.toStdString()},
            {"GITHUB_PERSONAL_ACCESS_TOKEN", "test-token"}};
    }

    std::vector<server::ToolServerConfig> servers(std::int64_t timeout = 30) const {
        const auto row = [&](const char* name, const char* program) {
            return server::ToolServerConfig{
                .name = name,
                .command = {node().toStdString(), counterpart(QString::fromLatin1(program)).toStdString()},
                .environment = environment(),
                .timeout = timeout};
        };
        return {
            row("codeforces", "codeforces-mcp-server/dist/index.js"),
            row("leetcode", "@jinzcdev/leetcode-mcp-server/build/index.js"),
            row("github", "@modelcontextprotocol/server-github/dist/index.js")};
    }

    // Context7's, which has an option for where it asks.
    server::ToolServerConfig context7() const {
        return {
            .name = "context7",
            .command =
                {node().toStdString(),
                 counterpart(QStringLiteral("@upstash/context7-mcp/dist/index.js")).toStdString()},
            .environment = {{"CONTEXT7_API_URL", m_origin.toStdString() + "/context7.com/api"}}};
    }

    // The next requests fail, as the upstreams' README says how; an empty object: none does any more.
    void fail(const QJsonObject& fault) const {
        speak(fault.isEmpty() ? QStringLiteral("/__reset") : QStringLiteral("/__fault"), QJsonDocument(fault));
    }

    // How many requests there were since the last reset.
    qsizetype requests() const { return speak(QStringLiteral("/__requests"), {}).array().size(); }

private:
    QJsonDocument speak(const QString& path, const QJsonDocument& body) const {
        QNetworkAccessManager network;
        QNetworkRequest request(QUrl(m_origin + path));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        const std::unique_ptr<QNetworkReply> reply(network.post(request, body.toJson()));
        QEventLoop loop;
        QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
        if (!reply->isFinished()) {
            loop.exec();
        }
        if (reply->error() != QNetworkReply::NoError) {
            qFatal("the upstreams do not answer");
        }
        return QJsonDocument::fromJson(reply->readAll());
    }

    QProcess m_process;
    QString m_origin;
    QString m_redirect;
};

} // namespace cairn::test
