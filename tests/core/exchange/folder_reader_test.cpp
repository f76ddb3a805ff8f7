#include "core/exchange/folder_reader.h"
#include "tests/core/exchange/track_folder.h"

#include <QTest>

#ifndef _WIN32
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace cairn::exchange;
using cairn::base::ErrorCode;

namespace {

FolderReader opened(const TrackFolder& folder) {
    return FolderReader::open(folder.path()).value();
}

std::string troubleOf(const TrackFolder& folder, const std::string& name, std::size_t most = 1000) {
    const auto read = opened(folder).read(name, most);
    return read ? std::string(*read ? "read" : "absent") : read.error().place + " " + read.error().message;
}

} // namespace

class FolderReaderTest : public QObject {
    Q_OBJECT

private slots:

    void readsAFile() {
        const TrackFolder folder;
        folder.write("a/b.md", "text");
        QCOMPARE(opened(folder).read("a/b.md", 4).value().value(), std::string("text"));
    }

    void saysThatNothingIsThere() {
        const TrackFolder folder;
        folder.link("dangling", "/nowhere/at/all");
        QCOMPARE(troubleOf(folder, "a/b.md"), std::string("absent"));
        QCOMPARE(troubleOf(folder, "dangling"), std::string("absent"));
    }

    void refusesALargeFile() {
        const TrackFolder folder;
        folder.write("a", "12345");
        const auto read = opened(folder).read("a", 4);
        QCOMPARE(read.error().code, ErrorCode::LimitExceeded);
        QCOMPARE(read.error().place, std::string("a"));
    }

    void readsEmptyFiles() {
        const TrackFolder folder;
        folder.write("a", "");
        QCOMPARE(opened(folder).read("a", 4).value().value(), std::string());
    }

    void followsLinksThatStayInside() {
        const TrackFolder folder;
        folder.write("shared/a.md", "text");
        folder.link("b/a.md", "../shared/a.md");
        folder.link("c", "shared");
        QCOMPARE(opened(folder).read("b/a.md", 10).value().value(), std::string("text"));
        QCOMPARE(opened(folder).read("c/a.md", 10).value().value(), std::string("text"));
    }

    void refusesLinksThatLeadOut() {
        const TrackFolder outside;
        outside.write("secret", "text");
        const TrackFolder folder;
        folder.link("file", outside.path() / "secret");
        folder.link("folder", outside.path());
        folder.link("up", "..");
        folder.link("twice", "file");
        for (const auto* name : {"file", "folder/secret", "twice"}) {
            QCOMPARE(troubleOf(folder, name), std::string(name) + " is a link out of the folder");
        }
        QVERIFY(
            troubleOf(folder, "up/" + outside.path().filename().string() + "/secret").ends_with("out of the folder"));
    }

    void refusesAFolderWhoseNameBeginsLikeTheRoot() {
        const TrackFolder folder;
        folder.write("root/a", "inside");
        folder.write("root-beside/a", "outside");
        folder.link("root/b", "../root-beside/a");
        const auto read = FolderReader::open(folder.path() / "root").value().read("b", 100);
        QCOMPARE(read.error().message, std::string("is a link out of the folder"));
    }

    void opensAFolderThroughALink() {
        const TrackFolder folder;
        folder.write("real/a", "text");
        folder.link("link", "real");
        QCOMPARE(FolderReader::open(folder.path() / "link").value().read("a", 10).value().value(), std::string("text"));
    }

    void refusesLinksInACircle() {
        const TrackFolder folder;
        folder.link("a", "b");
        folder.link("b", "a");
        QCOMPARE(troubleOf(folder, "a"), std::string("a is a link that leads to itself"));
        QCOMPARE(troubleOf(folder, "a/c"), std::string("a/c is a link that leads to itself"));
    }

    void refusesWhatIsNoOrdinaryFile() {
#ifdef _WIN32
        QSKIP("Windows has no pipes among its files");
#else
        const TrackFolder folder;
        folder.write("folder/a", "text");
        QCOMPARE(::mkfifo((folder.path() / "pipe").c_str(), 0600), 0);
        QCOMPARE(troubleOf(folder, "folder"), std::string("folder is a folder, not a file"));
        QCOMPARE(troubleOf(folder, "pipe"), std::string("pipe is not an ordinary file"));
        QVERIFY(troubleOf(folder, "folder/a/b").contains("a file and should be a folder"));
        const auto devices = FolderReader::open("/dev").value().read("zero", 10);
        QCOMPARE(devices.error().message, std::string("is not an ordinary file"));
#endif
    }

    void readsAFileThatClaimsToBeEmpty() {
        if (!std::filesystem::exists("/proc/self/status")) {
            QSKIP("this system has no /proc");
        }
        const auto reader = FolderReader::open("/proc/sys/kernel").value();
        QVERIFY(!reader.read("ostype", 100).value().value().empty());
        QCOMPARE(reader.read("ostype", 2).error().code, ErrorCode::LimitExceeded);
    }

    void saysWhatMayNotBeRead() {
#ifdef _WIN32
        QSKIP("permissions are another thing on Windows");
#else
        if (::geteuid() == 0) {
            QSKIP("the superuser may read everything");
        }
        const TrackFolder folder;
        folder.write("a", "text");
        folder.write("b/c", "text");
        std::filesystem::permissions(folder.path() / "a", std::filesystem::perms::none);
        std::filesystem::permissions(folder.path() / "b", std::filesystem::perms::none);
        QCOMPARE(troubleOf(folder, "a"), std::string("a may not be read by you: check its permissions"));
        QCOMPARE(troubleOf(folder, "b/c"), std::string("b/c may not be read by you: check its permissions"));
        QCOMPARE(opened(folder).read("a", 10).error().code, ErrorCode::Io);
        std::filesystem::permissions(folder.path() / "b", std::filesystem::perms::owner_all);
#endif
    }

    void refusesToOpenWhatIsNoFolder() {
        const TrackFolder folder;
        folder.write("a", "text");
        QCOMPARE(FolderReader::open(folder.path() / "a").error().code, ErrorCode::InvalidInput);
        QCOMPARE(FolderReader::open(folder.path() / "b").error().code, ErrorCode::NotFound);
        QCOMPARE(FolderReader::open({}).error().code, ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(FolderReaderTest)
#include "folder_reader_test.moc"
