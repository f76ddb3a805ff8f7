#include "tests/app/server/cairnd.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSslCertificate>
#include <QSslSocket>
#include <QStandardPaths>

#include <csignal>

using namespace Qt::StringLiterals;
using cairn::test::Cairnd;

namespace {

// Writes a certificate for this computer, by its own key.
bool certify(const Cairnd& server, const QString& name) {
    return QProcess::execute(
               u"openssl"_s, {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s,
                              u"-nodes"_s, u"-keyout"_s, server.file(u"key.pem"_s), u"-out"_s,
                              server.file(u"certificate.pem"_s), u"-days"_s, u"2"_s, u"-subj"_s, u"/CN="_s + name}) ==
           0;
}

// Whom the server says that it is.
QString subject(const Cairnd& server, QSsl::SslProtocol protocol = QSsl::SecureProtocols) {
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.setProtocol(protocol);
    socket.connectToHostEncrypted(u"127.0.0.1"_s, server.port());
    return socket.waitForEncrypted(10'000) ? socket.peerCertificate().subjectInfo(QSslCertificate::CommonName).value(0)
                                           : QString();
}

} // namespace

// The program, from its start to its end.
class ProgramTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void startsWithNothingAndSaysWhatIsNext() {
        Cairnd server;
        QVERIFY(server.start());
        QVERIFY(server.url().startsWith(u"http://127.0.0.1:"_s));
        const auto key = QFile(server.file(u"data/master.key"_s)).permissions();
        QVERIFY(!(key & (QFile::ReadGroup | QFile::ReadOther)));
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(server.stop(), 0);
        QVERIFY(timer.elapsed() < 5'000);
    }

    void aSecondOneLeavesTheFolderAlone() {
        Cairnd server;
        QVERIFY(server.start());
        QProcess other;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"CAIRND_DATA"_s, server.file(u"data"_s));
        environment.insert(u"CAIRND_LISTEN_PORT"_s, u"0"_s);
        other.setProcessEnvironment(environment);
        other.start(QStringLiteral(CAIRN_PROGRAM_DIR "/cairnd"), {});
        QVERIFY(other.waitForFinished(20'000));
        QCOMPARE(other.exitCode(), 1);
        QVERIFY(other.readAllStandardError().contains("another cairnd"));
    }

    void readsItsCertificateAgainWhenItIsTold() {
        if (QStandardPaths::findExecutable(u"openssl"_s).isEmpty()) {
            QSKIP("openssl is not installed");
        }
        Cairnd server;
        QVERIFY(certify(server, u"first"_s));
        server.set(u"CAIRND_LISTEN_CERTIFICATE"_s, server.file(u"certificate.pem"_s));
        server.set(u"CAIRND_LISTEN_KEY"_s, server.file(u"key.pem"_s));
        QVERIFY(server.start());
        QCOMPARE(subject(server), u"first"_s);
        QCOMPARE(subject(server, QSsl::TlsV1_2), u"first"_s);
        QCOMPARE(subject(server, QSsl::TlsV1_3), u"first"_s);

        QSslSocket open; // what is open goes on
        open.setPeerVerifyMode(QSslSocket::VerifyNone);
        open.connectToHostEncrypted(u"127.0.0.1"_s, server.port());
        QVERIFY(open.waitForEncrypted(10'000));

        QVERIFY(certify(server, u"second"_s));
        QCOMPARE(subject(server), u"first"_s);
        ::kill(static_cast<pid_t>(server.pid()), SIGHUP);
        QTRY_COMPARE(subject(server), u"second"_s);

        open.write("GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QVERIFY(open.waitForReadyRead(10'000));
        QVERIFY(open.readAll().startsWith("HTTP/1.1 200"));

        QFile broken(server.file(u"certificate.pem"_s));
        QVERIFY(broken.open(QIODevice::WriteOnly | QIODevice::Truncate));
        broken.close();
        ::kill(static_cast<pid_t>(server.pid()), SIGHUP);
        QTest::qWait(300);
        QCOMPARE(subject(server), u"second"_s); // and not without any
        QCOMPARE(server.stop(), 0);
    }
};

QTEST_GUILESS_MAIN(ProgramTest)
#include "program_test.moc"
