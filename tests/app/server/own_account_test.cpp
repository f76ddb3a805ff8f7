#include "tests/app/server/cairnd.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using cairn::test::Cairnd;

// What somebody does with their own account, with the real programs.
class OwnAccountTest : public QObject {
    Q_OBJECT

private:
    static constexpr auto kPassword = "Correct-Horse-9";
    const QString m_me = u"ada@example.org"_s;

    static void open(Cairnd& server) {
        server.set(u"CAIRN_PASSWORD"_s, QString::fromLatin1(kPassword));
        server.set(u"CAIRND_ACCOUNTS_CONFIRM"_s, u"none"_s);
        server.set(u"CAIRND_LIMITS_LOGINS"_s, u"1000"_s);
        QVERIFY(server.start());
    }

    // Of a computer's profile and where it keeps its tokens, with --json.
    static QStringList at(const Cairnd& server, const QString& computer, const QStringList& command) {
        return QStringList{u"--json"_s, u"--home"_s, server.file(computer)} + command +
               QStringList{u"--secrets"_s, server.file(computer + u".secrets"_s)};
    }

    static Cairnd::Ended run(const Cairnd& server, const QString& computer, const QStringList& command) {
        return server.control(at(server, computer, command));
    }

    static QJsonObject ask(const Cairnd& server, const QString& computer, const QStringList& command) {
        return QJsonDocument::fromJson(run(server, computer, command).out).object();
    }

    static QString codeOf(const Cairnd::Ended& ended) {
        return QJsonDocument::fromJson(ended.err)[u"error"_s][u"code"_s].toString();
    }

    Cairnd::Ended signIn(const Cairnd& server, const QString& computer, const QStringList& code = {}) {
        return run(server, computer, QStringList{u"account"_s, u"sign-in"_s, server.url(), m_me} + code);
    }

    // As another program computes it; `ahead` half minutes.
    static QString factorCode(const QString& secret, int ahead = 0) {
        QProcess python;
        python.start(
            u"/usr/bin/python3"_s, {u"-c"_s,
                                    u"import base64,hmac,sys,time\n"
                                    "key=base64.b32decode(sys.argv[1])\n"
                                    "step=int(time.time()//30)+int(sys.argv[2])\n"
                                    "digest=hmac.new(key,step.to_bytes(8,'big'),'sha1').digest()\n"
                                    "at=digest[-1]&15\n"
                                    "print(f\"{(int.from_bytes(digest[at:at+4],'big')&0x7fffffff)%1000000:06d}\")\n"_s,
                                    secret, QString::number(ahead)});
        python.waitForFinished();
        return QString::fromLatin1(python.readAllStandardOutput()).trimmed();
    }

private slots:

    void codesAtSignInAreTurnedOnAndOff() {
        Cairnd server;
        open(server);
        QCOMPARE(run(server, u"desk"_s, {u"account"_s, u"create"_s, server.url(), m_me}).status, 0);
        const QStringList show{u"account"_s, u"show"_s};
        const QStringList on{u"account"_s, u"second-factor"_s, u"on"_s};
        QCOMPARE(ask(server, u"desk"_s, show)[u"secondFactor"_s], QJsonValue(false));
        const auto neither = run(server, u"desk"_s, on);
        QCOMPARE(neither.status, 2);
        QCOMPARE(codeOf(neither), u"usage"_s);

        const auto begun = ask(server, u"desk"_s, on + QStringList{u"--begin"_s});
        const auto secret = begun[u"secret"_s].toString();
        QVERIFY(begun[u"address"_s].toString().startsWith(u"otpauth://totp/"_s));
        const auto wrong = run(server, u"desk"_s, on + QStringList{u"--code"_s, u"12"_s});
        QCOMPARE(wrong.status, 1);
        QCOMPARE(codeOf(wrong), u"unauthorized"_s);
        const auto answer = ask(server, u"desk"_s, on + QStringList{u"--code"_s, factorCode(secret)});
        const auto recovery = answer[u"recoveryCodes"_s].toArray();
        QCOMPARE(recovery.size(), 10);
        QCOMPARE(ask(server, u"desk"_s, show)[u"secondFactor"_s], QJsonValue(true));

        QCOMPARE(codeOf(signIn(server, u"laptop"_s)), u"unauthorized"_s);
        QCOMPARE(signIn(server, u"laptop"_s, {u"--code"_s, factorCode(secret, 1)}).status, 0); // a clock that is fast
        QCOMPARE(signIn(server, u"attic"_s, {u"--code"_s, recovery[0].toString()}).status, 0);
        QCOMPARE(codeOf(signIn(server, u"attic"_s, {u"--code"_s, recovery[0].toString()})), u"unauthorized"_s);

        const QStringList off{u"account"_s, u"second-factor"_s, u"off"_s};
        server.set(u"CAIRN_PASSWORD"_s, u"not mine"_s);
        QCOMPARE(codeOf(run(server, u"desk"_s, off)), u"unauthorized"_s);
        server.set(u"CAIRN_PASSWORD"_s, QString::fromLatin1(kPassword));
        QCOMPARE(ask(server, u"desk"_s, off)[u"secondFactor"_s], QJsonValue(false));
        QCOMPARE(signIn(server, u"cellar"_s).status, 0);
    }

