#include "sync/engine/client_session.h"
#include "sync/replica/store_replica.h"
#include "sync/wire/rows_digest.h"
#include "tests/core/store/profile_folder.h"
#include "tests/sync/scripted_device.h"

#include <QTest>

using namespace cairn;
using namespace cairn::wire;
using engine::ClientPhase;
using store::testing::must;
using store::testing::ProfileFolder;
using test::kNow;

namespace {

// A session of a real profile, told what a server says, good or bad.
struct Device {
    ProfileFolder folder{};
    std::unique_ptr<store::Store> store = folder.open();
    replica::StoreReplica replica{*store};
    engine::ClientSession session{replica, {"token", 2}};

    engine::Out hear(const Message& message, const std::vector<std::string>& lines = {}) {
        return session.heard(encodeFrame(message, lines), kNow);
    }

    void write(const std::string& note) { must(store->append(std::vector{store::testing::noted("t", note, kNow)})); }

    DeviceLog own() { return must(replica.logs()).front().log; }

    // Up to a welcome that has nothing of it, `now` being the server's.
    engine::Out greet(base::Millis now = kNow) {
        session.open(kNow);
        return hear(Welcome{1, 2, now, {{own().device, 0, "", ""}}, {}});
    }

    ClientPhase phase() const { return session.status().phase; }
};

template<class T> T messageOf(const std::string& text) {
    const auto frame = decodeFrame(text);
    const auto* message = frame ? std::get_if<T>(&frame->message) : nullptr;
    return message == nullptr ? T{} : *message;
}

} // namespace

class ClientSessionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void saysWhatItHasAndSendsWhatIsMissing() {
        Device device;
        device.write("a");
        device.write("b");
        const auto hello = messageOf<Hello>(device.session.open(kNow).frames.at(0));
        QCOMPARE(hello.token, std::string("token"));
        QCOMPARE(hello.devices, std::vector{device.own()});
        QVERIFY(hello.devices[0].seq == 2 && hello.devices[0].stream.starts_with("learner/"));
        QCOMPARE(device.session.status().unsent, 2);

