#include "core/store/views.h"
#include "tests/core/store/profile_folder.h"

#include <QTest>

#include <algorithm>
#include <functional>

using namespace cairn;
using namespace cairn::store;
using namespace cairn::store::testing;
using base::ErrorCode;

namespace {

Device deviceWith(int count, const std::string& id = "other") {
    Device device(id);
    for (int at = 0; at < count; ++at) {
        device.add(created(std::to_string(at), "Task " + std::to_string(at)).draft, base::Hlc::at(kNow + at));
    }
    return device;
}

// Notes which subjects are written to the projections.
class Watch {
public:
    explicit Watch(Database& database)
        : m_database(database) {
        m_database.run("CREATE TEMP TABLE IF NOT EXISTS written (subject TEXT)");
        m_database.run("CREATE TEMP TRIGGER IF NOT EXISTS watch AFTER INSERT ON main.subject BEGIN "
                       "INSERT INTO written VALUES (new.subject); END");
    }

    std::string written() {
        auto subjects = m_database.text("SELECT coalesce(group_concat(subject, ' '), '') FROM written");
        m_database.run("DELETE FROM written");
        return subjects;
    }

private:
    Database& m_database;
};

} // namespace

class ExchangeTest : public QObject {
    Q_OBJECT

private slots:
    void takesInAnyOrder();
    void takesDuplicatesForNothing();
    void refusesWhatDoesNotFit_data();
    void refusesWhatDoesNotFit();
    void foldsALateEventsSubjectAndNoOther();
    void hearsTheTime();
    void doesNotTakeAWrongClockForTheTime();
    void keepsEveryFieldOfAnEvent();
    void keepsSubjectsWithoutIdApart();
    void foldsAfterAnUpgradeWhatItHadNotHeardOf();
    void foldsAfterAnUpgradeAKindThatItHadNotHeardOf();
    void aSlowClockDoesNotTakeBackWhatIsWritten();
};

void ExchangeTest::takesInAnyOrder() {
    const ProfileFolder folder;
    auto store = folder.open();
    auto events = deviceWith(5).log();
    const auto more = deviceWith(3, "third").log();
    events.insert(events.end(), more.begin(), more.end());
    std::ranges::reverse(events);
    QCOMPARE(must(store->receive(events, kNow)), 8);
    QCOMPARE(store->log().count(), 8);
    QCOMPARE(troubles(*store), std::string());
    QCOMPARE(must(store->receive({}, kNow)), 0);
}

void ExchangeTest::takesDuplicatesForNothing() {
    const ProfileFolder folder;
    auto store = folder.open();
    const auto device = deviceWith(3);
    auto events = device.log();
    events.insert(events.end(), device.log().begin(), device.log().end());
    QCOMPARE(must(store->receive(events, kNow)), 3);
    const auto before = store->projections().dump();
    QCOMPARE(must(store->receive(events, kNow)), 0);
    QCOMPARE(must(store->receive(std::span(events).subspan(1, 1), kNow)), 0);
    QCOMPARE(store->projections().dump(), before);
    // Its own events that come back, too.
    must(store->append(std::vector{created("own", "Own")}));
    QCOMPARE(must(store->receive(everything(*store), kNow)), 0);
    QCOMPARE(troubles(*store), std::string());
}

using Change = std::function<void(std::vector<events::Event>&)>;

void ExchangeTest::refusesWhatDoesNotFit_data() {
    QTest::addColumn<Change>("change");
    const auto row = [](const char* name, Change change) { QTest::newRow(name) << std::move(change); };
    row("a gap", [](auto& log) { log.erase(log.begin() + 3); });
    row("without its beginning", [](auto& log) { log.erase(log.begin(), log.begin() + 3); });
    row("another payload", [](auto& log) { log[3].payload = R"({"title":"Forged"})"; });
    row("another time", [](auto& log) { log[3].hlc.value += 1; });
    row("another subject", [](auto& log) { log[3].subject = "task/forged"; });
    row("another stream", [](auto& log) { log[3].stream = "learner/forged"; });
    row("another link", [](auto& log) { log[3].link[0] ^= 1U; });
    row("an added member", [](auto& log) { log[3].unknown = R"({"more":1})"; });
    row("events swapped", [](auto& log) { std::swap(log[2].ref.seq, log[3].ref.seq); });
    row("an event of another device", [](auto& log) { log[3] = deviceWith(4, "third").log()[3]; });
    row("a chain that forks", [](auto& log) {
        log.resize(2);
        log[1].payload = R"({"title":"Fork"})";
        log[1].link = events::linkAfter(log[0].link, log[1]);
    });
    row("a stream that changes", [](auto& log) {
        log[4].stream = "learner/third";
        log[4].link = events::linkAfter(log[3].link, log[4]);
    });
    row("a payload that is no JSON", [](auto& log) {
        log[4].payload = "{";
        log[4].link = events::linkAfter(log[3].link, log[4]);
    });
    row("a number that is none", [](auto& log) { log[0].ref.seq = 0; });
    row("a time beyond all", [](auto& log) {
        log[4].hlc.value = ~0ULL;
        log[4].link = events::linkAfter(log[3].link, log[4]);
    });
}

