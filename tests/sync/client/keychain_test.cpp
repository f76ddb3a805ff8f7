#include "sync/client/secrets.h"
#include "tests/sync/host/live_server.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace cairn::client;
using cairn::test::LiveServer;

namespace {

constexpr auto kInside = "CAIRN_TEST_INSIDE_OF_A_SESSION";

QProcessEnvironment environmentIn(const QTemporaryDir& home, const QString& inside) {
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QString::fromLatin1(kInside), inside);
    environment.insert(u"HOME"_s, home.path());
    const QString own = home.filePath(u"run-"_s + inside);
    QDir().mkpath(own);
    environment.insert(u"XDG_RUNTIME_DIR"_s, own);
    environment.insert(u"XDG_DATA_HOME"_s, home.filePath(u"data"_s));
    environment.insert(u"XDG_CURRENT_DESKTOP"_s, u"GNOME"_s);
    environment.remove(u"DISPLAY"_s); // whatever is locked would wait for somebody who types
    return environment;
}

int run(const QProcessEnvironment& environment, const QString& program, const QStringList& arguments) {
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(program, arguments);
    return process.waitForFinished(120'000) && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : 1;
}

// A session of a desktop for this program alone, with a real keychain that `start` has started.
int runInside(const QTemporaryDir& home, const QString& inside, const QString& start, const QStringList& arguments) {
    return run(
        environmentIn(home, inside), u"dbus-run-session"_s,
        QStringList{u"--"_s, u"sh"_s, u"-c"_s, start + u" >/dev/null && exec \"$@\""_s, u"sh"_s} + arguments);
}

// The same program, without any session.
int runAlone(const QStringList& arguments) {
    const QTemporaryDir home;
    auto environment = environmentIn(home, u"nothing"_s);
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path="_s + home.filePath(u"no-bus"_s));
    return run(environment, arguments.first(), arguments.mid(1));
}

} // namespace

