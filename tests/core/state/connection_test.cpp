#include "core/state/connection.h"

#include <QTest>

using namespace cairn::state;
using namespace cairn::events;

namespace {

const Stamp kSigned{{"notary", 1}, 1000, true};
const Stamp kForged{{"laptop", 1}, 1000, false};

Connection proven(const std::string& account) {
    Connection connection;
    apply(connection, ConnectionProven{account, AccountProof::sign_in}, kSigned);
    apply(connection, ConnectionFigures{.at = 900, .totals = {{"solved", 7}}}, kSigned);
    return connection;
}

} // namespace

class ConnectionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void keepsWhatTheServerSaid() {
        const auto connection = proven("mira_codes");
        QCOMPARE(connection.account, std::string("mira_codes"));
        QCOMPARE(connection.proof, AccountProof::sign_in);
        QCOMPARE(connection.since, 1000);
        QCOMPARE(connection.figures.totals.at("solved"), 7);
    }

    void nothingCountsWithoutAReceipt() {
        Connection connection;
        apply(connection, ConnectionProven{"mira_codes", {}}, kForged);
        QCOMPARE(connection, Connection{});
        connection = proven("mira_codes");
        apply(connection, ConnectionFigures{.at = 950, .totals = {{"solved", 700}}}, kForged);
        apply(connection, ConnectionRemoved{}, kForged);
        QCOMPARE(connection, proven("mira_codes"));
    }

    void figuresLeaveWithTheAccount() {
        auto connection = proven("mira_codes");
        apply(connection, ConnectionProven{"somebody", {}}, kSigned);
        QVERIFY(connection.figures.totals.empty());
        connection = proven("mira_codes");
        apply(connection, ConnectionRemoved{}, kSigned);
        QCOMPARE(connection, Connection{});
        apply(connection, ConnectionFigures{.at = 950, .totals = {{"solved", 8}}}, kSigned);
        QCOMPARE(connection, Connection{});
    }
};

QTEST_GUILESS_MAIN(ConnectionTest)
#include "connection_test.moc"
