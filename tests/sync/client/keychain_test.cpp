#include "sync/client/secrets.h"

#include <QCoreApplication>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace cairn::client;

namespace {

constexpr auto kInside = "CAIRN_TEST_INSIDE_OF_A_SESSION";

// A session of a desktop for this program alone, with a real keychain that is open.
int runInside(const QStringList& arguments) {
    const QTemporaryDir home;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QString::fromLatin1(kInside), u"1"_s);
    environment.insert(u"HOME"_s, home.path());
    environment.insert(u"XDG_RUNTIME_DIR"_s, home.path());
    environment.insert(u"XDG_DATA_HOME"_s, home.filePath(u"data"_s));
    environment.insert(u"XDG_CURRENT_DESKTOP"_s, u"GNOME"_s);
    QProcess session;
    session.setProcessEnvironment(environment);
    session.setProcessChannelMode(QProcess::ForwardedChannels);
    session.start(
        u"dbus-run-session"_s,
        QStringList{
            u"--"_s, u"sh"_s, u"-c"_s,
            u"printf words | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec \"$@\""_s, u"sh"_s} +
            arguments);
    return session.waitForFinished(120'000) && session.exitStatus() == QProcess::NormalExit ? session.exitCode() : 1;
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
        return runInside(QCoreApplication::arguments());
    }
    KeychainTest test;
    return QTest::qExec(&test, count, words);
}

#include "keychain_test.moc"
