#include "sync/client/server_api.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace cairn;
using client::ApiAnswer;
using client::ServerApi;

// What is made of an answer that is none of a server's.
class ServerApiTest : public QObject {
    Q_OBJECT

private:
    // Of a call to somebody who says `words` whatever is asked, and goes.
    static std::optional<ApiAnswer> answerTo(const QByteArray& words) {
        QTcpServer somebody;
        connect(&somebody, &QTcpServer::newConnection, &somebody, [&] {
            auto* connection = somebody.nextPendingConnection();
            connect(connection, &QTcpSocket::readyRead, connection, [connection, words] {
                connection->readAll();
                connection->write(words);
                connection->disconnectFromHost();
            });
        });
        somebody.listen(QHostAddress::LocalHost);
        ServerApi api;
        api.setServer(QUrl(u"http://127.0.0.1:%1"_s.arg(somebody.serverPort())), {});
        std::optional<ApiAnswer> heard;
        api.call("GET", u"/api/server"_s, {}, {}, [&](const ApiAnswer& answer) { heard = answer; });
        static_cast<void>(QTest::qWaitFor([&] { return heard.has_value(); }, 30'000));
        return heard;
    }

private Q_SLOTS:

    void aWholeAnswerIsRead() {
        const auto answer = answerTo("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{\"word\":\"a\"}");
        QVERIFY(answer && answer->good());
        QCOMPARE(answer->body[u"word"_s].toString(), u"a"_s);
    }

    void noAnswerIsMadeOfWhatIsNone_data() {
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("broken off") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{\"accessToken\":\"e");
        QTest::newRow("only begun") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n");
        QTest::newRow("a page") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n<html></html>");
    }

    void noAnswerIsMadeOfWhatIsNone() {
        QFETCH(QByteArray, words);
        const auto answer = answerTo(words);
        QVERIFY(answer && !answer->good());
        QCOMPARE(answer->status, 0);
        QVERIFY(answer->body.isEmpty());
        QCOMPARE(answer->error.code, base::ErrorCode::Unreachable);
    }

    void aRefusalByWhatIsNoServerHasNoWordOfOne() {
        const auto answer = answerTo("HTTP/1.1 401 Unauthorized\r\nContent-Length: 13\r\n\r\n<html></html>");
        QVERIFY(answer.has_value());
        QVERIFY(answer->errorCode.isEmpty());
        QCOMPARE(answer->error.code, base::ErrorCode::Unreachable);
    }
};

QTEST_GUILESS_MAIN(ServerApiTest)
#include "server_api_test.moc"
