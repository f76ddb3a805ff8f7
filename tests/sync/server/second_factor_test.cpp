#include "sync/server/auth/second_factor.h"

#include <QTest>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace cairn::server;

class SecondFactorTest : public QObject {
    Q_OBJECT

private slots:

    // RFC 6238, appendix B: the last six digits of its values for SHA-1.
    void codesAreThoseOfTheStandard_data() {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("code");
        QTest::newRow("1970") << 59LL << u"287082"_s;
        QTest::newRow("2005") << 1'111'111'109LL << u"081804"_s;
        QTest::newRow("2033") << 2'000'000'000LL << u"279037"_s;
    }

    void codesAreThoseOfTheStandard() {
        QFETCH(qint64, seconds);
        QFETCH(QString, code);
        const std::string secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"; // "12345678901234567890"
        const auto step = factorStep(secret, code.toStdString(), seconds, 0);
        QCOMPARE(step, std::optional<std::int64_t>(seconds / 30));
        QVERIFY(factorStep(secret, code.toStdString(), seconds + 30, 0));
        QVERIFY(!factorStep(secret, code.toStdString(), seconds + 60, 0));
        QVERIFY(!factorStep(secret, code.toStdString(), seconds, *step)); // once
    }

    // Whatever an e-mail address has in it, the secret is where authenticators look for it.
    void anAddressHoldsAnyEmail_data() {
        QTest::addColumn<QString>("email");
        QTest::newRow("plain") << u"ada@example.org"_s;
        QTest::newRow("signs") << u"a?b=c&secret=x#y%41+z/@example.org"_s;
        QTest::newRow("not ASCII") << u"žofie@example.org"_s;
    }

    void anAddressHoldsAnyEmail() {
        QFETCH(QString, email);
        const QUrl address(QString::fromStdString(factorAddress("JBSWY3DPEHPK3PXP", email.toStdString())));
        QVERIFY(address.isValid());
        QCOMPARE(address.path(QUrl::FullyDecoded), u"/Cairn:"_s + email);
        QCOMPARE(QUrlQuery(address).queryItemValue(u"secret"_s), u"JBSWY3DPEHPK3PXP"_s);
    }
};

QTEST_GUILESS_MAIN(SecondFactorTest)
#include "second_factor_test.moc"