void ExchangeTest::refusesWhatDoesNotFit() {
    QFETCH(Change, change);
    const ProfileFolder folder;
    const auto device = deviceWith(5);
    auto changed = device.log();
    change(changed);
    {
        auto store = folder.open();
        must(store->receive(std::span(device.log()).first(2), kNow));
        const auto before = store->projections().dump();
        const auto log = everything(*store);
        const auto taken = store->receive(changed, kNow);
        QVERIFY(!taken);
        QVERIFY(taken.error().code == ErrorCode::Refused || taken.error().code == ErrorCode::InvalidInput);
        QCOMPARE(store->projections().dump(), before);
        QVERIFY(everything(*store) == log);
        QCOMPARE(troubles(*store), std::string());
        QCOMPARE(must(store->receive(device.log(), kNow)), 3);
    }
    Database(Store::databaseFile(folder.path()), Access::write).run("UPDATE meta SET value = '0' WHERE key = 'clean'");
    QVERIFY(folder.open()->opened().recovered);
}

void ExchangeTest::foldsALateEventsSubjectAndNoOther() {
    const ProfileFolder folder;
    auto store = folder.open();
    must(store->append(std::vector{noted("loops", "mine", kNow), noted("text", "mine", kNow), created("one", "One")}));
    Watch watch(store->database());
    Device late("late");
    late.add(noted("loops", "earlier").draft, base::Hlc::at(kNow - 1000));
    QCOMPARE(must(store->receive(late.log(), kNow)), 1);
    QCOMPARE(watch.written(), std::string("topic/loops"));
    QCOMPARE(Views(store->database()).find<state::Topic>("topic/loops")->note, std::string("mine"));
    late.add(noted("text", "later").draft, base::Hlc::at(kNow + 1000));
    QCOMPARE(must(store->receive(late.log(), kNow)), 1);
    QCOMPARE(watch.written(), std::string("topic/text"));
    QCOMPARE(Views(store->database()).find<state::Topic>("topic/text")->note, std::string("later"));
    QCOMPARE(troubles(*store), std::string());
}

