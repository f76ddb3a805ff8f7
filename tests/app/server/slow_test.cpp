#include "tests/app/server/cairnd.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;
using cairn::test::Cairnd;

namespace {

// How long a client that was not there before waits for an answer, ms; -1: there was none.
double health(const Cairnd& server) {
    QElapsedTimer timer;
    timer.start();
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, server.port());
    socket.waitForConnected(10'000);
    socket.write("GET /api/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    QByteArray answer;
    while (!answer.contains("\r\n\r\n") && socket.waitForReadyRead(10'000)) {
        answer += socket.readAll();
    }
    return answer.startsWith("HTTP/1.1 200") ? static_cast<double>(timer.nsecsElapsed()) / 1e6 : -1;
}

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
        Cairnd server;
        server.set(u"CAIRND_LISTEN_PER_ADDRESS"_s, u"2000"_s);
        QVERIFY(server.start());
        QVERIFY(health(server) >= 0);
        QProcess attack;
        attack.setProcessChannelMode(QProcess::MergedChannels);
        const auto url = u"http://127.0.0.1:"_s + QString::number(server.port()) + path;
        attack.start(program, mode + QStringList{u"-c"_s, u"1000"_s, u"-r"_s, u"400"_s, u"-l"_s, u"6"_s, u"-u"_s, url});
        QVERIFY(attack.waitForStarted());
        std::vector<double> waited;
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < 6'000) {
            waited.push_back(health(server));
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
        // 100 ms are promised. That is for a machine that does nothing else: here it is told, and held loosely.
        qInfo(
            "%zu answers: median %.1f ms, p99 %.1f ms, longest %.1f ms", waited.size(), waited[waited.size() / 2], p99,
            waited.back());
        QVERIFY(p99 < 1'000);
    }
};

QTEST_GUILESS_MAIN(SlowTest)
#include "slow_test.moc"
