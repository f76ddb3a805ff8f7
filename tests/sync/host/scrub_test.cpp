#include "sync/server/database/schema.h"
#include "sync/server/host/scrub.h"
#include "tests/sync/server/every_database.h"

#include <QTest>

using namespace cairn;
using Outcome = server::JobResult::Outcome;

class ScrubTest : public QObject {
    Q_OBJECT

public:
    explicit ScrubTest(test::MakeDatabase make)
        : m_make(std::move(make)) {}

private:
    test::MakeDatabase m_make;

private Q_SLOTS:

    // All that a server has waits while tables are written anew: what was erased in between shares the next time.
    void manyErasuresShareOneWriting() {
        const auto open = m_make();
        const auto database = open();
        server::migrate(*database);
        const bool writes = *database->dialect().rewrite[0] != '\0';
        const auto file = [&] {
            std::string name;
            database->sql() << (writes ? "SELECT CAST(pg_relation_filenode('event') AS TEXT)" : "SELECT ''"),
                soci::into(name);
            return name;
        };
        base::Millis now = 20;
        server::Scrub scrub(open, [&] { return now; });
        const auto after = [&](base::Millis erased) {
            server::Job job;
            job.created = erased;
            return scrub.after(job);
        };
        auto before = file();
        QCOMPARE(after(10).outcome, Outcome::done);
        QCOMPARE(file() != before, writes);
        before = file();
        now = 40;
        QCOMPARE(after(15).outcome, Outcome::done);
        const auto early = after(30);
        QCOMPARE(early.outcome, writes ? Outcome::postponed : Outcome::done);
        QCOMPARE(early.until, writes ? 20 + server::Scrub::kPause : 0);
        QCOMPARE(file(), before);
        now = 20 + server::Scrub::kPause;
        QCOMPARE(after(30).outcome, Outcome::done);
        QCOMPARE(file() != before, writes);
    }
};

int main(int count, char** arguments) {
    return test::runOnEveryDatabase<ScrubTest>(count, arguments);
}

#include "scrub_test.moc"
