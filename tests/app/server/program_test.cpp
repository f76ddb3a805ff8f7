#include "tests/app/server/cairnd.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSslCertificate>
#include <QSslSocket>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>

#include <csignal>
#include <memory>

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

QByteArray
requestOf(const QByteArray& method, const QByteArray& path, const QJsonObject& body, const QByteArray& token) {
    const auto text = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + token +
           "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(text.size()) + "\r\n\r\n" +
           text;
}

// All that it says until it ends the connection.
QByteArray answerOf(QTcpSocket& socket) {
    auto answer = socket.readAll();
    while (socket.waitForReadyRead(10'000)) {
        answer += socket.readAll();
    }
    return answer;
}

std::unique_ptr<QTcpSocket> ask(const Cairnd& server, const QByteArray& bytes) {
    auto socket = std::make_unique<QTcpSocket>();
    socket->connectToHost(u"127.0.0.1"_s, server.port());
    socket->waitForConnected(10'000);
    socket->write(bytes);
    socket->flush();
    return socket;
}

QJsonObject call(
    const Cairnd& server, const QByteArray& method, const QByteArray& path, const QJsonObject& body = {},
    const QByteArray& token = {}) {
    const auto answer = answerOf(*ask(server, requestOf(method, path, body, token)));
    return QJsonDocument::fromJson(answer.mid(answer.indexOf("\r\n\r\n") + 4)).object();
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

    void endsInTimeWhateverHangs_data() {
        QTest::addColumn<QByteArray>("script");
        QTest::newRow("ends when it is told") << QByteArray("while :; do sleep 1; done");
        QTest::newRow("is made to end") << QByteArray("trap \"\" TERM; while :; do sleep 1; done");
    }

    // A mail that its server does not take, a program of tools that says nothing, a request that waits for it, and a
    // WebSocket that reads nothing.
    void endsInTimeWhateverHangs() {
        QFETCH(QByteArray, script);
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        Cairnd server;
        QFile config(server.file(u"cairnd.toml"_s));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write("[mcp.codeforces]\ncommand = ['/bin/sh', '-c', '" + script + "']\n");
        config.close();
        server.set(u"CAIRND_ACCOUNTS_CONFIRM"_s, u"none"_s);
        server.set(u"CAIRND_MAIL_URL"_s, u"smtp://127.0.0.1:"_s + QString::number(silent.serverPort()));
        server.set(u"CAIRND_MAIL_FROM"_s, u"cairn@example.org"_s);
        QVERIFY(server.start({u"--config"_s, config.fileName()}));

        QJsonObject me{{u"email"_s, u"me@example.org"_s}, {u"password"_s, u"Correct-Horse-9"_s}};
        call(server, "POST", "/api/auth/register", me);
        me[u"device"_s] = u"test"_s;
        const auto token = call(server, "POST", "/api/auth/login", me)[u"accessToken"_s].toString().toLatin1();
        QVERIFY(!token.isEmpty());
        call(server, "POST", "/api/auth/forgot-password", {{u"email"_s, u"me@example.org"_s}});
        QTRY_VERIFY_WITH_TIMEOUT(silent.hasPendingConnections(), 10'000);

        const QJsonObject challenge{{u"method"_s, u"challenge"_s}, {u"account"_s, u"mira_codes"_s}};
        const QByteArray place = "/api/connections/codeforces/";
        QVERIFY(call(server, "POST", place + "begin", challenge, token).contains(u"token"_s));
        const auto waiting = ask(server, requestOf("POST", place + "check", {}, token));
        QTRY_VERIFY(
            call(server, "GET", "/api/health/mcp")[u"servers"_s].toArray().at(0).toObject()[u"status"_s] !=
            u"unused"_s);

        const auto deaf =
            ask(server, "GET /api/sync HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                        "Sec-WebSocket-Protocol: cairn.sync.v1\r\n\r\n");
        QVERIFY(deaf->waitForReadyRead(10'000));
        QVERIFY(deaf->readAll().startsWith("HTTP/1.1 101"));

        QElapsedTimer timer;
        timer.start();
        QCOMPARE(server.stop(), 0);
        QVERIFY2(timer.elapsed() < 5'000, QByteArray::number(timer.elapsed()));
        qInfo("after %lld ms", timer.elapsed());
        const auto answer = answerOf(*waiting);
        QVERIFY(answer.startsWith("HTTP/1.1 503") || script.startsWith("trap")); // nobody is left without one
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
