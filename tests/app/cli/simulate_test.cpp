#include "tests/app/cli/program.h"

#include <QFile>

using namespace cairn::cli;

// Lives that computers and a server live through, by the program.
class SimulateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void livesThatEndWellSaySo() {
        const Program program;
        const auto ended = program.ask({"simulate", "--seeds", "2", "--from", "5", "--steps", "60"});
        QCOMPARE(ended.status, 0);
        const auto said = ended.json().object();
        QCOMPARE(said["seeds"].toInt(), 2);
        QCOMPARE(said["from"].toInt(), 5);
        QCOMPARE(said["failed"].toInt(-1), 0);
    }

    void oneLifeIsTold() {
        const Program program;
        const auto ended = program.run({"simulate", "--seeds", "1", "--steps", "60"});
        QCOMPARE(ended.status, 0);
        QVERIFY(ended.out.startsWith("computer 0 joins"));
        QVERIFY(ended.out.contains("--- all come to rest"));
    }

    void aLifeThatFailsIsToldShrunkAndKept() {
        const Program program;
        const QTemporaryDir folder;
        const QString file = folder.filePath("life");
        const QString kept = folder.filePath("kept");
        const QByteArrayList lines{
            "# Something is lost, and nobody says so.",
            "{'seed':1}",
            "{'what':'join'}",
            "{'skew':-90000,'what':'join'}",
            "{'what':'connect'}",
            "{'what':'connect','who':1}",
            "{'deeds':[{'payload':'{}','subject':'task/1','type':'task.created'},"
            "{'payload':'{}','subject':'task/1','type':'task.started'}]}",
            "{'what':'up'}",
            "{'after':1000,'what':'commit'}",
            "{'after':1000,'what':'up','who':1}",
            "{'what':'restart','who':1}",
            "{'what':'lose'}"};
        write(file, lines.join('\n').replace('\'', '"'));
        const auto ended = program.run({"simulate", "--life", file, "--keep", kept});
        QCOMPARE(ended.status, 1);
        QVERIFY2(ended.err.contains("computer 0 loses"), ended.err.constData());
        QVERIFY(!ended.err.contains("computer 1")); // it has nothing to do with it
        QVERIFY2(ended.err.contains("(3 of 10 happenings)"), ended.err.constData());
        QFile least(kept);
        QVERIFY(least.open(QIODevice::ReadOnly));
        const auto left = least.readAll().trimmed().split('\n');
        QCOMPARE(left.size(), 5); // why, the seed, and three happenings
        QVERIFY(left.first().startsWith("# "));
        QCOMPARE(left.last(), QByteArray("{\"what\":\"lose\"}"));
        QCOMPARE(program.ask({"simulate", "--life", kept}).status, 1);
    }

    void whatIsNoLifeIsSaid() {
        const Program program;
        const QTemporaryDir folder;
        QVERIFY(program.ask({"simulate", "--life", folder.filePath("none")}).status > 0);
        write(folder.filePath("life"), "{\"seed\":1}\n{\"what\":\"flood\"}\n");
        const auto ended = program.ask({"simulate", "--life", folder.filePath("life")});
        QVERIFY(ended.status > 0);
        QVERIFY2(ended.message().contains("line 2"), qPrintable(ended.message()));
    }

private:
    static void write(const QString& name, const QByteArray& text) {
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }
};

QTEST_GUILESS_MAIN(SimulateTest)
#include "simulate_test.moc"
