#include "tests/sync/host/live_server.h"
#include "tests/sync/server/connections/platforms.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using cairn::test::LiveServer;
using cairn::test::Platforms;

namespace {

const QString kPlaces = u"/api/connections"_s;

QJsonObject codeforcesUser(const QString& organization) {
    return {
        {u"status"_s, u"OK"_s},
        {u"result"_s, QJsonArray{QJsonObject{
                          {u"handle"_s, u"mira_codes"_s},
                          {u"firstName"_s, u"Mira"_s},
                          {u"organization"_s, organization},
                          {u"rating"_s, 1431},
                          {u"maxRating"_s, 1452},
                          {u"rank"_s, u"specialist"_s},
                          {u"maxRank"_s, u"specialist"_s},
                          {u"contribution"_s, 0},
                          {u"lastOnlineTimeSeconds"_s, 1760872104},
                          {u"registrationTimeSeconds"_s, 1672571022},
                          {u"friendOfCount"_s, 12},
                          {u"avatar"_s, u"x"_s},
                          {u"titlePhoto"_s, u"x"_s}}}}};
}

QJsonObject leetCodeUser(const QString& name) {
    const QJsonArray counts{
        QJsonObject{{u"difficulty"_s, u"All"_s}, {u"count"_s, 150}, {u"submissions"_s, 388}},
        QJsonObject{{u"difficulty"_s, u"Easy"_s}, {u"count"_s, 62}, {u"submissions"_s, 121}}};
    return {
        {u"data"_s, QJsonObject{
                        {u"allQuestionsCount"_s, QJsonArray()},
                        {u"recentSubmissionList"_s, QJsonArray()},
                        {u"matchedUser"_s, QJsonObject{
                                               {u"username"_s, u"mira_codes"_s},
                                               {u"githubUrl"_s, QJsonValue()},
                                               {u"profile"_s,
                                                QJsonObject{
                                                    {u"realName"_s, name},
                                                    {u"company"_s, QJsonValue()},
                                                    {u"school"_s, u"KTH"_s},
                                                    {u"ranking"_s, 1},
                                                    {u"userAvatar"_s, u"x"_s},
                                                    {u"countryName"_s, u"x"_s}}},
                                               {u"submitStats"_s, QJsonObject{{u"totalSubmissionNum"_s, counts}}}}}}}};
}

QJsonArray commitIn(const QString& repository) {
    const QJsonObject person{
        {u"name"_s, u"Mira"_s}, {u"email"_s, u"mira@example.org"_s}, {u"date"_s, u"2026-11-20T10:00:00Z"_s}};
    return {QJsonObject{
        {u"sha"_s, u"6f1c5b1b0c1d4ab8a0f62f1d5c2a9b3fbb6a7e10"_s},
        {u"html_url"_s, u"https://github.com/"_s + repository + u"/commit/6f1c"_s},
        {u"author"_s, QJsonObject{{u"login"_s, u"mira-codes"_s}}},
        {u"commit"_s, QJsonObject{{u"author"_s, person}, {u"committer"_s, person}, {u"message"_s, u"x"_s}}}}};
}

} // namespace

// Accounts at platforms, from the request to the row, with the platforms' real servers of tools.
class ConnectionsTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Platforms> m_platforms;
    std::unique_ptr<LiveServer> m_server;
    QString m_me;

    QJsonObject begin(const QString& platform, const QString& account, const QString& token = {}) {
        const auto answer = m_server->call(
            "POST", kPlaces + u'/' + platform + u"/begin"_s, token.isEmpty() ? m_me : token,
            {{u"method"_s, u"challenge"_s}, {u"account"_s, account}});
        if (answer.status != 200) {
            qWarning("%s", answer.text.constData());
        }
        return answer.body;
    }

    cairn::test::HttpAnswer check(const QString& platform, const QString& token = {}) {
        return m_server->call("POST", kPlaces + u'/' + platform + u"/check"_s, token.isEmpty() ? m_me : token);
    }

    QJsonArray connections(const QString& token = {}) {
        return m_server->call("GET", kPlaces, token.isEmpty() ? m_me : token).body[u"connections"_s].toArray();
    }

