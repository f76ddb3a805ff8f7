#include "core/events/event_codec.h"
#include "core/store/trusted_keys.h"
#include "core/store/views.h"
#include "tests/core/store/profile_folder.h"

#include <QTest>

using namespace cairn;
using namespace cairn::store;
using namespace cairn::store::testing;
using base::ErrorCode;
using events::AnnouncedKey;
using events::SigningKey;

namespace {

constexpr const char* kServer = "https://cairn.example.org";

SigningKey keyNamed(const std::string& id, unsigned char seed) {
    return SigningKey::fromSeed(id, {seed});
}

AnnouncedKey announced(const SigningKey& key, const SigningKey* by = nullptr) {
    AnnouncedKey announced{key.id(), events::toHex(key.publicKey()), {}, {}};
    if (by != nullptr) {
        by->vouch(announced);
    }
    return announced;
}

// A profile that knows no keys but those that were pinned.
struct Profile {
    ProfileFolder folder{};
    std::unique_ptr<Store> store = must(Store::open(folder.path(), {}));

    int words = 0; // of servers

    void reopen() {
        store.reset();
        store = must(Store::open(folder.path(), {}));
    }

    // A task that waits for its proof, and a server's word that it has it.
    void claim(const SigningKey& key, const std::string& task = "one") {
        must(store->append(std::vector<Entry>{
            created(task, "One"),
            {events::draft("task/" + task, events::TaskStarted{}), kNow},
            {events::draft("task/" + task, events::TaskCompletionClaimed{}), kNow}}));
        Device server("server-of-" + task);
        server.add(
            events::draft("task/" + task, events::TaskVerified{.evidence = "seen"}),
            base::Hlc::at(kNow + 1000 * ++words));
        auto event = server.log().front();
        event.receipt = key.sign(event);
        must(store->receive(std::vector{event}, kNow + 1000 * words));
    }

    bool verified(const std::string& task = "one") const {
        const auto found = Views(store->database()).find<state::Task>("task/" + task);
        return found && found->verified;
    }
};

} // namespace

class TrustTest : public QObject {
    Q_OBJECT

private slots:

    void aReceiptCountsFromWhenItsKeyIsKnown() {
        Profile profile;
        const auto key = keyNamed("k1", 1);
        profile.claim(key);
        QVERIFY(!profile.verified());
        QVERIFY(troubles(*profile.store).find("unknown key") != std::string::npos);
        QVERIFY(must(profile.store->trust(kServer, {announced(key)}, kNow)));
        QVERIFY(profile.verified());
        QCOMPARE(troubles(*profile.store), std::string());
        profile.reopen();
        QVERIFY(profile.verified());
        QCOMPARE(troubles(*profile.store), std::string());
        const auto lived = profile.store->projections().dump();
        must(profile.store->rebuild());
        QCOMPARE(profile.store->projections().dump(), lived);
    }

    void whatComesLaterCountsAtOnce() {
        Profile profile;
        const auto key = keyNamed("k1", 1);
        QVERIFY(!must(profile.store->trust(kServer, {announced(key)}, kNow))); // nothing that is shown changed
        profile.claim(key);
        QVERIFY(profile.verified());
        profile.reopen();
        profile.claim(key, "two");
        QVERIFY(profile.verified("two"));
    }

    void knowingTheSameKeysAgainChangesNothing() {
        Profile profile;
        const auto key = keyNamed("k1", 1);
        must(profile.store->trust(kServer, {announced(key)}, kNow));
        profile.claim(key);
        const auto lived = profile.store->projections().dump();
        QVERIFY(!must(profile.store->trust(kServer, {announced(key)}, kNow + 1)));
        QVERIFY(!must(profile.store->trust(kServer, {}, kNow + 1))); // a server that does not say
        QCOMPARE(profile.store->projections().dump(), lived);
    }

