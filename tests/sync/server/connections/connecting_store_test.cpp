#include "sync/server/connections/connecting_store.h"
#include "sync/server/connections/connection_store.h"
#include "sync/server/database/schema.h"
#include "tests/sync/server/every_database.h"

using namespace cairn;
using events::Platform;
using server::ConnectingStore;

// What was begun and has not ended, whatever the database.
class ConnectingStoreTest : public QObject {
    Q_OBJECT

public:
    explicit ConnectingStoreTest(test::MakeDatabase make)
        : m_make(std::move(make)) {}

private:
    test::MakeDatabase m_make;
    std::unique_ptr<server::Database> m_database;

private Q_SLOTS:

    void init() {
        m_database = m_make()();
        server::migrate(*m_database);
    }

    void theLastOneThatWasBegunCounts() {
        ConnectingStore store(*m_database);
        store.put({"s1", "ada", Platform::github, "mira", "x", 100});
        store.put({"s2", "ada", Platform::github, "mira-codes", "y", 100});
        store.put({"s3", "ada", Platform::leetcode, "mira", "z", 100});
        QVERIFY(!store.find("s1", 50));
        const auto found = store.find("ada", Platform::github, 50);
        QVERIFY(found);
        QCOMPARE(found->state, std::string("s2"));
        QCOMPARE(found->handle, std::string("mira-codes"));
        QCOMPARE(store.find("s3", 50)->platform, Platform::leetcode);
        store.change("s3", "changed");
        QCOMPARE(store.find("s3", 50)->sealed, std::string("changed"));
    }

    void endsByItself() {
        ConnectingStore store(*m_database);
        store.put({"s1", "ada", Platform::github, "mira", "x", 100});
        QVERIFY(store.find("s1", 99));
        QVERIFY(!store.find("s1", 100));
        QVERIFY(!store.find("ada", Platform::github, 100));
        store.sweep(99);
        QVERIFY(store.find("s1", 99));
        store.sweep(100);
        QVERIFY(!store.find("s1", 99));
    }

    void isTakenOnce() {
        ConnectingStore store(*m_database);
        store.put({"s1", "ada", Platform::github, "mira", "x", 100});
        QVERIFY(store.take("s1"));
        QVERIFY(!store.take("s1"));
        QVERIFY(!store.find("s1", 50));
    }

    void knowsWhoseFiguresAreOld() {
        server::ConnectionStore store(*m_database);
        store.put("ada", {Platform::github, "mira", {}, 1, {}, 50});
        store.put("bob", {Platform::github, "bob", {}, 1, {}, 0});
        using Rows = std::vector<std::pair<std::string, Platform>>;
        QCOMPARE(store.olderThan(50), (Rows{{"bob", Platform::github}}));
        store.asked("bob", Platform::github, 60);
        QVERIFY(store.olderThan(50).empty());
        QCOMPARE(store.find("bob", Platform::github)->figures, 60);
    }
};

int main(int count, char** arguments) {
    return test::runOnEveryDatabase<ConnectingStoreTest>(count, arguments);
}

#include "connecting_store_test.moc"
