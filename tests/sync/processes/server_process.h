#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace cairn::test {

// A real cairnd in a process of its own, with a folder of its own, on the same port in every life.
class ServerProcess {
public:
    ServerProcess();
    ~ServerProcess();
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    // Whether it answers.
    bool start();

    // As a power cut would: with SIGKILL.
    void kill() { m_process.kill(); }

    bool running() const { return m_process.state() != QProcess::NotRunning; }

    quint16 port() const { return m_port; }

    QString database() const { return m_folder.filePath(QStringLiteral("server.db")); }

    // What it had to say of troubles, in all of its lives.
    const QByteArray& troubles() const { return m_troubles; }

private:
    QTemporaryDir m_folder;
    quint16 m_port = 0;
    QProcess m_process;
    QByteArray m_troubles;
};

} // namespace cairn::test
