#include "core/store/views.h"
#include "tests/core/store/profile_folder.h"

#include <QTest>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace cairn;
using namespace cairn::store;
using namespace cairn::store::testing;
using base::ErrorCode;

class LogTest : public QObject {
    Q_OBJECT

private slots:
    void readsBackWhatWasAppended();
    void appendsAllOrNothing();
    void refusesWhatNoOtherDeviceCouldRead();
    void continuesItsChainAfterReopening();
    void keepsOrderWhenTheClockGoesBackAYear();
    void writesSampleDataToALogOfTheirOwn();
    void erasesAStreamWithoutATrace();
    void foldsAnewWhenOtherKeysCount();
    void keepsEventsOfOneInstantOnOnePage();
    void stopsWhenAsked();
    void opensInFoldersOfAnyName_data();
    void opensInFoldersOfAnyName();
    void hasOneWriterInOneProcess();
    void hasOneWriterAmongProcesses();
    void isFreeAfterItsWriterWasKilled();
    void isReadWhileItIsWritten();
    void isReadInAFolderThatCannotBeWritten();
    void reportsAnUncleanEnd();
    void doesNotForgetThatAProfileIsDamaged();
    void tellsErrorsWithoutTheirValues();
};

void LogTest::readsBackWhatWasAppended() {
    const ProfileFolder folder;
    auto store = folder.open();
    const std::vector<Entry> entries{
        created("one", "First \"quoted\" ünï"), noted("loops", "a\nb"), created("two", "")};
    const auto appended = must(store->append(entries));
    QCOMPARE(appended.size(), std::size_t{3});
    QVERIFY(everything(*store) == appended);
    QCOMPARE(appended[0].ref.seq, 1);
    QCOMPARE(appended[2].ref.seq, 3);
    QCOMPARE(Views(store->database()).title("task/one"), std::string("First \"quoted\" ünï"));
    QCOMPARE(troubles(*store), std::string());
}

void LogTest::appendsAllOrNothing() {
    const ProfileFolder folder;
    auto store = folder.open();
    const auto before = store->projections().dump();
    const std::vector<Entry> entries{created("one", "One"), {{"task/two", "task.created", 1, "{"}, kNow}};
    const auto refused = store->append(entries);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
    QCOMPARE(store->log().count(), 0);
    QCOMPARE(store->projections().dump(), before);
    QCOMPARE(must(store->append(std::vector{created("one", "One")})).front().ref.seq, 1);
}

void LogTest::refusesWhatNoOtherDeviceCouldRead() {
    const ProfileFolder folder;
    auto store = folder.open();
    const std::vector<events::Draft> drafts{
        {"", "task.created", 1, "{}"},
        {std::string(201, 'x'), "task.created", 1, "{}"},
        {"task/one", "", 1, "{}"},
        {"task/one", "task.created", 0, "{}"},
        {"task/one", "task.created", 1, "[]"},
        {"task/one", "task.created", 1, R"({ "title":"x"})"},
        {"task/one", "task.created", 1, "{\"title\":\"\xff\"}"},
        {"task/one", "task.created", 1, "{\"title\":\"" + std::string(1U << 20U, 'x') + "\"}"},
    };
    for (const auto& draft : drafts) {
        QVERIFY(!store->append(std::vector{Entry{draft, kNow}}));
    }
    QCOMPARE(store->log().count(), 0);
}

void LogTest::continuesItsChainAfterReopening() {
    const ProfileFolder folder;
    const auto first = must(folder.open()->append(std::vector{created("one", "One")})).front();
    auto store = folder.open();
    QVERIFY(!store->opened().recovered);
    const auto second = must(store->append(std::vector{created("two", "Two")})).front();
    QCOMPARE(second.ref.device, first.ref.device);
    QCOMPARE(second.ref.seq, 2);
    QVERIFY(second.link == events::linkAfter(first.link, second));
    QVERIFY(second.hlc > first.hlc);
    QCOMPARE(troubles(*store), std::string());
}

void LogTest::keepsOrderWhenTheClockGoesBackAYear() {
    const ProfileFolder folder;
    constexpr base::Millis kYear = 365LL * 24 * 3600 * 1000;
    auto store = folder.open();
    const auto now = must(store->append(std::vector{noted("loops", "now")})).front();
    const auto back = must(store->append(std::vector{noted("loops", "later", kNow - kYear)})).front();
    const auto never = must(store->append(std::vector{noted("loops", "last", -5)})).front();
    QVERIFY(back.hlc > now.hlc);
    QVERIFY(never.hlc > back.hlc);
    QCOMPARE(Views(store->database()).find<state::Topic>("topic/loops")->note, std::string("last"));
    QCOMPARE(troubles(*store), std::string());
}

void LogTest::writesSampleDataToALogOfTheirOwn() {
    const ProfileFolder folder;
    auto store = folder.open();
    const auto events = must(store->append(std::vector{created("one", "One"), created("sample.one", "Sample")}));
    QVERIFY(events[0].ref.device != events[1].ref.device);
    QCOMPARE(events[0].ref.seq, 1);
    QCOMPARE(events[1].ref.seq, 1);
    QCOMPARE(events[1].stream, std::string(kSampleStream));
}