        const auto out = device.hear(Welcome{
            1, 2, kNow, {{device.own().device, 1, must(device.replica.link(device.own().device, 1)).value(), ""}}, {}});
        const auto push = decodeFrame(out.frames.at(0));
        QCOMPARE(push->lines.size(), std::size_t(1)); // the second one
        QCOMPARE(events::decodeEvent(push->lines[0])->ref.seq, 2);
        QVERIFY(device.session.tick(kNow).frames.empty());
        device.hear(Ack{device.own().device, 2});
        QCOMPARE(device.session.status().unsent, 0);
        QVERIFY(device.session.status().caughtUp);
        QCOMPARE(device.phase(), ClientPhase::live);
    }

    void sendsWhatIsWrittenMeanwhile() {
        Device device;
        device.greet();
        device.write("a");
        const auto out = device.session.wrote(kNow);
        QCOMPARE(messageOf<Push>(out.frames.at(0)).device, device.own().device);
        QCOMPARE(device.session.status().unsent, 1);
    }

    void takesInPagesAndAsksForMore() {
        Device device;
        test::ScriptedDevice other("other", "learner/else");
        other.write("from elsewhere");
        device.greet();
        const auto out = device.hear(Page{"learner/else", 1, true}, other.lines());
        QCOMPARE(messageOf<Credit>(out.frames.at(0)).pages, 1);
        QCOMPARE(must(device.store->places()).at(0).cursor, 1);
        QCOMPARE(store::testing::everything(*device.store).size(), std::size_t(1));
    }

    void aPageIsTakenInWholeOrNotAtAll() {
        Device device;
        test::ScriptedDevice other("other", "learner/else");
        other.write("a");
        other.write("b");
        device.greet();
        auto lines = other.lines();
        lines[1] = R"({"not":"an event"})";
        QVERIFY(device.hear(Page{"learner/else", 2, true}, lines).close);
        QCOMPARE(device.phase(), ClientPhase::lost);
        QVERIFY(must(device.store->places()).empty());
        QVERIFY(store::testing::everything(*device.store).empty());
    }

    void seesThatAClockIsWrong() {
        Device device;
        device.greet(kNow - 3'600'000);
        QCOMPARE(device.session.status().clockAhead, 3'600'000);
        QCOMPARE(device.phase(), ClientPhase::live); // and goes on
    }

    void anOlderCopyGoesOnUnderAnotherName() {
        Device device;
        device.write("a");
        device.session.open(kNow);
        const auto name = device.own().device;
        QVERIFY(device.hear(Welcome{1, 2, kNow, {{name, 5, device.own().link, ""}}, {}}).close);
        QCOMPARE(device.phase(), ClientPhase::again);
        const auto logs = must(device.replica.logs());
        QCOMPARE(logs.size(), std::size_t(2)); // what was written stays under the old one
        QVERIFY(std::ranges::any_of(
            logs, [&](const auto& each) { return each.log.device == name && !each.own && each.log.seq == 1; }));
        QVERIFY(std::ranges::any_of(
            logs, [&](const auto& each) { return each.log.device != name && each.own && each.log.seq == 0; }));
    }

    void aForkedLogGoesOnFromTheFirstDifference() {
        Device device;
        device.write("a");
        device.write("b");
        const auto name = device.own().device;
        const auto first = must(device.replica.link(name, 1)).value();
        device.session.open(kNow);
        const auto out = device.hear(Welcome{1, 2, kNow, {{name, 2, std::string(64, '0'), ""}}, {}});
        QCOMPARE(messageOf<AskLinks>(out.frames.at(0)), (AskLinks{name, 1}));
        QVERIFY(device.hear(Links{name, 1, {first, std::string(64, '0')}}).close);
        QCOMPARE(device.phase(), ClientPhase::again);
        QCOMPARE(must(device.replica.link(name, 1)), std::optional(first));
        QVERIFY(!must(device.replica.link(name, 2)));
        QCOMPARE(store::testing::everything(*device.store).size(), std::size_t(2));
        QCOMPARE(store::testing::troubles(*device.store), std::string());
    }

    // After a backup of the server was put back: whoever has an event brings it.
    void bringsWhatAnotherWroteAndTheServerLost() {
        Device device;
        test::ScriptedDevice other("other", "learner/else");
        other.write("a");
        other.write("b");
        must(device.store->receive(other.log(), kNow));
        device.session.open(kNow);
        const auto first = events::toHex(other.log()[0].link);
        const auto out =
            device.hear(Welcome{1, 2, kNow, {{device.own().device, 0, "", ""}, {"other", 1, first, ""}}, {}});
        QCOMPARE(messageOf<Push>(out.frames.at(0)).device, std::string("other"));
        QCOMPARE(decodeFrame(out.frames[0])->lines, other.lines(2));
        QVERIFY(!device.hear(Ack{"other", 3}).close); // somebody else brought it, and more
        QCOMPARE(device.session.status().unsent, 0);
    }

    void doesNotSendBackWhatItHears() {
        Device device;
        test::ScriptedDevice other("other", "learner/else");
        other.write("a");
        device.greet();
        device.hear(Page{"learner/else", 1, true}, other.lines());
        device.write("mine");
        const auto out = device.session.wrote(kNow);
        QCOMPARE(out.frames.size(), std::size_t(1));
        QCOMPARE(messageOf<Push>(out.frames[0]).device, device.own().device);
        QCOMPARE(device.session.status().unsent, 1);
    }

    // It came with an archive, and belongs to another account: that is no reason to stop.
    void keepsToItselfWhatIsNotItsToBring() {
        Device device;
        test::ScriptedDevice other("other", "learner/else");
        other.write("a");
        must(device.store->receive(other.log(), kNow));
        device.session.open(kNow);
        device.hear(Welcome{1, 2, kNow, {{device.own().device, 0, "", ""}, {"other", 0, "", ""}}, {}});
        QCOMPARE(device.session.status().unsent, 1);
        QVERIFY(!device.hear(Reject{"other", 1, RejectCode::forbidden, "no"}).close);
        QCOMPARE(device.phase(), ClientPhase::live);
        QCOMPARE(device.session.status().unsent, 0);
        device.write("mine");
        QCOMPARE(messageOf<Push>(device.session.wrote(kNow).frames.at(0)).device, device.own().device);
        QVERIFY(device.hear(Reject{device.own().device, 1, RejectCode::forbidden, "no"}).close);
        QCOMPARE(device.phase(), ClientPhase::refused);
    }

    // The audit: the server's log of a device is not what is here of it. Both stay.
    void fetchesAgainWhatDiffers() {
        Device device;
        test::ScriptedDevice here("other", "learner/else");
        test::ScriptedDevice there("other", "learner/else");
        for (auto* log : {&here, &there}) {
            log->write("same");
        }
        here.write("here");
        there.write("there");
        must(device.store->receive(here.log(), kNow, store::StreamPlace{"learner/else", 2}));
        device.session.open(kNow);
        auto out = device.hear(Welcome{
            1, 2, kNow, {{device.own().device, 0, "", ""}, {"other", 2, there.link(), ""}}, {{"learner/else", 2}}});
        QCOMPARE(messageOf<AskLinks>(out.frames.at(0)), (AskLinks{"other", 1}));
        const auto first = events::toHex(there.log()[0].link);
        QVERIFY(device.hear(Links{"other", 1, {first, there.link()}}).close);
        QCOMPARE(device.phase(), ClientPhase::again);
        QCOMPARE(must(device.store->places()).at(0).mark, std::string("again")); // which no stream has
        must(device.store->receive(there.log(), kNow));
        QCOMPARE(store::testing::everything(*device.store).size(), std::size_t(3));
        QCOMPARE(store::testing::troubles(*device.store), std::string());
    }

    void showsASnapshotUntilTheEventsAreThere() {
        test::ScriptedDevice other("other", "learner/else");
        other.write("a");
        other.write("b");
        Device source;
        must(source.store->receive(other.log(), kNow, store::StreamPlace{"learner/else", 2}));
        const auto folded = must(source.store->folded());
        QCOMPARE(folded.rows.size(), std::size_t(1));
        const std::vector<StreamPlace> places{{"learner/else", 2}};
        const auto dump = [](const Device& device) { return device.store->projections().dump(); };

        Device device;
        QVERIFY(messageOf<Hello>(device.session.open(kNow).frames.at(0)).snapshot);
        device.hear(Welcome{1, 2, kNow, {}, places});
        QVERIFY(!device.session.status().caughtUp);
        device.hear(Snapshot{places, rowsDigest({"something else"}), true}, folded.rows);
        QVERIFY(dump(device).empty()); // it was not whole
        device.hear(Snapshot{places, rowsDigest(folded.rows), false}, folded.rows);
        QVERIFY(dump(device).empty());
        QCOMPARE(messageOf<Credit>(device.hear(Snapshot{places, rowsDigest(folded.rows), true}).frames.at(0)).pages, 1);
        QCOMPARE(dump(device), dump(source));
        QVERIFY(must(device.store->showsAhead()));
        QCOMPARE(must(device.store->places()).size(), std::size_t(0));
        device.hear(Page{"learner/else", 1, false}, {other.lines()[0]});
        QCOMPARE(dump(device), dump(source)); // and not what the first event alone says
        device.hear(Page{"learner/else", 2, true}, other.lines(2));
        QVERIFY(!must(device.store->showsAhead()));
        QCOMPARE(dump(device), dump(source));
        QCOMPARE(store::testing::troubles(*device.store), std::string());
    }

    // The server was put back before the events had come, to when it had fewer of them than the snapshot: what there is
    // counts, and what comes later is folded.
    void aSnapshotOfWhatNeverComesIsNotShownForEver() {
        test::ScriptedDevice other("other", "learner/else");
        other.write("a");
        Device source;
        must(source.store->receive(other.log(), kNow, store::StreamPlace{"learner/else", 1}));
        const auto before = source.store->projections().dump();
        other.write("b");
        must(source.store->receive(other.log(), kNow, store::StreamPlace{"learner/else", 2}));
        const auto folded = must(source.store->folded());

        Device device;
        device.session.open(kNow);
        device.hear(Welcome{1, 2, kNow, {}, {{"learner/else", 2}}});
        device.hear(Snapshot{{{"learner/else", 2}}, rowsDigest(folded.rows), true}, folded.rows);
        QVERIFY(must(device.store->showsAhead()));
        engine::ClientSession again(device.replica, {"token", 2});
        again.open(kNow);
        again.heard(encodeFrame(Welcome{1, 2, kNow, {}, {{"learner/else", 1}}}), kNow);
        again.heard(encodeFrame(Page{"learner/else", 1, true}, {other.lines()[0]}), kNow);
        QVERIFY(!must(device.store->showsAhead()));
        QCOMPARE(device.store->projections().dump(), before);
    }

    void endsAsTheServerSays_data() {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("phase");
        const auto row = [](const char* name, EndCode code, ClientPhase phase) {
            QTest::newRow(name) << static_cast<int>(code) << static_cast<int>(phase);
        };
        row("signed out", EndCode::unauthorized, ClientPhase::refused);
        row("too old", EndCode::outdated, ClientPhase::refused);
        row("later", EndCode::busy, ClientPhase::lost);
        row("trouble", EndCode::internal, ClientPhase::lost);
    }

    void endsAsTheServerSays() {
        QFETCH(int, code);
        QFETCH(int, phase);
        Device device;
        device.session.open(kNow);
        QVERIFY(device.hear(End{static_cast<EndCode>(code), "why"}).close);
        QCOMPARE(static_cast<int>(device.phase()), phase);
        QCOMPARE(device.session.status().end->message, std::string("why"));
    }

    void doesNotWaitForEver() {
        Device device;
        device.session.open(kNow);
        QVERIFY(!device.session.tick(kNow + engine::ClientSession::kPatience).close);
        QVERIFY(device.session.tick(kNow + engine::ClientSession::kPatience + 1).close);
        QCOMPARE(device.phase(), ClientPhase::lost);
        Device idle; // nothing is asked: nothing has to be answered
        idle.greet();
        QVERIFY(!idle.session.tick(kNow + 100 * engine::ClientSession::kPatience).close);
    }

    void believesNoNonsense() {
        for (const Message& message :
             std::vector<Message>{Ack{"nobody", 1}, Reject{"nobody", 1, {}, ""}, Hello{}, Push{"d"}}) {
            Device device;
            device.greet();
            QVERIFY(device.hear(message).close);
            QCOMPARE(device.phase(), ClientPhase::lost);
        }
        Device device;
        device.session.open(kNow);
        QVERIFY(device.hear(Credit{1}).close); // instead of a welcome
    }
};

QTEST_GUILESS_MAIN(ClientSessionTest)
#include "client_session_test.moc"
