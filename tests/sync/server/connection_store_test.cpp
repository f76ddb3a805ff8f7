#include "sync/server/connections/connection_jobs.h"
#include "sync/server/connections/connection_store.h"
#include "sync/server/connections/outcome_store.h"
#include "sync/server/database/schema.h"
#include "sync/server/jobs/job_store.h"
#include "tests/sync/server/every_database.h"

#include <QTest>

#include <set>

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

    void anAccountThereIsOneLearners() {
        ConnectionStore store(*m_database);
        store.put("ada", {Platform::codeforces, "mira_codes", {}, 1, {}, 0});
        store.put("ada", {Platform::codeforces, "Mira_Codes", {}, 2, {}, 0}); // the same one, written otherwise
        store.put("bob", {Platform::leetcode, "mira_codes", {}, 1, {}, 0});   // another platform's
        QCOMPARE(store.holderOf(Platform::codeforces, "MIRA_CODES"), std::optional<std::string>("ada"));
        QVERIFY(!store.holderOf(Platform::codeforces, "mira"));
        QVERIFY(!store.holderOf(Platform::github, "mira_codes"));
        QVERIFY_EXCEPTION_THROWN(
            store.put("bob", {Platform::codeforces, "mira_CODES", {}, 3, {}, 0}), soci::soci_error);
    }

    // What an older server allowed: who has proven it last keeps it, and the others are told.
    void olderTablesAreMadeUnique() {
        server::migrate(*m_database, 7);
        auto& sql = m_database->sql();
        for (const auto* row :
             {"('ada', 'github', 'Mira', 'challenge', 5, '', 0)", "('bob', 'github', 'mira', 'challenge', 9, '', 0)",
              "('cid', 'github', 'MIRA', 'challenge', 9, '', 0)",
              "('dan', 'codeforces', 'mira', 'challenge', 1, '', 0)"}) {
            sql << std::string("INSERT INTO connection (account, platform, handle, proof, since, tokens, figures) "
                               "VALUES ") +
                       row;
        }
        server::migrate(*m_database);
        ConnectionStore store(*m_database);
        QVERIFY(!store.find("ada", Platform::github) && !store.find("bob", Platform::github));
        QVERIFY(store.find("cid", Platform::github) && store.find("dan", Platform::codeforces));
        std::set<std::string> told;
        server::JobStore jobs(*m_database);
        while (const auto job = jobs.claim(server::kTellQueue, 100, 1'000)) {
            const auto work = server::workOf(*job);
            QVERIFY(work && work->platform == Platform::github && job->kind == server::kTellKind);
            told.insert(work->account);
        }
        QVERIFY(told == (std::set<std::string>{"ada", "bob"}));
        const auto outcomes = server::OutcomeStore(*m_database).of("ada");
        QCOMPARE(outcomes.size(), std::size_t(1));
        QCOMPARE(outcomes[0].kind, server::OutcomeKind::moved);
        QVERIFY(outcomes[0].reason->contains("Mira"));
    }

    void keepsTheLastOutcomeOfEachKind() {
        using server::OutcomeKind;
        server::OutcomeStore store(*m_database);
        store.put("ada", {Platform::codeforces, OutcomeKind::imported, 1, {}, "it could not be asked"});
        store.put("ada", {Platform::codeforces, OutcomeKind::imported, 2, 7, {}});
        store.put("ada", {Platform::codeforces, OutcomeKind::figures, 3, {}, {}});
        store.put("ada", {Platform::github, OutcomeKind::figures, 4, {}, {}});
        auto found = store.of("ada");
        QCOMPARE(found.size(), std::size_t(3));
        QCOMPARE(found[1].kind, OutcomeKind::imported);
        QCOMPARE(found[1].count, std::optional<std::int64_t>(7));
        QVERIFY(!found[1].reason && !found[0].count && !found[0].reason);
        store.remove("ada", Platform::codeforces);
        QCOMPARE(store.of("ada").size(), std::size_t(1));
        store.eraseAll("ada");
        QVERIFY(store.of("ada").empty());
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
