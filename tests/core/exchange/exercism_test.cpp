#include "core/exchange/exercism.h"
#include "tests/core/exchange/track_folder.h"

#include <QTest>

#include <algorithm>
#include <filesystem>
#include <string>

#ifndef _WIN32
#include <sys/stat.h>
#endif

using namespace cairn;
using namespace cairn::exchange;
using base::ErrorCode;
using events::FileRole;
using events::TextKind;

namespace {

constexpr auto kConfig = R"({"slug":"t","language":"T","blurb":"A track.",
    "concepts":[{"slug":"a","name":"A"}],
    "exercises":{"concept":[{"slug":"e","name":"E","concepts":["a"],"prerequisites":[]}],
                 "practice":[{"slug":"p","name":"P","practices":["a"],"prerequisites":["a"],"difficulty":4}]}})";

constexpr auto kMeta = R"({"blurb":"Say\nit.","files":{"solution":["e.py"],"test":["e_test.py","gone.py"],
    "editor":["more/data.txt"],"exemplar":[".meta/exemplar.py"]}})";

const std::string kExercise = "exercises/concept/e/";

void fill(const TrackFolder& folder) {
    folder.write("config.json", kConfig);
    folder.write("concepts/a/introduction.md", "Intro\r\n");
    folder.write("concepts/a/about.md", "About\n");
    folder.write("concepts/a/links.json", R"json([{"url":"https://a.example","description":"A link"},
        {"url":"javascript:alert(1)","description":"no link"
}])json");
    folder.write("concepts/a/.meta/config.json", R"({"blurb":"What a is."})");
    folder.write(kExercise + ".docs/introduction.md", "");
    folder.write(kExercise + ".docs/instructions.md", "Do it.\n\n");
    folder.write(kExercise + ".docs/instructions.append.md", "In T.\n");
    folder.write(kExercise + ".docs/hints.append.md", "Hint\n");
    folder.write(kExercise + ".meta/config.json", kMeta);
    folder.write(kExercise + ".meta/exemplar.py", "the solution");
    folder.write(kExercise + "e.py", "pass\n");
    folder.write(kExercise + "e_test.py", "assert\n");
    folder.write(kExercise + "more/data.txt", "");
}

base::Expected<Track> readWith(const std::string& file, std::string_view bytes) {
    const TrackFolder folder;
    fill(folder);
    folder.write(file, bytes);
    return readExercismTrack(folder.path());
}

std::string metaWith(const std::string& name) {
    return R"({"files":{"solution":[")" + name + "\"]}}";
}

} // namespace

class ExercismTest : public QObject {
    Q_OBJECT

private slots:

    void readsTextsLinksAndFiles() {
        const TrackFolder folder;
        fill(folder);
        const auto track = readExercismTrack(folder.path()).value();
        QCOMPARE(track.definition, (events::PathCreated{"T", "t", "T", "A track.", events::TaskSource::exercism}));

        const auto& topic = track.topics.at(0);
        QCOMPARE(topic.id, std::string("t.a"));
        QCOMPARE(topic.definition.summary, std::string("What a is."));
        QCOMPARE(
            topic.content, (events::ContentSet{
                               {{TextKind::introduction, "Intro\n"}, {TextKind::about, "About\n"}},
                               {},
                               {{"https://a.example", "A link"}}}));

        const auto& task = track.tasks.at(0);
        QCOMPARE(task.definition.summary, std::string("Say it."));
        QCOMPARE(
            task.content, (events::ContentSet{
                              {{TextKind::instructions, "Do it.\n\nIn T.\n"}, {TextKind::hints, "Hint\n"}},
                              {{"e.py", FileRole::starting, "pass\n"},
                               {"e_test.py", FileRole::test, "assert\n"},
                               {"more/data.txt", FileRole::other, ""}},
                              {}}));
        QCOMPARE(
            track.warnings,
            std::vector<std::string>{"passed over a link that is no web address, at concepts/a/links.json:/1"});
    }

    void needsNoMoreThanTheConfig() {
        const TrackFolder folder;
        folder.write("config.json", kConfig);
        const auto track = readExercismTrack(folder.path()).value();
        QCOMPARE(track.tasks.size(), std::size_t(2));
        QCOMPARE(track.tasks.at(1).content, events::ContentSet{});
    }

