#include "core/events/canonical_json.h"
#include "core/events/event_codec.h"
#include "core/events/event_line.h"
#include "tests/core/events/any_event.h"

#include <QTest>

#include <rapidcheck.h>

using namespace cairn::events;
using cairn::base::Hlc;

namespace {

const std::string kLink(64, '0');

// An encoded event with `member` in the place of the one of that name. Empty: without it.
std::string lineWith(const std::string& name, const std::string& text) {
    boost::json::object object = parseJson(encodeEvent(testing::plainEvent()))->as_object();
    if (text.empty()) {
        object.erase(name);
    } else {
        object[name] = parseJson(text).value();
    }
    return canonicalJson(object);
}

std::string quoted(std::size_t length) {
    return '"' + std::string(length, 'x') + '"';
}

} // namespace

class EventCodecTest : public QObject {
    Q_OBJECT

private slots:
    void membersHaveTheirPlace();
    void whatAServerGaveIsWritten();
    void signedContentHoldsWhatTheAuthorFixes();
    void everyEventSurvivesTheRoundTrip();
    void unknownMembersOfTheEnvelopeAreKept();
    void unknownMembersOfAServerAreNotTheAuthors();
    void unknownMembersOfThePayloadAreKept();
    void malformedEventsAreRefused_data();
    void malformedEventsAreRefused();
    void boundsAreAccepted_data();
    void boundsAreAccepted();
    void largeEventsAreRefused();
    void aDamagedPayloadNeverDecodes_data();
    void aDamagedPayloadNeverDecodes();
    void everyFlippedByteIsRefusedOrSeen();
    void bothWaysOfReadingAgree();
    void bothWaysOfReadingAgreeOnDamage();
    void hexadecimalIsLowerCaseAndWhole_data();
    void hexadecimalIsLowerCaseAndWhole();
};

void EventCodecTest::membersHaveTheirPlace() {
    QCOMPARE(
        encodeEvent(testing::plainEvent()),
        R"({"device":"device-a","hlc":117653726822465536,"link":")" + kLink +
            R"(","payload":{"title":"Bob"},"seq":1,"stream":"learner/self","subject":"task/bob",)"
            R"("type":"task.created","version":1})");
}

void EventCodecTest::whatAServerGaveIsWritten() {
    auto event = testing::plainEvent();
    event.cursor = 17;
    event.effective = Hlc{5};
    event.receipt = Receipt{"key-1", {}};
    const auto line = encodeEvent(event);
    QVERIFY(line.starts_with(R"({"cursor":17,"device":"device-a","effective":5,"hlc":)"));
    QVERIFY(line.find(R"("receipt":{"key":"key-1","signature":")" + kLink + kLink + R"("})") != std::string::npos);
    QCOMPARE(decodeEvent(line).value(), event);
}

void EventCodecTest::signedContentHoldsWhatTheAuthorFixes() {
    auto event = testing::plainEvent();
    const auto content = signedContent(event);
    QCOMPARE(
        content, std::string(R"({"device":"device-a","hlc":117653726822465536,"payload":{"title":"Bob"},"seq":1,)"
                             R"("stream":"learner/self","subject":"task/bob","type":"task.created","version":1})"));
    event.link.fill(7);
    event.receipt = Receipt{"key", {}};
    event.cursor = 1;
    event.effective = Hlc{1};
    QCOMPARE(signedContent(event), content);
}

void EventCodecTest::everyEventSurvivesTheRoundTrip() {
    QVERIFY(rc::check("what is encoded decodes to the same event, and encodes to the same bytes", [] {
        const auto event = testing::anyEvent();
        const auto line = encodeEvent(event);
        RC_ASSERT(line.find('\n') == std::string::npos);
        const auto decoded = decodeEvent(line);
        RC_ASSERT(decoded.has_value());
        RC_ASSERT(*decoded == event);
        RC_ASSERT(encodeEvent(*decoded) == line);
        RC_ASSERT(parseCanonicalJson(signedContent(event)).has_value());
    }));
}

void EventCodecTest::unknownMembersOfTheEnvelopeAreKept() {
    const auto line = lineWith("colour", R"({"b":[1,{"c":null}],"a":"x"})");
    const auto event = decodeEvent(line);
    QVERIFY(event.has_value());
    QCOMPARE(event->unknown, std::string(R"({"colour":{"a":"x","b":[1,{"c":null}]}})"));
    QCOMPARE(encodeEvent(*event), line);
    QVERIFY(signedContent(*event).starts_with(R"({"colour":)"));
}

