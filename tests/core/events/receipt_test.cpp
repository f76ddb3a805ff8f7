#include "core/events/event_codec.h"
#include "core/events/receipt.h"
#include "tests/core/events/any_event.h"

#include <QTest>

#include <rapidcheck.h>

#include <functional>

using namespace cairn::events;

namespace {

std::array<unsigned char, 32> seed(unsigned char first) {
    std::array<unsigned char, 32> bytes{};
    bytes[0] = first;
    return bytes;
}

SigningKey serverKey() {
    return SigningKey::fromSeed("server-1", seed(1));
}

KeyRing ring() {
    const auto key = serverKey();
    return {{key.id(), key.publicKey()}};
}

Event verifiedEvent() {
    auto event = testing::plainEvent(1, R"({"evidence":"accepted"})");
    event.type = "task.verified";
    event.receipt = serverKey().sign(event);
    return event;
}

using Change = std::function<void(Event&)>;

const std::pair<const char*, Change> kChanges[] = {
    {"device", [](Event& event) { event.ref.device = "device-b"; }},
    {"seq", [](Event& event) { ++event.ref.seq; }},
    {"hlc", [](Event& event) { ++event.hlc.value; }},
    {"stream", [](Event& event) { event.stream = "learner/other"; }},
    {"subject", [](Event& event) { event.subject = "task/harder"; }},
    {"type", [](Event& event) { event.type = "task.failed"; }},
    {"version", [](Event& event) { ++event.version; }},
    {"payload", [](Event& event) { event.payload = R"({"evidence":"accepted","hints":-5})"; }},
    {"unknown member", [](Event& event) { event.unknown = R"({"new":1})"; }},
    {"signature", [](Event& event) { event.receipt->signature[63] ^= 1; }},
    {"key", [](Event& event) { event.receipt->key = "server-2"; }},
    {"no receipt", [](Event& event) { event.receipt.reset(); }},
    {"an empty signature", [](Event& event) { event.receipt->signature = {}; }},
    {"the receipt of another event",
     [](Event& event) {
         auto other = event;
         other.subject = "task/other";
         event.receipt = serverKey().sign(other);
     }},
    {"one's own key under the server's name",
     [](Event& event) { event.receipt = SigningKey::fromSeed("server-1", seed(2)).sign(event); }},
    {"one's own key", [](Event& event) { event.receipt = SigningKey::fromSeed("mine", seed(2)).sign(event); }},
    {"the server's key under another name",
     [](Event& event) { event.receipt->signature = SigningKey::fromSeed("server-2", seed(1)).sign(event).signature; }},
};

} // namespace

class ReceiptTest : public QObject {
    Q_OBJECT

private slots:
    void aServersReceiptIsAccepted();
    void anythingElseIsRefused_data();
    void anythingElseIsRefused();
    void everyFlippedBitOfASignatureIsRefused();
    void theChainAndTheDeliveryAreNotSigned();
    void severalKeysAreTrustedAtATime();
    void anEmptyRingTrustsNobody();
    void theMessageSaysWhatItIs();
    void signingIsDeterministic();
    void generatedKeysDiffer();
    void everyEventCanBeSigned();
    void receiptsSurviveTheRoundTrip();
};

void ReceiptTest::aServersReceiptIsAccepted() {
    QVERIFY(verifyReceipt(verifiedEvent(), ring()).has_value());
}

void ReceiptTest::anythingElseIsRefused_data() {
    QTest::addColumn<int>("change");
    for (int at = 0; at < static_cast<int>(std::size(kChanges)); ++at) {
        QTest::newRow(kChanges[at].first) << at;
    }
}

void ReceiptTest::anythingElseIsRefused() {
    QFETCH(int, change);
    auto event = verifiedEvent();
    kChanges[change].second(event);
    const auto verified = verifyReceipt(event, ring());
    QVERIFY(!verified.has_value());
    QCOMPARE(verified.error().code, cairn::base::ErrorCode::Refused);
}

void ReceiptTest::everyFlippedBitOfASignatureIsRefused() {
    const auto event = verifiedEvent();
    for (std::size_t bit = 0; bit < event.receipt->signature.size() * 8; ++bit) {
        auto forged = event;
        forged.receipt->signature[bit / 8] ^= static_cast<unsigned char>(1U << (bit % 8));
        QVERIFY(!verifyReceipt(forged, ring()).has_value());
    }
}

void ReceiptTest::theChainAndTheDeliveryAreNotSigned() {
    auto event = verifiedEvent();
    event.link.fill(9);
    event.cursor = 12;
    event.effective = cairn::base::Hlc{12};
    QVERIFY(verifyReceipt(event, ring()).has_value());
}

void ReceiptTest::severalKeysAreTrustedAtATime() {
    const auto next = SigningKey::fromSeed("server-2", seed(7));
    auto keys = ring();
    keys.emplace(next.id(), next.publicKey());
    auto event = verifiedEvent();
    QVERIFY(verifyReceipt(event, keys).has_value());
    event.receipt = next.sign(event);
    QVERIFY(verifyReceipt(event, keys).has_value());
    keys.erase("server-2");
    QVERIFY(!verifyReceipt(event, keys).has_value());
}

void ReceiptTest::anEmptyRingTrustsNobody() {
    QVERIFY(!verifyReceipt(verifiedEvent(), {}).has_value());
}

void ReceiptTest::theMessageSaysWhatItIs() {
    const auto event = verifiedEvent();
    QCOMPARE(receiptMessage(event, "server-1"), "cairn receipt v1\nserver-1\n" + signedContent(event));
}

void ReceiptTest::signingIsDeterministic() {
    QCOMPARE(verifiedEvent().receipt->signature, verifiedEvent().receipt->signature);
}

void ReceiptTest::generatedKeysDiffer() {
    const auto one = SigningKey::generate("k");
    const auto other = SigningKey::generate("k");
    QVERIFY(one.publicKey() != other.publicKey());
    auto event = testing::plainEvent();
    event.receipt = one.sign(event);
    QVERIFY(verifyReceipt(event, {{"k", one.publicKey()}}).has_value());
    QVERIFY(!verifyReceipt(event, {{"k", other.publicKey()}}).has_value());
}

void ReceiptTest::everyEventCanBeSigned() {
    QVERIFY(rc::check("whatever is signed is accepted, and no other event with that receipt", [] {
        auto event = testing::anyEvent();
        auto other = testing::anyEvent();
        event.receipt = other.receipt = serverKey().sign(event);
        RC_ASSERT(verifyReceipt(event, ring()).has_value());
        RC_ASSERT(verifyReceipt(other, ring()).has_value() == (signedContent(other) == signedContent(event)));
    }));
}

void ReceiptTest::receiptsSurviveTheRoundTrip() {
    const auto read = decodeEvent(encodeEvent(verifiedEvent()));
    QVERIFY(verifyReceipt(read.value(), ring()).has_value());
}

QTEST_GUILESS_MAIN(ReceiptTest)
#include "receipt_test.moc"
