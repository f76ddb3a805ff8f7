#include "core/store/backup.h"
#include "tests/core/store/faulty_vfs.h"
#include "tests/core/store/profile_folder.h"

#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace cairn;
using namespace cairn::store;
using namespace cairn::store::testing;

namespace {

// Ten own events, and two of a server's device: the second carries a receipt.
void fill(Store& store) {
    std::vector<Entry> entries;
    for (int at = 0; at < 10; ++at) {
        entries.push_back(created(std::to_string(at), "Task " + std::to_string(at), kNow + at));
    }
    must(store.append(entries));
    Device server("server");
    server.add(created("proved", "Proved").draft, base::Hlc::at(kNow));
    server.add(events::draft("task/proved", events::TaskVerified{.evidence = "seen"}), base::Hlc::at(kNow + 1), true);
    must(store.receive(server.log(), kNow));
}

} // namespace

class VerifyTest : public QObject {
    Q_OBJECT

private:
    const FaultyVfs m_quick{}; // no waiting for the disk

private slots:
    void findsNothingWhereAllIsWell();
    void changesNothing();
    void findsTampering_data();
    void findsTampering();
    void findsReceiptsOfUnknownKeys();
    void leavesNoCopyBehind();
};

void VerifyTest::findsNothingWhereAllIsWell() {
    const ProfileFolder folder;
    auto store = folder.open();
    QVERIFY(must(store->verify()).troubles.empty());
    fill(*store);
    const auto report = must(store->verify());
    QVERIFY(report.troubles.empty());
    QCOMPARE(report.events, 12);
    QCOMPARE(report.devices, 2);
    QCOMPARE(report.subjects, 11);
    QCOMPARE(report.receipts, 1);
}

void VerifyTest::changesNothing() {
    const ProfileFolder folder;
    auto store = folder.open();
    fill(*store);
    store->database().run("UPDATE task SET title = 'Forged' WHERE id = '3'");
    const auto before = store->projections().dump();
    QCOMPARE(must(store->verify()).troubles.size(), std::size_t{1});
    QCOMPARE(store->projections().dump(), before);
    must(store->rebuild());
    QCOMPARE(troubles(*store), std::string());
}

void VerifyTest::findsTampering_data() {
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* name, const char* change, const char* said) {
        QTest::newRow(name) << change << said;
    };
    row("a payload changed", R"(UPDATE event SET payload = '{"title":"Forged"}' WHERE seq = 4)", "was changed");
    row("a payload with white space", R"(UPDATE event SET payload = payload || ' ' WHERE seq = 4)", "is damaged");
    row("a payload that is no JSON", "UPDATE event SET payload = '{' WHERE seq = 4", "is damaged");
    row("a payload that is no text", "UPDATE event SET payload = x'ff' WHERE seq = 4", "is damaged");
    row("a member added", R"(UPDATE event SET unknown = '{"more":1}' WHERE seq = 4)", "was changed");
    row("a time changed", "UPDATE event SET hlc = hlc + 1 WHERE seq = 4", "was changed");
    row("an order changed", "UPDATE event SET effective = effective + 1 WHERE seq = 4", "order");
    row("a stream changed", "UPDATE event SET stream = 'other' WHERE seq = 4", "was changed");
    row("a type changed", "UPDATE event SET type = 'task.deleted' WHERE seq = 4", "was changed");
    row("a version changed", "UPDATE event SET version = 2 WHERE seq = 4", "was changed");
    row("a subject changed", "UPDATE event SET subject = 'task/5' WHERE seq = 4", "was changed");
    row("a link changed", "UPDATE event SET link = substr(link, 2) || substr(link, 1, 1) WHERE seq = 4", "was changed");
    row("a link that is none", "UPDATE event SET link = 'x' WHERE seq = 4", "has no link");
    row("an event taken out", "DELETE FROM event WHERE seq = 4", "is missing");
    row("the first taken out", "DELETE FROM event WHERE seq = 1 AND device <> 'server'", "is missing");
    row("the last taken out", "DELETE FROM event WHERE seq = 10", "does not end");
    row("a log taken out", "DELETE FROM event WHERE device <> 'server'", "does not end");
    row("an end taken out", "DELETE FROM device WHERE device = 'server'", "does not end");
    row("an end set back", "UPDATE device SET seq = 1 WHERE device = 'server'", "does not end");
    row("an end's link", "UPDATE device SET link = lower(hex(randomblob(32))) WHERE device = 'server'", "does not end");
    row("an end's time set back", "UPDATE device SET hlc = 0 WHERE device = 'server'", "does not end");
    row("a receipt taken out",
        "UPDATE event SET receipt_key = NULL, receipt_signature = NULL WHERE type = 'task.verified'", "no receipt");
    row("a receipt changed",
        "UPDATE event SET receipt_signature = replace(receipt_signature, '0', '1') WHERE type = 'task.verified'",
        "signature");
    row("a receipt of another key", "UPDATE event SET receipt_key = 'x' WHERE type = 'task.verified'", "unknown key");
    row("a receipt cut off", "UPDATE event SET receipt_signature = NULL WHERE type = 'task.verified'", "signature");
    row("a folded value", "UPDATE subject SET state = '{}' WHERE subject = 'task/3'", "subject task/3");
    row("a folded position", "UPDATE subject SET seq = 99 WHERE subject = 'task/3'", "subject task/3");
    row("a folded value taken out", "DELETE FROM subject WHERE subject = 'task/3'", "subject task/3");
    row("a folded value too many",
        "INSERT INTO subject SELECT 'task/x', kind, effective, device, seq, state FROM "
        "subject WHERE subject = 'task/3'",
        "subject task/x");
    row("a column", "UPDATE task SET verified = 1 WHERE id = '3'", "task 3");
    row("a level", "UPDATE task SET difficulty = 10 WHERE id = '7'", "task 7");
    row("a task taken out", "DELETE FROM task WHERE id = '3'", "task 3");
    row("a topic of a task", "DELETE FROM task_topic WHERE task = '3'", "task_topic 3");
    row("an index",
        "UPDATE sqlite_master SET sql = 'CREATE INDEX event_by_stream ON event (type)' WHERE name = "
        "'event_by_stream'",
        "the database is damaged");
}

