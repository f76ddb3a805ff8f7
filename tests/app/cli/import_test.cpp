#include "tests/app/cli/program.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#ifndef _WIN32
#include <csignal>
#endif

using namespace cairn;
using namespace cairn::cli;

namespace {

QString folderOf(const exchange::TrackFolder& folder) {
    return QString::fromStdString(folder.path().string());
}

// A track that takes a while: many exercises with long texts.
void fillLongTrack(const exchange::TrackFolder& folder, int exercises) {
    const std::string text(60'000, 'x');
    std::string practice;
    for (int number = 0; number < exercises; ++number) {
        const auto slug = "e" + std::to_string(number);
        practice += std::string(practice.empty() ? "" : ",") + R"({"slug":")" + slug + R"(","name":")" + slug +
                    R"(","practices":[],"prerequisites":[],"difficulty":3})";
        folder.write("exercises/practice/" + slug + "/.docs/instructions.md", text + "\n");
    }
    folder.write(
        "config.json", R"({"slug":"long","language":"Long","blurb":"Long.","concepts":[],
            "exercises":{"concept":[],"practice":[)" +
                           practice + "]}}");
}

// Whether the profile has been opened: from then on the program is at work.
bool waitForProfile(const Program& program) {
    return QTest::qWaitFor([&] { return QFile::exists(program.home() + "/profile.db"); }, 60'000);
}

} // namespace

class ImportTest : public QObject {
    Q_OBJECT

private slots:

    void importsRealTracks_data() {
        QTest::addColumn<QString>("slug");
        QTest::addColumn<QByteArray>("line");
        const auto row = [](const char* slug, const char* numbers) {
            const auto parts = QByteArray(numbers).split('/');
            QTest::newRow(slug) << QString(slug)
                                << "{\"concepts\":" + parts[0] + ",\"conceptExercises\":" + parts[1] +
                                       ",\"practiceExercises\":" + parts[2] + ",\"prerequisites\":" + parts[3] +
                                       ",\"skipped\":" + parts[4] + "}\n";
        };
        row("python", "67/17/129/921/15");
        row("javascript", "37/29/130/443/10");
        row("cpp", "20/15/85/67/1");
    }

    void importsRealTracks() {
        QFETCH(const QString, slug);
        QFETCH(const QByteArray, line);
        const auto folder = CAIRN_SHARED_DIR "/data/exercism/" + slug;
        if (!QFile::exists(folder)) {
            QSKIP("the real tracks are not beside this checkout");
        }
        const Program program;
        const auto first = program.ask({"import", "exercism", folder});
        QCOMPARE(first.status, 0);
        QCOMPARE(first.out, line);
        QCOMPARE(first.err, QByteArray());
        const auto log = program.log();

        const auto again = program.ask({"import", "exercism", folder});
        QCOMPARE(again.out, line);
        QCOMPARE(program.log(), log);
        QCOMPARE(program.ask({"verify-log"}).status, 0);
    }

    void tellsPeopleWhatChanged() {
        const exchange::TrackFolder folder;
        fillTrack(folder);
        const Program program;
        const auto told = program.run({"import", "exercism", folderOf(folder)});
        QCOMPARE(told.status, 0);
        QVERIFY2(told.out.contains("2 concepts, 2 concept exercises, 1 practice exercises, 2 prerequisites"), told.out);
        QVERIFY2(told.out.contains("5 added, 0 updated, 0 retired"), told.out);
        QVERIFY(program.run({"import", "exercism", folderOf(folder)}).out.contains("Nothing changed"));
    }

