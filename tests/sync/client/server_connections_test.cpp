#include "sync/client/server_api.h"
#include "sync/client/server_connections.h"

#include <QJsonDocument>
#include <QTest>

using namespace cairn;
using base::ErrorCode;

// What a look at an account that is being connected says, by the server's word for it.
class ServerConnectionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void howItEndedIsReadWithWhatIsOffered() {
        const auto body = QJsonDocument::fromJson(
            R"({"connections": [], "offers": [)"
            R"({"platform": "codeforces", "methods": ["sign_in", "thought"], "imports": true},)"
            R"({"platform": "github", "methods": ["device"], "imports": false},)"
            R"({"platform": "moon", "methods": [], "imports": false}], "outcomes": [)"
            R"({"platform": "codeforces", "kind": "imported", "at": 5, "count": 12, "reason": null},)"
            R"({"platform": "codeforces", "kind": "figures", "at": 6, "count": null, "reason": "status 503"},)"
            R"({"platform": "codeforces", "kind": "dreamt", "at": 7, "count": null, "reason": null},)"
            R"({"platform": "github", "kind": "moved", "at": 8, "count": null, "reason": "taken"}]})");
        const auto offers = client::offersIn(body.object());
        QCOMPARE(offers.size(), std::size_t(2));
        using Kind = api::OutcomeKind;
        const api::ConnectionOffer codeforces{
            events::Platform::codeforces,
            {api::ConnectMethod::sign_in},
            true,
            {{Kind::imported, 5, 12, ""}, {Kind::figures, 6, 0, "status 503"}}};
        const api::ConnectionOffer github{
            events::Platform::github, {api::ConnectMethod::device}, false, {{Kind::moved, 8, 0, "taken"}}};
        QVERIFY(offers[0] == codeforces);
        QVERIFY(offers[1] == github);
    }

    void whetherALookCanHelpLater_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("word");
        QTest::addColumn<int>("given");
        QTest::addColumn<int>("told");
        const auto row = [](const char* word, int status, ErrorCode given, ErrorCode told) {
            QTest::newRow(word) << status << QString::fromLatin1(word) << static_cast<int>(given)
                                << static_cast<int>(told);
        };
        row("not_there_yet", 409, ErrorCode::Refused, ErrorCode::Refused);
        row("unknown_account", 409, ErrorCode::Refused, ErrorCode::Refused);
        row("declined", 409, ErrorCode::Refused, ErrorCode::NotFound);
        row("nothing_begun", 409, ErrorCode::Refused, ErrorCode::NotFound);
        row("not_proven", 409, ErrorCode::Refused, ErrorCode::NotFound);
        row("not_offered", 409, ErrorCode::Refused, ErrorCode::NotFound);
        row("ended", 400, ErrorCode::InvalidInput, ErrorCode::NotFound);
        row("platform_unavailable", 503, ErrorCode::Unreachable, ErrorCode::Unreachable);
        row("too_many_requests", 429, ErrorCode::Busy, ErrorCode::Busy);
        row("unauthorized", 401, ErrorCode::Unauthorized, ErrorCode::Unauthorized);
    }

    void whetherALookCanHelpLater() {
        QFETCH(int, status);
        QFETCH(QString, word);
        QFETCH(int, given);
        QFETCH(int, told);
        client::ApiAnswer answer;
        answer.status = status;
        answer.errorCode = word;
        answer.error = {static_cast<ErrorCode>(given), "the server's sentence"};
        const auto trouble = client::lookTrouble(answer);
        QCOMPARE(static_cast<int>(trouble.code), told);
        QCOMPARE(trouble.message, std::string("the server's sentence"));
    }
};

QTEST_GUILESS_MAIN(ServerConnectionsTest)
#include "server_connections_test.moc"
