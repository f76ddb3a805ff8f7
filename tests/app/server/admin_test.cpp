#include "tests/app/server/cairnd.h"
#include "tests/sync/mcp/counterparts.h"
#include "tests/sync/server/mail_server.h"
#include "tests/sync/server/oauth/browser.h"
#include "tests/sync/server/oauth/protected_server.h"

#include <QDir>
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>

using namespace Qt::StringLiterals;
using cairn::test::Cairnd;

// What an admin does at the server's computer, while it runs, with real accounts and computers.
class AdminTest : public QObject {
    Q_OBJECT

private:
    static constexpr auto kPassword = "Correct-Horse-9";

    static void open(Cairnd& server) {
        server.set(u"CAIRN_PASSWORD"_s, QString::fromLatin1(kPassword));
        server.set(u"CAIRND_LIMITS_ANONYMOUS_PER_MINUTE"_s, u"1000000"_s);
        server.set(u"CAIRND_LIMITS_PER_MINUTE"_s, u"1000000"_s);
        server.set(u"CAIRND_LIMITS_LOGINS"_s, u"1000"_s);
        QVERIFY(server.start());
    }

    // A computer's profile and where it keeps its tokens.
    static QStringList at(const Cairnd& server, const QString& computer, const QStringList& command) {
        return QStringList{u"--home"_s, server.file(computer)} + command +
               QStringList{u"--secrets"_s, server.file(computer + u".secrets"_s)};
    }

    static int account(const Cairnd& server, const QString& computer, const QString& action, const QString& email) {
        return server.control(at(server, computer, {u"account"_s, action, server.url(), email})).status;
    }

    static Cairnd::Ended admin(const Cairnd& server, const QStringList& words) {
        return server.control(
            QStringList{u"--json"_s, u"admin"_s} + words + QStringList{u"--data"_s, server.file(u"data"_s)});
    }

    static QJsonObject rowOf(const Cairnd& server, const QString& email) {
        return admin(server, {u"accounts"_s, email}).rows().at(0).toObject();
    }

    static QStringList titles(const Cairnd& server, const QString& computer) {
        QStringList all;
        for (const auto& row :
             server.control({u"--json"_s, u"--home"_s, server.file(computer), u"task"_s, u"list"_s}).rows()) {
            all << row.toObject()[u"title"_s].toString();
        }
        all.sort();
        return all;
    }

    static int add(const Cairnd& server, const QString& computer, const QString& title) {
        return server.control({u"--home"_s, server.file(computer), u"task"_s, u"add"_s, title}).status;
    }

    static int sync(const Cairnd& server, const QString& computer) {
        return server.control(at(server, computer, {u"sync"_s, u"--once"_s})).status;
    }

private Q_SLOTS:

