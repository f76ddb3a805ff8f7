#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace cairn::test {

// cairnd as one starts it: on a free port, with a folder of its own, which outlives its processes.
class Cairnd {
public:
    Cairnd() {
        m_environment.insert(QStringLiteral("CAIRND_DATA"), m_folder.filePath(QStringLiteral("data")));
        m_environment.insert(QStringLiteral("CAIRND_LISTEN_PORT"), QStringLiteral("0"));
        m_environment.insert(QStringLiteral("CAIRND_LOG_LEVEL"), QStringLiteral("error"));
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    }

    ~Cairnd() { stop(); }

    Cairnd(const Cairnd&) = delete;
    Cairnd& operator=(const Cairnd&) = delete;

    // For processes that start from now on.
    void set(const QString& variable, const QString& value) { m_environment.insert(variable, value); }

    const QProcessEnvironment& environment() const { return m_environment; }

    // Waits until it listens.
    bool start(const QStringList& arguments = {}) {
        m_process.setProcessEnvironment(m_environment);
        m_process.start(QStringLiteral(CAIRN_PROGRAM_DIR "/cairnd"), arguments);
        while (!m_process.canReadLine() && m_process.waitForReadyRead(20'000)) {
        }
        m_said = QString::fromUtf8(m_process.readLine());
        return m_process.state() == QProcess::Running && port() != 0;
    }

    // Waits until it has ended by itself, and says whether that was a crash.
    bool crashes(int patience) {
        if (m_process.state() != QProcess::NotRunning) {
            m_process.waitForFinished(patience);
        }
        return m_process.state() == QProcess::NotRunning && m_process.exitStatus() == QProcess::CrashExit;
    }

    // In order. The exit status; -1 when it does not end, or crashes.
    int stop(int patience = 10'000) {
        if (m_process.state() == QProcess::NotRunning) {
            return 0;
        }
        m_process.terminate();
        const bool ended = m_process.waitForFinished(patience) && m_process.exitStatus() == QProcess::NormalExit;
        return ended ? m_process.exitCode() : -1;
    }

    QString url() const { return m_said.section(u' ', 3, 3); }

    quint16 port() const { return static_cast<quint16>(url().section(u':', -1).toInt()); }

    qint64 pid() const { return m_process.processId(); }

    QString file(const QString& name) const { return m_folder.filePath(name); }

    struct Ended {
        int status = -1;
        QByteArray out;
        QByteArray err;

        QJsonArray rows() const { return QJsonDocument::fromJson(out).array(); }
    };

    // cairnctl on the same computer, by the same user.
    Ended control(const QStringList& arguments) const {
        QProcess process;
        process.setProcessEnvironment(m_environment);
        process.start(QStringLiteral(CAIRN_PROGRAM_DIR "/cairnctl"), arguments);
        const bool ended = process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit;
        return {ended ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
    }

private:
    QTemporaryDir m_folder;
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
    QProcess m_process;
    QString m_said;
};

} // namespace cairn::test
