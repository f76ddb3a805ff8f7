#include "core/plan/plan_check.h"
#include "tests/core/plan/any_plan.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <functional>
#include <set>

using namespace cairn::plan;

using List = std::vector<std::string>;

namespace {

PathPlan planOf(const std::vector<std::pair<std::string, List>>& topics) {
    PathPlan plan{.title = "A path"};
    for (const auto& [id, needs] : topics) {
        plan.topics.push_back({.id = id, .title = "T" + id, .prerequisites = needs, .exercises = {{.title = "e"}}});
    }
    return plan;
}

std::vector<RemarkKind> kindsOf(const std::vector<Remark>& remarks) {
    std::vector<RemarkKind> kinds;
    std::ranges::transform(remarks, std::back_inserter(kinds), &Remark::kind);
    return kinds;
}

const PlannedTopic* topicIn(const PathPlan& plan, const std::string& id) {
    const auto found = std::ranges::find(plan.topics, id, &PlannedTopic::id);
    return found == plan.topics.end() ? nullptr : &*found;
}

// Whether one topic needs another in some way, by going all ways.
bool needs(const PathPlan& plan, const std::string& from, const std::string& to) {
    std::set<std::string> seen;
    const std::function<bool(const std::string&)> leads = [&](const std::string& id) {
        const auto* topic = topicIn(plan, id);
        return topic != nullptr && std::ranges::any_of(topic->prerequisites, [&](const auto& needed) {
                   return needed == to || (seen.insert(needed).second && leads(needed));
               });
    };
    return leads(from);
}

} // namespace

class PlanCheckTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void aLineIsSound() {
        const auto found = check(planOf({{"a", {}}, {"b", {"a"}}, {"c", {"b"}}}));
        QVERIFY(found.flaws.empty() && found.hints.empty());
        QCOMPARE(found.order, (List{"a", "b", "c"}));
    }

    void namesWhatIsWrong_data() {
        QTest::addColumn<PathPlan>("plan");
        QTest::addColumn<RemarkKind>("kind");
        QTest::addColumn<List>("topics");
        QTest::addColumn<bool>("ordered");
        QTest::newRow("nothing") << planOf({}) << RemarkKind::no_topics << List() << false;
        QTest::newRow("twice") << planOf({{"a", {}}, {"a", {}}}) << RemarkKind::same_id << List{"a"} << false;
        QTest::newRow("stranger") << planOf({{"a", {"x"}}}) << RemarkKind::unknown_prerequisite << List{"a", "x"}
                                  << false;
        QTest::newRow("itself") << planOf({{"a", {"a"}}}) << RemarkKind::circle << List{"a"} << false;
        QTest::newRow("circle") << planOf({{"a", {"b"}}, {"b", {"c"}}, {"c", {"a"}}}) << RemarkKind::circle
                                << List{"a", "b", "c"} << false;
        QTest::newRow("order") << planOf({{"a", {"b"}}, {"b", {}}}) << RemarkKind::order << List{"a", "b"} << true;
        QTest::newRow("apart") << planOf({{"a", {}}, {"b", {"a"}}, {"c", {}}, {"d", {"c"}}}) << RemarkKind::apart
                               << List{"c", "d"} << true;
    }

    void namesWhatIsWrong() {
        QFETCH(const PathPlan, plan);
        QFETCH(const RemarkKind, kind);
        QFETCH(const List, topics);
        QFETCH(const bool, ordered);
        const auto found = check(plan);
        QCOMPARE(kindsOf(found.flaws).front(), kind);
        QCOMPARE(found.flaws.front().topics, topics);
        QVERIFY(found.flaws.front().message.ends_with('.'));
        QCOMPARE(!found.order.empty(), ordered);
    }

    void hintsAtWhatIsNeededAnyway() {
        auto plan = planOf({{"a", {}}, {"b", {"a"}}, {"c", {"b"}}, {"d", {"a", "c"}}});
        plan.topics[1].exercises.clear();
        const auto found = check(plan);
        QVERIFY(found.flaws.empty());
        QCOMPARE(kindsOf(found.hints), (std::vector{RemarkKind::implied, RemarkKind::no_exercise}));
        QCOMPARE(found.hints[0].topics, (List{"d", "a", "c"}));
    }

    void theOrderIsOneInWhichItCanBeLearned() {
        QVERIFY(rc::check([] {
            const auto plan = testing::anyPlan(true);
            const auto found = check(plan);
            const auto kinds = kindsOf(found.flaws);
            const bool orderless =
                std::ranges::any_of(kinds, [](RemarkKind kind) { return prevents(kind) && kind != RemarkKind::order; });
            RC_ASSERT(found.order.empty() == orderless);
            std::set<std::string> learned;
            for (const auto& id : found.order) {
                RC_ASSERT(std::ranges::all_of(
                    topicIn(plan, id)->prerequisites, [&](const auto& needed) { return learned.contains(needed); }));
                RC_ASSERT(learned.insert(id).second);
            }
            RC_ASSERT(orderless || learned.size() == plan.topics.size());
        }));
    }

    void hintsAtAllThatIsNeededAnyway() {
        QVERIFY(rc::check([] {
            const auto plan = testing::anyPlan(false);
            std::set<std::pair<std::string, std::string>> hinted;
            for (const auto& hint : check(plan).hints) {
                if (hint.kind == RemarkKind::implied) {
                    RC_ASSERT(needs(plan, hint.topics.at(2), hint.topics.at(1)));
                    hinted.insert({hint.topics[0], hint.topics[1]});
                }
            }
            for (const auto& topic : plan.topics) {
                for (const auto& needed : topic.prerequisites) {
                    const bool implied = std::ranges::any_of(
                        topic.prerequisites, [&](const auto& other) { return needs(plan, other, needed); });
                    RC_ASSERT(hinted.contains({topic.id, needed}) == implied);
                }
            }
        }));
    }

    void isQuickWithTheMost() {
        // Where each way were walked for each pair, some thousand million steps.
        std::vector<std::pair<std::string, List>> topics;
        for (std::size_t at = 0; at < kMostTopics; ++at) {
            List needed;
            const auto layer = at / 100;
            for (std::size_t other = 0; other < at; ++other) {
                if (layer == 0 || other / 100 == layer - 1) {
                    needed.push_back(std::to_string(other));
                }
            }
            topics.emplace_back(std::to_string(at), std::move(needed));
        }
        QElapsedTimer timer;
        timer.start();
        QVERIFY(check(planOf(topics)).flaws.empty());
        QVERIFY2(timer.elapsed() < 3'000, "too slow"); // also under sanitizers
    }

    void noMoreThanAPersonReadsIsTold() {
        PathPlan plan{.title = "P"};
        for (std::size_t at = 0; at < kMostTopics; ++at) {
            PlannedTopic topic{.id = std::to_string(at), .title = std::string(kLineBytes, 'x')};
            for (std::size_t after = at + 1; after < kMostTopics; ++after) {
                topic.prerequisites.push_back(std::to_string(after));
            }
            plan.topics.push_back(std::move(topic));
        }
        const auto found = check(plan);
        QCOMPARE(found.flaws.size(), kMostRemarks);
        QCOMPARE(found.hints.size(), kMostRemarks);
        QCOMPARE(found.order.size(), kMostTopics);
    }
};

QTEST_APPLESS_MAIN(PlanCheckTest)
#include "plan_check_test.moc"
