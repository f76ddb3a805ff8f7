#include "sync/server/connections/connection_store.h"
#include "sync/server/connections/token_seal.h"
#include "sync/server/oauth/tokens.h"
#include "tests/sync/host/live_server.h"
#include "tests/sync/server/oauth/browser.h"
#include "tests/sync/server/oauth/openid_provider.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace cairn;
using events::Platform;
using test::Browser;
using test::LiveServer;
using test::OpenIdProvider;

namespace {

const QString kPlaces = u"/api/connections/"_s;

quint16 freePort() {
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

} // namespace

// Signing in at a platform, with a real OpenID provider and a server from HTTP to the row.
class SignInTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<OpenIdProvider> m_provider;
    std::unique_ptr<LiveServer> m_server;
    QString m_me;

    void serve(const server::SignInProvider& codeforces) {
        m_server.reset();
        m_server = std::make_unique<LiveServer>([&](server::Config& config) {
            config.port = m_port;
            config.publicUrl = "http://127.0.0.1:" + std::to_string(m_port);
            config.signInProviders = {codeforces, m_provider->plain()};
        });
        m_server->createAccount(u"me@example.org"_s);
        m_me = m_server->token(u"me@example.org"_s);
    }

    quint16 m_port = 0;

    QJsonObject begin(const QString& platform, const QString& method, const QString& token = {}) {
        const auto answer = m_server->call(
            "POST", kPlaces + platform + u"/begin"_s, token.isEmpty() ? m_me : token, {{u"method"_s, method}});
        if (answer.status != 200) {
            qWarning("%s", answer.text.constData());
        }
        return answer.body;
    }

    test::HttpAnswer check(const QString& platform) {
        return m_server->call("POST", kPlaces + platform + u"/check"_s, m_me);
    }

    QJsonArray connections() {
        return m_server->call("GET", u"/api/connections"_s, m_me).body[u"connections"_s].toArray();
    }

    static Browser::Page agree(Browser& browser, const Browser::Page& page) {
        return browser.post(
            page.url.adjusted(QUrl::RemoveQuery), {{u"state"_s, page.hidden(u"state"_s)},
                                                   {u"code"_s, page.hidden(u"code"_s)},
                                                   {u"iss"_s, page.hidden(u"iss"_s)}});
    }

    // All of it, with a browser of its own.
    Browser::Page signIn(const QString& platform) {
        Browser browser;
        const auto page = browser.get(QUrl(begin(platform, u"sign_in"_s)[u"url"_s].toString()));
        return page.status == 200 ? agree(browser, page) : page;
    }

    std::optional<server::Connection> row(Platform platform, const QString& email = u"me@example.org"_s) {
        const auto database = m_server->database()();
        std::string account;
        const auto wanted = email.toStdString();
        database->sql() << "SELECT id FROM account WHERE email = :email", soci::into(account), soci::use(wanted);
        return server::ConnectionStore(*database).find(account, platform);
    }

    std::string accountId() {
        const auto database = m_server->database()();
        std::string account;
        database->sql() << "SELECT id FROM account", soci::into(account);
        return account;
    }

    std::optional<server::oauth::Tokens> tokens(Platform platform) {
        const server::Seal master((m_server->folder() + u"/master.key"_s).toStdString());
        const auto found = row(platform);
        const auto text =
            found ? server::TokenSeal(master).open(
                        found->tokens, "connection/" + accountId() + "/" +
                                           (platform == Platform::github ? "github/" : "codeforces/") + found->handle)
                  : std::nullopt;
        return text ? server::oauth::readTokens(*text) : std::nullopt;
    }

private Q_SLOTS:

    void initTestCase() {
        if (!OpenIdProvider::isHere()) {
            QSKIP("oidc-provider is not here: packaging/check installs it, but for --without-npm");
        }
    }

    void init() {
        m_port = freePort();
        const auto place = u"http://127.0.0.1:%1/api/connections/%2/callback"_s;
        m_provider = std::make_unique<OpenIdProvider>(
            QStringList{place.arg(m_port).arg(u"codeforces"_s), place.arg(m_port).arg(u"github"_s)});
        serve(m_provider->openId());
    }

    void cleanup() {
        if (m_server) {
            QCOMPARE(m_server->conformity(), QString());
        }
        m_server.reset();
        m_provider.reset();
    }

    void whoSignsInIsConnected_data() {
        QTest::addColumn<QByteArray>("client");
        QTest::addColumn<QByteArray>("signature");
        QTest::newRow("RS256") << QByteArray("cairn") << QByteArray("keys");
        QTest::newRow("ES256") << QByteArray("cairn-es256") << QByteArray("keys");
        QTest::newRow("the client's secret") << QByteArray("cairn-hs256") << QByteArray("secret");
    }