    // As at a terminal: the secret is shown, and the code that belongs to it asked for.
    void theCodeIsAskedFor() {
        Cairnd server;
        open(server);
        QCOMPARE(run(server, u"desk"_s, {u"account"_s, u"create"_s, server.url(), m_me}).status, 0);
        QProcess program;
        program.setProcessEnvironment(server.environment());
        auto words = at(server, u"desk"_s, {u"account"_s, u"second-factor"_s, u"on"_s});
        words.removeAll(u"--json"_s);
        program.start(QStringLiteral(CAIRN_PROGRAM_DIR "/cairnctl"), words);
        program.setReadChannel(QProcess::StandardError);
        QByteArray said;
        const QRegularExpression shown(u"^  ([A-Z2-7]{32})$"_s, QRegularExpression::MultilineOption);
        while (!said.contains("otpauth://") && program.waitForReadyRead(20'000)) {
            said += program.readAllStandardError();
        }
        const auto secret = shown.match(QString::fromUtf8(said)).captured(1);
        QVERIFY2(!secret.isEmpty(), said);
        program.write(factorCode(secret).toLatin1() + '\n');
        program.closeWriteChannel();
        QVERIFY(program.waitForFinished(30'000));
        QCOMPARE(program.exitCode(), 0);
        const auto answer = program.readAllStandardOutput();
        QVERIFY2(answer.startsWith("Codes at sign-in are on."), answer);
        QCOMPARE(answer.count("\n  "), 10);
    }

    void anErasedAccountLeavesTheProfileWhatItHas() {
        Cairnd server;
        open(server);
        QCOMPARE(run(server, u"desk"_s, {u"account"_s, u"create"_s, server.url(), m_me}).status, 0);
        QCOMPARE(
            server.control({u"--home"_s, server.file(u"desk"_s), u"task"_s, u"add"_s, u"of the desk"_s}).status, 0);
        QCOMPARE(run(server, u"desk"_s, {u"sync"_s, u"--once"_s}).status, 0);
        const QStringList erase{u"account"_s, u"erase"_s, u"--for-ever"_s};
        server.set(u"CAIRN_PASSWORD"_s, u"not mine"_s);
        QCOMPARE(codeOf(run(server, u"desk"_s, erase)), u"unauthorized"_s);
        server.set(u"CAIRN_PASSWORD"_s, QString::fromLatin1(kPassword));
        QCOMPARE(ask(server, u"desk"_s, erase)[u"erased"_s].toString(), m_me);
        QCOMPARE(ask(server, u"desk"_s, {u"account"_s, u"show"_s})[u"phase"_s].toString(), u"off"_s);
        const auto tasks =
            server.control({u"--json"_s, u"--home"_s, server.file(u"desk"_s), u"task"_s, u"list"_s}).rows();
        QCOMPARE(tasks.size(), 1);
        QCOMPARE(codeOf(signIn(server, u"desk"_s)), u"unauthorized"_s);
        const auto left = server.control({u"--json"_s, u"admin"_s, u"accounts"_s, u"--data"_s, server.file(u"data"_s)});
        QCOMPARE(left.status, 0);
        QVERIFY(left.rows().isEmpty());
    }
};

QTEST_GUILESS_MAIN(OwnAccountTest)
#include "own_account_test.moc"