    void doesNotReadSolutions() {
        const auto track = readWith(kExercise + ".meta/config.json", metaWith(".meta/Exemplar.py")).value();
        QVERIFY(track.tasks.at(0).content.files.empty());
        QVERIFY(track.warnings.back().contains("holds solutions"));
    }

    void takesAFileOnce() {
        const auto track =
            readWith(kExercise + ".meta/config.json", R"({"files":{"solution":["e.py","E.py"],"test":["e.py"]}})")
                .value();
        QCOMPARE(track.tasks.at(0).content.files.size(), std::size_t(1));
        QCOMPARE(track.warnings.size(), std::size_t(3));
    }

    void refuses_data() {
        QTest::addColumn<std::string>("file");
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<std::string>("place");
        QTest::addColumn<std::string>("message");
        const auto row = [](const char* name, const std::string& file, const std::string& bytes,
                            const std::string& place,
                            const std::string& message) { QTest::newRow(name) << file << bytes << place << message; };
        const auto meta = kExercise + ".meta/config.json";
        const auto first = meta + ":/files/solution/0";
        row("Latin-1", "concepts/a/about.md", "caf\xe9", "concepts/a/about.md", "is not valid UTF-8");
        row("a huge text", "concepts/a/about.md", std::string(300'000, 'a'), "concepts/a/about.md", "is larger than");
        row("a broken meta", meta, "{", meta + ":line 1", "is not JSON");
        row("files as a list", meta, R"({"files":[]})", meta + ":/files", "is not an object");
        row("a file as a number", meta, R"({"files":{"test":[1]}})", meta + ":/files/test/0", "is not text");
        row("a file above", meta, metaWith("../../../../etc/passwd"), first, "leads out of its folder");
        row("a file in the middle", meta, metaWith("a/../../../x"), first, "leads out of its folder");
        row("an absolute file", meta, metaWith("/etc/passwd"), first, "is absolute");
        row("a drive", meta, metaWith("C:\\\\a"), first, "Windows");
        row("a device", meta, metaWith("nul"), first, "device on Windows");
        row("a folder as file", meta, metaWith("more"), kExercise + "more", "is a folder");
        row("links as an object", "concepts/a/links.json", "{}", "concepts/a/links.json", "is not a list");
        row("a link without address", "concepts/a/links.json", "[{}]", "concepts/a/links.json:/0/url", "is missing");
    }

    void refuses() {
        QFETCH(const std::string, file);
        QFETCH(const std::string, bytes);
        QFETCH(const std::string, place);
        QFETCH(const std::string, message);
        const auto read = readWith(file, bytes);
        QVERIFY(!read);
        QCOMPARE(read.error().place, place);
        QVERIFY2(read.error().message.contains(message), read.error().message.c_str());
    }

    void refusesLinksOutOfTheFolder_data() {
        QTest::addColumn<std::string>("name");
        QTest::addColumn<std::string>("target"); // in the folder outside
        QTest::addColumn<std::string>("place");
        const auto row = [](const char* name, const std::string& link, const char* target, const std::string& place) {
            QTest::newRow(name) << link << std::string(target) << place;
        };
        row("config.json", "config.json", "config.json", "config.json");
        row("a text", "concepts/a/about.md", "a.md", "concepts/a/about.md");
        row("a folder", "concepts/a", "concept", "concepts/a/introduction.md");
        row("all concepts", "concepts", "concepts", "concepts/a/introduction.md");
        row("a file of code", kExercise + "e.py", "a.md", kExercise + "e.py");
    }

    void refusesLinksOutOfTheFolder() {
        QFETCH(const std::string, name);
        QFETCH(const std::string, target);
        QFETCH(const std::string, place);
        const TrackFolder outside;
        outside.write("config.json", kConfig);
        outside.write("a.md", "secret");
        outside.write("concept/introduction.md", "secret");
        outside.write("concepts/a/introduction.md", "secret");
        const TrackFolder folder;
        fill(folder);
        std::filesystem::remove_all(folder.path() / name);
        folder.link(name, outside.path() / target);
        const auto read = readExercismTrack(folder.path());
        QVERIFY(!read);
        QCOMPARE(read.error().place, place);
        QCOMPARE(read.error().message, std::string("is a link out of the folder"));
    }

    void refusesAFolderThatIsNoTrack() {
        const TrackFolder folder;
        const auto read = readExercismTrack(folder.path());
        QCOMPARE(read.error().code, ErrorCode::NotFound);
        QVERIFY(read.error().message.contains("an Exercism track has config.json in it"));
        QCOMPARE(readExercismTrack(folder.path() / "no").error().code, ErrorCode::NotFound);
        folder.write("file", "");
        QVERIFY(readExercismTrack(folder.path() / "file").error().message.contains("not a folder"));
        folder.write("config.json/x", "");
        QCOMPARE(readExercismTrack(folder.path()).error().message, std::string("is a folder, not a file"));
    }

    void doesNotWaitForAPipe() {
#ifdef _WIN32
        QSKIP("Windows has no pipes among its files");
#else
        const TrackFolder folder;
        fill(folder);
        std::filesystem::remove(folder.path() / "concepts/a/about.md");
        QCOMPARE(::mkfifo((folder.path() / "concepts/a/about.md").c_str(), 0600), 0);
        QCOMPARE(readExercismTrack(folder.path()).error().place, std::string("concepts/a/about.md"));
#endif
    }

    // What an event can hold is counted in JSON, where a control character takes six bytes.
    void keepsContentsWithinOneEvent() {
        const TrackFolder folder;
        fill(folder);
        folder.write("concepts/a/about.md", std::string(200'000, '\x01'));
        const auto read = readExercismTrack(folder.path());
        QCOMPARE(read.error().code, ErrorCode::LimitExceeded);
        QCOMPARE(read.error().place, std::string("concepts/a"));
    }

    void keepsTheTrackWithinItsLimit() {
        const TrackFolder folder;
        fill(folder);
        ExercismLimits limits;
        limits.trackBytes = 300;
        QCOMPARE(readExercismTrack(folder.path(), {}, limits).error().code, ErrorCode::LimitExceeded);
    }

    void reportsProgressAndStops() {
        const TrackFolder folder;
        fill(folder);
        std::stop_source source;
        std::vector<base::ProgressStep> steps;
        base::Progress progress{[&](const base::ProgressStep& step) { steps.push_back(step); }, source.get_token()};
        QVERIFY(readExercismTrack(folder.path(), progress).has_value());
        QCOMPARE(steps.back().done, 3);
        QCOMPARE(steps.back().total, 3);

        progress.report = [&](const base::ProgressStep& step) {
            if (step.done == 1) {
                source.request_stop();
            }
        };
        QCOMPARE(readExercismTrack(folder.path(), progress).error().code, ErrorCode::Cancelled);
    }

    void readsRealTracks_data() {
        QTest::addColumn<std::string>("slug");
        QTest::addColumn<TrackCounts>("counts");
        QTest::newRow("Python") << std::string("python") << TrackCounts{67, 17, 129, 921, 15};
        QTest::newRow("JavaScript") << std::string("javascript") << TrackCounts{37, 29, 130, 443, 10};
        QTest::newRow("C++") << std::string("cpp") << TrackCounts{20, 15, 85, 67, 1};
    }

    void readsRealTracks() {
        QFETCH(const std::string, slug);
        QFETCH(const TrackCounts, counts);
        const auto folder = std::filesystem::path(CAIRN_SHARED_DIR) / "data/exercism" / slug;
        if (!std::filesystem::exists(folder)) {
            QSKIP("the real tracks are not beside this checkout");
        }
        const auto track = readExercismTrack(folder);
        QVERIFY2(track.has_value(), track ? "" : track.error().message.c_str());
        QCOMPARE(track->counts.concepts, counts.concepts);
        QCOMPARE(track->counts.conceptExercises, counts.conceptExercises);
        QCOMPARE(track->counts.practiceExercises, counts.practiceExercises);
        QCOMPARE(track->counts.prerequisites, counts.prerequisites);
        QCOMPARE(track->counts.skipped, counts.skipped);
        QCOMPARE(track->tasks.front().definition.slug, std::string("hello-world"));
        QVERIFY(std::ranges::any_of(track->topics, [](const auto& topic) { return !topic.content.links.empty(); }));
    }
};

QTEST_GUILESS_MAIN(ExercismTest)
#include "exercism_test.moc"
