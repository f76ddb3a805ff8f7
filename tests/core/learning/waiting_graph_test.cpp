#include "core/learning/waiting_graph.h"
#include "tests/core/learning/path_builder.h"

#include <QTest>

#include <rapidcheck.h>

#include <set>

using namespace cairn::learning;
using namespace cairn::learning::testing;

namespace {

std::string topicName(int number) {
    return "t" + std::to_string(number);
}

std::int64_t countOf(const PathPosition& position, const std::string& topic) {
    return WaitingGraph(position).countWaiting({topic}).front();
}

// Follows the missing prerequisites of the locked topics until nothing is added.
std::int64_t naiveCount(const PathPosition& position, const std::string& topic) {
    std::set<std::string> waiting;
    for (bool grown = true; grown;) {
        grown = false;
        for (const auto& [id, other] : position.topics) {
            for (const auto& missing : other.missing) {
                if (other.standing == TopicStanding::locked && (missing == topic || waiting.contains(missing))) {
                    grown = waiting.insert(id).second || grown;
                }
            }
        }
    }
    waiting.erase(topic);
    return static_cast<std::int64_t>(waiting.size());
}

} // namespace

class WaitingGraphTest : public QObject {
    Q_OBJECT

private slots:
    void countsNearAndFar();
    void aTopicThatWaitsTwiceCountsOnce();
    void whoIsOpenWaitsForNobody();
    void opensWhatMissesNothingElse();
    void aCycleEnds();
    void agreesWithTheNaiveModel();
    void aChainOfFiveThousandTakesMilliseconds();
    void manyTopicsTakeMilliseconds();
};

void WaitingGraphTest::countsNearAndFar() {
    PathBuilder path;
    path.taught("a");
    path.taught("b", {"a"});
    path.taught("c", {"b"});
    path.taught("d");
    QCOMPARE(WaitingGraph(path.position()).countWaiting({"a", "b", "c", "d"}), (std::vector<std::int64_t>{2, 1, 0, 0}));
}

void WaitingGraphTest::aTopicThatWaitsTwiceCountsOnce() {
    PathBuilder path;
    path.taught("a");
    path.taught("left", {"a"});
    path.taught("right", {"a"});
    path.taught("both", {"left", "right"});
    QCOMPARE(countOf(path.position(), "a"), 3);
}

void WaitingGraphTest::whoIsOpenWaitsForNobody() {
    PathBuilder path;
    path.taught("a");
    path.taught("unlocked", {"a"});
    path.topics["unlocked"].unlocked = true;
    path.taught("begun", {"a"}, TaskStatus::in_progress);
    path.taught("behind", {"begun"});
    QCOMPARE(countOf(path.position(), "a"), 0);
    QCOMPARE(countOf(path.position(), "begun"), 1);
}

void WaitingGraphTest::opensWhatMissesNothingElse() {
    PathBuilder path;
    path.taught("a");
    path.taught("b");
    path.taught("done", {}, TaskStatus::completed);
    path.taught("one", {"a", "done"});
    path.taught("two", {"a", "b"});
    path.taught("other", {"a"});
    path.taught("far", {"one"});
    const auto position = path.position();
    QCOMPARE(WaitingGraph(position).opens("a"), (Names{"one", "other"}));
    QCOMPARE(WaitingGraph(position).opens("b"), Names{});
}

void WaitingGraphTest::aCycleEnds() {
    PathBuilder path;
    path.taught("a");
    path.taught("b", {"a", "d"});
    path.taught("c", {"b"});
    path.taught("d", {"c"});
    path.taught("e", {"c"});
    const auto position = path.position();
    QCOMPARE(WaitingGraph(position).countWaiting({"a", "b", "d"}), (std::vector<std::int64_t>{4, 3, 3}));
}

void WaitingGraphTest::agreesWithTheNaiveModel() {
    QVERIFY(rc::check("counts agree with the naive model, with and without cycles", [] {
        PathBuilder path;
        const auto count = *rc::gen::inRange(1, 90); // more than one batch
        const bool acyclic = *rc::gen::arbitrary<bool>();
        for (int at = 0; at < count; ++at) {
            Names prerequisites;
            for (int more = *rc::gen::inRange(0, 3); more > 0; --more) {
                prerequisites.push_back(topicName(*rc::gen::inRange(0, acyclic ? at + 1 : count)));
            }
            if (acyclic) {
                std::erase(prerequisites, topicName(at));
            }
            path.taught(
                topicName(at), prerequisites,
                *rc::gen::inRange(0, 4) == 0 ? TaskStatus::completed : TaskStatus::scheduled);
        }
        const auto position = path.position();
        std::vector<std::string> all;
        std::vector<std::int64_t> expected;
        for (const auto& [id, topic] : position.topics) {
            all.push_back(id);
            expected.push_back(naiveCount(position, id));
        }
        RC_ASSERT(WaitingGraph(position).countWaiting(all) == expected);
    }));
}

void WaitingGraphTest::aChainOfFiveThousandTakesMilliseconds() {
    PathBuilder path;
    path.taught(topicName(0));
    for (int at = 1; at < 5000; ++at) {
        path.taught(topicName(at), {topicName(at - 1)});
    }
    const auto position = path.position();
    QBENCHMARK {
        QCOMPARE(countOf(position, "t0"), 4999);
    }
}

void WaitingGraphTest::manyTopicsTakeMilliseconds() {
    constexpr int kOpen = 1000;
    PathBuilder path;
    std::vector<std::string> open;
    for (int at = 0; at < 5000; ++at) {
        Names prerequisites;
        for (int back = 0; back < 3 && at >= kOpen; ++back) {
            prerequisites.push_back(topicName(at - kOpen + back * 331));
        }
        path.taught(topicName(at), prerequisites);
        if (at < kOpen) {
            open.push_back(topicName(at));
        }
    }
    const auto position = path.position();
    QBENCHMARK {
        QCOMPARE(WaitingGraph(position).countWaiting(open).size(), std::size_t{kOpen});
    }
}

QTEST_GUILESS_MAIN(WaitingGraphTest)
#include "waiting_graph_test.moc"