    void refusesHostileTracks_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("place");
        const auto row = [](const char* name, const char* file, const QByteArray& bytes, const char* place) {
            QTest::newRow(name) << QByteArray(file) << bytes << QString(place);
        };
        row("no JSON", "config.json", "{", "config.json");
        row("bytes", "config.json", QByteArray("\xff\xfe\0", 3), "config.json");
        row("deep JSON", "config.json", QByteArray(100'000, '['), "config.json");
        row("nothing of a track", "config.json", "{}", "config.json");
        row("a path out", "config.json",
            R"({"slug":"../../etc","language":"T","concepts":[],"exercises":{"concept":[],"practice":[]}})",
            "config.json:/slug");
        row("a text that is no text", "exercises/concept/hello/.docs/instructions.md", "caf\xe9",
            "exercises/concept/hello/.docs/instructions.md");
        row("a file out of the folder", "exercises/concept/hello/.meta/config.json",
            R"({"files":{"solution":["../../../../../../etc/passwd"]}})",
            "exercises/concept/hello/.meta/config.json:/files/solution/0");
    }

    void refusesHostileTracks() {
        QFETCH(const QByteArray, file);
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, place);
        const exchange::TrackFolder sound;
        fillTrack(sound);
        const exchange::TrackFolder hostile;
        fillTrack(hostile);
        hostile.write(file.toStdString(), bytes.toStdString());
        const Program program;
        QCOMPARE(program.run({"import", "exercism", folderOf(sound)}).status, 0);
        const auto log = program.log();

        const auto ended = program.ask({"import", "exercism", folderOf(hostile)});
        QCOMPARE(ended.status, 1);
        QVERIFY(ended.out.isEmpty());
        QVERIFY2(ended.error()["details"]["place"].toString().startsWith(place), ended.err);
        QVERIFY(!ended.message().isEmpty());
        QVERIFY(program.run({"import", "exercism", folderOf(hostile)}).err.startsWith("cairnctl: " + place.toUtf8()));
        QCOMPARE(program.log(), log);
        QCOMPARE(program.ask({"verify-log"}).status, 0);
    }

    void stopsWhenInterrupted() {
#ifdef _WIN32
        QSKIP("Windows sends no signals");
#else
        const exchange::TrackFolder folder;
        fillLongTrack(folder, 1'000);
        const Program program;
        QProcess process;
        program.start(process, {"--json", "import", "exercism", folderOf(folder)});
        QVERIFY(waitForProfile(program));
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
        const auto ended = Program::end(process);
        QCOMPARE(ended.status, 1);
        QVERIFY(ended.out.isEmpty());
        QCOMPARE(ended.code(), QString("cancelled"));
        QCOMPARE(ended.message(), QString("stopped; nothing was changed"));
        QCOMPARE(program.log(), QJsonArray());
        QCOMPARE(program.ask({"verify-log"}).status, 0);
#endif
    }

    // Killed at moments spread over the whole import: all of it is there, or nothing.
    void leavesNothingHalfDoneWhenKilled() {
        constexpr int kExercises = 300;
        const exchange::TrackFolder folder;
        fillLongTrack(folder, kExercises);
        qint64 whole = 0;
        qsizetype everything = 0;
        {
            const Program program;
            QProcess process;
            program.start(process, {"import", "exercism", folderOf(folder)});
            QVERIFY(waitForProfile(program));
            QElapsedTimer timer;
            timer.start();
            QCOMPARE(Program::end(process).status, 0);
            whole = timer.elapsed();
            everything = program.log().size();
        }
        QVERIFY(everything > kExercises);
        int killed = 0;
        constexpr int kMoments = 8;
        for (int moment = 0; moment < kMoments; ++moment) {
            const Program program;
            QProcess process;
            program.start(process, {"import", "exercism", folderOf(folder)});
            QVERIFY(waitForProfile(program));
            QTest::qWait(static_cast<int>(whole * moment / kMoments));
            process.kill();
            killed += Program::end(process).status == -1 ? 1 : 0;

            const auto there = program.log().size();
            QVERIFY2(there == 0 || there == everything, qPrintable(QString::number(there)));
            QCOMPARE(program.ask({"verify-log"}).status, 0);
            QCOMPARE(program.run({"import", "exercism", folderOf(folder)}).status, 0);
            QCOMPARE(program.log().size(), everything);
        }
        QVERIFY2(killed > 0, "no run was killed before it had ended");
    }

    void sampleDataComeAndGo() {
        const Program program;
        QCOMPARE(program.run({"task", "add", "My", "own"}).status, 0);
        const auto before = program.log();
        const auto added = program.ask({"sample"});
        QCOMPARE(added.status, 0);
        QVERIFY(added.json()["added"].toInt() > 0);
        QVERIFY(program.log().size() > before.size());
        QCOMPARE(program.ask({"sample"}).code(), QString("refused"));
        QCOMPARE(program.ask({"verify-log"}).status, 0);

        QCOMPARE(program.ask({"sample", "--remove"}).json()["removed"].toBool(), true);
        QCOMPARE(program.log(), before);
        QCOMPARE(program.ask({"verify-log"}).status, 0);
        QCOMPARE(program.ask({"path", "list"}).out, QByteArray("[]\n"));
    }
};

QTEST_GUILESS_MAIN(ImportTest)
#include "import_test.moc"