void VerifyTest::findsTampering() {
    QFETCH(QString, change);
    QFETCH(QString, said);
    const ProfileFolder folder;
    fill(*folder.open());
    {
        Database database(Store::databaseFile(folder.path()), Access::write);
        database.run("PRAGMA writable_schema=ON");
        database.run(change.toStdString());
    }
    Database database(Store::databaseFile(folder.path()), Access::write);
    const auto found = verifyDatabase(database, trusted(), {});
    QString all;
    if (found) {
        for (const auto& trouble : found->troubles) {
            all += QString::fromStdString(trouble) + '\n';
        }
    } else {
        all = QString::fromStdString(found.error().message);
    }
    QVERIFY2(all.contains(said), qPrintable("said: " + all));
    Database reader(Store::databaseFile(folder.path()), Access::read);
    const auto ofCopy = verifyCopy(reader, trusted(), {});
    QVERIFY(!ofCopy || !ofCopy->troubles.empty());
}

void VerifyTest::findsReceiptsOfUnknownKeys() {
    const ProfileFolder folder;
    fill(*folder.open());
    auto store = must(Store::open(folder.path(), {}));
    const auto report = must(store->verify());
    QCOMPARE(report.troubles.size(), std::size_t{1});
    QVERIFY(QString::fromStdString(report.troubles.front()).contains("unknown key"));
}

void VerifyTest::leavesNoCopyBehind() {
    namespace fs = std::filesystem;
    const ProfileFolder folder;
    auto store = folder.open();
    fill(*store);
    const QTemporaryDir copies; // nobody else's are there
    const auto usual = qgetenv("TMPDIR");
    qputenv("TMPDIR", copies.path().toUtf8());
    const auto back = qScopeGuard([&] { usual.isNull() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", usual); });
    QCOMPARE(fs::temp_directory_path(), fs::path(copies.path().toStdString()));
    Database reader(Store::databaseFile(folder.path()), Access::read);
    const auto report = must(verifyCopy(reader, trusted(), {}));
    QVERIFY(report.troubles.empty());
    QCOMPARE(report.events, 12);
    QVERIFY(fs::is_empty(copies.path().toStdString()));
}

QTEST_GUILESS_MAIN(VerifyTest)
#include "verify_test.moc"
