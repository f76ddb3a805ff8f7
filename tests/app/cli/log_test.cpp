#include "core/store/database.h"
#include "tests/app/cli/program.h"

#include <QTest>

using namespace cairn;
using namespace cairn::cli;

class LogTest : public QObject {
    Q_OBJECT

private slots:

    void findsTampering_data() {
        QTest::addColumn<QString>("statement");
        const auto row = [](const char* name, const char* statement) { QTest::newRow(name) << QString(statement); };
        row("a byte of a payload",
            "UPDATE event SET payload = replace(payload, 'Was fun', 'Was fUn') WHERE type = 'task.completed'");
        row("another type", "UPDATE event SET type = 'task.skipped' WHERE type = 'task.completed'");
        row("another time", "UPDATE event SET hlc = hlc + 65536 WHERE type = 'task.started'");
        row("another place in the order", "UPDATE event SET effective = effective + 65536 WHERE type = 'task.started'");
        row("another subject", "UPDATE event SET subject = 'task/other' WHERE type = 'task.started'");
        row("an event less", "DELETE FROM event WHERE type = 'task.started'");
        row("the last event less", "DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)");
        row("all events less", "DELETE FROM event");
        row("a link",
            "UPDATE event SET link = CASE substr(link, 1, 1) WHEN 'f' THEN '0' ELSE 'f' END || substr(link, 2) "
            "WHERE type = 'task.started'");
        row("a projected column", "UPDATE task SET difficulty = 10 WHERE slug = 'hello'");
        row("a projected state",
            "UPDATE subject SET state = replace(state, 'Was fun', 'Was fUn') WHERE subject LIKE 'task/%hello'");
        row("a projection less", "DELETE FROM topic");
        row("a projection more",
            "INSERT INTO path (id, title, words, created_at, visible) VALUES ('forged', 'F', 'f', 0, 1)");
        row("a completion that nobody saw", "UPDATE task SET verified = 1 WHERE slug = 'hello'");
    }

    void findsTampering() {
        QFETCH(const QString, statement);
        const exchange::TrackFolder folder;
        fillTrack(folder);
        const Program program;
        QCOMPARE(program.run({"import", "exercism", QString::fromStdString(folder.path().string())}).status, 0);
        QCOMPARE(program.run({"task", "start", "hello"}).status, 0);
        QCOMPARE(program.run({"task", "complete", "hello", "--note", "Was fun"}).status, 0);
        const auto sound = program.ask({"verify-log"});
        QCOMPARE(sound.status, 0);
        QCOMPARE(sound.json()["ok"].toBool(), true);
        QCOMPARE(sound.json()["troubles"].toArray(), QJsonArray());
        {
            store::Database database(program.database(), store::Access::write);
            database.run(statement.toStdString());
            QVERIFY2(database.number("SELECT changes()") > 0, "the forgery changes something");
        }
        const auto found = program.ask({"verify-log"});
        QCOMPARE(found.status, 1);
        QCOMPARE(found.code(), QString("corrupt"));
        QCOMPARE(found.json()["ok"].toBool(), false);
        QVERIFY(!found.json()["troubles"].toArray().isEmpty());
        QVERIFY(program.run({"verify-log"}).out.contains("trouble: "));
    }

    void aRebuildMendsTables() {
        const Program program;
        QCOMPARE(program.run({"task", "add", "Read"}).status, 0);
        {
            store::Database database(program.database(), store::Access::write);
            database.run("DELETE FROM task");
        }
        QCOMPARE(program.ask({"verify-log"}).status, 1);
        QCOMPARE(program.run({"rebuild"}).status, 0);
        QCOMPARE(program.ask({"verify-log"}).status, 0);
        QCOMPARE(program.ask({"task", "list"}).json()[0]["title"].toString(), QString("Read"));
    }

    void anEmptyProfileHasAnEmptyLog() {
        const Program program;
        QCOMPARE(program.run({"log"}).out, QByteArray("Nothing has happened yet.\n"));
        QCOMPARE(program.ask({"log"}).out, QByteArray("[]\n"));
        QCOMPARE(program.ask({"verify-log"}).json()["events"].toInt(), 0);
    }

    void refusesWhatIsNoProfile() {
        const Program program;
        QVERIFY(QDir().mkpath(program.home()));
        QFile file(QString::fromStdString(program.database().string()));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(QByteArray(8192, 'x'));
        file.close();
        const auto ended = program.ask({"status"});
        QCOMPARE(ended.status, 1);
        QCOMPARE(ended.code(), QString("corrupt"));
        QVERIFY(file.open(QFile::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray(8192, 'x'));
    }

    void refusesAProfileOfANewerVersion() {
        const Program program;
        QCOMPARE(program.run({"task", "add", "Read"}).status, 0);
        {
            store::Database database(program.database(), store::Access::write);
            database.run("PRAGMA user_version = 999");
        }
        for (const QStringList& arguments : QList<QStringList>{{"status"}, {"task", "add", "B"}}) {
            const auto ended = program.ask(arguments);
            QCOMPARE(ended.status, 1);
            QCOMPARE(ended.code(), QString("unsupported"));
        }
    }
};

QTEST_GUILESS_MAIN(LogTest)
#include "log_test.moc"