void LogTest::erasesAStreamWithoutATrace() {
    const ProfileFolder folder;
    const std::string secret = "nobody may find this again";
    {
        auto store = folder.open();
        must(store->append(std::vector{created("one", "One")}));
        const auto before = store->projections().dump();
        must(store->append(std::vector{created("sample.one", secret), noted("sample.loops", secret)}));
        must(store->eraseStream(kSampleStream));
        QCOMPARE(store->projections().dump(), before);
        QCOMPARE(store->log().count(), 1);
        QCOMPARE(troubles(*store), std::string());
        // A new log for new samples: the numbers of the old one are never used again.
        const auto again = must(store->append(std::vector{created("sample.one", "Again")})).front();
        QCOMPARE(again.ref.seq, 1);
        must(store->eraseStream(kSampleStream));
        QCOMPARE(troubles(*store), std::string());
    }
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        QFile file(QString::fromStdString(entry.path().string()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains(secret.c_str()));
    }
}

void LogTest::foldsAnewWhenOtherKeysCount() {
    const ProfileFolder folder;
    Device server("server");
    server.add(created("one", "One").draft, base::Hlc::at(kNow));
    server.add(events::draft("task/one", events::TaskStarted{}), base::Hlc::at(kNow + 1));
    server.add(events::draft("task/one", events::TaskCompletionClaimed{}), base::Hlc::at(kNow + 2));
    server.add(events::draft("task/one", events::TaskVerified{.evidence = "seen"}), base::Hlc::at(kNow + 3), true);
    {
        auto store = must(Store::open(folder.path(), {}));
        QCOMPARE(must(store->receive(server.log(), kNow)), 4);
        QVERIFY(!Views(store->database()).find<state::Task>("task/one")->verified);
    }
    auto store = folder.open();
    QVERIFY(Views(store->database()).find<state::Task>("task/one")->verified);
    QCOMPARE(troubles(*store), std::string());
}

void LogTest::keepsEventsOfOneInstantOnOnePage() {
    const ProfileFolder folder;
    auto store = folder.open();
    must(store->append(std::vector{created("one", "One"), created("sample.one", "Sample"), created("two", "Two")}));
    std::vector<std::string> seen;
    LogRange range;
    range.limit = 1;
    for (auto page = store->log().newest(range); !page.empty(); page = store->log().newest(range)) {
        for (const auto& event : page) {
            seen.push_back(event.subject);
        }
        range.before = page.back().position().effective;
    }
    QCOMPARE(seen.size(), std::size_t{3});
    QVERIFY(store->log().newest({{}, {}, 0}).empty());
    QCOMPARE(store->log().newest({{}, {}, -1}).size(), std::size_t{3});
}

void LogTest::stopsWhenAsked() {
    const ProfileFolder folder;
    auto store = folder.open();
    std::vector<Entry> entries;
    for (int at = 0; at < 1200; ++at) {
        entries.push_back(created(std::to_string(at), "Task"));
    }
    must(store->append(entries));
    const auto before = store->projections().dump();
    std::stop_source stop;
    const base::Progress progress{[&](const base::ProgressStep&) { stop.request_stop(); }, stop.get_token()};
    for (const auto& error :
         {store->append(entries, progress).error(), store->rebuild(progress).error(),
          store->verify(progress).error()}) {
        QCOMPARE(error.code, ErrorCode::Cancelled);
        stop = std::stop_source();
    }
    QCOMPARE(store->projections().dump(), before);
    QCOMPARE(store->log().count(), 1200);
    QCOMPARE(troubles(*store), std::string());
}

void LogTest::opensInFoldersOfAnyName_data() {
    QTest::addColumn<QString>("name");
    for (const char* name :
         {"a b", "two  spaces", " ", "quo\"te", "a \"b\" c", "it's", "ünï cödé 学", "100%", "a?b#c", "db=x timeout=0",
          "semi;colon", "file:x", "-dash", "back\\slash", "new\nline"}) {
        QTest::newRow(name) << QString::fromUtf8(name);
    }
}

void LogTest::opensInFoldersOfAnyName() {
    QFETCH(QString, name);
    const QTemporaryDir directory;
    const auto folder = std::filesystem::path(directory.path().toStdString()) / name.toStdString();
    {
        auto store = must(Store::open(folder, {}));
        must(store->append(std::vector{created("one", "One")}));
        Database reader(Store::databaseFile(folder), Access::read);
        QCOMPARE(reader.number("SELECT count(*) FROM event"), 1);
    }
    QVERIFY(std::filesystem::exists(Store::databaseFile(folder)));
    // Relative names as well, that look like a URI or like an option.
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(folder.parent_path());
    auto store = Store::open(name.toStdString(), {});
    std::filesystem::current_path(before);
    QVERIFY2(store, store ? "" : store.error().message.c_str());
    QCOMPARE((*store)->log().count(), 1);
}