// A sign-in in the keychain of a desktop.
class KeychainTest : public QObject {
    Q_OBJECT

private:
    std::optional<Secrets::Found> read(Secrets& secrets, const QString& name) {
        std::optional<Secrets::Found> answer;
        secrets.read(name, this, [&](const Secrets::Found& found) { answer = found; });
        [[maybe_unused]] const bool answered = QTest::qWaitFor([&] { return answer.has_value(); }, 20'000);
        return answer;
    }

    std::optional<bool> write(Secrets& secrets, const QString& name, const QByteArray& value) {
        std::optional<bool> answer;
        secrets.write(name, value, this, [&](bool kept) { answer = kept; });
        [[maybe_unused]] const bool answered = QTest::qWaitFor([&] { return answer.has_value(); }, 20'000);
        return answer;
    }

private Q_SLOTS:

    void initTestCase() {
        if (qEnvironmentVariableIsEmpty(kInside)) {
            QSKIP("gnome-keyring or dbus-run-session is not installed");
        }
    }

    // Each run tries what is of its kind.
    void init() {
        const QByteArray name = QTest::currentTestFunction();
        const QByteArray kind = name.startsWith("withoutASession") ? "nothing"
                                : name.startsWith("whileLocked")   ? "locked"
                                : name.startsWith("openAgain")     ? "reopened"
                                                                   : "keychain";
        if (kind != qgetenv(kInside)) {
            QSKIP("another run tries it");
        }
    }

    void withoutASessionItLastsAsLongAsTheProgram() {
        const auto secrets = keychainSecrets();
        const auto none = read(*secrets, u"sign-in"_s);
        QVERIFY(none && !none->value);
        QVERIFY(!none->kept); // said, and not taken for a keychain that has nothing
        QCOMPARE(write(*secrets, u"sign-in"_s, "value"), std::optional(false));
        const auto found = read(*secrets, u"sign-in"_s);
        QCOMPARE(found->value, std::optional<QByteArray>("value"));
        QVERIFY(!found->kept);
        secrets->erase(u"sign-in"_s);
        QTRY_VERIFY(!read(*secrets, u"sign-in"_s)->value);
    }

    void somethingIsKeptForThoseThatFollow() {
        QCOMPARE(write(*keychainSecrets(), u"kept"_s, "value"), std::optional(true));
    }

    // It answers as if it had nothing, and takes nothing.
    void whileLockedNobodyIsSignedOut() {
        const auto secrets = keychainSecrets();
        const auto found = read(*secrets, u"kept"_s);
        QVERIFY(found && !found->value);
        QVERIFY(found->kept); // there is one
        QCOMPARE(write(*secrets, u"meanwhile"_s, "value"), std::optional(false));
        QCOMPARE(read(*secrets, u"meanwhile"_s)->value, std::optional<QByteArray>("value")); // in memory
    }

    void openAgainItHasWhatItHad() {
        QCOMPARE(read(*keychainSecrets(), u"kept"_s)->value, std::optional<QByteArray>("value"));
        QVERIFY(!read(*keychainSecrets(), u"meanwhile"_s)->value);
    }

    // Two profiles with one keychain: each program finds its own sign-in, and leaves the other's alone.
    void profilesKeepApart() {
        LiveServer server;
        const QTemporaryDir folder;
        const QString work = folder.filePath(u"work"_s);
        const QString home = folder.filePath(u"home"_s);
        const auto program = [](const QString& profile, const QStringList& words) {
            auto environment = QProcessEnvironment::systemEnvironment();
            environment.insert(u"CAIRN_PASSWORD"_s, QLatin1String(LiveServer::kPassword));
            return run(
                environment, QStringLiteral(CAIRN_PROGRAM_DIR "/cairnctl"),
                QStringList{u"--json"_s, u"--home"_s, profile} + words);
        };
        const QStringList sync{u"sync"_s, u"--once"_s};
        const QStringList leave{u"account"_s, u"leave"_s};
        QCOMPARE(program(work, {u"account"_s, u"create"_s, server.url(), u"work@example.org"_s}), 0);
        QCOMPARE(program(home, {u"account"_s, u"create"_s, server.url(), u"home@example.org"_s}), 0);
        QCOMPARE(program(work, {u"task"_s, u"add"_s, u"of work"_s}), 0);
        QCOMPARE(program(work, sync), 0);
        QCOMPARE(program(home, sync), 0);
        const auto tasks = [&](const QString& email) {
            return server.call("GET", u"/api/tasks"_s, server.token(email)).body[u"total"_s].toInt();
        };
        QCOMPARE(tasks(u"work@example.org"_s), 1);
        QCOMPARE(tasks(u"home@example.org"_s), 0);
        QCOMPARE(program(work, leave), 0);
        QCOMPARE(program(home, sync), 0);
        // Also where both are of one account.
        const QString third = folder.filePath(u"third"_s);
        QCOMPARE(program(third, {u"account"_s, u"sign-in"_s, server.url(), u"home@example.org"_s}), 0);
        QCOMPARE(program(home, leave), 0);
        QVERIFY(program(home, sync) != 0);
        QCOMPARE(program(third, sync), 0);
    }

    void anotherRunFindsWhatWasKept() {
        const QByteArray value("{\"token\":\"\0\xff\"}", 14);
        QCOMPARE(write(*keychainSecrets(), u"https://a.example one"_s, value), std::optional(true));
        const auto another = keychainSecrets();
        const auto found = read(*another, u"https://a.example one"_s);
        QVERIFY(found && found->kept);
        QCOMPARE(found->value, std::optional(value));
        QVERIFY(!read(*another, u"https://a.example two"_s)->value);
        QCOMPARE(write(*another, u"https://a.example one"_s, "newer"), std::optional(true));
        QCOMPARE(read(*keychainSecrets(), u"https://a.example one"_s)->value, std::optional<QByteArray>("newer"));
    }

    void whatIsErasedIsGone() {
        const auto secrets = keychainSecrets();
        QCOMPARE(write(*secrets, u"gone"_s, "value"), std::optional(true));
        secrets->erase(u"gone"_s);
        QTRY_VERIFY(!read(*keychainSecrets(), u"gone"_s)->value);
    }

    // A test of the keychain that is fooled by memory would be none.
    void itIsTheKeychainThatKeepsIt() {
        QProcess call;
        call.start(
            u"gdbus"_s, {u"call"_s, u"--session"_s, u"--dest"_s, u"org.freedesktop.secrets"_s, u"--object-path"_s,
                         u"/org/freedesktop/secrets"_s, u"--method"_s, u"org.freedesktop.Secret.Service.SearchItems"_s,
                         u"{'server': 'Cairn'}"_s});
        if (!call.waitForStarted()) {
            QSKIP("gdbus is not installed");
        }
        QVERIFY(call.waitForFinished());
        QVERIFY(call.readAllStandardOutput().contains("/org/freedesktop/secrets/collection/"));
    }
};

int main(int count, char** words) {
    const QCoreApplication application(count, words);
    const bool can = !QStandardPaths::findExecutable(u"gnome-keyring-daemon"_s).isEmpty() &&
                     !QStandardPaths::findExecutable(u"dbus-run-session"_s).isEmpty();
    if (can && qEnvironmentVariableIsEmpty(kInside)) {
        const auto arguments = QCoreApplication::arguments();
        const QTemporaryDir home;
        const QString unlock = u"printf words | gnome-keyring-daemon --unlock --components=secrets"_s;
        const int alone = runAlone(arguments);
        const int open = runInside(home, u"keychain"_s, unlock, arguments);
        const int locked =
            runInside(home, u"locked"_s, u"gnome-keyring-daemon --start --components=secrets"_s, arguments);
        const int again = runInside(home, u"reopened"_s, unlock, arguments);
        return std::max({alone, open, locked, again});
    }
    KeychainTest test;
    return QTest::qExec(&test, count, words);
}

#include "keychain_test.moc"