void EventCodecTest::unknownMembersOfAServerAreNotTheAuthors() {
    const auto plain = testing::plainEvent();
    const auto line = lineWith("_shard", "3");
    const auto event = decodeEvent(line);
    QVERIFY(event.has_value());
    QCOMPARE(encodeEvent(*event), line);
    QCOMPARE(signedContent(*event), signedContent(plain));
}

void EventCodecTest::unknownMembersOfThePayloadAreKept() {
    const auto line = lineWith("payload", R"({"title":"Bob","from the future":{"deep":[1]}})");
    const auto event = decodeEvent(line);
    QVERIFY(event.has_value());
    QCOMPARE(event->payload, std::string(R"({"from the future":{"deep":[1]},"title":"Bob"})"));
    QCOMPARE(encodeEvent(*event), line);
}

void EventCodecTest::malformedEventsAreRefused_data() {
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("place");
    const auto row = [](const char* what, const std::string& name, const std::string& text) {
        QTest::addRow("%s: %s", name.c_str(), what)
            << QByteArray::fromStdString(lineWith(name, text)) << QByteArray::fromStdString("/" + name);
    };
    for (const char* name : {"device", "hlc", "link", "payload", "seq", "stream", "subject", "type", "version"}) {
        row("absent", name, "");
        row("null", name, "null");
        row("a list", name, "[]");
        row("empty", name, R"("")");
    }
    for (const char* name : {"device", "stream", "subject", "type"}) {
        row("too long", name, quoted(201));
        row("a number", name, "1");
    }
    for (const char* name : {"seq", "version", "cursor"}) {
        row("nought", name, "0");
        row("a text", name, R"("1")");
    }
    for (const char* name : {"hlc", "effective"}) {
        row("negative", name, "-1");
    }
    row("of a far future", "version", "1000001");
    row("short", "link", quoted(62));
    row("not hexadecimal", "link", quoted(64));
    row("upper case", "link", '"' + std::string(64, 'A') + '"');
    row("a text", "payload", R"("{}")");
    row("null", "receipt", "null");
    row("empty", "receipt", "{}");
    row("without key", "receipt", R"({"signature":")" + kLink + kLink + "\"}");
    row("without signature", "receipt", R"({"key":"k"})");
    row("short signature", "receipt", R"({"key":"k","signature":")" + kLink + "\"}");
    row("one member too many", "receipt", R"({"key":"k","more":1,"signature":")" + kLink + kLink + "\"}");
    const auto plain = encodeEvent(testing::plainEvent());
    const auto text = [](const char* name, const std::string& line) {
        QTest::newRow(name) << QByteArray::fromStdString(line) << QByteArray();
    };
    text("nothing", "");
    text("no object", "[]");
    text("a number", "1");
    text("a space in front", " " + plain);
    text("a line feed behind", plain + "\n");
    text("two events", plain + plain);
    text("cut off", plain.substr(0, plain.size() - 1));
    text("members in another order", R"({"version":1,)" + plain.substr(1, plain.size() - 14) + "}");
}

void EventCodecTest::malformedEventsAreRefused() {
    QFETCH(QByteArray, line);
    const auto event = decodeEvent(line.toStdString());
    QVERIFY(!event.has_value());
    QCOMPARE(event.error().code, cairn::base::ErrorCode::InvalidInput);
    QTEST(QByteArray::fromStdString(event.error().place), "place");
}

void EventCodecTest::boundsAreAccepted_data() {
    QTest::addColumn<QByteArray>("line");
    const auto row = [](const std::string& name, const std::string& text) {
        QTest::addRow("%s %.20s", name.c_str(), text.c_str()) << QByteArray::fromStdString(lineWith(name, text));
    };
    row("device", quoted(200));
    row("seq", "9223372036854775807");
    row("hlc", "0");
    row("hlc", "9223372036854775807");
    row("effective", "0");
    row("cursor", "1");
    row("version", "1000000");
    row("payload", "{}");
}

void EventCodecTest::boundsAreAccepted() {
    QFETCH(QByteArray, line);
    const auto event = decodeEvent(line.toStdString());
    QVERIFY(event.has_value());
    QCOMPARE(QByteArray::fromStdString(encodeEvent(*event)), line);
}

