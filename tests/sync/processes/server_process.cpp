#include "tests/sync/processes/server_process.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;

namespace cairn::test {

namespace {

quint16 freePort() {
    QTcpServer listener;
    listener.listen(QHostAddress::LocalHost);
    return listener.serverPort();
}

} // namespace

ServerProcess::ServerProcess()
    : m_port(freePort()) {
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"CAIRND_DATA"_s, m_folder.path());
    environment.insert(u"CAIRND_LISTEN_PORT"_s, QString::number(m_port));
    environment.insert(u"CAIRND_ACCOUNTS_CONFIRM"_s, u"none"_s);
    environment.insert(u"CAIRND_LIMITS_LOGINS"_s, u"10000"_s);
    environment.insert(u"CAIRND_LIMITS_PER_MINUTE"_s, u"1000000"_s);
    environment.insert(u"CAIRND_LIMITS_ANONYMOUS_PER_MINUTE"_s, u"1000000"_s);
    environment.insert(u"CAIRND_LOG_LEVEL"_s, u"error"_s);
    m_process.setProcessEnvironment(environment);
    QObject::connect(&m_process, &QProcess::readyReadStandardError, &m_process, [this] {
        m_troubles += m_process.readAllStandardError();
    });
}

ServerProcess::~ServerProcess() {
    m_process.disconnect();
    m_process.kill();
    m_process.waitForFinished();
}

bool ServerProcess::start() {
    constexpr int kPatience = 20'000; // ms
    m_process.start(QStringLiteral(CAIRN_PROGRAM_DIR "/cairnd"), QStringList());
    QByteArray said;
    return QTest::qWaitFor(
               [&] {
                   said += m_process.readAllStandardOutput();
                   return said.contains("listens on") || !running();
               },
               kPatience) &&
           running();
}

} // namespace cairn::test
