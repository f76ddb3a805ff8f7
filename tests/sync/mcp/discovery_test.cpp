#include "sync/mcp/discovery.h"

#include <QTest>

using namespace cairn::mcp;

class DiscoveryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void tokensGoOverTlsOrStayOnThisComputer_data() {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("safe");
        QTest::newRow("encrypted") << "https://example.com/token" << true;
        QTest::newRow("plain") << "http://example.com/token" << false;
        QTest::newRow("by name") << "http://localhost:8080/token" << true;
        QTest::newRow("by address") << "http://127.0.0.1:8080/token" << true;
        QTest::newRow("by the longer address") << "http://[::1]:8080/token" << true;
        QTest::newRow("without a path") << "http://127.0.0.1" << true;
        QTest::newRow("a name that begins like the address") << "http://127.0.0.1.example.com/token" << false;
        QTest::newRow("the same with a port") << "http://127.0.0.1.example.com:80/token" << false;
        QTest::newRow("a name that begins like the longer one") << "http://[::1]example.com/token" << false;
        QTest::newRow("a name that begins like the name") << "http://localhost.example.com/token" << false;
        QTest::newRow("somebody at it") << "http://localhost@example.com/token" << false;
        QTest::newRow("a file") << "file:///token" << false;
        QTest::newRow("nothing") << "" << false;
    }

    void tokensGoOverTlsOrStayOnThisComputer() {
        QFETCH(const QString, address);
        QFETCH(const bool, safe);
        QCOMPARE(isSafe(address.toStdString()), safe);
    }
};

QTEST_GUILESS_MAIN(DiscoveryTest)
#include "discovery_test.moc"
