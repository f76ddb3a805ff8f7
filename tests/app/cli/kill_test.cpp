#include "tests/app/cli/program.h"

#include <QElapsedTimer>
#include <QSet>

#include <random>
#include <thread>

using namespace cairn::cli;

// cairnctl is killed at 300 points of writing: what it told to be stored is there, and the log verifies.
class KillTest : public QObject {
    Q_OBJECT

private slots:

    void keepsWhatItReportedWhenKilledAnywhere() {
        constexpr int kKills = 300;
        constexpr int kBetweenChecks = 50;
        const Program program;
        QElapsedTimer clock;
        QCOMPARE(program.ask({"task", "add", "first"}).status, 0); // makes the profile
        clock.start();
        QCOMPARE(program.ask({"task", "add", "second"}).status, 0);
        const auto whole = static_cast<int>(clock.nsecsElapsed() / 1000);

        std::mt19937 random(static_cast<std::uint32_t>(qEnvironmentVariableIntValue("CAIRN_SEED")));
        QSet<QString> reported;
        int killed = 0;
        for (int kill = 0; kill < kKills; ++kill) {
            QProcess process;
            program.start(process, {"--json", "task", "add", "Task " + QString::number(kill)});
            // Half of the points lie in the last quarter, where it writes.
            const int from = kill % 2 == 0 ? 0 : whole * 3 / 4;
            std::this_thread::sleep_for(
                std::chrono::microseconds(from + static_cast<int>(random() % static_cast<unsigned>(whole))));
            process.kill();
            const auto ended = Program::end(process);
            killed += ended.status == -1 ? 1 : 0;
            const auto changed = ended.json()["changed"].toArray();
            if (!changed.isEmpty()) {
                reported.insert(changed.first().toString());
            }
            if ((kill + 1) % kBetweenChecks == 0) {
                const auto verified = program.run({"verify-log"});
                QVERIFY2(verified.status == 0, verified.err.constData());
            }
        }
        QSet<QString> there;
        for (const auto& entry : program.log()) {
            there.insert(entry.toObject()["subject"].toString().section('/', 1));
        }
        const auto lost = reported - there;
        QVERIFY2(lost.isEmpty(), qPrintable(lost.values().join(' ')));
        QVERIFY2(killed > kKills / 10 && !reported.isEmpty(), qPrintable(QString::number(killed)));
    }
};

QTEST_GUILESS_MAIN(KillTest)
#include "kill_test.moc"
