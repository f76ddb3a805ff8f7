#include "core/events/erasure.h"
#include "sync/engine/server_session.h"
#include "sync/server/log/sql_log.h"
#include "sync/wire/rows_digest.h"
#include "tests/sync/engine/passing_log.h"
#include "tests/sync/scripted_device.h"

#include <QTemporaryDir>
#include <QTest>

using namespace cairn;
using namespace cairn::wire;
using test::kNow;
using test::ScriptedDevice;

// A session on a real log, told what a device says, good or bad.
class ServerSessionTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<server::SqlLog> m_log;
    bool m_revoked = false;
    bool m_accepted = false; // what was pushed last

    engine::ServerSession session() {
        return engine::ServerSession(*m_log, {2, 2, [this](const std::string& token) {
                                                  return m_revoked || token == "bad" ? std::nullopt
                                                                                     : std::optional(token);
                                              }});
    }

    static Hello helloOf(const ScriptedDevice& device, std::int64_t credits = 4) {
        const auto& log = device.log();
        return {
            1,    2,
            "me", {{device.id(), std::ssize(log), log.empty() ? "" : events::toHex(log.back().link), device.stream()}},
            {},   credits};
    }

    // Of the stream's end, when this is all that was written to it.
    std::string mark(const ScriptedDevice& device) { return m_log->mark({device.stream(), std::ssize(device.log())}); }

    template<class T> static T only(const engine::Out& out) {
        if (out.frames.size() != 1) {
            qWarning("%zu frames", out.frames.size());
            return {};
        }
        const auto frame = decodeFrame(out.frames[0]);
        const auto* message = frame ? std::get_if<T>(&frame->message) : nullptr;
        if (message == nullptr) {
            qWarning("%s", out.frames[0].c_str());
            return {};
        }
        return *message;
    }

    static engine::ServerOut
    say(engine::ServerSession& session, const Message& message, const std::vector<std::string>& lines = {}) {
        return session.heard(encodeFrame(message, lines), kNow);
    }

    // Stores what the session handed out, and lets it answer.
    engine::ServerOut store(engine::ServerSession& session, const engine::ServerOut& out) {
        return session.stored(m_log->append(out.batches).at(0));
    }

