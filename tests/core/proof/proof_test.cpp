#include "core/learning/level.h"
#include "core/proof/did_key.h"
#include "tests/core/proof/a_server.h"

#include <QTest>

using namespace cairn;
using namespace cairn::proof;
using namespace cairn::proof::testing;

class ProofTest : public QObject {
    Q_OBJECT

private:
    static std::vector<events::AnnouncedKey> keys() {
        return {announced("k1"), announced("k2", "k1"), announced("k3", "k2")};
    }

    static std::string aProof() {
        return writeProof(
                   {receipt(2, solved("leetcode/two-sum", 2), "k1"), receipt(1, solved("leetcode/hard", 8), "k2")},
                   keys())
            .value_or("");
    }

    static QString why(const std::string& document, const events::KeyRing& ring = {}) {
        const auto verified = verifyProof(document, ring);
        return verified ? QString() : QString::fromStdString(verified.error().place + ": " + verified.error().message);
    }

    static std::string changed(std::string text, const std::string& from, const std::string& to) {
        const auto at = text.find(from);
        return at == std::string::npos ? "not there: " + from : text.replace(at, from.size(), to);
    }

private Q_SLOTS:

    void saysTheLevelThatTheReceiptsComeTo() {
        const auto statement = verifyProof(aProof(), {});
        QVERIFY2(statement, statement ? "" : statement.error().message.c_str());
        const std::vector<learning::Completion> same{
            {.task = "a", .problem = "leetcode/hard", .topics = {}, .difficulty = 8},
            {.task = "b", .problem = "leetcode/two-sum", .topics = {}, .difficulty = 2}};
        QCOMPARE(statement->hundredths, learning::level(same).hundredths);
        QCOMPARE(statement->topics, (std::map<std::string, std::int64_t>{{"arrays", statement->hundredths}}));
        QCOMPARE(statement->learner, std::string("learner/ada"));
        QCOMPARE(statement->tasks.size(), std::size_t(2));
        QCOMPARE(statement->accounts.size(), std::size_t(1));
        QCOMPARE(statement->accounts.front().second, std::string("ada"));
        QCOMPARE(statement->at, 1'790'000'000'002);
        QVERIFY(!statement->trusted);
    }

    void oneProblemCountsOnceHoweverManyTasksItHas() {
        const auto once = writeProof({receipt(1, solved("leetcode/two-sum", 2), "k1")}, keys());
        const auto twice = writeProof(
            {receipt(1, solved("leetcode/two-sum", 2), "k1"), receipt(2, solved("leetcode/two-sum", 2), "k1")}, keys());
        QCOMPARE(verifyProof(*once, {})->hundredths, verifyProof(*twice, {})->hundredths);
    }

    // Every byte of the file, with each of its bits turned in turn: nothing of it can be changed.
    void noByteCanBeChanged() {
        const auto proof = aProof();
        QVERIFY(why(proof).isEmpty());
        for (std::size_t at = 0; at < proof.size(); ++at) {
            auto flipped = proof;
            flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
            const auto trouble = verifyProof(flipped, {});
            QVERIFY2(!trouble, qPrintable(QString::number(at)));
            QVERIFY2(!trouble.error().message.empty(), qPrintable(QString::number(at)));
        }
    }

    void noByteCanBeTakenOutOrPutIn() {
        const auto proof = aProof();
        for (std::size_t at = 0; at + 1 < proof.size(); ++at) {
            auto shorter = proof;
            shorter.erase(at, 1);
            auto longer = proof;
            longer.insert(at, " ");
            QVERIFY2(!verifyProof(shorter, {}), qPrintable(QString::number(at)));
            QVERIFY2(!verifyProof(longer, {}), qPrintable(QString::number(at)));
        }
    }

