#include "core/store/backup.h"
#include "core/store/migrations.h"
#include "core/store/views.h"
#include "tests/core/store/profile_folder.h"

#include <QTest>

#include <sqlite3.h>

using namespace cairn;
using namespace cairn::store;
using namespace cairn::store::testing;
using base::ErrorCode;
namespace fs = std::filesystem;

namespace {

QByteArray bytesOf(const fs::path& path) {
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Makes a database of what `sqlite3 profile.db .dump` once wrote.
void load(const fs::path& folder, const char* dump) {
    fs::create_directories(folder);
    const auto statements = bytesOf(fs::path(CAIRN_TEST_DATA_DIR) / "store" / dump);
    QVERIFY(!statements.isEmpty());
    sqlite3* database = nullptr;
    QCOMPARE(sqlite3_open(Store::databaseFile(folder).c_str(), &database), SQLITE_OK);
    QCOMPARE(sqlite3_exec(database, statements.constData(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
}

} // namespace

class MigrationsTest : public QObject {
    Q_OBJECT

private slots:
    void opensEveryReleasedVersion_data();
    void opensEveryReleasedVersion();
    void leavesANewerVersionAlone();
    void leavesForeignDatabasesAlone();
    void takesUpAFirstStartThatWasCutShort();
    void keepsTheNewestBackups();
    void writesBackupsThatOpen();
};

void MigrationsTest::opensEveryReleasedVersion_data() {
    QTest::addColumn<QString>("dump");
    QTest::newRow("1") << "profile_v1.sql";
}

void MigrationsTest::opensEveryReleasedVersion() {
    QFETCH(QString, dump);
    const ProfileFolder folder;
    load(folder.path(), qPrintable(dump));
    auto store = folder.open();
    QCOMPARE(store->database().number("PRAGMA user_version"), schemaVersion());
    QCOMPARE(troubles(*store), std::string());
    QCOMPARE(store->log().count(), 8);
    QCOMPARE(Views(store->database()).title("task/one"), std::string("One \"quoted\" \xc3\xbc"));
    const auto lived = store->projections().dump();
    must(store->rebuild());
    QCOMPARE(store->projections().dump(), lived);
    QCOMPARE(must(store->append(std::vector{created("next", "Next")})).front().ref.seq, 7);
}

void MigrationsTest::leavesANewerVersionAlone() {
    const ProfileFolder folder;
    must(folder.open()->append(std::vector{created("one", "One")}));
    const auto file = Store::databaseFile(folder.path());
    Database(file, Access::write).run("PRAGMA user_version = " + std::to_string(schemaVersion() + 1));
    const auto before = bytesOf(file);
    const auto opened = Store::open(folder.path(), {});
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::Unsupported);
    QCOMPARE(bytesOf(file), before);
    Database reader(file, Access::read);
    const auto current = requireCurrent(reader);
    QVERIFY(!current);
    QCOMPARE(current.error().code, ErrorCode::Unsupported);
}

void MigrationsTest::leavesForeignDatabasesAlone() {
    const ProfileFolder folder;
    fs::create_directories(folder.path());
    const auto file = Store::databaseFile(folder.path());
    Database(file, Access::write).run("CREATE TABLE event (mine TEXT)");
    auto opened = Store::open(folder.path(), {});
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::Unsupported);
    QCOMPARE(Database(file, Access::read).number("SELECT count(*) FROM sqlite_master"), 1);

    fs::remove(file);
    QFile text(QString::fromStdString(file.string()));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write(QByteArray("This is no database at all. ").repeated(400));
    text.close();
    opened = Store::open(folder.path(), {});
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::Corrupt);
    QCOMPARE(bytesOf(file).size(), 400 * 28);
}

void MigrationsTest::takesUpAFirstStartThatWasCutShort() {
    const ProfileFolder folder;
    fs::create_directories(folder.path());
    QFile file(QString::fromStdString(Store::databaseFile(folder.path()).string()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    must(folder.open()->append(std::vector{created("one", "One")}));
}

void MigrationsTest::keepsTheNewestBackups() {
    const ProfileFolder folder;
    auto store = folder.open();
    const auto backups = folder.path() / "backups \"of\" it";
    fs::create_directories(backups);
    std::vector<fs::path> made;
    for (std::int64_t version = 8; version < 16; ++version) {
        made.push_back(backUp(store->database(), backups, version));
        QTest::qWait(2); // names have milliseconds
    }
    QFile(QString::fromStdString((backups / "mine.db").string())).open(QIODevice::WriteOnly);
    QFile(QString::fromStdString((backups / "profile-x.db.unfinished").string())).open(QIODevice::WriteOnly);
    made.push_back(backUp(store->database(), backups, 16));
    for (std::size_t at = 0; at < made.size(); ++at) {
        QCOMPARE(fs::exists(made[at]), at >= made.size() - kBackupsKept);
    }
    QVERIFY(fs::exists(backups / "mine.db"));
    QVERIFY(!fs::exists(backups / "profile-x.db.unfinished"));
}

void MigrationsTest::writesBackupsThatOpen() {
    const ProfileFolder folder;
    auto store = folder.open();
    must(store->append(std::vector{created("one", "One")}));
    const auto backup = backUp(store->database(), folder.path() / "backups", 1);
    const auto restored = folder.path() / "restored";
    fs::create_directories(restored);
    fs::copy_file(backup, Store::databaseFile(restored));
    auto again = must(Store::open(restored, trusted()));
    QCOMPARE(again->projections().dump(), store->projections().dump());
    QCOMPARE(troubles(*again), std::string());
}

QTEST_GUILESS_MAIN(MigrationsTest)
#include "migrations_test.moc"
