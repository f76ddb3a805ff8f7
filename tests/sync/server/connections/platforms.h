#pragma once

#include "sync/mcp/http.h"
#include "sync/server/config/tool_servers.h"
#include "tests/sync/mcp/counterparts.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

#include <string>
#include <vector>

namespace cairn::test {

// The platforms' real servers of tools, of which only what they ask on the internet is replaced.
class Platforms {
public:
    static bool areHere() { return hasCounterparts() && QFile::exists(kStub + QStringLiteral("stub-server.mjs")); }

    Platforms() {
        m_process.start(
            node(), {kStub + QStringLiteral("stub-server.mjs"), QStringLiteral("--port"), QStringLiteral("0")});
        while (!m_process.canReadLine() && m_process.waitForReadyRead(20'000)) {
        }
        const auto said = QJsonDocument::fromJson(m_process.readLine()).object();
        m_origin = said[QStringLiteral("origin")].toString().toStdString();
    }

    ~Platforms() {
        m_process.kill();
        m_process.waitForFinished();
    }

    Platforms(const Platforms&) = delete;
    Platforms& operator=(const Platforms&) = delete;

    std::vector<server::ToolServerConfig> servers() const {
        const auto one = [&](const char* name, const char* script) {
            return server::ToolServerConfig{
                .name = name,
                .command = {node().toStdString(), counterpart(QString::fromUtf8(script)).toStdString()},
                .environment = {
                    {"UPSTREAM_STUB", m_origin},
                    {"NODE_OPTIONS", "--require " + (kStub + QStringLiteral("redirect.cjs")).toStdString()}}};
        };
        auto github = one("github", "@modelcontextprotocol/server-github/dist/index.js");
        github.environment["GITHUB_PERSONAL_ACCESS_TOKEN"] = "good";
        return {
            one("leetcode", "@jinzcdev/leetcode-mcp-server/build/index.js"),
            one("codeforces", "codeforces-mcp-server/dist/index.js"), github};
    }

    // The next request to a host is answered so, or fails so.
    void fault(const QJsonObject& how) const {
        tell("/__fault", QJsonDocument(how).toJson(QJsonDocument::Compact).toStdString());
    }

    void reset() const { tell("/__reset", "{}"); }

    // What the host answers to `path`, once.
    void answers(const char* host, const char* path, const QJsonValue& body, int status = 200) const {
        fault(
            {{QStringLiteral("host"), QLatin1String(host)},
             {QStringLiteral("path"), QLatin1String(path)},
             {QStringLiteral("status"), status},
             {QStringLiteral("body"), body}});
    }

private:
    inline static const QString kStub = QStringLiteral(CAIRN_SHARED_DIR "/mcp-upstreams/");

    void tell(const char* place, const std::string& body) const {
        const auto told = mcp::exchange(
            {"POST", m_origin + place, {{"Content-Type", "application/json"}}, body}, {}, std::size_t{1} << 20U);
        if (!told || told->status != 200) {
            qFatal("the upstreams take no orders");
        }
    }

    QProcess m_process;
    std::string m_origin;
};

} // namespace cairn::test