    void whoSignsInIsConnected() {
        QFETCH(QByteArray, client);
        QFETCH(QByteArray, signature);
        serve(m_provider->openId(client.toStdString(), signature.toStdString()));
        Browser browser;
        const auto begun = begin(u"codeforces"_s, u"sign_in"_s);
        const QUrl url(begun[u"url"_s].toString());
        QVERIFY(url.query().contains(u"code_challenge_method=S256"_s) && url.query().contains(u"nonce="_s));
        const auto page = browser.get(url);
        QVERIFY2(page.status == 200 && page.text.contains(u"me@example.org"_s), qPrintable(page.text));
        QVERIFY(connections().isEmpty()); // not before the button
        QCOMPARE(check(u"codeforces"_s).code(), u"not_there_yet"_s);
        const auto done = agree(browser, page);
        QVERIFY2(done.status == 200 && done.text.contains(u"mira_codes"_s), qPrintable(done.text));
        QCOMPARE(connections().size(), 1);
        QCOMPARE(connections()[0].toObject()[u"account"_s].toString(), u"mira_codes"_s);
        QCOMPARE(connections()[0].toObject()[u"proof"_s].toString(), u"sign_in"_s);
        const auto kept = tokens(Platform::codeforces);
        QVERIFY(kept && !kept->refresh.empty() && kept->expires > 0 && kept->id.empty());
        QVERIFY(!row(Platform::codeforces)->tokens.contains(kept->access));
    }

    void aPlatformWithoutOpenIdIsAskedWhoItIs() {
        const auto done = signIn(u"github"_s);
        QVERIFY2(done.status == 409, qPrintable(done.text)); // mira_codes is no name that GitHub has
        m_provider->account("mira-codes");
        QCOMPARE(signIn(u"github"_s).status, 200);
        QCOMPARE(row(Platform::github)->handle, std::string("mira-codes"));
    }

    void aTokenThatIsForgedIsNotBelieved_data() {
        QTest::addColumn<QByteArray>("lie");
        for (const char* lie :
             {"none", "hs256-public", "hs256-secret", "other-key", "iss", "aud", "azp", "exp", "iat", "nonce", "sub"}) {
            QTest::newRow(lie) << QByteArray(lie);
        }
    }

    void aTokenThatIsForgedIsNotBelieved() {
        QFETCH(QByteArray, lie);
        m_provider->lie("honest"); // the same way of signing passes with the truth
        QCOMPARE(signIn(u"codeforces"_s).status, 200);
        QCOMPARE(m_server->call("DELETE", kPlaces + u"codeforces"_s, m_me).status, 204);
        m_provider->lie(lie);
        const auto done = signIn(u"codeforces"_s);
        QVERIFY2(done.status == 409, qPrintable(done.text));
        QVERIFY(connections().isEmpty());
        QVERIFY(!row(Platform::codeforces));
    }

    void noTokenChoosesHowItIsChecked() {
        serve(m_provider->openId("cairn-hs256", "keys")); // it signs with the secret, and keys are asked for
        QCOMPARE(signIn(u"codeforces"_s).status, 409);
        serve(m_provider->openId("cairn", "secret"));
        QCOMPARE(signIn(u"codeforces"_s).status, 409);
        QVERIFY(connections().isEmpty());
    }

    void aStateIsGoodOnce() {
        Browser browser;
        const auto page = browser.get(QUrl(begin(u"codeforces"_s, u"sign_in"_s)[u"url"_s].toString()));
        QCOMPARE(agree(browser, page).status, 200);
        QCOMPARE(agree(browser, page).status, 400);
        QCOMPARE(browser.get(page.url).status, 400);
        QCOMPARE(connections().size(), 1);
    }

    void noOtherStateIsTaken() {
        Browser browser;
        const auto page = browser.get(QUrl(begin(u"codeforces"_s, u"sign_in"_s)[u"url"_s].toString()));
        const auto place = page.url.adjusted(QUrl::RemoveQuery);
        const auto code = page.hidden(u"code"_s);
        for (const auto& state : {QString(), u"x"_s, page.hidden(u"state"_s).chopped(1)}) {
            QCOMPARE(browser.post(place, {{u"state"_s, state}, {u"code"_s, code}}).status, 400);
        }
        // Neither is one for another platform.
        const QUrl other(m_server->url() + u"/api/connections/github/callback"_s);
        QCOMPARE(browser.post(other, {{u"state"_s, page.hidden(u"state"_s)}, {u"code"_s, code}}).status, 400);
        // One that another issuer has sent back.
        QCOMPARE(
            browser
                .post(
                    place,
                    {{u"state"_s, page.hidden(u"state"_s)}, {u"code"_s, code}, {u"iss"_s, u"http://127.0.0.1:1"_s}})
                .status,
            409);
        QVERIFY(connections().isEmpty());
    }