private Q_SLOTS:

    void init() {
        m_revoked = false;
        m_folder = std::make_unique<QTemporaryDir>();
        m_log = std::make_unique<server::SqlLog>(
            server::openSqlite(m_folder->filePath(QStringLiteral("server.db")).toStdString()));
    }

    void cleanup() { m_log.reset(); }

    void pushIsConfirmedWhenItIsStored() {
        ScriptedDevice device("d1");
        auto live = session();
        const auto welcome = only<Welcome>(say(live, helloOf(device)));
        QCOMPARE(welcome.now, kNow);
        QCOMPARE(welcome.devices, (std::vector<DeviceLog>{{"d1", 0, "", ""}}));
        device.write("a");
        device.write("b");
        const auto out = say(live, Push{"d1"}, device.lines());
        QVERIFY(out.frames.empty()); // not before
        QCOMPARE(only<Ack>(store(live, out)), (Ack{"d1", 2}));
        QVERIFY(live.grown({"learner/me"}).frames.empty()); // nothing is echoed

        auto again = session();
        auto hello = helloOf(device);
        hello.streams = {{"learner/me", 2}};
        const auto known = only<Welcome>(say(again, hello));
        QCOMPARE(known.devices[0].seq, 2);
        QCOMPARE(known.devices[0].link, events::toHex(device.log()[1].link));
    }

    // It had the stream up to there and has what it sent: only what others wrote, and what has another time, is read.
    void whatADeviceHasJustWrittenIsNotReadBack() {
        struct Counted : test::PassingLog {
            using PassingLog::PassingLog;

            engine::StreamPart read(
                const StreamPlace& after, std::size_t bytes, const std::map<std::string, std::int64_t>& skip) override {
                ++reads;
                return PassingLog::read(after, bytes, skip);
            }

            int reads = 0;
        };

        ScriptedDevice one("d1");
        ScriptedDevice two("d2");
        Counted log(*m_log);
        engine::ServerSession live(log, {2, 2, [](const std::string& token) { return std::optional(token); }});
        say(live, helloOf(one));
        const auto write = [&] {
            one.write("a");
            store(live, say(live, Push{"d1"}, one.lines(one.log().size())));
            return live.grown({"learner/me"});
        };
        QVERIFY(write().frames.empty()); // one that is new
        QVERIFY(write().frames.empty());
        QCOMPARE(log.reads, 0);
        two.write("b");
        m_log->append({{"me", "d2", "learner/me", two.log(), two.lines()}});
        QCOMPARE(only<Page>(write()).cursor, 4); // with what the other wrote before it
        QCOMPARE(log.reads, 1);
        QVERIFY(write().frames.empty());
        QCOMPARE(log.reads, 1);
    }

    // The time that counts instead of its own is written beside it: what then could not be read is not stored.
    void whatIsTooLargeWithItsOtherTimeIsRefused() {
        ScriptedDevice device("d1");
        device.write("x", kNow + 2 * base::HybridClock::kMaxAhead);
        const auto room = events::kEventBytes - device.lines()[0].size();
        ScriptedDevice large("d1");
        large.write(std::string(room + 1, 'x'), kNow + 2 * base::HybridClock::kMaxAhead);
        QCOMPARE(large.lines()[0].size(), events::kEventBytes);
        auto live = session();
        say(live, helloOf(ScriptedDevice("d1")));
        const auto out = say(live, Push{"d1"}, large.lines());
        QVERIFY(out.batches.empty());
        QCOMPARE(only<Reject>(out).code, RejectCode::malformed);
    }

    void aPushWhoseChainIsTornIsRefused() {
        ScriptedDevice device("d1");
        auto live = session();
        say(live, helloOf(device));
        device.write("a");
        device.write("b");
        device.write("c");
        auto lines = device.lines();
        auto torn = device.log()[1];
        torn.payload = R"({"text":"B"})";
        lines[1] = events::encodeEvent(torn);
        QCOMPARE(only<Reject>(store(live, say(live, Push{"d1"}, lines))).code, RejectCode::forked);
        QCOMPARE(only<Ack>(store(live, say(live, Push{"d1"}, device.lines()))), (Ack{"d1", 3}));
    }

    void othersHearOfItAtOnceWithinTheirCredits() {
        ScriptedDevice writer("d1");
        ScriptedDevice reader("d2");
        auto writing = session();
        auto reading = session();
        say(writing, helloOf(writer));
        writer.write("a");
        store(writing, say(writing, Push{"d1"}, writer.lines()));
        auto hello = helloOf(reader, 1);
        hello.streams = {{"learner/me", 1}};
        QCOMPARE(only<Welcome>(say(reading, hello)).streams, (std::vector<StreamPlace>{{"learner/me", 1}}));
        for (const auto* note : {"b", "c"}) {
            writer.write(note);
            store(writing, say(writing, Push{"d1"}, writer.lines(writer.log().size())));
        }
        const auto first = reading.grown({"learner/me"});
        QCOMPARE(only<Page>(first), (Page{"learner/me", 3, true, mark(writer)}));
        writer.write("d");
        store(writing, say(writing, Push{"d1"}, writer.lines(4)));
        QVERIFY(reading.grown({"learner/me"}).frames.empty()); // no credit is left
        QCOMPARE(only<Page>(say(reading, Credit{1})), (Page{"learner/me", 4, true, mark(writer)}));
    }

    // A server that was put back to a backup, and has grown since: the cursor is one that it has, of something else.
    void aStreamThatIsAnotherNowIsReadFromItsStart() {
        ScriptedDevice writer("d1");
        writer.write("a");
        writer.write("b");
        m_log->append({{"me", "d1", "learner/me", writer.log(), writer.lines()}});
        const auto linesAfter = [&](const StreamPlace& place) {
            auto reading = session();
            auto hello = helloOf(ScriptedDevice("d2", "learner/mine"));
            hello.streams = {place};
            const auto out = say(reading, hello);
            return out.frames.size() < 2 ? std::size_t(0) : decodeFrame(out.frames[1])->lines.size();
        };
        const auto mark = m_log->mark({"learner/me", 1});
        QCOMPARE(linesAfter({"learner/me", 1, mark}), std::size_t(1));
        QCOMPARE(linesAfter({"learner/me", 1, std::string(64, '0')}), std::size_t(2));
        QCOMPARE(linesAfter({"learner/me", 1, ""}), std::size_t(1)); // of an older program
        QCOMPARE(linesAfter({"learner/me", 7, mark}), std::size_t(2));
    }

    void whatThePeerHasFromElsewhereIsNotSent() {
        ScriptedDevice writer("d1");
        writer.write("a");
        writer.write("b");
        m_log->append({{"me", "d1", "learner/me", writer.log(), writer.lines()}});
        auto reading = session();
        auto hello = helloOf(ScriptedDevice("d2", "learner/mine"));
        hello.devices.push_back({"d1", 1, events::toHex(writer.log()[0].link), "learner/me"});
        const auto out = say(reading, hello);
        QCOMPARE(decodeFrame(out.frames.at(1))->lines.size(), std::size_t(1));
    }

    // Two bring the same log, one of them more of it: that one's is sent to the other.
    void whoeverBringsAPartIsSentTheRest() {
        ScriptedDevice writer("d1");
        writer.write("a");
        auto part = session();
        say(part, helloOf(writer));
        const auto pushed = say(part, Push{"d1"}, writer.lines());
        writer.write("b");
        m_log->append({{"me", "d1", "learner/me", writer.log(), writer.lines()}});
        QCOMPARE(only<Ack>(store(part, pushed)).seq, 2);
        const auto out = part.grown({"learner/me"});
        QCOMPARE(out.frames.size(), std::size_t(1));
        QCOMPARE(decodeFrame(out.frames[0])->lines.size(), std::size_t(1));
    }

    // Two copies of a profile that write as one device: what the one stores first the other is sent, and finds out.
    void whatIsOfTheSameNumberIsNotTakenForTheSame() {
        ScriptedDevice one("d1");
        ScriptedDevice copy("d1");
        one.write("a");
        copy.write("b");
        auto live = session();
        auto hello = helloOf(copy);
        hello.streams = {{"learner/me", 0}};
        say(live, hello);
        m_log->append({{"me", "d1", "learner/me", one.log(), one.lines()}});
        const auto out = live.grown({"learner/me"});
        QCOMPARE(out.frames.size(), std::size_t(1));
        QCOMPARE(decodeFrame(out.frames[0])->lines.size(), std::size_t(1));
    }

    void aNewDeviceGetsTheSnapshotFirst() {
        ScriptedDevice writer("d1");
        writer.write("a");
        m_log->append({{"me", "d1", "learner/me", writer.log(), writer.lines()}});
        const std::vector<std::string> rows(3, std::string(100'000, 'r')); // of which a part takes two
        const std::vector<StreamPlace> places{{"learner/me", 1, "mark"}};
        m_log->keep({"me", 2, places, {}, 0}, rows);
        auto hello = helloOf(ScriptedDevice("d2", "learner/mine"), 1);
        hello.snapshot = true;
        auto reading = session();
        auto out = say(reading, hello);
        QCOMPARE(out.frames.size(), std::size_t(2)); // the welcome and a part: there is one credit
        const auto first = decodeFrame(out.frames[1]);
        QCOMPARE(std::get<Snapshot>(first->message), (Snapshot{places, rowsDigest(rows), false}));
        QCOMPARE(first->lines.size(), std::size_t(2));
        out = say(reading, Credit{2});
        QCOMPARE(out.frames.size(), std::size_t(2));
        QCOMPARE(std::get<Snapshot>(decodeFrame(out.frames[0])->message).last, true);
        QVERIFY(std::holds_alternative<Page>(decodeFrame(out.frames[1])->message));

        const auto firstAnswer = [&](Hello question) {
            question.credits = 4;
            auto other = session();
            return decodeFrame(say(other, question).frames.at(1))->message.index();
        };
        const auto page = Message(Page{}).index();
        auto known = hello;
        known.streams = {{"learner/me", 0}};
        QCOMPARE(firstAnswer(known), page);
        auto newer = hello;
        newer.fold = 3;
        QCOMPARE(firstAnswer(newer), page);
        hello.snapshot = false;
        QCOMPARE(firstAnswer(hello), page);
    }

    // Another one was kept before all parts were sent.
    void aSnapshotThatIsReplacedEnds() {
        ScriptedDevice writer("d1");
        writer.write("a");
        m_log->append({{"me", "d1", "learner/me", writer.log(), writer.lines()}});
        m_log->keep({"me", 2, {{"learner/me", 1}}, {}, 0}, std::vector<std::string>(3, std::string(200'000, 'r')));
        auto hello = helloOf(ScriptedDevice("d2", "learner/mine"), 1);
        hello.snapshot = true;
        auto reading = session();
        say(reading, hello);
        m_log->keep({"me", 2, {{"learner/me", 1}}, {}, 0}, std::vector<std::string>(3, std::string(200'000, 's')));
        const auto out = say(reading, Credit{1});
        const auto end = decodeFrame(out.frames.at(0));
        QVERIFY(std::get<Snapshot>(end->message).last && end->lines.empty());
    }

    void aClockThatIsAheadIsBroughtBack() {
        ScriptedDevice device("d1");
        auto live = session();
        say(live, helloOf(device));
        device.write("in a minute", kNow + 60'000);
        device.write("in a year", kNow + 365LL * 24 * 3'600'000);
        const auto out = say(live, Push{"d1"}, device.lines());
        QVERIFY(!out.batches.at(0).events[0].effective);
        QCOMPARE(out.batches[0].events[1].effective->millis(), kNow);
        store(live, out);
        QCOMPARE(
            only<Page>(live.grown({"learner/me"})),
            (Page{"learner/me", 2, true, mark(device)})); // its writer has to know
    }

    void tellsNothingOfOthers() {
        ScriptedDevice theirs("d1", "learner/theirs");
        theirs.write("secret");
        m_log->append({{"somebody", "d1", "learner/theirs", theirs.log(), theirs.lines()}});
        auto live = session();
        auto hello = helloOf(theirs);
        hello.streams = {{"learner/theirs", 0}};
        const auto welcome = only<Welcome>(say(live, hello));
        QCOMPARE(welcome.devices[0], (DeviceLog{"d1", 0, "", ""}));
        QVERIFY(welcome.streams.empty());
        QVERIFY(live.grown({"learner/theirs"}).frames.empty());
        QCOMPARE(only<Reject>(say(live, Push{"d1"}, theirs.lines())).code, RejectCode::forbidden);
    }

    void endsWithWhatMakesNoSense_data() {
        QTest::addColumn<QByteArray>("frame");
        QTest::addColumn<int>("code");
        const auto code = [](EndCode which) { return static_cast<int>(which); };
        const auto text = [](const Message& message) { return QByteArray::fromStdString(encodeFrame(message)); };
        Hello hello{1, 2, "me", {}, {}, 0};
        QTest::newRow("no frame") << QByteArray("x") << code(EndCode::malformed);
        QTest::newRow("no hello") << text(Credit{1}) << code(EndCode::malformed);
        QTest::newRow("old protocol") << text(Hello{0, 2, "me", {}, {}, 0}) << code(EndCode::outdated);
        QTest::newRow("old fold") << text(Hello{1, 1, "me", {}, {}, 0}) << code(EndCode::outdated);
        QTest::newRow("token") << text(Hello{1, 2, "bad", {}, {}, 0}) << code(EndCode::unauthorized);
        hello.devices.resize(1'001);
        QTest::newRow("too many devices") << text(hello) << code(EndCode::malformed);
        hello.devices = {{"d1", 0, "", "learner/" + std::string(200, 'x')}};
        QTest::newRow("long name") << text(hello) << code(EndCode::malformed);
    }

    void endsWithWhatMakesNoSense() {
        QFETCH(QByteArray, frame);
        QFETCH(int, code);
        auto live = session();
        const auto out = live.heard(frame.toStdString(), kNow);
        QVERIFY(out.close);
        QCOMPARE(static_cast<int>(only<End>(out).code), code);
        QVERIFY(live.heard(encodeFrame(Hello{1, 2, "me", {}, {}, 0}), kNow).frames.empty()); // over is over
    }

    void refusesEventsThatAreNotTheDevices() {
        ScriptedDevice device("d1");
        device.write("a");
        const auto pushed = [&](auto change) {
            auto live = session();
            say(live, helloOf(ScriptedDevice("d1")));
            auto event = device.log()[0];
            change(event);
            return only<Reject>(say(live, Push{"d1"}, {events::encodeEvent(event)})).code;
        };
        QCOMPARE(pushed([](auto& event) { event.ref.device = "d2"; }), RejectCode::malformed);
        QCOMPARE(pushed([](auto& event) { event.stream = "learner/else"; }), RejectCode::malformed);
        QCOMPARE(pushed([](auto& event) { event.effective = base::Hlc::at(1); }), RejectCode::malformed);
        QCOMPARE(pushed([](auto& event) { event.cursor = 1; }), RejectCode::malformed);
        QCOMPARE(pushed([](auto& event) { event.unknown = R"({"_said":1})"; }), RejectCode::malformed);
        QCOMPARE(pushed([](auto& event) { event.receipt = events::Receipt{"key", {}}; }), RejectCode::malformed);
        auto live = session();
        say(live, helloOf(ScriptedDevice("d1")));
        QCOMPARE(only<Reject>(say(live, Push{"d1"}, {"{}"})).code, RejectCode::malformed);
        QCOMPARE(only<End>(say(live, Push{"d2"}, device.lines())).code, EndCode::malformed);
    }

    // After a backup of the server was put back.
    void whatTheServerWroteComesBackWithItsReceipts() {
        const auto& key = store::testing::serverKey();
        events::AnnouncedKey announced{key.id(), events::toHex(key.publicKey()), {}, {}};
        ScriptedDevice own("server-1", "server/me");
        own.add(events::draft("task/t", events::TaskVerified{.evidence = "seen"}), base::Hlc::at(kNow), true);
        own.add(events::draft("task/u", events::TaskVerified{.evidence = "seen"}), base::Hlc::at(kNow), true);
        const auto pushed = [&](auto change) {
            engine::ServerSession live(
                *m_log, {2, 2, [](const std::string& token) { return std::optional(token); },
                         [&] { return std::vector{announced}; }});
            QCOMPARE(
                only<Welcome>(say(live, helloOf(ScriptedDevice("server-1", "server/me")))).keys,
                std::vector{announced});
            auto log = own.log();
            change(log);
            std::vector<std::string> lines;
            for (const auto& event : log) {
                lines.push_back(events::encodeEvent(event));
            }
            const auto out = say(live, Push{"server-1"}, lines);
            m_accepted = out.frames.empty() && out.batches.size() == 1;
        };
        pushed([](auto& log) { log[1].receipt.reset(); });
        QVERIFY(!m_accepted);
        pushed([](auto& log) { std::swap(log[0].receipt, log[1].receipt); });
        QVERIFY(!m_accepted);
        pushed([](auto& log) { log[0].subject = "task/other"; });
        QVERIFY(!m_accepted);
        pushed([](auto& log) {
            log[0].receipt = events::SigningKey::fromSeed("server", {2}).sign(log[0]); // another's, under our name
        });
        QVERIFY(!m_accepted);
        pushed([](auto& log) { log[0].receipt->key = "unknown"; });
        QVERIFY(!m_accepted);
        pushed([](auto&) {});
        QVERIFY(m_accepted);
        pushed([](auto& log) { log[0] = events::erased(log[0]); }); // what follows it comes back, too
        QVERIFY(m_accepted);
        ScriptedDevice intruder("d1", "server/me");
        intruder.write("a");
        auto live = session();
        say(live, helloOf(intruder));
        QCOMPARE(only<Reject>(say(live, Push{"d1"}, intruder.lines())).code, RejectCode::forbidden);
        announced.id = "rotated";
        pushed([](auto&) {});
        QVERIFY(!m_accepted);
    }

    // What an erasure left has no receipt. Whoever came first with it would own what the server is to say of another.
    void whatTheServerSaysOfOthersIsNobodysToBring() {
        ScriptedDevice own("server-1", "server/you");
        own.add(events::draft("task/t", events::TaskVerified{.evidence = "seen"}), base::Hlc::at(kNow));
        const std::vector<std::string> lines{events::encodeEvent(events::erased(own.log()[0]))};
        auto hello = helloOf(ScriptedDevice("server-1", "server/you"));
        auto stranger = session();
        say(stranger, hello);
        QCOMPARE(only<Reject>(say(stranger, Push{"server-1"}, lines)).code, RejectCode::forbidden);
        QCOMPARE(m_log->owner("server/you"), std::nullopt);
        auto owner = session();
        hello.token = "you";
        say(owner, hello);
        QCOMPARE(only<Ack>(store(owner, say(owner, Push{"server-1"}, lines))), (Ack{"server-1", 1}));
    }

    // A log whose end was heard of, and which does not reach there.
    void aStreamThatIsShorterThanItsEndIsRead() {
        struct Shortened : test::PassingLog {
            using PassingLog::end;
            using PassingLog::PassingLog;

            std::int64_t end(const StreamPlace& stream) override { return PassingLog::end(stream) + 5; }
        };

        ScriptedDevice writer("d1");
        writer.write("a");
        m_log->append({{"me", "d1", "learner/me", writer.log(), writer.lines()}});
        Shortened shortened(*m_log);
        engine::ServerSession live(shortened, {2, 2, [](const std::string& token) { return std::optional(token); }});
        auto out = say(live, helloOf(ScriptedDevice("d2", "learner/mine")));
        QCOMPARE(out.frames.size(), std::size_t(2)); // the welcome, and one page to the end that there is
        QCOMPARE(std::get<Page>(decodeFrame(out.frames[1])->message), (Page{"learner/me", 1, true, mark(writer)}));
        QVERIFY(live.grown({"learner/me"}).frames.empty());
    }

    void whereThereIsNoRoomOneIsToldToComeAgain() {
        engine::ServerSession::Settings settings{2, 2, [](const std::string& token) { return std::optional(token); }};
        settings.room = [](const std::string& account) { return account != "me"; };
        engine::ServerSession live(*m_log, settings);
        const auto out = say(live, helloOf(ScriptedDevice("d1")));
        QVERIFY(out.close);
        QCOMPARE(only<End>(out).code, EndCode::busy);
        QCOMPARE(live.account(), std::string());
        auto hello = helloOf(ScriptedDevice("d1"));
        hello.token = "you";
        engine::ServerSession other(*m_log, settings);
        only<Welcome>(say(other, hello));
        QCOMPARE(other.account(), std::string("you"));
    }

    // However many it asks for: they wait in memory until it takes them.
    void fewPagesAreOnTheirWayAtATime() {
        ScriptedDevice writer("d1");
        for (int note = 0; note < 40; ++note) {
            writer.write(std::string(60'000, 'x'));
        }
        m_log->append({{"me", "d1", "learner/me", writer.log(), writer.lines()}});
        auto live = session();
        const auto out = say(live, helloOf(ScriptedDevice("d2", "learner/mine"), 1'000'000));
        QCOMPARE(std::ssize(out.frames), 1 + engine::ServerSession::kCreditsMost);
        QCOMPARE(say(live, Credit{1}).frames.size(), std::size_t(1));
    }

    void aTokenThatIsTakenBackEndsTheSession() {
        auto live = session();
        say(live, helloOf(ScriptedDevice("d1")));
        QVERIFY(live.tick().frames.empty());
        m_revoked = true;
        const auto out = live.tick();
        QVERIFY(out.close);
        QCOMPARE(only<End>(out).code, EndCode::unauthorized);
    }
};

QTEST_GUILESS_MAIN(ServerSessionTest)
#include "server_session_test.moc"
