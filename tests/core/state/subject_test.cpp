#include "core/state/subject.h"
#include "tests/core/state/any_log.h"

#include <QTest>

#include <rapidcheck.h>

using namespace cairn::state;
using namespace cairn::state::testing;
using namespace cairn::events;

namespace {

Subject foldOneByOne(const std::vector<Event>& log) {
    auto subject = emptySubject("task");
    for (const auto& event : log) {
        RC_ASSERT(applyNext(subject, event, trusted()));
    }
    return subject;
}

Task taskOf(const std::vector<Event>& log) {
    return std::get<Task>(foldSubject("task", log, trusted()));
}

std::vector<Event> claimedLog() {
    return {eventOf(TaskCreated{.title = "Bob"}, 1), eventOf(TaskStarted{}, 2), eventOf(TaskCompletionClaimed{}, 3)};
}

Event proof() {
    return signedBy(serverKey(), eventOf(TaskVerified{"accepted", 1, 0}, 4));
}

} // namespace

class SubjectTest : public QObject {
    Q_OBJECT

private slots:
    void everyKindHasItsState_data();
    void everyKindHasItsState();
    void oneByOneIsAllAtOnce();
    void orderOfArrivalDoesNotMatter();
    void anUndoingAsksForANewFold();
    void whatIsUnknownChangesNothing_data();
    void whatIsUnknownChangesNothing();
    void eventsOfOtherSubjectsChangeNothing();
    void aReceiptVerifies();
    void forgedReceiptsDoNotVerify_data();
    void forgedReceiptsDoNotVerify();
    void theEffectiveTimeCounts();
    void theLastWriterWinsFieldByField();
    void foldedStatesSurviveTheRoundTrip();
    void everyKindSurvivesTheRoundTrip();
    void damagedStatesAreRefused_data();
    void damagedStatesAreRefused();
};

void SubjectTest::everyKindHasItsState_data() {
    QTest::addColumn<int>("alternative");
    QTest::newRow("task") << 1;
    QTest::newRow("path") << 2;
    QTest::newRow("topic") << 3;
    QTest::newRow("content") << 4;
    QTest::newRow("profile") << 5;
    QTest::newRow("review") << 8;
    QTest::newRow("") << 0;
    QTest::newRow("card") << 0;
    QTest::newRow("tasks") << 0;
}

void SubjectTest::everyKindHasItsState() {
    const auto subject = emptySubject(QTest::currentDataTag());
    QTEST(static_cast<int>(subject.index()), "alternative");
    QCOMPARE(encodeSubject(subject), std::string("{}"));
}

void SubjectTest::oneByOneIsAllAtOnce() {
    QVERIFY(rc::check("applying one by one is folding all at once", [] {
        const auto log = anyTaskLog(false);
        RC_ASSERT(foldOneByOne(log) == foldSubject("task", log, trusted()));
    }));
}

void SubjectTest::orderOfArrivalDoesNotMatter() {
    QVERIFY(rc::check("whatever the order of arrival, the order of the fold is one", [] {
        const auto log = anyTaskLog(true);
        auto arrived = log;
        for (std::size_t at = arrived.size(); at > 1; --at) {
            std::swap(arrived[at - 1], arrived[*rc::gen::inRange<std::size_t>(0, at)]);
        }
        RC_ASSERT(inOrder(arrived) == log);
        RC_ASSERT(foldSubject("task", inOrder(arrived), trusted()) == foldSubject("task", log, trusted()));
    }));
}

void SubjectTest::anUndoingAsksForANewFold() {
    auto subject = emptySubject("task");
    QVERIFY(applyNext(subject, eventOf(TaskCreated{}, 1), trusted()));
    const auto before = subject;
    QVERIFY(!applyNext(subject, eventOf(EventUndone{"a", 1}, 2), trusted()));
    QVERIFY(subject == before);
}

void SubjectTest::whatIsUnknownChangesNothing_data() {
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("version");
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("a type of the future") << QByteArray("task.teleported") << 1 << QByteArray("{}");
    QTest::newRow("a version of the future") << QByteArray("task.edited") << 2 << QByteArray(R"({"title":"x"})");
    QTest::newRow("a payload that does not fit") << QByteArray("task.edited") << 1 << QByteArray(R"({"title":7})");
    QTest::newRow("a word of the future") << QByteArray("task.created") << 1 << QByteArray(R"({"source":"moon"})");
    QTest::newRow("a broken payload") << QByteArray("task.edited") << 1 << QByteArray("{");
}

void SubjectTest::whatIsUnknownChangesNothing() {
    QFETCH(QByteArray, type);
    QFETCH(int, version);
    QFETCH(QByteArray, payload);
    auto log = claimedLog();
    const auto before = taskOf(log);
    auto event = signedBy(serverKey(), eventOf(TaskStarted{}, 4));
    event.type = type.toStdString();
    event.version = version;
    event.payload = payload.toStdString();
    log.push_back(event);
    QVERIFY(taskOf(log) == before);
}

void SubjectTest::eventsOfOtherSubjectsChangeNothing() {
    auto log = claimedLog();
    const auto before = taskOf(log);
    log.push_back(eventOf(TopicNoted{"x"}, 4));
    log.push_back(eventOf(ProfileNamed{"x"}, 5));
    QVERIFY(taskOf(log) == before);
    QVERIFY(foldSubject("card", log, trusted()) == Subject{});
}

void SubjectTest::aReceiptVerifies() {
    auto log = claimedLog();
    log.push_back(proof());
    const auto task = taskOf(log);
    QCOMPARE(task.status, TaskStatus::completed);
    QVERIFY(task.verified);
}