    void aStateEndsAfterTenMinutes() {
        Browser browser;
        const auto page = browser.get(QUrl(begin(u"codeforces"_s, u"sign_in"_s)[u"url"_s].toString()));
        m_server->ahead += 10LL * 60 * 1'000 + 1;
        QCOMPARE(agree(browser, page).status, 400);
        QVERIFY(!row(Platform::codeforces));
    }

    void aStateEndsWithTheSessionThatBeganIt() {
        Browser browser;
        const auto page = browser.get(QUrl(begin(u"codeforces"_s, u"sign_in"_s)[u"url"_s].toString()));
        QCOMPARE(m_server->call("POST", u"/api/auth/logout"_s, m_me).status, 204);
        QCOMPARE(agree(browser, page).status, 400);
        QVERIFY(!row(Platform::codeforces));
    }

    void whatABrowserBringsIsTheAccountsThatBegan() {
        m_server->createAccount(u"eve@example.org"_s);
        Browser browser;
        const auto page = browser.get(
            QUrl(begin(u"codeforces"_s, u"sign_in"_s, m_server->token(u"eve@example.org"_s))[u"url"_s].toString()));
        QVERIFY(page.text.contains(u"eve@example.org"_s)); // whoever was sent her link sees it
        QCOMPARE(agree(browser, page).status, 200);
        QVERIFY(connections().isEmpty());
        QVERIFY(row(Platform::codeforces, u"eve@example.org"_s));
    }

    void aCodeOfAnotherSignInIsNotTaken() {
        Browser mine;
        Browser hers;
        const auto first = mine.get(QUrl(begin(u"codeforces"_s, u"sign_in"_s)[u"url"_s].toString()));
        m_server->createAccount(u"eve@example.org"_s);
        const auto second = hers.get(
            QUrl(begin(u"codeforces"_s, u"sign_in"_s, m_server->token(u"eve@example.org"_s))[u"url"_s].toString()));
        // Her state with the code that came with mine: the verifier does not fit (PKCE).
        QCOMPARE(
            hers.post(
                    second.url.adjusted(QUrl::RemoveQuery),
                    {{u"state"_s, second.hidden(u"state"_s)}, {u"code"_s, first.hidden(u"code"_s)}})
                .status,
            409);
        QVERIFY(!row(Platform::codeforces, u"eve@example.org"_s));
    }

    void whoSaysNoIsNotConnected() {
        m_provider->account("");
        Browser browser;
        const auto page = browser.get(QUrl(begin(u"codeforces"_s, u"sign_in"_s)[u"url"_s].toString()));
        QCOMPARE(page.status, 400);
        QCOMPARE(browser.get(page.url).status, 400);
        QVERIFY(connections().isEmpty());
        QCOMPARE(check(u"codeforces"_s).code(), u"nothing_begun"_s);
    }

    void aCodeIsTypedOnAnotherComputer_data() {
        QTest::addColumn<QString>("platform");
        QTest::newRow("OpenID") << u"codeforces"_s;
        QTest::newRow("OAuth alone") << u"github"_s;
    }

    void aCodeIsTypedOnAnotherComputer() {
        QFETCH(QString, platform);
        m_provider->account("mira-codes");
        const auto begun = begin(platform, u"device"_s);
        const auto interval = begun[u"interval"_s].toInt();
        QVERIFY(!begun[u"code"_s].toString().isEmpty() && interval > 0);
        QCOMPARE(check(platform).code(), u"not_there_yet"_s); // the provider is not even asked
        m_server->ahead += interval * 1'000;
        QCOMPARE(check(platform).code(), u"not_there_yet"_s);

        Browser browser;
        const QUrl place(begun[u"url"_s].toString());
        const auto form = browser.get(place);
        const auto confirm =
            browser.post(place, {{u"xsrf"_s, form.hidden(u"xsrf"_s)}, {u"user_code"_s, begun[u"code"_s].toString()}});
        const auto done = browser.post(
            place, {{u"xsrf"_s, confirm.hidden(u"xsrf"_s)},
                    {u"user_code"_s, confirm.hidden(u"user_code"_s)},
                    {u"confirm"_s, u"yes"_s}});
        QVERIFY2(done.status == 200, qPrintable(done.text));
        m_server->ahead += 2LL * interval * 1'000;
        const auto answer = check(platform);
        QVERIFY2(answer.status == 200, answer.text);
        QCOMPARE(answer.body[u"account"_s].toString(), u"mira-codes"_s);
        QCOMPARE(check(platform).code(), u"nothing_begun"_s);
    }

    void aCodeEnds() {
        begin(u"github"_s, u"device"_s);
        m_server->ahead += 3'600'000;
        m_me = m_server->token(u"me@example.org"_s);
        QCOMPARE(check(u"github"_s).code(), u"nothing_begun"_s);
    }

