#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

// cairnd as one starts it, on a free port and with a folder of its own.
class Server {
public:
    Server() {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"CAIRND_DATA"_s, m_folder.path());
        environment.insert(u"CAIRND_LISTEN_PORT"_s, u"0"_s);
        environment.insert(u"CAIRND_LOG_LEVEL"_s, u"error"_s);
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(CAIRN_PROGRAM_DIR "/cairnd"), {});
        while (!m_process.canReadLine() && m_process.waitForReadyRead(20'000)) {
        }
        const auto url = QString::fromLatin1(m_process.readLine()).section(u' ', 3, 3);
        m_port = static_cast<quint16>(url.section(u':', -1).toInt());
    }

    ~Server() {
        m_process.terminate();
        m_process.waitForFinished(10'000);
    }

    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    quint16 port() const { return m_port; }

    // How long a client that was not there before waits for an answer, ms; -1: there was none.
    double health() const {
        QElapsedTimer timer;
        timer.start();
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, m_port);
        socket.waitForConnected(10'000);
        socket.write("GET /api/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        QByteArray answer;
        while (!answer.contains("\r\n\r\n") && socket.waitForReadyRead(10'000)) {
            answer += socket.readAll();
        }
        return answer.startsWith("HTTP/1.1 200") ? static_cast<double>(timer.nsecsElapsed()) / 1e6 : -1;
    }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace

// Many slow clients, and one that is not.
class SlowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void slowClientsCostTheOthersLittle_data() {
        QTest::addColumn<QStringList>("mode");
        QTest::addColumn<QString>("path");
        QTest::newRow("header") << QStringList{u"-H"_s, u"-i"_s, u"2"_s} << u"/api/health"_s;
        QTest::newRow("body") << QStringList{u"-B"_s, u"-i"_s, u"2"_s, u"-s"_s, u"8192"_s} << u"/api/auth/login"_s;
        QTest::newRow("reading") << QStringList{u"-X"_s, u"-w"_s, u"16"_s, u"-y"_s, u"32"_s, u"-n"_s,
                                                u"2"_s,  u"-z"_s, u"8"_s,  u"-k"_s, u"5"_s}
                                 << u"/api/openapi.json"_s;
    }

    void slowClientsCostTheOthersLittle() {
        const auto program = QStandardPaths::findExecutable(u"slowhttptest"_s);
        if (program.isEmpty()) {
            QSKIP("slowhttptest is not installed");
        }
        QFETCH(QStringList, mode);
        QFETCH(QString, path);
        const Server server;
        QVERIFY(server.port() != 0);
        QVERIFY(server.health() >= 0);
        QProcess attack;
        attack.setProcessChannelMode(QProcess::MergedChannels);
        const auto url = u"http://127.0.0.1:"_s + QString::number(server.port()) + path;
        attack.start(program, mode + QStringList{u"-c"_s, u"500"_s, u"-r"_s, u"250"_s, u"-l"_s, u"6"_s, u"-u"_s, url});
        QVERIFY(attack.waitForStarted());
        std::vector<double> waited;
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < 6'000) {
            waited.push_back(server.health());
            QVERIFY(waited.back() >= 0);
            attack.waitForFinished(10); // a pause; and what it prints is read
        }
        attack.waitForFinished(3'000);
        attack.kill();
        attack.waitForFinished();
        const auto said = attack.readAll();
        QVERIFY2(said.contains("connected"), said);
        std::ranges::sort(waited);
        const auto p99 = waited[waited.size() * 99 / 100];
        qInfo("%zu answers: median %.1f ms, p99 %.1f ms", waited.size(), waited[waited.size() / 2], p99);
        QVERIFY(p99 < 1'000);
    }
};

QTEST_GUILESS_MAIN(SlowTest)
#include "slow_test.moc"