void ExchangeTest::hearsTheTime() {
    const ProfileFolder folder;
    auto store = folder.open();
    Device ahead("ahead");
    const auto heard = ahead.add(noted("loops", "theirs").draft, base::Hlc::at(kNow + 30'000)).hlc;
    must(store->receive(ahead.log(), kNow));
    const auto own = must(store->append(std::vector{noted("loops", "mine", kNow)})).front();
    QVERIFY(own.hlc > heard);
    QCOMPARE(Views(store->database()).find<state::Topic>("topic/loops")->note, std::string("mine"));
    QCOMPARE(troubles(*store), std::string());
}

void ExchangeTest::doesNotTakeAWrongClockForTheTime() {
    const ProfileFolder folder;
    auto store = folder.open();
    Device wrong("wrong");
    wrong.add(noted("loops", "theirs").draft, base::Hlc::at(kNow + 365LL * 24 * 3600 * 1000));
    must(store->receive(wrong.log(), kNow));
    QCOMPARE(must(store->append(std::vector{noted("text", "mine", kNow)})).front().hlc.millis(), kNow);
}

void ExchangeTest::keepsEveryFieldOfAnEvent() {
    const ProfileFolder folder;
    auto store = folder.open();
    events::Event event;
    event.ref = {"other", 1};
    event.hlc = base::Hlc::at(kNow, 7);
    event.stream = "commons";
    event.subject = "star/ünï\"'";
    event.type = "star.seen";
    event.version = 77;
    event.payload = R"({"a":[1,{"b":null}],"t":"x\u0001\\"})";
    event.unknown = R"({"_server":1,"later":"more"})";
    event.link = events::linkAfter({}, event);
    event.receipt = serverKey().sign(event);
    event.cursor = 12;
    event.effective = base::Hlc::at(kNow - 5);
    must(store->receive(std::vector{event}, kNow));
    QVERIFY(everything(*store) == std::vector{event});
    QCOMPARE(troubles(*store), std::string());
}

// "task" and "task/task" would be one row among the tasks.
void ExchangeTest::keepsSubjectsWithoutIdApart() {
    const ProfileFolder folder;
    auto store = folder.open();
    Device other("other");
    other.add({"task", "task.created", 1, R"({"title":"None"})"}, base::Hlc::at(kNow + 9));
    other.add(created("task", "One").draft, base::Hlc::at(kNow));
    must(store->receive(other.log(), kNow));
    QCOMPARE(Views(store->database()).title("task/task"), std::string("One"));
    QCOMPARE(troubles(*store), std::string());
}

// Kept and handed on by an older program, which shows the rest; a newer one shows all.
void ExchangeTest::foldsAfterAnUpgradeWhatItHadNotHeardOf() {
    const Program older{state::kFoldVersion - 1, {"topic.noted"}};
    const ProfileFolder folder;
    Device other("other");
    other.add(events::draft("topic/t", events::TopicCreated{.title = "Loops"}), base::Hlc::at(kNow));
    other.add(events::draft("topic/t", events::TopicNoted{"a note"}), base::Hlc::at(kNow + 1));
    other.add(events::draft("topic/t", events::TopicUnlocked{}), base::Hlc::at(kNow + 2));
    const auto topic = [](Store& store) { return Views(store.database()).find<state::Topic>("topic/t").value(); };
    {
        auto store = must(Store::open(folder.path(), trusted(), {}, older));
        must(store->receive(other.log(), kNow));
        QCOMPARE(topic(*store).definition.title, std::string("Loops"));
        QVERIFY(topic(*store).unlocked); // what comes after it counts all the same
        QCOMPARE(topic(*store).note, std::string());
        QVERIFY(must(store->after("other", 0, 1 << 20)) == other.log());
        must(store->append(std::vector<Entry>{{events::draft("topic/t", events::TopicRetired{}), kNow + 3}}));
        must(store->rebuild());
        QCOMPARE(topic(*store).note, std::string());
    }
    const auto store = folder.open();
    QCOMPARE(topic(*store).note, std::string("a note"));
    QVERIFY(topic(*store).retired);
    QVERIFY(must(store->after("other", 0, 1 << 20)) == other.log());
    QCOMPARE(troubles(*store), std::string());
}

void ExchangeTest::foldsAfterAnUpgradeAKindThatItHadNotHeardOf() {
    const Program older{state::kFoldVersion - 1, {"review.graded"}};
    const ProfileFolder folder;
    Device other("other");
    other.add(events::draft("review/t", events::ReviewGraded{}), base::Hlc::at(kNow));
    other.add(events::draft("review/t", events::ReviewGraded{}), base::Hlc::at(kNow + 1));
    {
        auto store = must(Store::open(folder.path(), trusted(), {}, older));
        must(store->receive(other.log(), kNow));
        QVERIFY(Views(store->database()).reviews().at("t").gradings.empty());
    }
    const auto store = folder.open();
    QCOMPARE(Views(store->database()).reviews().at("t").gradings.size(), std::size_t{2});
    QCOMPARE(troubles(*store), std::string());
}

// Whoever edits what is shown has the last word, whatever the clock says.
void ExchangeTest::aSlowClockDoesNotTakeBackWhatIsWritten() {
    constexpr base::Millis kHour = 3'600'000;
    const ProfileFolder folder;
    auto store = folder.open();
    Device other("other");
    other.add(created("x", "Theirs").draft, base::Hlc::at(kNow));
    other.add(events::draft("task/x", events::TaskEdited{.title = "Their title"}), base::Hlc::at(kNow + kHour));
    must(store->receive(other.log(), kNow, StreamPlace{other.stream(), 2, "m"}));
    const auto written = must(store->append(std::vector<Entry>{
        {events::draft("task/x", events::TaskEdited{.title = "Mine"}), kNow}, {created("y", "Another").draft, kNow}}));
    QCOMPARE(Views(store->database()).title("task/x"), std::string("Mine"));
    QVERIFY(written.at(0).hlc > base::Hlc::at(kNow + kHour));
    QVERIFY(written.at(1).hlc > written.at(0).hlc); // a log never goes back
    QCOMPARE(troubles(*store), std::string());
}

QTEST_GUILESS_MAIN(ExchangeTest)
#include "exchange_test.moc"
