#include "sync/server/host/platform_answered.h"

#include <QTest>

using namespace cairn;

// Each server of tools has its own way to say that its platform is out of reach.
class PlatformAnsweredTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void tellsAnOutageFromAnAnswer_data() {
        QTest::addColumn<QByteArray>("server");
        QTest::addColumn<bool>("isError");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("answered");
        const auto row = [](const char* server, bool isError, const char* text, bool answered) {
            QTest::newRow(text) << QByteArray(server) << isError << QByteArray(text) << answered;
        };
        row("codeforces", true, "Error: Codeforces API error: handles: User with handle x not found", true);
        row("codeforces", true, "Error: Codeforces API error: Request failed with status code 503", false);
        row("codeforces", true, "Error: Codeforces API error: Call limit exceeded", false);
        row("codeforces", true, "Error: Request timeout - Codeforces API did not respond in time", false);
        row("codeforces", false, "[]", true);
        row("leetcode", false, R"({"error":"Failed to fetch","message":"HTTP 500 Internal Server Error"})", false);
        row("leetcode", false, R"({"username":"x","submissions":[{"title":"HTTP 500"}]})", true);
        row("leetcode", true, "HTTP 429 Too Many Requests: {}", false);
        row("leetcode", true, "HTTP 400 Bad Request: {}", true);
        row("github", false, "[]", true);
        row("context7", false, "No libraries found matching the provided name.", true);
        row("context7", false, "Rate limited or quota exceeded. Create a free API key.", false);
        row("context7", false, "Request failed with status 500. Please try again later.", false);
        row("context7", false, "Error searching libraries: TypeError: fetch failed", false);
        row("context7", false, "### Timeouts\n\nSource: https://example.org/a\n\nA timeout; HTTP 503.", true);
    }

    void tellsAnOutageFromAnAnswer() {
        QFETCH(QByteArray, server);
        QFETCH(bool, isError);
        QFETCH(QByteArray, text);
        QFETCH(bool, answered);
        mcp::ToolResult result;
        result.isError = isError;
        result.content.push_back(boost::json::object{{"type", "text"}, {"text", text.toStdString()}});
        QCOMPARE(server::platformAnswered(server.toStdString(), result), answered);
    }
};

QTEST_GUILESS_MAIN(PlatformAnsweredTest)
#include "platform_answered_test.moc"