    void aKeyThatFollowsIsTaken() {
        Profile profile;
        const auto first = keyNamed("k1", 1);
        const auto second = keyNamed("k2", 2);
        must(profile.store->trust(kServer, {announced(first)}, kNow));
        profile.claim(second);
        QVERIFY(!profile.verified());
        QVERIFY(must(profile.store->trust(kServer, {announced(first), announced(second, &first)}, kNow)));
        QVERIFY(profile.verified());
        profile.claim(first, "two"); // what the older one signed goes on to count
        QVERIFY(profile.verified("two"));
    }

    void foreignKeysAreRefusedAndNothingChanges() {
        Profile profile;
        const auto key = keyNamed("k1", 1);
        must(profile.store->trust(kServer, {announced(key)}, kNow));
        profile.claim(key);
        const auto before = profile.store->projections().dump();
        const auto ring = profile.store->keys();
        for (const auto& foreign : {keyNamed("x9", 9), keyNamed("k1", 9)}) {
            const auto refused = profile.store->trust(kServer, {announced(foreign)}, kNow);
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, ErrorCode::Refused);
            QVERIFY(refused.error().message.starts_with("the server's signing keys are not those that it had"));
            profile.claim(foreign, "by-" + foreign.id());
            QVERIFY(!profile.verified("by-" + foreign.id()));
        }
        QVERIFY(profile.store->keys() == ring);
        profile.reopen();
        QVERIFY(profile.store->keys() == ring);
        QVERIFY(profile.verified());
    }

    void eachServerHasItsOwnKeys() {
        Profile profile;
        const auto here = keyNamed("k1", 1);
        const auto there = keyNamed("t1", 2);
        must(profile.store->trust(kServer, {announced(here)}, kNow));
        must(profile.store->trust("https://other.example.org", {announced(there)}, kNow + 1));
        QVERIFY(pinnedKeys(profile.store->database(), kServer) == (events::KeyRing{{"k1", here.publicKey()}}));
        profile.claim(here);
        profile.claim(there, "two");
        QVERIFY(profile.verified() && profile.verified("two"));
    }

    void noServerTakesOverAnothersKeyByItsName() {
        Profile profile;
        const auto here = keyNamed("k1", 1);
        const auto thief = keyNamed("k1", 9);
        must(profile.store->trust(kServer, {announced(here)}, kNow));
        must(profile.store->trust("https://other.example.org", {announced(thief)}, kNow));
        profile.claim(thief);
        QVERIFY(!profile.verified());
        profile.claim(here, "two");
        QVERIFY(profile.verified("two"));
        profile.reopen();
        QVERIFY(!profile.verified() && profile.verified("two"));
    }

    void whatIsShownAheadStaysUntilAllIsHere() {
        Profile source;
        const auto key = keyNamed("k1", 1);
        must(source.store->trust(kServer, {announced(key)}, kNow));
        source.claim(key);
        Profile profile;
        profile.claim(key, "mine"); // before its key is known
        must(profile.store->showAhead(must(source.store->folded()).rows));
        QVERIFY(!must(profile.store->trust(kServer, {announced(key)}, kNow)));
        QVERIFY(must(profile.store->showsAhead()));
        QVERIFY(profile.verified() && !profile.verified("mine"));
        must(profile.store->endShowingAhead());
        QVERIFY(!profile.verified() && profile.verified("mine"));
    }

    void aReaderKnowsThemToo() {
        Profile profile;
        const auto key = keyNamed("k1", 1);
        must(profile.store->trust(kServer, {announced(key)}, kNow));
        profile.claim(key);
        Database reader(Store::databaseFile(profile.folder.path()), Access::read);
        const auto report = must(verifyCopy(reader, withPinned({}, reader), {}));
        QVERIFY(report.troubles.empty());
        QCOMPARE(report.receipts, 1);
    }
};

QTEST_GUILESS_MAIN(TrustTest)
#include "trust_test.moc"
