#include "core/events/chain.h"
#include "core/events/erasure.h"
#include "core/events/event_codec.h"
#include "tests/core/events/any_event.h"

#include <QTest>

#include <rapidcheck.h>

#include <functional>

using namespace cairn::events;

namespace {

using Log = std::vector<Event>;
using Change = std::function<void(Event&)>;

Log chained(Log log) {
    Digest last{};
    for (auto& event : log) {
        event.link = last = linkAfter(last, event);
    }
    return log;
}

Log logOf(std::int64_t count) {
    Log log;
    for (std::int64_t seq = 1; seq <= count; ++seq) {
        log.push_back(testing::plainEvent(seq, R"({"title":"task )" + std::to_string(seq) + "\"}"));
    }
    return chained(log);
}

// How many events from the start hang together.
std::size_t unbroken(const Log& log) {
    Digest last{};
    for (std::size_t at = 0; at < log.size(); ++at) {
        if (log[at].link != linkAfter(last, log[at])) {
            return at;
        }
        last = log[at].link;
    }
    return log.size();
}

const std::pair<const char*, Change> kChanges[] = {
    {"device", [](Event& event) { event.ref.device = "device-b"; }},
    {"seq", [](Event& event) { ++event.ref.seq; }},
    {"hlc", [](Event& event) { ++event.hlc.value; }},
    {"stream", [](Event& event) { event.stream = "learner/other"; }},
    {"subject", [](Event& event) { event.subject = "task/other"; }},
    {"type", [](Event& event) { event.type = "task.edited"; }},
    {"version", [](Event& event) { ++event.version; }},
    {"payload", [](Event& event) { event.payload = R"({"title":"task 33"})"; }},
    {"unknown member", [](Event& event) { event.unknown = R"({"new":1})"; }},
    {"link", [](Event& event) { event.link[31] ^= 1; }},
};

} // namespace

class ChainTest : public QObject {
    Q_OBJECT

private slots:
    void anUntouchedLogHangsTogether();
    void everyLinkDependsOnTheOneBefore();
    void aChangedEventBreaksIt_data();
    void aChangedEventBreaksIt();
    void aChangeCannotBeHiddenByLinkingItAnew();
    void aRemovedEventBreaksIt();
    void anInsertedEventBreaksIt();
    void reorderedEventsBreakIt();
    void whatAServerAddsBreaksNothing();
    void theLinkSurvivesTheRoundTrip();
    void theLinkOfAnErasedEventFitsStill();
};

void ChainTest::anUntouchedLogHangsTogether() {
    QCOMPARE(unbroken(logOf(6)), std::size_t{6});
}

void ChainTest::everyLinkDependsOnTheOneBefore() {
    Digest other{};
    other[0] = 1;
    QVERIFY(linkAfter({}, testing::plainEvent()) != linkAfter(other, testing::plainEvent()));
}

void ChainTest::aChangedEventBreaksIt_data() {
    QTest::addColumn<int>("change");
    for (int at = 0; at < static_cast<int>(std::size(kChanges)); ++at) {
        QTest::newRow(kChanges[at].first) << at;
    }
}

void ChainTest::aChangedEventBreaksIt() {
    QFETCH(int, change);
    auto log = logOf(6);
    kChanges[change].second(log[2]);
    QCOMPARE(unbroken(log), std::size_t{2});
}

void ChainTest::aChangeCannotBeHiddenByLinkingItAnew() {
    auto log = logOf(6);
    log[2].payload = R"({"title":"other"})";
    log[2].link = linkAfter(log[1].link, log[2]);
    QCOMPARE(unbroken(log), std::size_t{3}); // the next one gives it away
}

void ChainTest::aRemovedEventBreaksIt() {
    for (std::size_t at = 0; at < 5; ++at) {
        auto log = logOf(6);
        log.erase(log.begin() + static_cast<std::ptrdiff_t>(at));
        QCOMPARE(unbroken(log), at);
    }
}

void ChainTest::anInsertedEventBreaksIt() {
    auto log = logOf(6);
    log.insert(log.begin() + 3, log[2]);
    QCOMPARE(unbroken(log), std::size_t{3});
}

void ChainTest::reorderedEventsBreakIt() {
    auto log = logOf(6);
    std::swap(log[2], log[3]);
    QCOMPARE(unbroken(log), std::size_t{2});
}

void ChainTest::whatAServerAddsBreaksNothing() {
    auto log = logOf(3);
    for (auto& event : log) {
        event.cursor = event.ref.seq + 100;
        event.effective = cairn::base::Hlc{1};
        event.receipt = Receipt{"key", {}};
        event.unknown = R"({"_shard":3})";
    }
    QCOMPARE(unbroken(log), std::size_t{3});
}

void ChainTest::theLinkSurvivesTheRoundTrip() {
    QVERIFY(rc::check("a log that was written and read hangs together", [] {
        Log log;
        for (int left = *rc::gen::inRange(1, 5); left > 0; --left) {
            log.push_back(testing::anyEvent());
        }
        log = chained(log);
        Log read;
        for (const auto& event : log) {
            read.push_back(decodeEvent(encodeEvent(event)).value());
        }
        RC_ASSERT(unbroken(read) == log.size());
    }));
}

void ChainTest::theLinkOfAnErasedEventFitsStill() {
    auto log = logOf(6);
    log[2].unknown = R"({"new":1})";
    log = chained(log);
    log[2] = erased(log[2]);
    QCOMPARE(unbroken(log), std::size_t{6});
    QCOMPARE(encodeEvent(erased(log[2])), encodeEvent(log[2])); // once more changes nothing
    log[2].subject = "task/other";
    QCOMPARE(unbroken(log), std::size_t{2});
    log = logOf(6);
    log[2].type = "event.erased"; // what does not name a digest has none to its credit
    QCOMPARE(unbroken(log), std::size_t{2});
}

QTEST_GUILESS_MAIN(ChainTest)
#include "chain_test.moc"
