#include "tests/app/cli/program.h"

using namespace cairn::cli;

// That benchmarks run and say what they promise to say; not how fast anything is.
class BenchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void theExchangeIsMeasured_data() {
        QTest::addColumn<bool>("tls");
        QTest::newRow("plain") << false;
        QTest::newRow("over TLS") << true;
    }

    void theExchangeIsMeasured() {
        QFETCH(const bool, tls);
        const Program program;
        QStringList words{"bench", "sync", "--events", "100", "--rounds", "1"};
        if (tls) {
            words << "--tls";
        }
        const auto ended = program.ask(words);
        QVERIFY2(ended.status == 0, ended.err.constData());
        QCOMPARE(ended.out.count('\n'), 1);
        const auto said = ended.json().object();
        for (const char* figure :
             {"push_per_s", "pull_per_s", "change_p50_ms", "change_p95_ms", "crowd_per_s", "server_peak_mb",
              "wire_bytes_per_event", "fsyncs_per_change"}) {
            QVERIFY2(said[figure].toDouble() > 0, figure);
        }
        for (const char* figure : {"append100_per_s", "append1_per_s", "echo_ms"}) {
            QVERIFY2(said["floor"].toObject()[figure].toDouble() > 0, figure);
        }
        QCOMPARE(said["tls"].toBool(!tls), tls);
        // A change is confirmed when it is on the disk: none comes without.
        QVERIFY2(said["fsyncs_per_change"].toDouble() >= 1, ended.out.constData());
    }
};

QTEST_GUILESS_MAIN(BenchTest)
#include "bench_test.moc"
