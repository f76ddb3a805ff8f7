#include "sync/wire/frame.h"
#include "sync/wire/packing.h"

#include <QTest>

using namespace cairn;
using base::ErrorCode;

class FrameTest : public QObject {
    Q_OBJECT

private:
    static wire::Hello hello() {
        return {1, 2, "token", {{"d1", 7, "ab", "learner/x"}, {"d2", 0, "", ""}}, {{"learner/x", 12, "mark"}}, 4, true};
    }

private Q_SLOTS:

    void everyMessageSurvives() {
        const std::vector<wire::Message> messages{
            hello(),
            wire::Welcome{1, 2, 1'795'000'000'000, {{"d1", 5, "cd", ""}}, {{"learner/x", 99}}},
            wire::Push{"d1"},
            wire::Ack{"d1", 7},
            wire::Reject{"d1", 6, wire::RejectCode::forked, "another \"event\"\n"},
            wire::Page{"learner/x", 13, true, "mark"},
            wire::Snapshot{{{"learner/x", 13, "mark"}}, "digest", true},
            wire::Credit{3},
            wire::AskLinks{"d1", 2},
            wire::Links{"d1", 2, {"ab", "cd"}},
            wire::End{wire::EndCode::busy, "later"},
        };
        QCOMPARE(messages.size(), std::variant_size_v<wire::Message>);
        for (const auto& message : messages) {
            const auto text = wire::encodeFrame(message);
            QVERIFY(text.find('\n') == std::string::npos);
            const auto frame = wire::decodeFrame(text);
            QVERIFY2(frame, text.c_str());
            QCOMPARE(frame->message, message);
            QVERIFY(frame->lines.empty());
        }
    }

    void linesFollowTheMessage() {
        const std::vector<std::string> lines{R"({"a":1})", R"({"b":"\n"})"};
        const auto text = wire::encodeFrame(wire::Push{"d"}, lines);
        QCOMPARE(text, std::string("{\"push\":{\"device\":\"d\"}}\n{\"a\":1}\n{\"b\":\"\\n\"}"));
        QCOMPARE(wire::decodeFrame(text)->lines, lines);
    }

    void whatIsNewIsPassedOver() {
        const auto frame = wire::decodeFrame(R"({"ack":{"device":"d","from":"the future","seq":3}})");
        QVERIFY(frame);
        QCOMPARE(std::get<wire::Ack>(frame->message), (wire::Ack{"d", 3}));
    }

    void refusesWhatIsNoFrame_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("hello");
        QTest::newRow("no object") << QByteArray("[]");
        QTest::newRow("no message") << QByteArray("{}");
        QTest::newRow("two messages") << QByteArray(R"({"ack":{},"credit":{}})");
        QTest::newRow("unknown") << QByteArray(R"({"shout":{}})");
        QTest::newRow("wrong type") << QByteArray(R"({"ack":{"seq":"3"}})");
        QTest::newRow("no member") << QByteArray(R"({"ack":3})");
        QTest::newRow("fraction") << QByteArray(R"({"ack":{"seq":1.5}})");
        QTest::newRow("deep") << QByteArray(R"({"ack":[[[[[[[[[[]]]]]]]]]]})");
        QTest::newRow("events where none belong") << QByteArray("{\"ack\":{}}\n{}");
        QTest::newRow("too many lines") << QByteArray("{\"push\":{}}") + QByteArray(10'001, '\n');
        QTest::newRow("too large") << QByteArray("{\"push\":{}}\n") + QByteArray(2 << 20, 'x');
    }

    void refusesWhatIsNoFrame() {
        QFETCH(QByteArray, text);
        const auto frame = wire::decodeFrame(text.toStdString());
        QVERIFY(!frame);
        QVERIFY(!frame.error().message.empty());
    }

    void onlyLargeFramesArePacked() {
        const auto small = wire::pack(wire::encodeFrame(hello()));
        QVERIFY(!small.binary);
        const std::string large = wire::encodeFrame(wire::Push{"d"}, std::vector<std::string>(500, R"({"a":"b"})"));
        const auto packed = wire::pack(large);
        QVERIFY(packed.binary);
        QVERIFY(packed.bytes.size() * 10 < large.size());
        QCOMPARE(wire::unpack(packed.bytes).value(), large);
    }

    void refusesWhatDoesNotUnpack() {
        QCOMPARE(wire::unpack("").error().code, ErrorCode::InvalidInput);
        QCOMPARE(wire::unpack("no zstd at all").error().code, ErrorCode::InvalidInput);
        auto packed = wire::pack(std::string(100'000, 'a')).bytes;
        QCOMPARE(wire::unpack(packed + "x").error().code, ErrorCode::InvalidInput);
        packed.pop_back();
        QCOMPARE(wire::unpack(packed).error().code, ErrorCode::InvalidInput);
        const std::string window("\x28\xb5\x2f\xfd\x00\x88\x01\x00\x00", 9); // of 128 MiB, and nothing in it
        QCOMPARE(wire::unpack(window).error().code, ErrorCode::InvalidInput);
        const auto bomb = wire::pack(std::string(std::size_t{256} << 20U, 'a'));
        QVERIFY(bomb.bytes.size() < 100'000);
        QCOMPARE(wire::unpack(bomb.bytes).error().code, ErrorCode::LimitExceeded);
    }
};

QTEST_GUILESS_MAIN(FrameTest)
#include "frame_test.moc"
