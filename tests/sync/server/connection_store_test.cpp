#include "sync/server/connections/connection_store.h"
#include "sync/server/database/schema.h"
#include "tests/sync/server/every_database.h"

#include <QTest>

using namespace cairn;
using events::Platform;
using server::ConnectionStore;

// What the table of connections keeps to, whatever the database.
class ConnectionStoreTest : public QObject {
    Q_OBJECT

public:
    explicit ConnectionStoreTest(test::MakeDatabase make)
        : m_make(std::move(make)) {}

private:
    test::MakeDatabase m_make;
    std::unique_ptr<server::Database> m_database;

private Q_SLOTS:

    void init() {
        m_database = m_make()();
        server::migrate(*m_database);
    }

    void keepsOneAccountAPlatform() {
        ConnectionStore store(*m_database);
        QVERIFY(!store.find("ada", Platform::codeforces));
        store.put(
            "ada", {Platform::codeforces, "mira_codes", events::AccountProof::sign_in, 1'700'000'000'000, "s", 5});
        store.put(
            "ada", {Platform::codeforces, "mira-codes", events::AccountProof::challenge, 1'700'000'000'001, {}, 6});
        store.put("ada", {Platform::github, "mira", events::AccountProof::sign_in, 2, "t", 0});
        store.put("bob", {Platform::github, "bob", events::AccountProof::sign_in, 3, {}, 0});
        const auto found = store.find("ada", Platform::codeforces);
        QVERIFY(found);
        QCOMPARE(found->handle, std::string("mira-codes"));
        QCOMPARE(found->proof, events::AccountProof::challenge);
        QCOMPARE(found->since, 1'700'000'000'001);
        QCOMPARE(found->tokens, std::string());
        QCOMPARE(found->figures, 6);
        QCOMPARE(store.of("ada").size(), std::size_t(2));
        QCOMPARE(store.of("ada")[1].handle, std::string("mira"));
    }

    void goesWithTheConnectionOrTheAccount() {
        ConnectionStore store(*m_database);
        store.put("ada", {Platform::codeforces, "mira_codes", {}, 1, {}, 0});
        store.put("ada", {Platform::leetcode, "mira", {}, 1, {}, 0});
        store.put("bob", {Platform::leetcode, "bob", {}, 1, {}, 0});
        store.remove("ada", Platform::codeforces);
        QVERIFY(!store.find("ada", Platform::codeforces));
        QVERIFY(store.find("ada", Platform::leetcode));
        store.eraseAll("ada");
        QVERIFY(store.of("ada").empty());
        QCOMPARE(store.of("bob").size(), std::size_t(1));
    }
};

int main(int count, char** arguments) {
    return test::runOnEveryDatabase<ConnectionStoreTest>(count, arguments);
}

#include "connection_store_test.moc"