void EventCodecTest::largeEventsAreRefused() {
    auto event = testing::plainEvent();
    const auto frame = encodeEvent(event).size() - event.payload.size();
    const auto payloadOf = [&](std::size_t bytes) { return R"({"t":")" + std::string(bytes - 8, 'x') + R"("})"; };
    event.payload = payloadOf(kEventBytes - frame);
    QVERIFY(decodeEvent(encodeEvent(event)).has_value());
    event.payload = payloadOf(kEventBytes - frame + 1);
    QCOMPARE(decodeEvent(encodeEvent(event)).error().code, cairn::base::ErrorCode::LimitExceeded);
    event.payload = R"({"t":)" + std::string(31, '[') + std::string(31, ']') + "}";
    QVERIFY(!decodeEvent(encodeEvent(event)).has_value());
}

void EventCodecTest::aDamagedPayloadNeverDecodes_data() {
    QTest::addColumn<QByteArray>("payload");
    for (const char* payload :
         {"", "{", "}", "[]", "null", "{ }", R"({"b":1,"a":1})", R"({},"seq":1)", R"({"a":1},"payload":{})", "{}}",
          "{\"a\":\"\xff\"}"}) {
        QTest::newRow(payload) << QByteArray(payload);
    }
}

void EventCodecTest::aDamagedPayloadNeverDecodes() {
    QFETCH(QByteArray, payload);
    QVERIFY(!decodeEvent(encodeEvent(testing::plainEvent(1, payload.toStdString()))).has_value());
}

void EventCodecTest::everyFlippedByteIsRefusedOrSeen() {
    auto event = testing::plainEvent();
    event.receipt = Receipt{"key", {}};
    event.cursor = 3;
    event.effective = Hlc{77};
    event.unknown = R"({"new":[true]})";
    const auto line = encodeEvent(event);
    for (std::size_t at = 0; at < line.size(); ++at) {
        for (unsigned flip = 1; flip < 256; ++flip) {
            auto damaged = line;
            damaged[at] = static_cast<char>(static_cast<unsigned char>(line[at]) ^ flip);
            const auto decoded = decodeEvent(damaged);
            if (decoded && (*decoded == event || encodeEvent(*decoded) != damaged)) {
                QFAIL(damaged.c_str());
            }
        }
    }
}

void EventCodecTest::bothWaysOfReadingAgree() {
    QVERIFY(readPlainLine(encodeEvent(testing::plainEvent())).has_value());
    QVERIFY(rc::check("an event that is read the short way is the same the long way", [] {
        const auto event = testing::anyEvent();
        const auto line = encodeEvent(event);
        const auto plain = readPlainLine(line);
        RC_TAG(plain ? "plain" : "not plain");
        RC_ASSERT(!plain || *plain == event);
        RC_ASSERT(readAnyLine(line).value() == event);
    }));
}

void EventCodecTest::bothWaysOfReadingAgreeOnDamage() {
    auto event = testing::plainEvent();
    event.cursor = 30;
    event.effective = Hlc{0};
    const auto line = encodeEvent(event);
    QVERIFY(readPlainLine(line).has_value());
    const auto agree = [](const std::string& damaged) {
        const auto plain = readPlainLine(damaged);
        const auto any = readAnyLine(damaged);
        return !plain || (any && *any == *plain);
    };
    for (std::size_t at = 0; at < line.size(); ++at) {
        for (int byte = 0; byte < 256; ++byte) {
            const std::string one(1, static_cast<char>(byte));
            for (const auto& damaged :
                 {line.substr(0, at) + one + line.substr(at), line.substr(0, at) + one + line.substr(at + 1)}) {
                QVERIFY2(agree(damaged), damaged.c_str());
            }
        }
        QVERIFY2(agree(line.substr(0, at) + line.substr(at + 1)), line.c_str());
    }
}

void EventCodecTest::hexadecimalIsLowerCaseAndWhole_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("accepted");
    for (const auto& [text, accepted] : std::initializer_list<std::pair<const char*, bool>>{
             {"00ff", true},
             {"abcd", true},
             {"", false},
             {"00f", false},
             {"00ff0", false},
             {"00ff00", false},
             {"00FF", false},
             {"00fF", false},
             {"0xff", false},
             {"00:ff", false},
             {" 0ff", false},
             {"00fg", false}}) {
        QTest::newRow(text) << QByteArray(text) << accepted;
    }
}

void EventCodecTest::hexadecimalIsLowerCaseAndWhole() {
    QFETCH(QByteArray, text);
    std::array<unsigned char, 2> bytes{};
    const bool read = fromHex(text.toStdString(), bytes.data(), bytes.size());
    QTEST(read, "accepted");
    if (read) {
        QCOMPARE(QByteArray::fromStdString(toHex(bytes)), text);
    }
}

QTEST_GUILESS_MAIN(EventCodecTest)
#include "event_codec_test.moc"