void SubjectTest::forgedReceiptsDoNotVerify_data() {
    QTest::addColumn<int>("forgery");
    QTest::newRow("none") << 0;
    QTest::newRow("a flipped bit") << 1;
    QTest::newRow("one's own key") << 2;
    QTest::newRow("one's own key under the server's name") << 3;
    QTest::newRow("of another task") << 4;
    QTest::newRow("with fewer hints") << 5;
    QTest::newRow("of a failure") << 6;
}

void SubjectTest::forgedReceiptsDoNotVerify() {
    QFETCH(int, forgery);
    auto event = proof();
    switch (forgery) {
    case 0:
        event.receipt.reset();
        break;
    case 1:
        event.receipt->signature[5] ^= 4;
        break;
    case 2:
        event.receipt = SigningKey::fromSeed("mine", {2}).sign(event);
        break;
    case 3:
        event.receipt = SigningKey::fromSeed("server", {2}).sign(event);
        break;
    case 4:
        event.subject = "task/two";
        break;
    case 5:
        event.payload = R"({"evidence":"accepted"})";
        break;
    default:
        event = signedBy(serverKey(), eventOf(TaskFailed{"wrong answer"}, 4));
        event.type = "task.verified";
    }
    auto log = claimedLog();
    log.push_back(event);
    const auto task = taskOf(log);
    QVERIFY(!task.verified);
    QCOMPARE(task.status, TaskStatus::verifying);
    QCOMPARE(task.refused, (std::vector{Refusal{"a", 4, TaskStatus::verifying}}));
}

void SubjectTest::theEffectiveTimeCounts() {
    auto log = claimedLog();
    log[1].effective = cairn::base::Hlc::at(5'000'000);
    log[2].effective = cairn::base::Hlc::at(6'000'000);
    QCOMPARE(taskOf(log).startedAt, std::optional<std::int64_t>(5'000'000));
    log[1].effective = cairn::base::Hlc::at(7'000'000); // from a clock too far ahead: after the claim
    QCOMPARE(taskOf(inOrder(log)).status, TaskStatus::in_progress);
}

void SubjectTest::theLastWriterWinsFieldByField() {
    const std::vector log{
        eventOf(TaskCreated{.title = "Bob"}, 1), eventOf(TaskEdited{.title = "one", .summary = "one"}, 2, "a"),
        eventOf(TaskEdited{.title = "two"}, 3, "b")};
    QCOMPARE(taskOf(log).title(), std::string("two"));
    QCOMPARE(taskOf(log).summary(), std::string("one"));
    const std::vector profile{
        eventOf(PreferenceSet{"theme", "dark"}, 1, "a", "profile/self"),
        eventOf(PreferenceSet{"font", "large"}, 2, "b", "profile/self"),
        eventOf(PreferenceSet{"theme", "light"}, 3, "b", "profile/self")};
    const auto folded = std::get<Profile>(foldSubject("profile", profile, {}));
    QCOMPARE(folded.preferences, (std::map<std::string, std::string>{{"font", "large"}, {"theme", "light"}}));
}

void SubjectTest::foldedStatesSurviveTheRoundTrip() {
    QVERIFY(rc::check("a folded task survives the round trip, and goes on as it would have", [] {
        const auto log = anyTaskLog(false);
        const auto half = *rc::gen::inRange<std::size_t>(0, log.size() + 1);
        const auto middle = log.begin() + static_cast<std::ptrdiff_t>(half);
        const auto snapshot = foldSubject("task", std::vector(log.begin(), middle), trusted());
        auto read = decodeSubject("task", encodeSubject(snapshot));
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == snapshot);
        for (auto event = middle; event != log.end(); ++event) {
            applyNext(*read, *event, trusted());
        }
        RC_ASSERT(*read == foldSubject("task", log, trusted()));
    }));
}

void SubjectTest::everyKindSurvivesTheRoundTrip() {
    const std::pair<const char*, std::vector<Event>> rows[] = {
        {"path",
         {eventOf(PathCreated{"Python", "python", "python", "s", TaskSource::exercism}, 1), eventOf(PathRemoved{}, 2)}},
        {"topic",
         {eventOf(TopicCreated{"p", "loops", "Loops", "s", {"a"}, 3}, 1), eventOf(TopicUnlocked{{"a"}}, 2),
          eventOf(TopicNoted{"*n*"}, 3), eventOf(TopicDocumented{9, "C++", "/cpp", "C++", "", {"for"}}, 4),
          eventOf(TopicRetired{}, 5)}},
        {"content", {eventOf(ContentSet{{{TextKind::hints, "h"}}, {{"f", FileRole::test, "t"}}, {{"u", "d"}}}, 1)}},
        {"profile", {eventOf(ProfileNamed{"Ada"}, 1), eventOf(PreferenceSet{"k", "v"}, 2)}},
    };
    for (const auto& [kind, log] : rows) {
        const auto subject = foldSubject(kind, log, {});
        QVERIFY(subject != emptySubject(kind));
        QVERIFY(decodeSubject(kind, encodeSubject(subject)).value() == subject);
    }
}

void SubjectTest::damagedStatesAreRefused_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"", "[]", "{", R"({"status":"lost"})", R"({"refused":[7]})", R"({"hints":1.5})"}) {
        QTest::newRow(text) << QByteArray(text);
    }
}

void SubjectTest::damagedStatesAreRefused() {
    QFETCH(QByteArray, text);
    QVERIFY(!decodeSubject("task", text.toStdString()).has_value());
}

QTEST_GUILESS_MAIN(SubjectTest)
#include "subject_test.moc"
