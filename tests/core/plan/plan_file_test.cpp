#include "core/plan/plan_file.h"
#include "tests/core/plan/any_plan.h"

#include <QTest>

#include <algorithm>

using namespace cairn;
using namespace cairn::plan;
using base::ErrorCode;

namespace {

// Single quotes stand for double ones.
std::string json(std::string text) {
    std::ranges::replace(text, '\'', '"');
    return text;
}

std::string many(const std::string& item, std::size_t count) {
    std::string list;
    for (std::size_t at = 0; at < count; ++at) {
        list += (at == 0 ? "" : ",") + item;
    }
    return list;
}

} // namespace

class PlanFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void readsWhatPeopleWrite() {
        const auto plan = readPlan(
            json("{'title': 'Modern C++', 'unknown': 1,\n"
                 "                'topics': [{'id': 'json', 'title': 'Reading JSON', 'technology': 'nlohmann json',\n"
                 "                            'prerequisites': ['strings'],\n"
                 "                            'exercises': [{'title': 'A reader of settings', 'needs': ['parse']}]}]}"),
            "plan.json");
        QVERIFY2(plan, plan ? "" : plan.error().message.c_str());
        QCOMPARE(plan->title, std::string("Modern C++"));
        const auto& topic = plan->topics.at(0);
        QCOMPARE(topic.technology, std::string("nlohmann json"));
        QCOMPARE(topic.prerequisites, std::vector<std::string>{"strings"});
        QCOMPARE(topic.exercises.at(0).needs, std::vector<std::string>{"parse"});
        QCOMPARE(topic.exercises.at(0).difficulty, std::int64_t(3));
    }

    void readsBackWhatItWrites() {
        QVERIFY(rc::check([] {
            const auto plan = testing::anyPlan(true);
            const auto again = readPlan(writePlan(plan), "f");
            RC_ASSERT(again.has_value());
            RC_ASSERT(*again == plan);
        }));
    }

    void saysWhereItIsWrong_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("place");
        const auto row = [](const char* name, const std::string& text, ErrorCode code, const char* place) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << static_cast<int>(code) << QByteArray(place);
        };
        const auto topic = [](const std::string& members) {
            return json("{'title':'p','topics':[{'id':'a','title':'A'},{'id':'b','title':'B'") + members + "}]}";
        };
        row("nothing", "", ErrorCode::InvalidInput, "f:line 1");
        row("no JSON", "{\n\"title\":\n}", ErrorCode::InvalidInput, "f:line 3");
        row("a list", "[]", ErrorCode::InvalidInput, "f:");
        row("no title", "{}", ErrorCode::InvalidInput, "f:/title");
        row("title is a number", json("{'title':1}"), ErrorCode::InvalidInput, "f:/title");
        row("topics is a text", json("{'title':'p','topics':'a'}"), ErrorCode::InvalidInput, "f:/topics");
        row("topic without id", json("{'title':'p','topics':[{'title':'A'}]}"), ErrorCode::InvalidInput,
            "f:/topics/0/id");
        row("need of two lines", topic(json(",'exercises':[{'title':'e','needs':['a\\nb']}]")), ErrorCode::InvalidInput,
            "f:/topics/1/exercises/0/needs/0");
        row("difficulty", topic(json(",'exercises':[{'title':'e','difficulty':11}]")), ErrorCode::InvalidInput,
            "f:/topics/1/exercises/0/difficulty");
        row("long title", json("{'title':'") + std::string(kLineBytes + 1, 'a') + "\"}", ErrorCode::LimitExceeded,
            "f:/title");
        row("too many topics",
            json("{'title':'p','topics':[") + many(json("{'id':'a','title':'A'}"), kMostTopics + 1) + "]}",
            ErrorCode::LimitExceeded, "f:/topics");
        row("too many needs",
            topic(json(",'exercises':[{'title':'e','needs':[") + many("\"n\"", kMostNeeds + 1) + "]}]"),
            ErrorCode::LimitExceeded, "f:/topics/1/exercises/0/needs");
        row("too deep", many("[", 20), ErrorCode::InvalidInput, "f:line 1");
        row("too large", std::string(kPlanBytes + 1, ' '), ErrorCode::LimitExceeded, "f");
    }

    void saysWhereItIsWrong() {
        QFETCH(const QByteArray, text);
        const auto plan = readPlan({text.data(), static_cast<std::size_t>(text.size())}, "f");
        QVERIFY(!plan);
        QVERIFY(!plan.error().message.empty());
        QTEST(static_cast<int>(plan.error().code), "code");
        QTEST(QByteArray::fromStdString(plan.error().place), "place");
    }
};

QTEST_APPLESS_MAIN(PlanFileTest)
#include "plan_file_test.moc"
