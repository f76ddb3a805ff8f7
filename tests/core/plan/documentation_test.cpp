#include "core/plan/documentation.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>

using namespace cairn;
using namespace cairn::plan;

using List = std::vector<std::string>;

namespace {

PlannedTopic topicOf(const std::string& title, const std::string& technology, const List& needs = {}) {
    PlannedTopic topic{.id = "t", .title = title, .technology = technology};
    if (!needs.empty()) {
        topic.exercises.push_back({.title = "e", .needs = needs});
    }
    return topic;
}

events::TopicDocumented documentedOf(const std::string& technology, const List& found) {
    events::TopicDocumented documented;
    documented.at = 1;
    documented.technology = technology;
    documented.library = "/a/b";
    documented.found = found;
    return documented;
}

} // namespace

class DocumentationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void mentionsWordsOfTheirOwn_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("term");
        QTest::addColumn<bool>("mentioned");
        const auto row = [](const char* text, const char* term, bool mentioned) {
            QTest::addRow("%s in %s", term, text) << QString::fromUtf8(text) << QString::fromUtf8(term) << mentioned;
        };
        row("for (;;)", "for", true);
        row("before", "for", false);
        row("before, and for", "for", true);
        row("FOR", "for", true);
        row("json::parse(text)", "parse", true);
        row("json::parse(text)", "json::parse", true);
        row("my_parse", "parse", false);
        row("parse2", "parse", false);
        row("C++20", "C++", true);
        row("C+", "C++", false);
        row("the range-based for loop", "range-based for", true);
        row("größer", "gr", false);
        row("", "a", false);
        row("anything", "", false);
    }

    void mentionsWordsOfTheirOwn() {
        QFETCH(const QString, text);
        QFETCH(const QString, term);
        QTEST(mentions(text.toStdString(), term.toStdString()), "mentioned");
    }

    void mentionsWhatStandsBetweenSpaces() {
        QVERIFY(rc::check([] {
            const auto word = rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange('a', 'z')));
            const auto term = *word;
            const auto before = *rc::gen::container<List>(word);
            const auto after = *rc::gen::container<List>(word);
            std::string text;
            const auto add = [&](const std::string& one) { text += (text.empty() ? "" : " ") + one; };
            std::ranges::for_each(before, add);
            const bool there = std::ranges::find(before, term) != before.end();
            RC_ASSERT(mentions(text, term) == there);
            add(term);
            std::ranges::for_each(after, add);
            RC_ASSERT(mentions(text, term));
        }));
    }

    void looksForWhatExercisesNeedEachOnce() {
        auto topic = topicOf("JSON", "json", {"parse", "Dump", "PARSE"});
        topic.exercises.push_back({.title = "f", .needs = {"dump", "size"}});
        QCOMPARE(termsOf(topic), (List{"parse", "Dump", "size"}));
    }

    void looksForTheTitleWhereNothingIsNeeded() {
        QCOMPARE(termsOf(topicOf("Reading JSON in a file", "json")), (List{"Reading", "file"}));
        QCOMPARE(termsOf(topicOf("JSON", "JSON for Modern C++")), List());
    }

    void isQuickWithMany() {
        auto topic = topicOf("JSON", "json");
        for (int exercise = 0; exercise < 50; ++exercise) {
            topic.exercises.push_back({.title = "e"});
            for (int need = 0; need < 1'000; ++need) {
                topic.exercises.back().needs.push_back(std::to_string(exercise * 1'000 + need));
            }
        }
        QCOMPARE(termsOf(topic).size(), std::size_t(50'000)); // seconds, where each is held against all
    }

    void onlyWhatIsAllFoundIsProven() {
        const auto topic = topicOf("JSON", "json", {"parse", "dump"});
        QCOMPARE(standingOf(topicOf("JSON", ""), documentedOf("", {"JSON"})), Standing::unnamed);
        QCOMPARE(standingOf(topic, std::nullopt), Standing::unproven);
        QCOMPARE(standingOf(topic, documentedOf("json", {"parse"})), Standing::unproven);
        QCOMPARE(standingOf(topic, documentedOf("json", {"parse", "dump"})), Standing::proven);
        QCOMPARE(standingOf(topic, documentedOf("yaml", {"parse", "dump"})), Standing::unproven);
        auto nowhere = documentedOf("json", {"parse", "dump"});
        nowhere.library.clear();
        QCOMPARE(standingOf(topic, nowhere), Standing::unproven);
        QCOMPARE(standingOf(topicOf("JSON", "json"), documentedOf("json", {})), Standing::unproven);
    }

    void validIsSoundAndNothingUnproven() {
        PathPlan plan{.title = "p", .topics = {topicOf("JSON", "json", {"parse"})}};
        QVERIFY(verdictOf(plan, {{"t", Standing::proven, {}}}).valid);
        QVERIFY(verdictOf(plan, {{"t", Standing::unnamed, {}}}).valid);
        QVERIFY(!verdictOf(plan, {{"t", Standing::unproven, {}}}).valid);
        QVERIFY(!verdictOf(plan, {}).valid);
        plan.topics[0].prerequisites = {"nobody"};
        QVERIFY(!verdictOf(plan, {{"t", Standing::proven, {}}}).valid);
    }
};

QTEST_APPLESS_MAIN(DocumentationTest)
#include "documentation_test.moc"
