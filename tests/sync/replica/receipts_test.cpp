#include "core/events/event_codec.h"
#include "sync/engine/client_session.h"
#include "sync/replica/store_replica.h"
#include "tests/core/service/profile_fixture.h"
#include "tests/core/store/profile_folder.h"

#include <QTest>

using namespace cairn;
using events::Event;
using events::SigningKey;
using store::testing::must;
using test::ProfileFixture;

namespace {

const SigningKey& keyOf(unsigned char seed) {
    static std::map<unsigned char, SigningKey> keys;
    const auto found = keys.find(seed);
    return found != keys.end() ? found->second : keys.emplace(seed, SigningKey::fromSeed("k1", {seed})).first->second;
}

// A profile with a task that waits for its proof, and the server that it joined.
struct Claimed {
    ProfileFixture profile{};
    std::string stream{};

    Claimed() {
        profile.onStore([this](store::Store& store) -> service::Exchanged {
            using namespace events;
            for (const char* id : {"one", "two"}) {
                const std::string task = std::string("task/") + id;
                must(store.append(std::vector<store::Entry>{
                    {draft(task, TaskCreated{.title = id, .slug = id, .topics = {"loops"}, .difficulty = 8}),
                     profile.now},
                    {draft(task, TaskStarted{}), profile.now},
                    {draft(task, TaskCompletionClaimed{}), profile.now}}));
            }
            stream = must(store.devices()).front().stream;
            return {.everything = true};
        });
        connect(keyOf(1), [](engine::ClientSession&) {});
        if (level() != 0) {
            qFatal("there was no proof yet");
        }
    }

    // A session with a server that announces `key`.
    template<class Talk> engine::ClientStatus connect(const SigningKey& key, Talk talk) {
        engine::ClientStatus status;
        profile.onStore([&](store::Store& store) -> service::Exchanged {
            replica::StoreReplica replica(store);
            engine::ClientSession session(replica, {"token", state::kFoldVersion, "https://cairn.example.org"});
            session.open(profile.now);
            const events::AnnouncedKey announced{key.id(), events::toHex(key.publicKey()), {}, {}};
            session.heard(
                wire::encodeFrame(wire::Welcome{1, 2, profile.now, {}, {{stream, 1, "m"}}, {announced}}), profile.now);
            talk(session);
            status = session.status();
            return replica.takeExchanged();
        });
        return status;
    }

    // What the server's own device says of a task.
    Event word(const std::string& task, const SigningKey& key, std::string device = "server") const {
        events::TaskVerified verified{.evidence = "accepted on 1 May", .account = "mira"};
        store::testing::Device server(std::move(device), stream);
        auto event = server.add(events::draft("task/" + task, verified), base::Hlc::at(profile.now + 1000));
        event.receipt = key.sign(event);
        return event;
    }

    engine::ClientStatus hear(const Event& event) {
        return connect(keyOf(1), [&](engine::ClientSession& session) {
            session.heard(
                wire::encodeFrame(wire::Page{stream, 1, true, "m"}, {events::encodeEvent(event)}), profile.now);
        });
    }

    std::int64_t level() { return profile.status().level.verified; }
};

} // namespace

// What moves a level on a device, and what does not.
class ReceiptsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void oneOfTheServersCounts() {
        Claimed claimed;
        QVERIFY(claimed.hear(claimed.word("one", keyOf(1))).phase == engine::ClientPhase::live);
        QVERIFY(claimed.level() > 0);
        const auto level = claimed.level();
        claimed.profile.reopen();
        QCOMPARE(claimed.level(), level);
        QVERIFY(claimed.profile.verify().troubles.empty());
    }

    void noOtherCounts_data() {
        QTest::addColumn<QString>("what");
        for (const char* what :
             {"none", "forged", "foreign key", "swapped", "replayed as another event", "replayed from another stream",
              "changed", "of a key that only has the name"}) {
            QTest::newRow(what) << what;
        }
    }

    void noOtherCounts() {
        QFETCH(QString, what);
        Claimed claimed;
        auto event = claimed.word("one", keyOf(1));
        if (what == "none") {
            event.receipt.reset();
        } else if (what == "forged") {
            event.receipt->signature[5] ^= 1U;
        } else if (what == "foreign key") {
            event.receipt = SigningKey::fromSeed("x9", {9}).sign(event);
        } else if (what == "swapped") {
            event.receipt = claimed.word("two", keyOf(1)).receipt;
        } else if (what == "replayed as another event") {
            event = claimed.word("one", keyOf(1), "thief");
            event.receipt = claimed.word("one", keyOf(1)).receipt;
        } else if (what == "replayed from another stream") {
            const auto mine = std::exchange(claimed.stream, "learner/else");
            const auto theirs = claimed.word("one", keyOf(1));
            claimed.stream = mine;
            event.receipt = theirs.receipt;
        } else if (what == "changed") {
            const auto receipt = event.receipt;
            event = claimed.word("two", keyOf(1));
            event.receipt = receipt;
        } else {
            event.receipt = keyOf(9).sign(event);
        }
        claimed.hear(event);
        QCOMPARE(claimed.level(), 0);
        claimed.profile.reopen();
        QCOMPARE(claimed.level(), 0);
        const auto report = claimed.profile.verify();
        QCOMPARE(report.troubles.size(), std::size_t(1)); // and it is named
        QVERIFY(report.troubles[0].find(event.ref.device + "/1") != std::string::npos);
    }

    void oneThatComesTwiceCountsOnce() {
        Claimed claimed;
        const auto event = claimed.word("one", keyOf(1));
        claimed.hear(event);
        const auto level = claimed.level();
        claimed.hear(event);
        QCOMPARE(claimed.level(), level);
    }

    void itGoesOnToCountWhenTheServerIsLeft() {
        Claimed claimed;
        claimed.hear(claimed.word("one", keyOf(1)));
        const auto level = claimed.level();
        claimed.profile.onStore([](store::Store& store) -> service::Exchanged {
            return {.everything = store.endShowingAhead().value_or(false)}; // all that leaving does to a store
        });
        claimed.profile.reopen();
        QCOMPARE(claimed.level(), level);
    }

    void anotherServerInItsPlaceIsRefusedAndGetsNothing() {
        Claimed claimed;
        std::vector<std::string> said;
        const auto status = claimed.connect(keyOf(9), [&](engine::ClientSession& session) {
            said = session
                       .heard(
                           wire::encodeFrame(
                               wire::Page{claimed.stream, 1, true, "m"},
                               {events::encodeEvent(claimed.word("one", keyOf(9)))}),
                           claimed.profile.now)
                       .frames;
        });
        QVERIFY(status.phase == engine::ClientPhase::refused);
        QVERIFY(status.trouble->message.starts_with("the server's signing keys are not those that it had"));
        QCOMPARE(claimed.level(), 0);
        QVERIFY(claimed.profile.verify().troubles.empty());
    }
};

QTEST_GUILESS_MAIN(ReceiptsTest)
#include "receipts_test.moc"
