#include "tests/sync/host/every_server.h"
#include "tests/sync/server/mail_server.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using cairn::test::LiveServer;

namespace {

const QString kMe = u"me@example.org"_s;
const QString kGood = QLatin1String(LiveServer::kPassword);

QJsonObject credentials(const QString& email, const QString& password) {
    return {{u"email"_s, email}, {u"password"_s, password}};
}

QString access(const QJsonObject& tokens) {
    return tokens[u"accessToken"_s].toString();
}

QString refreshToken(const QJsonObject& tokens) {
    return tokens[u"refreshToken"_s].toString();
}

} // namespace

class AccountsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void anAccountFromItsBeginningToItsEnd() {
        LiveServer server;
        server.createAccount(u"Admin@Example.org"_s);
        server.createAccount(kMe);
        const auto tokens = server.login(kMe, u"laptop"_s);
        const auto me = server.call("GET", u"/api/auth/profile"_s, access(tokens));
        QCOMPARE(me.body[u"email"_s].toString(), kMe);
        QCOMPARE(me.body[u"role"_s].toString(), u"learner"_s);
        QCOMPARE(server.call("PUT", u"/api/auth/profile"_s, access(tokens), {{u"name"_s, u"Ada"_s}}).status, 200);
        QCOMPARE(server.call("GET", u"/api/auth/profile"_s, access(tokens)).body[u"name"_s].toString(), u"Ada"_s);
        QCOMPARE(server.call("DELETE", u"/api/auth/profile"_s, access(tokens), {{u"password"_s, u"no"_s}}).status, 403);
        QCOMPARE(server.call("DELETE", u"/api/auth/profile"_s, access(tokens), {{u"password"_s, kGood}}).status, 204);
        QCOMPARE(server.call("GET", u"/api/auth/profile"_s, access(tokens)).status, 401);
        QCOMPARE(
            server.call("POST", u"/api/auth/login"_s, {}, credentials(kMe, kGood)).code(), u"invalid_credentials"_s);
        QCOMPARE(server.conformity(), QString());
    }

    void theFirstAccountOfThisComputerIsTheAdmins() {
        LiveServer server([](auto& config) { config.confirm = "admin"; });
        server.createAccount(u"first@example.org"_s);
        server.createAccount(kMe);
        QCOMPARE(server.call("POST", u"/api/auth/login"_s, {}, credentials(kMe, kGood)).code(), u"not_confirmed"_s);
        const auto admin = server.token(u"first@example.org"_s);
        const auto list = server.call("GET", u"/api/admin/accounts?text=me@"_s, admin);
        QCOMPARE(list.body[u"total"_s].toInt(), 2);
        const auto id = list.body[u"accounts"_s].toArray()[0].toObject()[u"id"_s].toString();
        QCOMPARE(server.call("PATCH", u"/api/admin/accounts/"_s + id, admin, {{u"confirmed"_s, true}}).status, 200);
        const auto mine = server.token(kMe);
        QCOMPARE(server.call("PATCH", u"/api/admin/accounts/"_s + id, mine, {{u"role"_s, u"admin"_s}}).status, 403);
        QCOMPARE(server.call("PATCH", u"/api/admin/accounts/"_s + id, admin, {{u"suspended"_s, true}}).status, 200);
        QCOMPARE(server.call("GET", u"/api/auth/profile"_s, mine).status, 401);
        QCOMPARE(server.call("POST", u"/api/auth/login"_s, {}, credentials(kMe, kGood)).code(), u"suspended"_s);
        QCOMPARE(server.conformity(), QString());
    }

    void passwordsHoldToTheRules_data() {
        QTest::addColumn<QString>("password");
        QTest::newRow("short") << u"Aa1!aaa"_s;
        QTest::newRow("no digit") << u"Aa!aaaaaa"_s;
        QTest::newRow("no sign") << u"Aa1aaaaaa"_s;
        QTest::newRow("no capital") << u"aa1!aaaaa"_s;
        QTest::newRow("common with decoration") << u"Password1!"_s;
        QTest::newRow("the address") << u"Me@example.org1"_s.left(14) + u""_s;
        QTest::newRow("longer than bcrypt reads") << u"Aa1!"_s + QString(70, u'x');
        QTest::newRow("a NUL") << u"Aa1!aaaa"_s + QChar(0) + u"aaaa"_s;
    }

    void passwordsHoldToTheRules() {
        LiveServer server;
        QFETCH(QString, password);
        const auto answer = server.call("POST", u"/api/auth/register"_s, {}, credentials(kMe, password));
        QCOMPARE(answer.status, 400);
        QVERIFY(
            !server.call("POST", u"/api/auth/login"_s, {}, credentials(kMe, password)).body.contains(u"accessToken"_s));
    }

    void nobodyLearnsWhichAccountsThereAre() {
        LiveServer server;
        server.createAccount(kMe);
        const auto twice = server.call("POST", u"/api/auth/register"_s, {}, credentials(kMe, u"Another-Horse-9"_s));
        const auto fresh = server.call("POST", u"/api/auth/register"_s, {}, credentials(u"x@example.org"_s, kGood));
        QCOMPARE(twice.status, fresh.status);
        QCOMPARE(twice.text, fresh.text);
        const auto wrong = server.call("POST", u"/api/auth/login"_s, {}, credentials(kMe, u"Another-Horse-9"_s));
        const auto unknown = server.call("POST", u"/api/auth/login"_s, {}, credentials(u"no@example.org"_s, kGood));
        QCOMPARE(wrong.status, unknown.status);
        QCOMPARE(
            wrong.body[u"error"_s].toObject()[u"message"_s].toString(),
            unknown.body[u"error"_s].toObject()[u"message"_s].toString());
        // The same work is done for both: neither answers before a password was hashed.
        QElapsedTimer timer;
        timer.start();
        server.call("POST", u"/api/auth/login"_s, {}, credentials(kMe, u"Another-Horse-9"_s));
        const auto known = timer.restart();
        server.call("POST", u"/api/auth/login"_s, {}, credentials(u"no@example.org"_s, kGood));
        QVERIFY2(timer.elapsed() * 4 > known, "an unknown account is answered in no time");
    }

    void attemptsAreLimitedByAddressAndAccount_data() {
        QTest::addColumn<bool>("oneAddress"); // that tries many accounts; else many try one account
        QTest::newRow("by the address") << true;
        QTest::newRow("by the account") << false;
    }

    void attemptsAreLimitedByAddressAndAccount() {
        QFETCH(bool, oneAddress);
        LiveServer server([](auto& config) {
            config.logins = 5;
            config.behindProxy = true;
        });
        server.createAccount(kMe);
        for (int attempt = 0; attempt < 5; ++attempt) {
            server.from = oneAddress ? "192.0.2.1" : "192.0.2." + QByteArray::number(attempt + 1);
            const auto email = oneAddress ? u"%1@example.org"_s.arg(attempt) : kMe;
            QCOMPARE(server.call("POST", u"/api/auth/login"_s, {}, credentials(email, u"no"_s)).status, 401);
        }
        server.from = oneAddress ? "192.0.2.1" : "192.0.2.99";
        const auto sixth = server.call("POST", u"/api/auth/login"_s, {}, credentials(kMe, kGood));
        QCOMPARE(sixth.status, 429);
        const int wait = sixth.headers.value("retry-after").toInt();
        QVERIFY2(wait > 800 && wait <= 900, sixth.headers.value("retry-after"));
        server.ahead += 900'000;
        QCOMPARE(server.call("POST", u"/api/auth/login"_s, {}, credentials(kMe, kGood)).status, 200);
    }

    void aRefreshTokenIsGoodOnce() {
        LiveServer server;
        server.createAccount(kMe);
        const auto first = server.login(kMe);
        const auto ask = [&](const QJsonObject& tokens) {
            return server.call("POST", u"/api/auth/refresh"_s, {}, {{u"refreshToken"_s, refreshToken(tokens)}});
        };
        const auto second = ask(first);
        QCOMPARE(second.status, 200);
        const auto third = ask(second.body);
        QCOMPARE(third.status, 200);
        // Whoever comes with the first one again has stolen it, or was stolen from: the whole family ends.
        QCOMPARE(ask(first).code(), u"token_reused"_s);
        QCOMPARE(ask(third.body).status, 401);
        QCOMPARE(server.call("GET", u"/api/auth/profile"_s, access(third.body)).status, 401);
    }

    void whoDidNotHearTheAnswerMayAskForTheSameTokenAgain() {
        LiveServer server;
        server.createAccount(kMe);
        const auto first = server.login(kMe);
        const QString drawn(64, u'a');
        const auto ask = [&](const QString& token, const QString& next) {
            return server.call(
                "POST", u"/api/auth/refresh"_s, {}, {{u"refreshToken"_s, token}, {u"nextRefreshToken"_s, next}});
        };
        QCOMPARE(ask(refreshToken(first), u"mine"_s).status, 400);
        QCOMPARE(ask(refreshToken(first), refreshToken(first)).status, 400); // it would never change
        const auto unheard = ask(refreshToken(first), drawn);
        QCOMPARE(refreshToken(unheard.body), drawn);
        const auto heard = ask(refreshToken(first), drawn);
        QCOMPARE(heard.status, 200);
        QCOMPARE(refreshToken(heard.body), drawn);
        QCOMPARE(server.call("GET", u"/api/auth/profile"_s, access(heard.body)).status, 200);
        const auto third = ask(drawn, QString(64, u'b'));
        QCOMPARE(third.status, 200);
        // What was heard and used is not given again.
        QCOMPARE(ask(refreshToken(first), drawn).code(), u"token_reused"_s);
        QCOMPARE(ask(refreshToken(third.body), QString(64, u'c')).status, 401);
    }

    void whoDoesNotKnowWhatWasDrawnIsAThief() {
        LiveServer server;
        server.createAccount(kMe);
        const auto first = server.login(kMe);
        const auto other = server.login(kMe);
        const auto ask = [&](const QJsonObject& tokens, const QJsonValue& next) {
            return server.call(
                "POST", u"/api/auth/refresh"_s, {},
                {{u"refreshToken"_s, refreshToken(tokens)}, {u"nextRefreshToken"_s, next}});
        };
        const auto second = ask(first, QString(64, u'a'));
        QCOMPARE(second.status, 200);
        // Nor is the token of another sign-in what was drawn.
        QCOMPARE(ask(first, refreshToken(other)).code(), u"token_reused"_s);
        QCOMPARE(ask(second.body, QJsonValue::Null).status, 401);
        QCOMPARE(ask(other, QJsonValue::Null).status, 200);
    }

    void refreshTokensEndAfterThirtyDays() {
        LiveServer server;
        server.createAccount(kMe);
        const auto tokens = server.login(kMe);
        server.ahead += 31LL * 60 * 1000;
        QCOMPARE(server.call("GET", u"/api/auth/profile"_s, access(tokens)).status, 401);
        server.ahead += 30LL * 24 * 60 * 60 * 1000;
        QCOMPARE(
            server.call("POST", u"/api/auth/refresh"_s, {}, {{u"refreshToken"_s, refreshToken(tokens)}}).status, 401);
    }

    void aNewPasswordEndsEverySignIn() {
        LiveServer server;
        server.createAccount(kMe);
        const auto here = server.login(kMe, u"here"_s);
        const auto there = server.login(kMe, u"there"_s);
        const QJsonObject change{{u"currentPassword"_s, kGood}, {u"newPassword"_s, u"Another-Horse-9"_s}};
        const auto fresh = server.call("PUT", u"/api/auth/password"_s, access(here), change);
        QCOMPARE(fresh.status, 200);
        QCOMPARE(server.call("GET", u"/api/auth/profile"_s, access(here)).status, 401);
        QCOMPARE(server.call("GET", u"/api/auth/profile"_s, access(there)).status, 401);
        QCOMPARE(server.call("GET", u"/api/auth/profile"_s, access(fresh.body)).status, 200);
        QCOMPARE(
            server.call("POST", u"/api/auth/refresh"_s, {}, {{u"refreshToken"_s, refreshToken(there)}}).status, 401);
        QCOMPARE(server.call("POST", u"/api/auth/login"_s, {}, credentials(kMe, kGood)).status, 401);
    }

    void computersAreNamedAndRevoked() {
        LiveServer server;
        server.createAccount(kMe);
        server.createAccount(u"other@example.org"_s);
        const auto here = server.login(kMe, u"here"_s);
        const auto there = server.login(kMe, u"there"_s);
        const auto id = there[u"signIn"_s].toString();
        const auto others = server.token(u"other@example.org"_s);
        QCOMPARE(server.call("DELETE", u"/api/auth/sessions/"_s + id, others).status, 404);
        QCOMPARE(server.call("PUT", u"/api/auth/sessions/"_s + id, others, {{u"device"_s, u"x"_s}}).status, 404);
        QCOMPARE(
            server.call("PUT", u"/api/auth/sessions/"_s + id, access(here), {{u"device"_s, u"Attic"_s}}).status, 204);
        QStringList names;
        for (const auto& row : server.call("GET", u"/api/auth/sessions"_s, access(here)).body[u"signIns"_s].toArray()) {
            names << row.toObject()[u"device"_s].toString();
        }
        names.sort();
        QCOMPARE(names, (QStringList{u"Attic"_s, u"here"_s}));
        QCOMPARE(server.call("DELETE", u"/api/auth/sessions/"_s + id, access(here)).status, 204);
        QCOMPARE(server.call("GET", u"/api/auth/profile"_s, access(there)).status, 401);
        QCOMPARE(server.call("POST", u"/api/auth/logout"_s, access(here)).status, 204);
        QCOMPARE(server.call("GET", u"/api/auth/profile"_s, access(here)).status, 401);
        QCOMPARE(server.conformity(), QString());
    }

    void aSecondFactorIsAskedFor() {
        LiveServer server;
        server.createAccount(kMe);
        const auto token = server.token(kMe);
        const auto begun = server.call("POST", u"/api/auth/second-factor"_s, token);
        const auto secret = begun.body[u"secret"_s].toString();
        QVERIFY(begun.body[u"address"_s].toString().startsWith(u"otpauth://totp/"_s));
        QCOMPARE(server.call("PUT", u"/api/auth/second-factor"_s, token, {{u"code"_s, u"000000"_s}}).status, 403);
        const auto used = cairn::test::factorCode(secret, 0);
        const auto on = server.call("PUT", u"/api/auth/second-factor"_s, token, {{u"code"_s, used}});
        QCOMPARE(on.status, 200);
        const auto recovery = on.body[u"recoveryCodes"_s].toArray();
        QCOMPARE(recovery.size(), 10);

        const auto login = [&](const QString& code) {
            auto body = credentials(kMe, kGood);
            if (!code.isEmpty()) {
                body[u"code"_s] = code;
            }
            return server.call("POST", u"/api/auth/login"_s, {}, body);
        };
        QCOMPARE(login({}).code(), u"code_required"_s);
        QCOMPARE(login(used).code(), u"invalid_code"_s);
        server.ahead += 60'000;
        const auto code = cairn::test::factorCode(secret, server.ahead);
        QCOMPARE(login(code).status, 200);
        QCOMPARE(login(code).code(), u"invalid_code"_s);
        QCOMPARE(login(recovery[0].toString()).status, 200);
        QCOMPARE(login(recovery[0].toString()).code(), u"invalid_code"_s);
        const auto again = login(recovery[1].toString()).body;
        QCOMPARE(
            server.call("DELETE", u"/api/auth/second-factor"_s, access(again), {{u"password"_s, kGood}}).status, 204);
        QCOMPARE(login({}).status, 200);
        QCOMPARE(server.conformity(), QString());
    }

    void accountsSurviveARestart() {
        LiveServer server;
        server.createAccount(kMe);
        const auto tokens = server.login(kMe);
        server.restart();
        QCOMPARE(server.call("GET", u"/api/auth/profile"_s, access(tokens)).status, 200);
    }

    void mailConfirmsAndHelpsOutOfAForgottenPassword() {
        cairn::test::MailServer mail;
        QVERIFY2(mail.trouble().isEmpty(), qPrintable(mail.trouble()));
        LiveServer server([&](auto& config) {
            config.mailUrl = mail.address();
            config.mailFrom = "cairn@example.org";
            config.publicUrl = "https://cairn.example.org";
            config.confirm = "mail";
        });
        const auto tokenIn = [&](int number, const QString& page) {
            const bool came = QTest::qWaitFor([&] { return mail.count() >= number; }, 20'000);
            const auto text = came ? mail.message(number)[u"text"_s].toString() : QString();
            return text.section(page + u"?token="_s, 1).left(64);
        };
        server.createAccount(kMe);
        QCOMPARE(server.call("POST", u"/api/auth/login"_s, {}, credentials(kMe, kGood)).code(), u"not_confirmed"_s);
        const auto token = tokenIn(1, u"https://cairn.example.org/confirm"_s);
        QCOMPARE(token.size(), 64);
        const auto page = server.call("GET", u"/confirm?token="_s + token);
        QVERIFY2(page.status == 200 && page.text.contains(token.toLatin1()), page.text);
        QCOMPARE(server.call("GET", u"/confirm?token=%22%3E%3Cscript%3E"_s).status, 400);
        QCOMPARE(server.call("GET", u"/api/auth/verify?token="_s + token).status, 200);
        QCOMPARE(server.call("GET", u"/api/auth/verify?token="_s + token).status, 400); // once
        const auto before = server.login(kMe);

        QCOMPARE(server.call("POST", u"/api/auth/forgot-password"_s, {}, {{u"email"_s, kMe}}).status, 200);
        const auto way = tokenIn(2, u"https://cairn.example.org/reset"_s);
        QCOMPARE(way.size(), 64);
        const QJsonObject weak{{u"token"_s, way}, {u"password"_s, u"weak"_s}};
        QCOMPARE(server.call("POST", u"/api/auth/reset-password"_s, {}, weak).status, 400);
        const auto form = server.call("GET", u"/reset?token="_s + way);
        QVERIFY2(form.status == 200 && form.text.contains("type=\"password\""), form.text);
        const QByteArray kForm = "application/x-www-form-urlencoded";
        const auto refused = server.raw("POST", u"/reset"_s, "token=" + way.toLatin1() + "&password=weak", kForm);
        QVERIFY2(refused.status == 400 && refused.text.contains("fewer than 8 characters"), refused.text);
        const QJsonObject strong{{u"token"_s, way}, {u"password"_s, u"Another-Horse-9"_s}};
        QCOMPARE(
            server.raw("POST", u"/reset"_s, "token=" + way.toLatin1() + "&password=Another-Horse-9", kForm).status,
            200);
        QCOMPARE(server.call("POST", u"/api/auth/reset-password"_s, {}, strong).status, 400); // once
        QCOMPARE(server.call("GET", u"/api/auth/profile"_s, access(before)).status, 401);
        QCOMPARE(server.call("POST", u"/api/auth/login"_s, {}, credentials(kMe, u"Another-Horse-9"_s)).status, 200);
        // Nobody learns from it that there is no such account, and nothing is sent.
        const auto unknown =
            server.call("POST", u"/api/auth/forgot-password"_s, {}, {{u"email"_s, u"no@example.org"_s}});
        QCOMPARE(unknown.status, 200);
        QCOMPARE(mail.count(), 2);
        QCOMPARE(server.conformity(), QString());
    }

    // A mail that is refused for good waits for an admin, who sees it and has it tried again.
    void whatWasGivenUpIsListedAndTriedAgain() {
        cairn::test::MailServer mail;
        QVERIFY2(mail.trouble().isEmpty(), qPrintable(mail.trouble()));
        LiveServer server([&](auto& config) {
            config.mailUrl = mail.address();
            config.mailFrom = "cairn@example.org";
            config.publicUrl = "http://localhost:8420";
        });
        server.createAccount(u"admin@example.org"_s);
        const auto admin = server.token(u"admin@example.org"_s);
        const auto dead = [&] {
            return server.call("GET", u"/api/admin/jobs/dead"_s, admin).body[u"jobs"_s].toArray();
        };
        const auto counted = [&](const QByteArray& state) {
            const auto text = server.call("GET", u"/metrics"_s).text;
            const QByteArray row = "cairn_jobs{queue=\"notification\",state=\"" + state + "\"} ";
            const auto at = text.indexOf(row);
            return at < 0 ? -1 : text.mid(at + row.size(), 1).toInt();
        };
        QVERIFY(dead().isEmpty());
        mail.tell("RCPT 550 no such user");
        server.call("POST", u"/api/auth/forgot-password"_s, {}, {{u"email"_s, u"admin@example.org"_s}});
        QTRY_COMPARE_WITH_TIMEOUT(dead().size(), 1, 20'000);
        const auto job = dead()[0].toObject();
        QCOMPARE(job[u"kind"_s].toString(), u"mail"_s);
        QVERIFY2(job[u"trouble"_s].toString().contains(u"550"_s), qPrintable(job[u"trouble"_s].toString()));
        QCOMPARE(counted("dead"), 1);
        QCOMPARE(mail.count(), 0);

        const auto again = u"/api/admin/jobs/"_s + job[u"id"_s].toString() + u"/retry"_s;
        QCOMPARE(server.call("POST", again, admin).status, 204);
        QTRY_COMPARE_WITH_TIMEOUT(mail.count(), 1, 20'000);
        QTRY_COMPARE(counted("dead"), 0);
        QTRY_VERIFY(counted("succeeded") == 1);
        QVERIFY(dead().isEmpty());
        QCOMPARE(server.call("POST", again, admin).status, 404); // it is no dead one any more
        QCOMPARE(server.conformity(), QString());
    }

    void withoutMailForgettingSaysWhomToAsk() {
        LiveServer server;
        server.createAccount(kMe);
        const auto answer = server.call("POST", u"/api/auth/forgot-password"_s, {}, {{u"email"_s, kMe}});
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.body[u"message"_s].toString().contains(u"admin"_s));
    }
};

int main(int count, char** arguments) {
    return cairn::test::runOnEveryServer<AccountsTest>(count, arguments);
}

#include "accounts_test.moc"
