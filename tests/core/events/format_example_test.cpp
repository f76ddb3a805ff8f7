#include "core/events/chain.h"
#include "core/events/erasure.h"
#include "core/events/event_codec.h"
#include "core/events/receipt.h"

#include <QFile>
#include <QTest>

#include <map>
#include <vector>

using namespace cairn::events;

namespace {

// The worked example of core/events/FORMAT.md: a learner creates a task, a server proves it.
using Block = std::vector<std::pair<std::string, std::string>>;

std::array<unsigned char, 32> seed() {
    std::array<unsigned char, 32> bytes{};
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        bytes[at] = static_cast<unsigned char>(at);
    }
    return bytes;
}

Event created() {
    Event event;
    event.ref = {"laptop-7f3a", 1};
    event.hlc = cairn::base::Hlc::at(1'795'253'400'000);
    event.stream = "learner/ada";
    event.subject = "task/two-fer";
    event.type = "task.created";
    event.payload = "{\"difficulty\":2,\"title\":\"Two-Fer \\\"f\xc3\xbcr alle\\\"\"}";
    event.link = linkAfter({}, event);
    return event;
}

Event renamed() {
    auto event = created();
    event.ref.seq = 2;
    event.hlc = cairn::base::Hlc::at(1'795'253'400'000, 1);
    event.type = "task.edited";
    event.payload = R"({"title":"Two-Fer"})";
    event.link = linkAfter(created().link, event);
    return event;
}

Event verified(const SigningKey& key) {
    auto event = created();
    event.ref = {"server", 1};
    event.hlc = cairn::base::Hlc::at(1'795'257'000'000);
    event.type = "task.verified";
    event.payload = R"({"evidence":"accepted","hints":1})";
    event.link = linkAfter({}, event);
    event.receipt = key.sign(event);
    event.cursor = 1203;
    event.effective = event.hlc;
    return event;
}

// Line feeds as \n, so that a value stays on its line.
std::string onOneLine(std::string text) {
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) {
        text.replace(at, 1, "\\n");
    }
    return text;
}

Block computed() {
    const auto key = SigningKey::fromSeed("2026a", seed());
    const auto one = created();
    const auto two = renamed();
    const auto proof = verified(key);
    return {
        {"content 1", signedContent(one)},
        {"place 1", signedPlace(one)},
        {"saying 1", signedSaying(one)},
        {"link 1", toHex(one.link)},
        {"event 1", encodeEvent(one)},
        {"erased 1", encodeEvent(erased(one))},
        {"content 2", signedContent(two)},
        {"link 2", toHex(two.link)},
        {"event 2", encodeEvent(two)},
        {"seed", toHex(seed())},
        {"public key", toHex(key.publicKey())},
        {"message 3", onOneLine(receiptMessage(proof, key.id()))},
        {"signature 3", toHex(proof.receipt->signature)},
        {"event 3", encodeEvent(proof)},
    };
}

Block written() {
    QFile page(CAIRN_SOURCE_DIR "/core/events/FORMAT.md");
    if (!page.open(QIODevice::ReadOnly)) {
        return {};
    }
    Block block;
    bool inside = false;
    for (const auto& line : page.readAll().split('\n')) {
        if (line.startsWith("```")) {
            inside = line == "```example";
        } else if (const auto colon = line.indexOf(": "); inside && colon > 0) {
            block.emplace_back(line.left(colon).toStdString(), line.mid(colon + 2).toStdString());
        }
    }
    return block;
}

} // namespace

class FormatExampleTest : public QObject {
    Q_OBJECT

private slots:
    void thePageSaysWhatTheCodeWrites();
    void theEventsOfThePageAreRead();
    void theReceiptOfThePageIsAccepted();
};

void FormatExampleTest::thePageSaysWhatTheCodeWrites() {
    const auto expected = computed();
    const auto page = written();
    for (std::size_t at = 0; at < expected.size(); ++at) {
        const auto found = at < page.size() ? page[at] : std::pair<std::string, std::string>{};
        if (found != expected[at]) {
            qWarning("%s: %s", expected[at].first.c_str(), expected[at].second.c_str());
        }
    }
    QVERIFY2(page == expected, "core/events/FORMAT.md does not say the lines above");
}

void FormatExampleTest::theEventsOfThePageAreRead() {
    const auto page = written();
    const std::map<std::string, std::string> lines(page.begin(), page.end());
    for (const auto* name : {"event 1", "event 2", "event 3"}) {
        const auto event = decodeEvent(lines.at(name));
        QVERIFY(event.has_value());
        QCOMPARE(encodeEvent(*event), lines.at(name));
    }
    QCOMPARE(decodeEvent(lines.at("event 1")).value(), created());
    QCOMPARE(decodeEvent(lines.at("event 2")).value(), renamed());
}

void FormatExampleTest::theReceiptOfThePageIsAccepted() {
    const auto page = written();
    const std::map<std::string, std::string> lines(page.begin(), page.end());
    PublicKey key{};
    QVERIFY(fromHex(lines.at("public key"), key.data(), key.size()));
    const auto event = decodeEvent(lines.at("event 3"));
    QVERIFY(event.has_value());
    QVERIFY(verifyReceipt(*event, {{"2026a", key}}).has_value());
}

QTEST_GUILESS_MAIN(FormatExampleTest)
#include "format_example_test.moc"
