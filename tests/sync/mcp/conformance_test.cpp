#include "tests/sync/mcp/counterparts.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace cairn::test;

// The official conformance suite, against cairn-mcp-conformance.
class ConformanceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void everyScoredScenarioPasses_data() {
        QTest::addColumn<QString>("revision");
        QTest::addColumn<int>("scenarios");
        QTest::newRow("2025-11-25") << u"2025-11-25"_s << 18;
        QTest::newRow("2026-07-28") << u"2026-07-28"_s << 32;
    }

    void everyScoredScenarioPasses() {
        if (!hasCounterparts()) {
            QSKIP("the conformance suite is not installed: packaging/check does that, but for --without-npm");
        }
        QFETCH(const QString, revision);
        QFETCH(const int, scenarios);
        const QTemporaryDir results;
        QProcess suite;
        suite.setProcessChannelMode(QProcess::MergedChannels);
        suite.start(
            node(), {counterpart(u"@modelcontextprotocol/conformance/dist/index.js"_s), u"client"_s, u"--command"_s,
                     QStringLiteral(CAIRN_PROGRAM_DIR "/cairn-mcp-conformance"), u"--requirements"_s, revision,
                     u"--timeout"_s, u"60000"_s, u"-o"_s, results.path()});
        QVERIFY(suite.waitForFinished(240'000));
        const auto said = QString::fromUtf8(suite.readAll());
        QVERIFY2(suite.exitCode() == 0, qPrintable(said));
        // The status says nothing of scenarios that were not run.
        const auto scored = said.section(u"=== SUITE SUMMARY ==="_s, 1).section(u"Not scored"_s, 0, 0);
        int passed = 0;
        static const QRegularExpression kPassed(u"✓ [^:]+: [1-9][0-9]* passed, 0 failed"_s);
        for (auto each = kPassed.globalMatch(scored); each.hasNext(); each.next()) {
            ++passed;
        }
        QVERIFY2(passed >= scenarios, qPrintable(said));
    }

    // Of the extensions, the one by which a server without a person gets tokens.
    void aClientSpeaksForItself() {
        if (!hasCounterparts()) {
            QSKIP("the conformance suite is not installed: packaging/check does that, but for --without-npm");
        }
        const QTemporaryDir results;
        QProcess suite;
        suite.setProcessChannelMode(QProcess::MergedChannels);
        suite.start(
            node(), {counterpart(u"@modelcontextprotocol/conformance/dist/index.js"_s), u"client"_s, u"--command"_s,
                     QStringLiteral(CAIRN_PROGRAM_DIR "/cairn-mcp-conformance"), u"--scenario"_s,
                     u"auth/client-credentials-basic"_s, u"--timeout"_s, u"60000"_s, u"-o"_s, results.path()});
        QVERIFY(suite.waitForFinished(120'000));
        const auto said = QString::fromUtf8(suite.readAll());
        QVERIFY2(suite.exitCode() == 0 && said.contains(u"OVERALL: PASSED"_s), qPrintable(said));
    }
};

QTEST_GUILESS_MAIN(ConformanceTest)
#include "conformance_test.moc"