    void namesWhatIsWrong_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("named");
        const auto row = [](const char* name, const char* from, const char* to, const char* named) {
            QTest::newRow(name) << QString::fromUtf8(from) << QString::fromUtf8(to) << QString::fromUtf8(named);
        };
        row("the level", "\"levelHundredths\":", "\"levelHundredths\":9", "credentialSubject/levelHundredths");
        row("a difficulty", "\"difficulty\":2", "\"difficulty\":9", "evidence/1: the receipt's signature");
        row("a learner", "urn:cairn:learner/ada", "urn:cairn:learner/eve", "credentialSubject/id");
        row("an account", "\"account\":\"ada\",\"platform\"", "\"account\":\"eve\",\"platform\"",
            "credentialSubject/accounts/0/account");
        row("a day", "\"validFrom\":\"2026", "\"validFrom\":\"2025", "validFrom");
        row("an issuer", "did:key:z", "did:key:x", "issuer/id");
        row("a key's name", "\"id\":\"k2\"", "\"id\":\"k9\"", "key k9");
        row("more", "\"type\":[\"VerifiableCredential\"", "\"x\":1,\"type\":[\"VerifiableCredential\"", "x: it says 1");
        row("a link", "\"event\":{", "\"event\":{\"link\":\"\",", "evidence/0: this is no receipt");
    }

    void namesWhatIsWrong() {
        QFETCH(const QString, from);
        QFETCH(const QString, to);
        QFETCH(const QString, named);
        const auto trouble = why(changed(aProof(), from.toStdString(), to.toStdString()));
        QVERIFY2(trouble.contains(named), qPrintable(trouble));
    }

    void trustsWhatFollowsFromAKeyThatIsGiven() {
        QVERIFY(verifyProof(aProof(), pinned("k1"))->trusted);
        QVERIFY2(
            why(aProof(), pinned("x1")).contains(QStringLiteral("not the keys")),
            qPrintable(why(aProof(), pinned("x1"))));
        // One of the two receipts is of a key before the one that is given.
        QVERIFY2(
            why(aProof(), pinned("k2")).contains(QStringLiteral("evidence/1: key k1")),
            qPrintable(why(aProof(), pinned("k2"))));
        auto sameName = keyNamed("x1").publicKey();
        QVERIFY(!verifyProof(aProof(), {{"k1", sameName}}));
    }

    // A whole proof of one's own making verifies only for who asks nobody.
    void aServerOfOnesOwnIsNobodys() {
        const auto own = writeProof({receipt(1, solved("leetcode/hard", 10), "x1")}, {announced("x1")});
        QVERIFY(own);
        QVERIFY(!verifyProof(*own, {})->trusted);
        QVERIFY(!verifyProof(*own, pinned("k1")));
    }

    void receiptsOfTwoLearnersAreNoProof() {
        const auto both = writeProof(
            {receipt(1, solved("leetcode/a", 2), "k1"), receipt(2, solved("leetcode/b", 2), "k1", "learner/eve")},
            keys());
        QVERIFY(!both);
        QCOMPARE(both.error().place, std::string("evidence/1"));
    }

    void refusesWhatIsNoReceipt() {
        QVERIFY(!writeProof({}, keys()));
        auto unsignedOne = receipt(1, solved("leetcode/a", 2), "k1");
        unsignedOne.receipt.reset();
        QVERIFY(!writeProof({unsignedOne}, keys()));
        auto other = receipt(1, solved("leetcode/a", 2), "k1");
        other.subject = "task/other"; // swapped to another task
        QVERIFY(!writeProof({other}, keys()));
        const auto twice = receipt(1, solved("leetcode/a", 2), "k1");
        QVERIFY(!writeProof({twice, twice}, keys()));
        QVERIFY(!writeProof({receipt(1, solved("leetcode/a", 2), "k9")}, keys()));
        // Signed by the server, and no verification.
        auto failure = receipt(1, solved("leetcode/a", 2), "k1");
        failure.type = "task.failed";
        failure.payload = "{}";
        failure.receipt = keyNamed("k1").sign(failure);
        QVERIFY(!writeProof({failure}, keys()));
    }

    void keysHaveToVouchForEachOther() {
        auto forged = keys();
        forged[1].voucher = std::string(128, '0');
        QVERIFY(!writeProof({receipt(1, solved("leetcode/a", 2), "k2")}, forged));
        QVERIFY(!writeProof({receipt(1, solved("leetcode/a", 2), "k2")}, {announced("k2", "k1")})); // k1 is missing
        auto circle = keys();
        circle[0].by = "k2";
        QVERIFY(!writeProof({receipt(1, solved("leetcode/a", 2), "k2")}, circle));
    }

    // A profile keeps keys without vouchers. Each of them has to be trusted by itself then.
    void keysWithoutVouchersAreEachTheirOwn() {
        const auto both = writeProof(
            {receipt(1, solved("leetcode/a", 2), "k1"), receipt(2, solved("leetcode/b", 2), "x1")},
            {announced("k1"), announced("x1")});
        QVERIFY(both);
        QVERIFY(!verifyProof(*both, pinned("k1")));
        auto ring = pinned("k1");
        ring.merge(pinned("x1"));
        QVERIFY(verifyProof(*both, ring)->trusted);
    }

    void keepsWhatItDoesNotKnowOfAReceipt() {
        auto later = receipt(1, solved("leetcode/a", 2), "k1");
        later.payload.insert(1, "\"aa\":1,");
        later.receipt = keyNamed("k1").sign(later);
        const auto proof = writeProof({later}, keys());
        QVERIFY2(proof, proof ? "" : proof.error().message.c_str());
        QVERIFY(verifyProof(*proof, {}));
    }

    void namesAKeyAsTheWorldDoes() {
        // Test vector of the did:key method for Ed25519.
        events::PublicKey key{};
        QVERIFY(events::fromHex(
            "2e6fcce36701dc791488e0d0b1745cc1e33a4c1c9fcc41c63bd343dbbe0970e6", key.data(), key.size()));
        QCOMPARE(didKey(key), std::string("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"));
    }
};

QTEST_GUILESS_MAIN(ProofTest)
#include "proof_test.moc"