    void seesToAccounts() {
        Cairnd server;
        open(server);
        QCOMPARE(account(server, u"first"_s, u"create"_s, u"first@example.org"_s), 0);
        QCOMPARE(rowOf(server, u"first@"_s)[u"role"_s].toString(), u"admin"_s);

        account(server, u"second"_s, u"create"_s, u"second@example.org"_s); // which waits
        QVERIFY(!rowOf(server, u"second@"_s)[u"confirmed"_s].toBool());
        QVERIFY(account(server, u"second"_s, u"sign-in"_s, u"second@example.org"_s) != 0);
        QCOMPARE(admin(server, {u"confirm"_s, u"second@example.org"_s}).status, 0);
        QCOMPARE(account(server, u"second"_s, u"sign-in"_s, u"second@example.org"_s), 0);
        QCOMPARE(sync(server, u"second"_s), 0);

        QCOMPARE(admin(server, {u"role"_s, u"second@example.org"_s, u"instructor"_s}).status, 0);
        QCOMPARE(rowOf(server, u"second@"_s)[u"role"_s].toString(), u"instructor"_s);
        QVERIFY(admin(server, {u"role"_s, u"second@example.org"_s, u"king"_s}).status != 0);

        QCOMPARE(admin(server, {u"suspend"_s, u"second@example.org"_s}).status, 0);
        QVERIFY(sync(server, u"second"_s) != 0);
        QVERIFY(account(server, u"second"_s, u"sign-in"_s, u"second@example.org"_s) != 0);
        QCOMPARE(admin(server, {u"suspend"_s, u"second@example.org"_s, u"--off"_s}).status, 0);
        QCOMPARE(account(server, u"second"_s, u"sign-in"_s, u"second@example.org"_s), 0);

        QCOMPARE(admin(server, {u"sign-out"_s, u"second@example.org"_s}).status, 0);
        QVERIFY(sync(server, u"second"_s) != 0);

        server.set(u"CAIRN_PASSWORD"_s, u"Another-Horse-8"_s);
        QCOMPARE(admin(server, {u"password"_s, u"second@example.org"_s}).status, 0);
        QCOMPARE(account(server, u"second"_s, u"sign-in"_s, u"second@example.org"_s), 0);
        server.set(u"CAIRN_PASSWORD"_s, QString::fromLatin1(kPassword));
        QVERIFY(account(server, u"second"_s, u"sign-in"_s, u"second@example.org"_s) != 0);

        QVERIFY(admin(server, {u"confirm"_s, u"nobody@example.org"_s}).err.contains("there is no account"));
        QCOMPARE(admin(server, {u"jobs"_s}).rows().size(), 0);
        QVERIFY(admin(server, {u"retry"_s, u"none"_s}).status != 0);
    }