void LogTest::hasOneWriterInOneProcess() {
    const ProfileFolder folder;
    auto store = folder.open();
    const auto second = Store::open(folder.path(), {});
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::ReadOnly);
    must(store->append(std::vector{created("one", "One")}));
    QVERIFY(!Store::open(folder.path(), {}));
    store.reset();
    QCOMPARE(folder.open()->log().count(), 1);
}

namespace {

// Runs `work` in another process; its answer is the exit code.
template<class Work> int elsewhere(Work&& work) {
    const auto child = ::fork();
    if (child == 0) {
        ::_exit(std::forward<Work>(work)());
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace

void LogTest::hasOneWriterAmongProcesses() {
    const ProfileFolder folder;
    auto store = folder.open();
    const auto openElsewhere = [&] {
        const auto second = Store::open(folder.path(), {});
        return second ? 0 : second.error().code == ErrorCode::ReadOnly ? 1 : 2;
    };
    QCOMPARE(elsewhere(openElsewhere), 1);
    store.reset();
    QCOMPARE(elsewhere(openElsewhere), 0);
}

void LogTest::isFreeAfterItsWriterWasKilled() {
    const ProfileFolder folder;
    QCOMPARE(
        elsewhere([&] {
            auto store = folder.open();
            must(store->append(std::vector{created("one", "One")}));
            ::kill(::getpid(), SIGKILL);
            return 0;
        }),
        -1);
    auto store = folder.open();
    QVERIFY(store->opened().recovered);
    QCOMPARE(store->log().count(), 1);
    QCOMPARE(troubles(*store), std::string());
}

void LogTest::isReadWhileItIsWritten() {
    const ProfileFolder folder;
    auto store = folder.open();
    Database reader(Store::databaseFile(folder.path()), Access::read);
    must(store->append(std::vector{created("one", "One")}));
    {
        const ReadTransaction sameState(reader);
        QCOMPARE(Views(reader).title("task/one"), std::string("One"));
        must(store->append(std::vector{created("two", "Two")}));
        QCOMPARE(Views(reader).title("task/two"), std::string());
        const ReadTransaction nested(reader);
        QCOMPARE(reader.number("SELECT count(*) FROM task"), 1);
    }
    QCOMPARE(Views(reader).title("task/two"), std::string("Two"));
    QVERIFY(!guarded([&] { reader.run("DELETE FROM event"); }));
    QVERIFY(must(verifyCopy(reader, trusted(), {})).troubles.empty());
    QVERIFY(!guarded([&] { Database(folder.path() / "absent.db", Access::read); }));
    QVERIFY(!std::filesystem::exists(folder.path() / "absent.db"));
}

void LogTest::isReadInAFolderThatCannotBeWritten() {
    namespace fs = std::filesystem;
    const ProfileFolder folder;
    must(folder.open()->append(std::vector{created("one", "One")}));
    fs::permissions(folder.path().parent_path(), fs::perms::all);
    // For the group too: it may still be root's when the user no longer is.
    constexpr auto kRead = fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read;
    fs::permissions(folder.path(), kRead | fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec);
    fs::permissions(Store::databaseFile(folder.path()), kRead);
    const int read = elsewhere([&] {
        // Root may write anywhere.
        if (::getuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) {
            return 9;
        }
        const auto found = guarded([&] {
            Database reader(Store::databaseFile(folder.path()), Access::read);
            return Views(reader).title("task/one");
        });
        const auto writer = Store::open(folder.path(), {});
        return found && *found == "One" && !writer ? 0 : 1;
    });
    fs::permissions(folder.path(), fs::perms::owner_all);
    QCOMPARE(read, 0);
}

void LogTest::reportsAnUncleanEnd() {
    const ProfileFolder folder;
    must(folder.open()->append(std::vector{created("one", "One")}));
    Database(Store::databaseFile(folder.path()), Access::write).run("UPDATE meta SET value = '0' WHERE key = 'clean'");
    QVERIFY(folder.open()->opened().recovered);
    QVERIFY(!folder.open()->opened().recovered);
}

void LogTest::doesNotForgetThatAProfileIsDamaged() {
    const ProfileFolder folder;
    must(folder.open()->append(std::vector{created("one", "One"), created("two", "Two")}));
    {
        Database database(Store::databaseFile(folder.path()), Access::write);
        database.run("UPDATE meta SET value = '0' WHERE key = 'clean'");
        database.run("DELETE FROM event WHERE seq = 2");
    }
    for (int attempt = 0; attempt < 2; ++attempt) {
        const auto opened = Store::open(folder.path(), trusted());
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::Corrupt);
    }
}

void LogTest::tellsErrorsWithoutTheirValues() {
    const ProfileFolder folder;
    auto store = folder.open();
    store->database().run(
        "CREATE TEMP TRIGGER stop BEFORE INSERT ON main.event BEGIN SELECT raise(ABORT, 'stopped'); END");
    const auto failed = store->append(std::vector{created("one", "the disk is full, locked and malformed")});
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, ErrorCode::Io);
    QVERIFY(failed.error().message.find("locked") == std::string::npos);
    store->database().run("DROP TRIGGER stop");
    must(store->append(std::vector{created("one", "One")}));
}

QTEST_GUILESS_MAIN(LogTest)
#include "log_test.moc"
