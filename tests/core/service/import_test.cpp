#include "tests/core/service/profile_fixture.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace cairn;
using api::TaskAction;
using api::TaskState;
using test::ProfileFixture;

namespace {

void write(const QString& folder, const QString& file, const QByteArray& text) {
    QDir().mkpath(QFileInfo(folder + QLatin1Char('/') + file).path());
    QFile out(folder + QLatin1Char('/') + file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(text);
}

// A track of two concepts, the second after the first, and one exercise each.
QByteArray config(const QByteArray& secondName, bool withSecond = true) {
    QByteArray exercises = R"({"slug":"one-task","name":"One task","uuid":"a1","concepts":["one"],"prerequisites":[]})";
    if (withSecond) {
        exercises += R"(,{"slug":"two-task","name":")" + secondName +
                     R"(","uuid":"a2","concepts":["two"],"prerequisites":["one"]})";
    }
    return R"({"language":"Tiny","slug":"tiny","active":true,"exercises":{"concept":[)" + exercises +
           R"(],"practice":[]},"concepts":[{"uuid":"c1","slug":"one","name":"One"},{"uuid":"c2","slug":"two","name":"Two"}]})";
}

} // namespace

class ImportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void aRealTrackComesInWhole_data() {
        QTest::addColumn<QString>("track");
        QTest::addColumn<QList<int>>("counts");
        QTest::newRow("python") << QStringLiteral("python") << QList<int>{67, 17, 129, 921, 15};
        QTest::newRow("javascript") << QStringLiteral("javascript") << QList<int>{37, 29, 130, 443, 10};
        QTest::newRow("cpp") << QStringLiteral("cpp") << QList<int>{20, 15, 85, 67, 1};
    }

    void aRealTrackComesInWhole() {
        QFETCH(QString, track);
        QFETCH(QList<int>, counts);
        const QString folder = QStringLiteral(CAIRN_SHARED_DIR "/data/exercism/") + track;
        if (!QFileInfo::exists(folder)) {
            QSKIP("the real tracks are not beside this checkout");
        }
        ProfileFixture profile;
        const auto report = profile.import(folder.toStdString());
        QVERIFY(report);
        QCOMPARE(report->concepts, counts[0]);
        QCOMPARE(report->conceptExercises, counts[1]);
        QCOMPARE(report->practiceExercises, counts[2]);
        QCOMPARE(report->prerequisites, counts[3]);
        QCOMPARE(report->skipped, counts[4]);
        QCOMPARE(profile.list()->total, counts[1] + counts[2]);
        QCOMPARE(profile.verify().troubles.size(), std::size_t(0));
        // The same once more changes nothing.
        const auto events = profile.verify().events;
        const auto again = profile.import(folder.toStdString());
        QCOMPARE(again->added + again->updated + again->retired, 0);
        QCOMPARE(profile.verify().events, events);
    }

    void aNewerCopyKeepsProgressAndEdits() {
        ProfileFixture profile;
        QTemporaryDir track;
        write(track.path(), QStringLiteral("config.json"), config("Second"));
        QVERIFY(profile.import(track.path().toStdString()));
        QVERIFY(profile.act(TaskAction::start, {"tiny.one-task"}));
        QVERIFY(profile.act(TaskAction::complete, {"tiny.one-task"}));
        QVERIFY(profile.answer<api::Done>([&](auto reply) {
            events::TaskEdited mine;
            mine.title = "My own words";
            return profile->tasks().edit("tiny.one-task", mine, std::move(reply));
        }));
        write(track.path(), QStringLiteral("config.json"), config("Second, better"));
        const auto report = profile.import(track.path().toStdString());
        QCOMPARE(report->updated, 1);
        QCOMPARE(profile.task("tiny.two-task").row.title, std::string("Second, better"));
        QCOMPARE(profile.task("tiny.one-task").row.title, std::string("My own words"));
        QCOMPARE(profile.task("tiny.one-task").row.state, TaskState::self_reported);
    }

    void whatTheNewerCopyDroppedIsRetiredUnlessItWasBegun() {
        ProfileFixture profile;
        QTemporaryDir track;
        write(track.path(), QStringLiteral("config.json"), config("Second"));
        QVERIFY(profile.import(track.path().toStdString()));
        write(track.path(), QStringLiteral("config.json"), config("Second", false));
        QCOMPARE(profile.import(track.path().toStdString())->retired, 1);
        QCOMPARE(profile.list()->total, 1);
        write(track.path(), QStringLiteral("config.json"), config("Second"));
        QVERIFY(profile.import(track.path().toStdString()));
        QVERIFY(profile.act(TaskAction::startAnyway, {"tiny.two-task"}));
        write(track.path(), QStringLiteral("config.json"), config("Second", false));
        QVERIFY(profile.import(track.path().toStdString()));
        QCOMPARE(profile.list()->total, 2);
    }

    void aMalformedTrackChangesNothing() {
        ProfileFixture profile;
        QTemporaryDir track;
        write(track.path(), QStringLiteral("config.json"), config("Second"));
        QVERIFY(profile.import(track.path().toStdString()));
        const auto events = profile.verify().events;
        write(track.path(), QStringLiteral("config.json"), config("Second").replace("\"one\"]", "\"no-such\"]"));
        const auto report = profile.import(track.path().toStdString());
        QVERIFY(!report);
        QVERIFY2(report.error().place.starts_with("config.json"), report.error().place.c_str());
        QCOMPARE(profile.verify().events, events);
    }

    void aStoppedImportChangesNothing() {
        const QString folder = QStringLiteral(CAIRN_SOURCE_DIR "/resources/paths/first-steps");
        ProfileFixture profile;
        const auto report = profile.answer<api::ImportReport>([&](auto reply) {
            auto request = profile->imports().exercism(folder.toStdString(), {}, std::move(reply));
            request.cancel();
            return request;
        });
        QVERIFY(!report);
        QCOMPARE(report.error().code, base::ErrorCode::Cancelled);
        QCOMPARE(profile.verify().events, 0);
    }

    void aRemovedPathComesBackWithItsProgress() {
        ProfileFixture profile;
        const auto path = profile.importStarter();
        QVERIFY(profile.act(TaskAction::start, {"first-steps.trail-mix"}));
        QVERIFY(profile.act(TaskAction::complete, {"first-steps.trail-mix"}));
        QVERIFY(profile.answer<api::Done>([&](auto reply) { return profile->paths().remove(path, std::move(reply)); }));
        QCOMPARE(profile.list()->total, 0);
        QVERIFY(profile.status().level.selfReported > 0);
        profile.importStarter();
        QCOMPARE(profile.task("first-steps.trail-mix").row.state, TaskState::self_reported);
    }
};

QTEST_GUILESS_MAIN(ImportTest)
#include "import_test.moc"