    // A mail that is refused for good, and is taken the next time.
    void seesToWhatWasGivenUp() {
        cairn::test::MailServer mail;
        QVERIFY2(mail.trouble().isEmpty(), qPrintable(mail.trouble()));
        Cairnd server;
        server.set(u"CAIRND_MAIL_URL"_s, QString::fromStdString(mail.address()));
        server.set(u"CAIRND_MAIL_FROM"_s, u"cairn@example.org"_s);
        server.set(u"CAIRND_PUBLIC_URL"_s, u"http://localhost:8420"_s);
        open(server);
        QCOMPARE(account(server, u"first"_s, u"create"_s, u"first@example.org"_s), 0);
        mail.tell("RCPT 550 no such user");
        account(server, u"second"_s, u"create"_s, u"second@example.org"_s); // which waits for its mail
        QTRY_COMPARE_WITH_TIMEOUT(admin(server, {u"jobs"_s}).rows().size(), 1, 20'000);
        const auto job = admin(server, {u"jobs"_s}).rows()[0].toObject();
        QCOMPARE(job[u"kind"_s].toString(), u"mail"_s);
        QVERIFY2(job[u"trouble"_s].toString().contains(u"550"_s), qPrintable(job[u"trouble"_s].toString()));
        QCOMPARE(admin(server, {u"retry"_s, job[u"id"_s].toString()}).status, 0);
        QTRY_COMPARE_WITH_TIMEOUT(mail.count(), 1, 20'000); // the server that runs did it
        QCOMPARE(admin(server, {u"jobs"_s}).rows().size(), 0);
        QVERIFY(admin(server, {u"retry"_s, job[u"id"_s].toString()}).status != 0);
    }

    // One that answers, as far as it is installed, and one that cannot be started.
    void triesTheServersOfTools() {
        Cairnd server;
        QFile config(server.file(u"cairnd.toml"_s));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write("[mcp.absent]\ncommand = ['/no/such/program']\n");
        if (cairn::test::hasCounterparts()) {
            config.write(
                "[mcp.codeforces]\ncommand = ['" + cairn::test::node().toUtf8() + "', '" +
                cairn::test::counterpart(u"codeforces-mcp-server/dist/index.js"_s).toUtf8() + "']\n");
        }
        config.close();
        const auto tried = server.control({u"--json"_s, u"admin"_s, u"tools"_s, u"--config"_s, config.fileName()});
        QCOMPARE(tried.status, 1);
        const auto rows = tried.rows();
        QCOMPARE(rows.size(), cairn::test::hasCounterparts() ? 2 : 1);
        QVERIFY(!rows[0].toObject()[u"trouble"_s].toString().isEmpty());
        if (rows.size() == 2) {
            QVERIFY(rows[1].toObject()[u"tools"_s].toArray().contains(u"get_user_submissions"_s));
        }

        QVERIFY(server.start({u"--config"_s, config.fileName()}));
        QNetworkAccessManager network;
        const std::unique_ptr<QNetworkReply> reply(
            network.get(QNetworkRequest(QUrl(server.url() + u"/api/health/mcp"_s))));
        QTRY_VERIFY(reply->isFinished());
        const auto health = QJsonDocument::fromJson(reply->readAll()).object();
        QCOMPARE(health[u"status"_s].toString(), u"ok"_s);
        QCOMPARE(health[u"servers"_s].toArray()[0].toObject()[u"status"_s].toString(), u"unused"_s);
    }

    // With a browser, at the server's computer.
    void signsInAtAServerOfTools() {
        if (!cairn::test::AuthorizationServer::isHere()) {
            QSKIP("oidc-provider is not here: packaging/check installs it, but for --without-npm");
        }
        cairn::test::ProtectedServer tools;
        const cairn::test::AuthorizationServer issuer(tools);
        Cairnd server;
        QFile config(server.file(u"cairnd.toml"_s));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write("[mcp.protected]\nurl = '" + QByteArray::fromStdString(tools.url()) + "'\n");
        config.close();
        QVERIFY(server.start({u"--config"_s, config.fileName()}));
        const QStringList admin{u"admin"_s, u"tools"_s, u"--config"_s, config.fileName()};
        const auto before = server.control(admin);
        QCOMPARE(before.status, 1);
        QVERIFY2(before.out.contains("nobody has signed in") && before.out.contains("--sign-in protected"), before.out);
        QCOMPARE(server.control(admin + QStringList{u"--sign-in"_s, u"another"_s}).status, 1);

        QProcess signingIn;
        signingIn.setProcessEnvironment(server.environment());
        signingIn.setReadChannel(QProcess::StandardError);
        signingIn.start(
            QStringLiteral(CAIRN_PROGRAM_DIR "/cairnctl"), admin + QStringList{u"--sign-in"_s, u"protected"_s});
        QByteArray said;
        while (!said.contains("http://") || !said.endsWith('\n')) {
            QVERIFY2(signingIn.waitForReadyRead(20'000), said);
            said += signingIn.readAllStandardError();
        }
        cairn::test::Browser browser;
        const auto page = browser.get(QUrl(QString::fromUtf8(said.mid(said.indexOf("http://")).trimmed())));
        QCOMPARE(page.status, 200);
        QVERIFY2(page.text.contains(u"can be closed"_s), qPrintable(page.text));
        QVERIFY(signingIn.waitForFinished(20'000));
        QCOMPARE(signingIn.exitCode(), 0);
        QCOMPARE(tools.claims()[u"sub"_s].toString(), u"somebody"_s);

        tools.forgetToken();
        const auto after = server.control(QStringList{u"--json"_s} + admin);
        QCOMPARE(after.status, 0);
        QCOMPARE(after.rows().at(0).toObject()[u"tools"_s].toArray(), QJsonArray{u"t"_s});
    }

    // Tokens that were signed before are good until they end.
    void rotatesKeysUnderComputersThatAreSignedIn() {
        Cairnd server;
        open(server);
        QCOMPARE(account(server, u"one"_s, u"create"_s, u"me@example.org"_s), 0);
        QCOMPARE(admin(server, {u"rotate-keys"_s}).status, 0);
        QTest::qWait(1'000); // the server looks twice a second
        QCOMPARE(add(server, u"one"_s, u"after"_s), 0);
        QCOMPARE(sync(server, u"one"_s), 0);
        QCOMPARE(account(server, u"two"_s, u"sign-in"_s, u"me@example.org"_s), 0);
        QCOMPARE(sync(server, u"two"_s), 0);
        QCOMPARE(titles(server, u"two"_s), QStringList(u"after"_s));
    }

    // One that runs announces the new key, and who has the old one can follow.
    void rotatesReceiptKeys() {
        Cairnd server;
        open(server);
        QNetworkAccessManager network;
        const auto keys = [&] {
            const std::unique_ptr<QNetworkReply> reply(
                network.get(QNetworkRequest(QUrl(server.url() + u"/api/receipts/keys"_s))));
            [&] { QTRY_VERIFY(reply->isFinished()); }();
            return QJsonDocument::fromJson(reply->readAll()).object()[u"keys"_s].toArray();
        };
        const auto before = keys();
        QCOMPARE(before.size(), 1);
        QCOMPARE(admin(server, {u"rotate-receipts"_s}).status, 0);
        QTRY_COMPARE(keys().size(), 2);
        QCOMPARE(keys()[0], before[0]);
        QCOMPARE(keys()[1].toObject()[u"by"_s], before[0].toObject()[u"id"_s]);
        QCOMPARE(server.stop(), 0);
        QVERIFY(server.start());
        QCOMPARE(keys().size(), 2);
    }

    // What was confirmed after the backup is at the computers, whoever of them wrote it.
    void aBackupThatIsPutBackLosesNothing() {
        Cairnd server;
        open(server);
        QCOMPARE(account(server, u"one"_s, u"create"_s, u"me@example.org"_s), 0);
        QCOMPARE(account(server, u"two"_s, u"sign-in"_s, u"me@example.org"_s), 0);
        QCOMPARE(add(server, u"one"_s, u"before"_s), 0);
        QCOMPARE(sync(server, u"one"_s), 0);
        const auto backup = server.file(u"backup.db"_s);
        QCOMPARE(admin(server, {u"backup"_s, backup}).status, 0);  // while it runs
        QVERIFY(admin(server, {u"backup"_s, backup}).status != 0); // it is there

        QCOMPARE(add(server, u"one"_s, u"after"_s), 0);
        QCOMPARE(sync(server, u"one"_s), 0);
        QCOMPARE(sync(server, u"two"_s), 0);
        QCOMPARE(titles(server, u"two"_s), (QStringList{u"after"_s, u"before"_s}));
        QVERIFY(QDir(server.file(u"one"_s)).removeRecursively()); // its computer is gone for good

        QVERIFY(admin(server, {u"restore"_s, backup}).err.contains("stop it first"));
        QCOMPARE(server.stop(), 0);
        QFile damaged(server.file(u"damaged.db"_s));
        QVERIFY(damaged.open(QIODevice::WriteOnly));
        damaged.write("not a database");
        damaged.close();
        QVERIFY(admin(server, {u"restore"_s, damaged.fileName()}).status != 0);
        QCOMPARE(admin(server, {u"restore"_s, backup}).status, 0);
        server.set(u"CAIRND_LISTEN_PORT"_s, QString::number(server.port()));
        QVERIFY(server.start());

        QCOMPARE(account(server, u"two"_s, u"sign-in"_s, u"me@example.org"_s), 0);
        QCOMPARE(sync(server, u"two"_s), 0);
        QCOMPARE(account(server, u"three"_s, u"sign-in"_s, u"me@example.org"_s), 0);
        QCOMPARE(sync(server, u"three"_s), 0);
        QCOMPARE(titles(server, u"three"_s), (QStringList{u"after"_s, u"before"_s}));
    }
};

QTEST_GUILESS_MAIN(AdminTest)
#include "admin_test.moc"
