#include "sync/client/secrets.h"
#include "tests/sync/client/computer.h"

#include <QHash>
#include <QMutex>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace cairn;
using test::Computer;
using test::LiveServer;

namespace {

constexpr int kPatience = 20'000; // ms

// A keychain as programs meet it: open, locked (and then it says that it has nothing), or not there (yet).
struct Keychain {
    enum class Is { open, locked, away };

    QMutex mutex;
    Is is = Is::open;
    QHash<QString, QByteArray> secrets;
    int writes = 0;

    void become(Is now) {
        const QMutexLocker lock(&mutex);
        is = now;
        writes = 0;
    }

    int written() {
        const QMutexLocker lock(&mutex);
        return writes;
    }
};

class Door : public client::Secrets {
public:
    explicit Door(std::shared_ptr<Keychain> keychain)
        : m_keychain(std::move(keychain)) {}

    void read(const QString& name, QObject*, Read read) override {
        Found found;
        {
            const QMutexLocker lock(&m_keychain->mutex);
            found.kept = m_keychain->is != Keychain::Is::away;
            if (m_keychain->is == Keychain::Is::open && m_keychain->secrets.contains(name)) {
                found.value = m_keychain->secrets.value(name);
            }
        }
        read(found);
    }

    void write(const QString& name, const QByteArray& value, QObject*, Done done) override {
        bool kept = false;
        {
            const QMutexLocker lock(&m_keychain->mutex);
            ++m_keychain->writes;
            kept = m_keychain->is == Keychain::Is::open;
            if (kept) {
                m_keychain->secrets[name] = value;
            }
        }
        done(kept);
    }

    void erase(const QString& name) override {
        const QMutexLocker lock(&m_keychain->mutex);
        m_keychain->secrets.remove(name);
    }

private:
    std::shared_ptr<Keychain> m_keychain;
};

} // namespace

// What a computer does about the keychain that has its sign-in.
class SecretsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void init() {
        m_server = std::make_unique<LiveServer>();
        m_keychain = std::make_shared<Keychain>();
        m_one = std::make_unique<Computer>(u"one"_s, [this] { return std::make_unique<Door>(m_keychain); });
        QVERIFY(m_one->signIn(m_server->url(), u"me@example.org"_s, true));
        QTRY_VERIFY_WITH_TIMEOUT(m_one->inSync(), kPatience);
        m_one->close();
    }

    void cleanup() {
        m_one.reset();
        m_server.reset();
    }

    // The desktop's keyring may start after this program.
    void aKeychainThatComesUpLaterIsAskedAgain() {
        m_keychain->become(Keychain::Is::away);
        m_one->open();
        QTRY_COMPARE_WITH_TIMEOUT(m_one->state().phase, api::SyncPhase::signed_out, kPatience);
        QVERIFY(!m_one->state().secretsKept);
        QVERIFY(m_one->state().againAt); // also by itself
        m_one->add("meanwhile");
        QTRY_COMPARE_WITH_TIMEOUT(m_one->state().unsent, 1, kPatience);
        m_keychain->become(Keychain::Is::open);
        m_one->sync().tryNow();
        QTRY_VERIFY_WITH_TIMEOUT(m_one->inSync(), kPatience);
        QVERIFY(m_one->state().secretsKept);
    }

    void aLockedKeychainIsNotWrittenOver() {
        m_keychain->become(Keychain::Is::locked);
        m_one->open();
        QTRY_VERIFY_WITH_TIMEOUT(m_one->state().againAt.has_value(), kPatience);
        QCOMPARE(m_one->state().phase, api::SyncPhase::offline);
        QCOMPARE(m_one->state().trouble->code, base::ErrorCode::Unauthorized);
        m_one->sync().tryNow();
        m_one->add("meanwhile");
        QTRY_COMPARE_WITH_TIMEOUT(m_one->state().unsent, 1, kPatience);
        QCOMPARE(m_keychain->written(), 0);
        m_keychain->become(Keychain::Is::open);
        m_one->sync().tryNow();
        QTRY_VERIFY_WITH_TIMEOUT(m_one->inSync(), kPatience);
    }

    void whoeverHasNoKeychainSignsInAgain() {
        m_keychain->become(Keychain::Is::away);
        m_one->open();
        QTRY_COMPARE_WITH_TIMEOUT(m_one->state().phase, api::SyncPhase::signed_out, kPatience);
        QVERIFY(m_one->signIn(m_server->url(), u"me@example.org"_s));
        QTRY_VERIFY_WITH_TIMEOUT(m_one->inSync(), kPatience);
        QVERIFY(!m_one->state().secretsKept);
    }

private:
    std::unique_ptr<LiveServer> m_server;
    std::shared_ptr<Keychain> m_keychain;
    std::unique_ptr<Computer> m_one;
};

QTEST_GUILESS_MAIN(SecretsTest)
#include "secrets_test.moc"
