#include "core/events/event_codec.h"
#include "core/events/receipt.h"

#include <QTest>

using namespace cairn::events;

namespace {

SigningKey keyNamed(const std::string& id) {
    std::array<unsigned char, 32> seed{};
    seed[0] = static_cast<unsigned char>(id.back());
    return SigningKey::fromSeed(id, seed);
}

AnnouncedKey announced(const std::string& id, const std::string& by = {}) {
    AnnouncedKey key{id, toHex(keyNamed(id).publicKey()), {}, {}};
    if (!by.empty()) {
        keyNamed(by).vouch(key);
    }
    return key;
}

KeyRing ringOf(const std::vector<std::string>& ids) {
    KeyRing ring;
    for (const auto& id : ids) {
        ring[id] = keyNamed(id).publicKey();
    }
    return ring;
}

} // namespace

class AnnouncedKeyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void whoKnowsNothingTakesTheFirstAndWhatFollowsFromIt() {
        const auto ring = follow({}, {announced("k1"), announced("k2", "k1"), announced("k3", "k2"), announced("x9")});
        QCOMPARE(ring.value(), ringOf({"k1", "k2", "k3"}));
    }

    void aNewKeyIsTakenWhereAnOlderOneVouchesForIt() {
        QCOMPARE(follow(ringOf({"k1"}), {announced("k1"), announced("k2", "k1")}).value(), ringOf({"k1", "k2"}));
        // Also where the server does not announce the older one any more.
        QCOMPARE(follow(ringOf({"k1"}), {announced("k2", "k1")}).value(), ringOf({"k1", "k2"}));
    }

    void aServerWithOtherKeysIsRefused() {
        QVERIFY(!follow(ringOf({"k1"}), {announced("x9")}));
        auto forged = announced("k2", "k1");
        forged.open = toHex(keyNamed("x9").publicKey());
        QVERIFY(!follow(ringOf({"k1"}), {forged}));
        auto renamed = announced("x9");
        renamed.id = "k1";
        QVERIFY(!follow(ringOf({"k1"}), {renamed}));
    }

    void whatIsKnownStays() {
        QCOMPARE(follow(ringOf({"k1", "k2"}), {}).value(), ringOf({"k1", "k2"}));
        QCOMPARE(follow(ringOf({"k1", "k2"}), {announced("k2")}).value(), ringOf({"k1", "k2"}));
    }

    void aKeyThatIsNotOneIsPassedOver() {
        auto broken = announced("k2", "k1");
        broken.voucher = "12";
        QCOMPARE(follow(ringOf({"k1"}), {announced("k1"), broken}).value(), ringOf({"k1"}));
        QVERIFY(!follow({}, {{"k1", "zz", {}, {}}}));
    }
};

QTEST_GUILESS_MAIN(AnnouncedKeyTest)
#include "announced_key_test.moc"
