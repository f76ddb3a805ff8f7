#pragma once

#include "sync/server/config/tool_servers.h"
#include "tests/sync/mcp/counterparts.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

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

private:
    QProcess m_process;
    QString m_origin;
    QString m_redirect;
};

} // namespace cairn::test
