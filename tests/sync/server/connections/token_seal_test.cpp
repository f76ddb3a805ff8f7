#include "sync/server/connections/token_seal.h"

#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace cairn;

class TokenSealTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    server::Seal master(const char* name = "key") const {
        return server::Seal((m_folder.path() + '/').toStdString() + name);
    }

private Q_SLOTS:

    void opensWhatItHasClosed() {
        const server::TokenSeal seal(master());
        for (const std::string& text : {std::string(), std::string("gho_secret"), std::string(100'000, 'x')}) {
            const auto sealed = seal.close(text, "connection/ada/github/mira");
            QVERIFY(text.empty() || !sealed.contains(text));
            QCOMPARE(seal.open(sealed, "connection/ada/github/mira"), std::optional(text));
        }
        QCOMPARE(server::TokenSeal(master()).open(seal.close("x", "row"), "row"), std::optional<std::string>("x"));
    }

    void rowsCannotBeSwapped() {
        const server::TokenSeal seal(master());
        const auto sealed = seal.close("gho_secret", "connection/ada/github/mira");
        QVERIFY(!seal.open(sealed, "connection/eve/github/mira"));
        QVERIFY(!seal.open(sealed, "connection/ada/codeforces/mira"));
        QVERIFY(!seal.open(sealed, ""));
    }

    void oneChangedDigitIsNoticed() {
        const server::TokenSeal seal(master());
        const auto sealed = seal.close("gho_secret", "row");
        for (std::size_t at = 0; at < sealed.size(); ++at) {
            auto changed = sealed;
            changed[at] = changed[at] == '0' ? '1' : '0';
            QVERIFY(!seal.open(changed, "row"));
        }
        for (const auto* wrong : {"", "0", "zz", "00112233"}) {
            QVERIFY(!seal.open(wrong, "row"));
        }
        QVERIFY(!seal.open(sealed.substr(0, sealed.size() - 2), "row"));
    }

    void anotherKeyOpensNothing() {
        const auto sealed = server::TokenSeal(master()).close("x", "row");
        QVERIFY(!server::TokenSeal(master("other")).open(sealed, "row"));
        QVERIFY(!master().open(sealed, "row")); // nor does the one that it follows from
    }

    void noNonceComesTwice() {
        const server::TokenSeal seal(master());
        std::set<std::string> nonces;
        for (int time = 0; time < 2'000; ++time) {
            nonces.insert(seal.close("", "row").substr(0, 24));
        }
        QCOMPARE(nonces.size(), std::size_t(2'000));
    }
};

QTEST_GUILESS_MAIN(TokenSealTest)
#include "token_seal_test.moc"
