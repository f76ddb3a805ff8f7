#include "core/store/store.h"
#include "tests/app/cli/program.h"

#include <QDate>
#include <QTest>

#include <memory>

using namespace cairn;
using namespace cairn::cli;

class TasksTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Program> m_program{};

    QJsonObject task(const QString& id) const { return m_program->ask({"task", "show", id}).json().object(); }

    QJsonObject status(const QStringList& more = {}) const {
        return m_program->ask(QStringList("status") + more).json().object();
    }

    QStringList listed(const QStringList& filter) const {
        QStringList slugs;
        for (const QJsonValue row : m_program->ask(QStringList{"task", "list"} + filter).json().array()) {
            slugs << row["title"].toString();
        }
        return slugs;
    }

private slots:

    void init() {
        m_program = std::make_unique<Program>();
        const exchange::TrackFolder folder;
        fillTrack(folder);
        const auto imported = m_program->run({"import", "exercism", QString::fromStdString(folder.path().string())});
        QVERIFY2(imported.status == 0, imported.err);
    }

    void refusesALockedTaskAndNamesWhatIsMissing() {
        const auto refused = m_program->ask({"task", "start", "loops-drill"});
        QCOMPARE(refused.status, 1);
        QCOMPARE(refused.code(), QString("refused"));
        QVERIFY2(refused.message().contains("Basics"), refused.err);
        QVERIFY(m_program->run({"task", "start", "loops-drill"}).err.contains("Basics"));
        QCOMPARE(task("loops-drill")["state"].toString(), QString("locked"));

        QCOMPARE(m_program->run({"task", "start", "loops-drill", "--anyway"}).status, 0);
        QCOMPARE(task("loops-drill")["state"].toString(), QString("in_progress"));
    }

    void erasesOnlyWhatIsOnesOwnAndMeant() {
        const auto added = m_program->ask({"task", "add", "A", "secret"}).json().object()["changed"][0].toString();
        QCOMPARE(m_program->ask({"task", "erase", added}).status, 2); // nothing brings it back
        QCOMPARE(m_program->ask({"task", "erase", "hello", "--for-ever"}).code(), QString("refused"));
        QCOMPARE(m_program->ask({"task", "erase", added, "--for-ever"}).status, 0);
        QVERIFY(!listed({}).contains("A secret"));
        QVERIFY(!m_program->run({"log"}).out.contains("secret"));
        QCOMPARE(m_program->run({"verify-log"}).status, 0);
    }

    void whatProvesATaskIsSaidByItsNames() {
        const auto added = [&](const QStringList& options) {
            const auto done = m_program->ask(QStringList{"task", "add", "Prove it"} + options);
            return done.status == 0 ? done.json()["changed"][0].toString() : QString();
        };
        const auto shown = [&](const QString& id) { return m_program->run({"task", "show", id}).out; };
        const auto commits = added({"--repo", "mira/katas", "--min-commits", "3"});
        QVERIFY2(shown(commits).contains("proven by   github mira/katas, commits: 3"), shown(commits));
        QVERIFY(shown(added({"--contest-id", "1900", "--problem-index", "b"})).contains("codeforces 1900B"));
        QVERIFY(shown(added({"--problem-slug", "two-sum"})).contains("leetcode two-sum"));
        QCOMPARE(
            m_program->run({"task", "edit", commits, "--repo", "mira/katas", "--min-pull-requests", "2"}).status, 0);
        QVERIFY(shown(commits).contains("merged pull requests: 2") && !shown(commits).contains("commits: 3"));
        const auto refused = m_program->run({"task", "add", "Prove it", "--contest-id", "1900"});
        QCOMPARE(refused.status, 2);
        QVERIFY2(refused.err.contains("--problem-index"), refused.err);
        QCOMPARE(m_program->run({"task", "add", "x", "--problem-slug", "a", "--repo", "a/b"}).status, 2);
    }

    void worksATaskThrough() {
        const auto before = status();
        QCOMPARE(before["level"]["selfReported"].toString(), QString("0.00"));
        QCOMPARE(before["tasks"]["scheduled"].toInt(), 3);
        QCOMPARE(before["paths"][0]["position"]["title"].toString(), QString("Basics"));

        const auto started = m_program->ask({"task", "start", "hello"});
        QCOMPARE(started.status, 0);
        QCOMPARE(started.json()["changed"].toArray().size(), 1);
        QCOMPARE(task("hello")["status"].toString(), QString("in_progress"));
        const auto completed = m_program->run({"task", "complete", "hello", "--note", "Was fun"});
        QVERIFY2(completed.status == 0 && completed.out.startsWith("completed "), completed.out + completed.err);

        const auto shown = task("hello");
        QCOMPARE(shown["state"].toString(), QString("self_reported"));
        QCOMPARE(shown["remark"].toString(), QString("Was fun"));
        QVERIFY(shown["completedAt"].toString().endsWith('Z'));
        const auto after = status();
        QVERIFY(after["level"]["selfReportedHundredths"].toInt() > 0);
        QCOMPARE(after["level"]["verified"].toString(), QString("0.00"));
        QCOMPARE(after["level"]["verifiedHundredths"].toInt(), 0);
        QCOMPARE(after["streak"]["days"].toInt(), 1);
        QCOMPARE(after["tasks"]["completed"].toInt(), 1);
        QCOMPARE(after["tasks"]["inProgress"].toInt(), 0);
        QCOMPARE(after["paths"][0]["progress"]["topicsDone"].toInt(), 1);
        QCOMPARE(after["paths"][0]["position"]["title"].toString(), QString("Loops"));
        QCOMPARE(task("loops-drill")["state"].toString(), QString("available"));

        QStringList types;
        for (const QJsonValue entry : m_program->ask({"log", "--subject", "hello"}).json().array()) {
            types << entry["type"].toString();
        }
        QCOMPARE(types, (QStringList{"task.completed", "task.started", "task.created"}));
        QCOMPARE(m_program->ask({"log", "--limit", "1"}).json()[0]["payload"]["note"].toString(), QString("Was fun"));
        QCOMPARE(m_program->ask({"verify-log"}).status, 0);
        QCOMPARE(m_program->ask({"rebuild"}).json()["events"].toInt(), m_program->log().size());
        QCOMPARE(status(), after);
    }

    void tellsThePast() {
        QCOMPARE(m_program->run({"task", "start", "hello"}).status, 0);
        QCOMPARE(m_program->run({"task", "complete", "hello"}).status, 0);
        const auto today = QDate::currentDate();
        const auto now = status();
        const auto then = status({"--as-of", today.addDays(1).toString(Qt::ISODate)});
        QCOMPARE(then["level"], now["level"]);
        QCOMPARE(then["tasks"], now["tasks"]);
        QCOMPARE(then["paths"], now["paths"]);
        const auto past = status({"--as-of", today.addDays(-2).toString(Qt::ISODate)});
        QCOMPARE(past["asOf"].toString(), today.addDays(-2).toString(Qt::ISODate));
        QCOMPARE(past["level"]["selfReportedHundredths"].toInt(), 0);
        QCOMPARE(past["paths"].toArray(), QJsonArray());
        QCOMPARE(past["tasks"]["scheduled"].toInt(), 0);
    }

    void listsWhatFits_data() {
        QTest::addColumn<QStringList>("filter");
        QTest::addColumn<QStringList>("titles");
        const auto row = [](const char* name, const QStringList& filter, const QStringList& titles) {
            QTest::newRow(name) << filter << titles;
        };
        row("all", {"--sort", "difficulty"}, {"Hello", "Loops Drill", "Warm Up"});
        row("path", {"--path", "tiny", "--sort", "title"}, {"Hello", "Loops Drill", "Warm Up"});
        row("beginning of a path", {"--path", "ti", "--sort", "title", "--limit", "1"}, {"Hello"});
        row("topic", {"--topic", "loops", "--sort", "title"}, {"Loops Drill", "Warm Up"});
        row("state", {"--status", "available"}, {"Hello"});
        row("states", {"--status", "available,locked", "--sort", "title", "--descending"},
            {"Warm Up", "Loops Drill", "Hello"});
        row("states one by one", {"--status", "in-progress", "--status", "completed"}, {});
        row("difficulty", {"--difficulty", "4"}, {"Warm Up"});
        row("difficulties", {"--difficulty", "2-5"}, {"Warm Up"});
        row("open difficulties", {"--difficulty=-3", "--sort", "title"}, {"Hello", "Loops Drill"});
        row("source", {"--source", "own"}, {});
        row("words", {"--text", "UP warm"}, {"Warm Up"});
        row("the rest", {"--sort", "title", "--offset", "2"}, {"Warm Up"});
        row("dates", {"--from", "2020-01-01", "--to", "2030-01-01"}, {});
    }

    void listsWhatFits() {
        QFETCH(const QStringList, filter);
        QFETCH(const QStringList, titles);
        QCOMPARE(listed(filter), titles);
    }

    void addsEditsPlansAndDeletes() {
        const auto added = m_program->ask(
            {"task", "add", "Read", "chapter 3", "--tag", "book,reading", "--difficulty", "6", "--on", "2040-02-29",
             "--path", "tiny", "--topic", "loops"});
        QVERIFY2(added.status == 0, added.err);
        const auto id = added.json()["changed"][0].toString();
        auto shown = task(id);
        QCOMPARE(shown["title"].toString(), QString("Read chapter 3"));
        QCOMPARE(shown["tags"].toArray(), (QJsonArray{"book", "reading"}));
        QCOMPARE(shown["scheduledAt"].toString(), QString("2040-02-29T12:00:00.000Z"));
        QCOMPARE(shown["source"].toString(), QString("own"));
        QCOMPARE(listed({"--from", "2040-02-29", "--to", "2040-02-29"}), QStringList("Read chapter 3"));

        QCOMPARE(
            m_program
                ->run({"task", "edit", id, "--title", "Read chapter 4", "--tag", "", "--url", "https://book.example"})
                .status,
            0);
        QCOMPARE(m_program->run({"task", "schedule", id, "none"}).status, 0);
        shown = task(id);
        QCOMPARE(shown["title"].toString(), QString("Read chapter 4"));
        QCOMPARE(shown["tags"].toArray(), QJsonArray());
        QCOMPARE(shown["difficulty"].toInt(), 6);
        QVERIFY(shown["scheduledAt"].isNull());

        QCOMPARE(m_program->run({"task", "skip", id, "--reason", "Boring"}).status, 0);
        QCOMPARE(task(id)["remark"].toString(), QString("Boring"));
        QCOMPARE(m_program->run({"task", "delete", id}).status, 0);
        QCOMPARE(m_program->ask({"task", "show", id}).code(), QString("not_found"));
        QCOMPARE(m_program->ask({"verify-log"}).status, 0);
    }

    void tellsWhatIsRefusedOfSeveral() {
        const auto ended = m_program->ask({"task", "start", "hello", "warm-up"});
        QCOMPARE(ended.status, 1);
        QCOMPARE(ended.json()["changed"].toArray().size(), 1);
        QCOMPARE(ended.json()["refused"].toArray().size(), 1);
        QVERIFY2(ended.message().contains("Basics"), ended.err);
    }

    void unlocksTopics() {
        QCOMPARE(m_program->ask({"topic", "show", "loops"}).json()["standing"].toString(), QString("locked"));
        QCOMPARE(m_program->run({"topic", "unlock", "loops"}).status, 0);
        const auto topic = m_program->ask({"topic", "show", "loops"}).json();
        QCOMPARE(topic["unlocked"].toBool(), true);
        QCOMPARE(topic["missing"][0]["title"].toString(), QString("Basics"));
        QCOMPARE(m_program->run({"task", "start", "loops-drill"}).status, 0);
        QCOMPARE(m_program->run({"topic", "unlock", "loops"}).status, 1);
        const auto path = m_program->ask({"path", "show", "tiny"}).json();
        QCOMPARE(path["topics"].toArray().size(), 2);
    }

    void namesWhatIsNotThere_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("code");
        QTest::newRow("task") << QStringList{"task", "show", "nothing"} << "not_found";
        QTest::newRow("path") << QStringList{"path", "show", "nothing"} << "not_found";
        QTest::newRow("topic") << QStringList{"topic", "unlock", "nothing"} << "not_found";
        QTest::newRow("empty") << QStringList{"task", "start", ""} << "not_found";
        QTest::newRow("several tasks") << QStringList{"task", "show", "tiny"} << "invalid_input";
        QTest::newRow("a bad address") << QStringList{"task", "add", "A", "--url", "javascript:x"} << "invalid_input";
    }

    void namesWhatIsNotThere() {
        QFETCH(const QStringList, arguments);
        QFETCH(const QString, code);
        const auto ended = m_program->ask(arguments);
        QCOMPARE(ended.status, 1);
        QCOMPARE(ended.code(), code);
        QVERIFY(ended.out.isEmpty());
    }

    void readsWhileAnotherWrites() {
        const auto writer = store::Store::open(m_program->home().toStdString(), {});
        QVERIFY(writer.has_value());
        for (const QStringList& reading : QList<QStringList>{
                 {"status"},
                 {"path", "list"},
                 {"path", "show", "tiny"},
                 {"task", "list"},
                 {"task", "show", "hello"},
                 {"topic", "show", "loops"},
                 {"log"},
                 {"verify-log"},
                 {"status", "--as-of", "2026-01-01"}}) {
            const auto ended = m_program->ask(reading);
            QVERIFY2(ended.status == 0 && !ended.out.isEmpty(), qPrintable(reading.join(' ')) + ended.err);
        }
        for (const QStringList& writing : QList<QStringList>{
                 {"task", "start", "hello"},
                 {"task", "add", "A"},
                 {"topic", "unlock", "loops"},
                 {"rebuild"},
                 {"sample"},
                 {"import", "exercism", "/nowhere"}}) {
            const auto ended = m_program->ask(writing);
            QCOMPARE(ended.status, 1);
            QCOMPARE(ended.code(), QString("read_only"));
            QVERIFY2(ended.message().contains("another Cairn writes this profile"), ended.err);
        }
    }

    // Titles and texts are other people's: what steers a terminal does not get through to it.
    void showsTextsWithoutEscapes() {
        const auto shown = m_program->run({"task", "show", "hello"});
        QCOMPARE(shown.status, 0);
        QVERIFY(shown.out.contains("hello"));
        QVERIFY(!shown.out.contains('\x1b'));
    }

    void survivesAClosedPipe() {
#ifdef _WIN32
        QSKIP("needs a shell");
#else
        QProcess shell;
        shell.start(
            "sh", {"-c", CAIRN_PROGRAM_DIR "/cairnctl --home '" + m_program->home() +
                             "' --json task list | true; exec " CAIRN_PROGRAM_DIR "/cairnctl --home '" +
                             m_program->home() + "' task list >&-"});
        const auto ended = Program::end(shell);
        QVERIFY(ended.status == 0 || ended.status == 1);
        shell.start("sh", {"-c", CAIRN_PROGRAM_DIR "/cairnctl --home '" + m_program->home() + "' status >/dev/full"});
        const auto full = Program::end(shell);
        QCOMPARE(full.status, 1);
        QVERIFY2(full.err.contains("cannot be written"), full.err);
#endif
    }
};

QTEST_GUILESS_MAIN(TasksTest)
#include "tasks_test.moc"
