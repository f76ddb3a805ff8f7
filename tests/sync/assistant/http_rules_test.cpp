#include "sync/assistant/http/http_rules.h"

#include <QTest>

using namespace cairn::assistant;

class HttpRulesTest : public QObject {
    Q_OBJECT

private:
    static HttpAsked ping() {
        return {
            "POST",
            "/mcp",
            {{"host", "127.0.0.1:8080"}, {"content-type", "application/json"}},
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}"};
    }

    static int statusOf(const HttpAsked& asked) {
        const auto refusal = refusalOf(asked);
        return refusal ? refusal->status : 200;
    }

private Q_SLOTS:

    void answersToThisComputerAlone_data() {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("origin");
        QTest::addColumn<int>("status");
        QTest::newRow("by address") << "127.0.0.1:8080" << "" << 200;
        QTest::newRow("by name") << "localhost:8080" << "" << 200;
        QTest::newRow("by the longer address") << "[::1]:8080" << "" << 200;
        QTest::newRow("a page of its own") << "localhost:8080" << "http://localhost:3000" << 200;
        QTest::newRow("nobody") << "" << "" << 403;
        QTest::newRow("another name") << "evil.example.com:8080" << "" << 403;
        QTest::newRow("a name that begins like it") << "localhost.evil.example.com" << "" << 403;
        QTest::newRow("somebody at it") << "evil@localhost" << "" << 403;
        QTest::newRow("another page") << "localhost:8080" << "https://evil.example.com" << 403;
        QTest::newRow("a page from nowhere") << "localhost:8080" << "null" << 403;
        QTest::newRow("a page's name that begins like it") << "localhost" << "http://127.0.0.1.evil.example.com" << 403;
    }

    void answersToThisComputerAlone() {
        QFETCH(const QString, host);
        QFETCH(const QString, origin);
        QFETCH(const int, status);
        auto asked = ping();
        asked.headers["host"] = host.toStdString();
        if (!origin.isEmpty()) {
            asked.headers["origin"] = origin.toStdString();
        }
        QCOMPARE(statusOf(asked), status);
    }

    void takesPostedMessagesAndNothingElse() {
        auto asked = ping();
        asked.method = "GET";
        QCOMPARE(statusOf(asked), 405);
        asked = ping();
        asked.path = "/";
        QCOMPARE(statusOf(asked), 404);
        asked = ping();
        asked.headers["content-type"] = "text/plain"; // which a page may send without asking
        QCOMPARE(statusOf(asked), 415);
        asked = ping();
        asked.headers["mcp-protocol-version"] = "1999-01-01";
        QCOMPARE(statusOf(asked), 400);
        asked.headers["mcp-protocol-version"] = "2025-06-18";
        QCOMPARE(statusOf(asked), 200);
    }

    void headersSayWhatTheMessageSays() {
        auto asked = ping();
        asked.body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"a\",\"_meta\":{"
                     "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}}}";
        QCOMPARE(statusOf(asked), 400); // none of them is there
        asked.headers["mcp-protocol-version"] = "2026-07-28";
        QCOMPARE(statusOf(asked), 400);
        asked.headers["mcp-method"] = "tools/call";
        QCOMPARE(statusOf(asked), 400);
        asked.headers["mcp-name"] = "b";
        QCOMPARE(statusOf(asked), 400);
        asked.headers["mcp-name"] = "a";
        QCOMPARE(statusOf(asked), 200);
        asked.headers["mcp-method"] = "TOOLS/CALL";
        QVERIFY(refusalOf(asked)->body.find("-32020") != std::string::npos);
    }

    void answersAsTheEraHasIt() {
        QCOMPARE(answerOf({}, false).status, 202);
        QCOMPARE(answerOf({"{}", 0, false}, true).status, 200);
        QCOMPARE(answerOf({"{}", code::kNoMethod, false}, true).status, 404);
        QCOMPARE(answerOf({"{}", code::kNoMethod, false}, false).status, 200);
        QCOMPARE(answerOf({"{}", code::kParse, false}, false).status, 400);
        QCOMPARE(answerOf({"{}", code::kUnsupportedVersion, true}, true).status, 400);
        QCOMPARE(answerOf({"{}", code::kInvalidParams, false}, true).status, 200);
    }
};

QTEST_GUILESS_MAIN(HttpRulesTest)
#include "http_rules_test.moc"