    // A job looks whenever figures are asked for; here nobody answers those, so that it is tried again and again.
    void tokensThatHaveEndedAreRenewed() {
        QCOMPARE(signIn(u"codeforces"_s).status, 200);
        const auto before = tokens(Platform::codeforces);
        QVERIFY(before);
        m_server->ahead += 2LL * 60 * 60 * 1'000;
        QTRY_VERIFY_WITH_TIMEOUT(tokens(Platform::codeforces)->access != before->access, 30'000);
        const auto after = tokens(Platform::codeforces);
        QVERIFY(after->expires > before->expires && !after->refresh.empty());
        const auto endpoints = server::oauth::discover(m_provider->openId());
        QVERIFY(server::oauth::accountOf(m_provider->openId(), *endpoints, *after));
    }

    void whoIsCalledOtherwiseNowIsFollowed() {
        m_provider->account("mira-codes");
        QCOMPARE(signIn(u"github"_s).status, 200);
        m_provider->account("mira-writes");
        m_server->ahead += 60'000; // jobs that failed are due
        QTRY_COMPARE_WITH_TIMEOUT(row(Platform::github)->handle, std::string("mira-writes"), 30'000);
        QVERIFY(tokens(Platform::github));
    }

    void tokensThatWereWithdrawnAreForgotten() {
        m_provider->account("mira-codes");
        QCOMPARE(signIn(u"github"_s).status, 200);
        const auto kept = tokens(Platform::github);
        const auto endpoints = server::oauth::discover(m_provider->openId());
        QVERIFY(endpoints && server::oauth::revoke(m_provider->openId(), *endpoints, *kept));
        m_server->ahead += 2LL * 60 * 60 * 1'000;
        QTRY_VERIFY_WITH_TIMEOUT(row(Platform::github)->tokens.empty(), 30'000);
        QCOMPARE(connections().size(), 0); // asked with a token of Cairn's that has ended meanwhile
        m_me = m_server->token(u"me@example.org"_s);
        QCOMPARE(connections().size(), 1); // what was proven stays proven
    }

    void disconnectingRevokesTokens() {
        QCOMPARE(signIn(u"codeforces"_s).status, 200);
        const auto kept = tokens(Platform::codeforces);
        const auto endpoints = server::oauth::discover(m_provider->openId());
        QVERIFY(server::oauth::accountOf(m_provider->openId(), *endpoints, *kept));
        QCOMPARE(m_server->call("DELETE", kPlaces + u"codeforces"_s, m_me).status, 204);
        QVERIFY(!row(Platform::codeforces));
        QTRY_VERIFY_WITH_TIMEOUT(
            !server::oauth::renew(m_provider->openId(), *endpoints, *kept, QDateTime::currentMSecsSinceEpoch()),
            20'000);
    }

    void signingInAgainRevokesTheTokensBefore() {
        QCOMPARE(signIn(u"codeforces"_s).status, 200);
        const auto before = tokens(Platform::codeforces);
        QCOMPARE(signIn(u"codeforces"_s).status, 200);
        const auto after = tokens(Platform::codeforces);
        QVERIFY(before && after && before->refresh != after->refresh);
        const auto endpoints = server::oauth::discover(m_provider->openId());
        QTRY_VERIFY_WITH_TIMEOUT(!server::oauth::accountOf(m_provider->openId(), *endpoints, *before), 20'000);
        QVERIFY(server::oauth::accountOf(m_provider->openId(), *endpoints, *after));
    }

    void rowsThatAreSwappedOpenNothing() {
        QCOMPARE(signIn(u"codeforces"_s).status, 200);
        m_provider->account("mira-codes");
        QCOMPARE(signIn(u"github"_s).status, 200);
        QVERIFY(tokens(Platform::codeforces) && tokens(Platform::github));
        auto mine = *row(Platform::codeforces);
        auto other = *row(Platform::github);
        std::swap(mine.tokens, other.tokens);
        const auto database = m_server->database()();
        server::ConnectionStore(*database).put(accountId(), mine);
        server::ConnectionStore(*database).put(accountId(), other);
        QVERIFY(!tokens(Platform::codeforces) && !tokens(Platform::github));
    }

    void aProviderThatIsAwayIsAnOutage() {
        Browser browser;
        const auto page = browser.get(QUrl(begin(u"codeforces"_s, u"sign_in"_s)[u"url"_s].toString()));
        m_provider.reset();
        QCOMPARE(agree(browser, page).status, 503);
        const auto answer =
            m_server->call("POST", kPlaces + u"codeforces/begin"_s, m_me, {{u"method"_s, u"sign_in"_s}});
        QCOMPARE(answer.status, 503);
        QCOMPARE(answer.code(), u"platform_unavailable"_s);
    }
};

QTEST_GUILESS_MAIN(SignInTest)
#include "sign_in_test.moc"