private Q_SLOTS:

    void init() {
        if (!Platforms::areHere()) {
            QSKIP("the servers or their upstreams are not here: packaging/check installs them, but for --without-npm");
        }
        m_platforms = std::make_unique<Platforms>();
        m_server = std::make_unique<LiveServer>(
            [this](cairn::server::Config& config) { config.toolServers = m_platforms->servers(); });
        m_server->createAccount(u"me@example.org"_s);
        m_me = m_server->token(u"me@example.org"_s);
    }

    void cleanup() {
        if (m_server) {
            QCOMPARE(m_server->conformity(), QString());
        }
        m_server.reset();
        m_platforms.reset();
    }

    void aTokenInTheProfileProvesAnAccountAtCodeforces() {
        const auto begun = begin(u"codeforces"_s, u"mira_codes"_s);
        const auto token = begun[u"token"_s].toString();
        QVERIFY(token.startsWith(u"cairn-"_s) && begun[u"place"_s].toString().contains(token));
        auto answer = check(u"codeforces"_s);
        QCOMPARE(answer.status, 409);
        QCOMPARE(answer.code(), u"not_there_yet"_s);
        m_platforms->answers("codeforces.com", "/api/user.info", codeforcesUser(u"KTH "_s + token));
        answer = check(u"codeforces"_s);
        QVERIFY2(answer.status == 200, answer.text);
        QCOMPARE(answer.body[u"account"_s].toString(), u"mira_codes"_s);
        QCOMPARE(answer.body[u"proof"_s].toString(), u"challenge"_s);
        QCOMPARE(connections().size(), 1);
        QCOMPARE(check(u"codeforces"_s).code(), u"nothing_begun"_s); // once
    }

    void aTokenInTheProfileProvesAnAccountAtLeetCode() {
        const auto token = begin(u"leetcode"_s, u"mira_codes"_s)[u"token"_s].toString();
        QCOMPARE(check(u"leetcode"_s).code(), u"not_there_yet"_s);
        m_platforms->answers("leetcode.com", "/graphql", leetCodeUser(token));
        auto answer = check(u"leetcode"_s);
        if (answer.code() == u"not_there_yet"_s || answer.code() == u"platform_unavailable"_s) {
            answer = check(u"leetcode"_s); // the fault went to the request for a cookie
        }
        QVERIFY2(answer.status == 200, answer.text);
    }

    void aRepositoryProvesAnAccountAtGitHub() {
        const auto token = begin(u"github"_s, u"mira-codes"_s)[u"token"_s].toString();
        QCOMPARE(check(u"github"_s).code(), u"not_there_yet"_s);
        m_platforms->answers("api.github.com", "/repos/mira-codes/", commitIn(u"mira-codes/"_s + token));
        const auto answer = check(u"github"_s);
        QVERIFY2(answer.status == 200, answer.text);
        QCOMPARE(answer.body[u"account"_s].toString(), u"mira-codes"_s);
    }

    void nobodyAndAnOutageAreOtherAnswers() {
        begin(u"codeforces"_s, u"nobody_here"_s);
        auto answer = check(u"codeforces"_s);
        QCOMPARE(answer.status, 409);
        QCOMPARE(answer.code(), u"unknown_account"_s);
        begin(u"leetcode"_s, u"nobody_here"_s);
        QCOMPARE(check(u"leetcode"_s).code(), u"unknown_account"_s);
        begin(u"github"_s, u"nobody-here"_s);
        m_platforms->answers(
            "api.github.com", "/search/users",
            QJsonObject{{u"total_count"_s, 0}, {u"incomplete_results"_s, false}, {u"items"_s, QJsonArray()}});
        QCOMPARE(check(u"github"_s).code(), u"unknown_account"_s);

        begin(u"codeforces"_s, u"mira_codes"_s);
        m_platforms->answers("codeforces.com", "/api", QJsonObject{{u"status"_s, u"FAILED"_s}}, 503);
        answer = check(u"codeforces"_s);
        QCOMPARE(answer.status, 503);
        QCOMPARE(answer.code(), u"platform_unavailable"_s);
        QVERIFY(answer.headers.contains("retry-after"));
        QCOMPARE(check(u"codeforces"_s).code(), u"not_there_yet"_s); // nothing was lost
        QVERIFY(connections().isEmpty());
    }

    void aTokenIsItsAccountsAndItsTimes() {
        const auto token = begin(u"codeforces"_s, u"mira_codes"_s)[u"token"_s].toString();
        m_server->createAccount(u"eve@example.org"_s);
        const auto eve = m_server->token(u"eve@example.org"_s);
        QCOMPARE(check(u"codeforces"_s, eve).code(), u"nothing_begun"_s);
        begin(u"codeforces"_s, u"mira_codes"_s, eve);
        m_platforms->answers("codeforces.com", "/api/user.info", codeforcesUser(token));
        QCOMPARE(check(u"codeforces"_s, eve).code(), u"not_there_yet"_s); // mine, and not hers
        m_server->ahead += 25LL * 60 * 60 * 1'000;
        m_me = m_server->token(u"me@example.org"_s);
        m_platforms->answers("codeforces.com", "/api/user.info", codeforcesUser(token));
        QCOMPARE(check(u"codeforces"_s).code(), u"nothing_begun"_s);
        QVERIFY(connections().isEmpty());
    }

    void whatWasSealedForOneIsNoUseToAnother() {
        m_server->createAccount(u"eve@example.org"_s);
        const auto eve = m_server->token(u"eve@example.org"_s);
        begin(u"codeforces"_s, u"mira_codes"_s);
        begin(u"codeforces"_s, u"mira_codes"_s, eve);
        const auto database = m_server->database()();
        std::vector<std::string> sealed(2);
        std::vector<std::string> states(2);
        database->sql() << "SELECT state, sealed FROM connecting ORDER BY state", soci::into(states),
            soci::into(sealed);
        QCOMPARE(states.size(), std::size_t(2));
        for (int one = 0; one < 2; ++one) {
            database->sql() << "UPDATE connecting SET sealed = :sealed WHERE state = :state",
                soci::use(sealed[1 - one]), soci::use(states[one]);
        }
        QCOMPARE(check(u"codeforces"_s).code(), u"nothing_begun"_s);
        QCOMPARE(check(u"codeforces"_s, eve).code(), u"nothing_begun"_s);
    }

    void disconnectingIsItsOwnersAlone() {
        const auto token = begin(u"codeforces"_s, u"mira_codes"_s)[u"token"_s].toString();
        m_platforms->answers("codeforces.com", "/api/user.info", codeforcesUser(token));
        QCOMPARE(check(u"codeforces"_s).status, 200);
        m_server->createAccount(u"eve@example.org"_s);
        const auto eve = m_server->token(u"eve@example.org"_s);
        QVERIFY(connections(eve).isEmpty());
        QCOMPARE(m_server->call("DELETE", kPlaces + u"/codeforces"_s, eve).status, 404);
        QCOMPARE(m_server->call("POST", kPlaces + u"/codeforces/refresh"_s, eve).status, 404);
        QCOMPARE(connections().size(), 1);
        QCOMPARE(m_server->call("DELETE", kPlaces + u"/codeforces"_s, m_me).status, 204);
        QVERIFY(connections().isEmpty());
        QCOMPARE(m_server->call("DELETE", kPlaces + u"/codeforces"_s, m_me).status, 404);
    }

    // One strong account does not serve a whole class.
    void whoProvesAnAccountLastHasIt() {
        const auto prove = [&](const QString& account, const QString& by) {
            const auto repository = u"mira-codes/"_s + begin(u"github"_s, account, by)[u"token"_s].toString();
            m_platforms->answers("api.github.com", "/repos/", commitIn(repository));
            const auto answer = check(u"github"_s, by);
            QVERIFY2(answer.status == 200, answer.text);
        };
        prove(u"mira-codes"_s, m_me);
        m_server->createAccount(u"eve@example.org"_s);
        const auto eve = m_server->token(u"eve@example.org"_s);
        prove(u"Mira-Codes"_s, eve);
        QCOMPARE(connections(eve).size(), 1);
        QVERIFY(connections().isEmpty());
        const auto outcomes = m_server->call("GET", kPlaces, m_me).body[u"outcomes"_s].toArray();
        QCOMPARE(outcomes.size(), 1);
        const auto outcome = outcomes[0].toObject();
        QCOMPARE(outcome[u"platform"_s].toString(), u"github"_s);
        QCOMPARE(outcome[u"kind"_s].toString(), u"moved"_s);
        QVERIFY(outcome[u"reason"_s].toString().contains(u"another learner"_s));
        // My devices hear of it too.
        const auto account = m_server->call("GET", u"/api/auth/profile"_s, m_me).body[u"id"_s].toString().toStdString();
        const auto database = m_server->database()();
        const auto removed = [&] {
            const auto stream = "server/" + account;
            int count = 0;
            database->sql() << "SELECT COUNT(*) FROM event WHERE stream = (SELECT number FROM stream WHERE stream = "
                               ":stream) AND line LIKE "
                               "'%connection.removed%'",
                soci::into(count), soci::use(stream);
            return count;
        };
        QTRY_COMPARE_WITH_TIMEOUT(removed(), 1, 20'000);
        // What is proven anew is no longer spoken of.
        prove(u"mira-codes"_s, m_me);
        QVERIFY(connections(eve).isEmpty());
        for (const auto& one : m_server->call("GET", kPlaces, m_me).body[u"outcomes"_s].toArray()) {
            QVERIFY(one.toObject()[u"kind"_s] != u"moved"_s);
        }
    }

    void asksNoMoreOftenThanIsKind() {
        const auto token = begin(u"codeforces"_s, u"mira_codes"_s)[u"token"_s].toString();
        m_platforms->answers("codeforces.com", "/api/user.info", codeforcesUser(token));
        QCOMPARE(check(u"codeforces"_s).status, 200);
        const auto refresh = [&] { return m_server->call("POST", kPlaces + u"/codeforces/refresh"_s, m_me); };
        QCOMPARE(refresh().status, 202);
        const auto soon = refresh();
        QCOMPARE(soon.status, 429);
        QVERIFY(soon.headers.value("retry-after").toInt() > 200);
        m_server->ahead += 5LL * 60 * 1'000;
        QCOMPARE(refresh().status, 202);
        int asked = 0;
        while (m_server->call("POST", kPlaces + u"/leetcode/check"_s, m_me).status != 429) {
            QVERIFY(++asked < 50);
        }
    }

    void refusesWhatMakesNoSense() {
        const auto begins = [&](const QString& platform, const QJsonObject& body) {
            return m_server->call("POST", kPlaces + u'/' + platform + u"/begin"_s, m_me, body);
        };
        QCOMPARE(begins(u"none"_s, {{u"method"_s, u"challenge"_s}, {u"account"_s, u"x"_s}}).status, 404);
        QCOMPARE(begins(u"gitlab"_s, {{u"method"_s, u"challenge"_s}, {u"account"_s, u"x"_s}}).status, 404);
        QCOMPARE(begins(u"github"_s, {{u"method"_s, u"magic"_s}}).status, 400);
        QCOMPARE(begins(u"github"_s, {{u"method"_s, u"challenge"_s}}).status, 400);
        QCOMPARE(begins(u"github"_s, {{u"method"_s, u"challenge"_s}, {u"account"_s, u"../x"_s}}).status, 400);
        QCOMPARE(begins(u"github"_s, {{u"method"_s, u"sign_in"_s}}).code(), u"not_offered"_s);
        QCOMPARE(m_server->call("POST", kPlaces + u"/github/import"_s, m_me).code(), u"not_offered"_s);
    }
};

QTEST_GUILESS_MAIN(ConnectionsTest)
#include "connections_test.moc"
