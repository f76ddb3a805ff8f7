#include "core/exchange/exercism_config.h"
#include "core/exchange/exercism_plan.h"

#include <QTest>

#include <algorithm>
#include <string>

using namespace cairn;
using namespace cairn::exchange;
using base::ErrorCode;

namespace {

// JSON is written with ' for " in this file.
std::string json(std::string text) {
    std::ranges::replace(text, '\'', '"');
    return text;
}

// A track with these entries in its lists, each given as JSON without the outer brackets.
std::string track(const std::string& concepts, const std::string& taught, const std::string& practised) {
    return "{'slug':'t','language':'T','concepts':[" + concepts + "],'exercises':{'concept':[" + taught +
           "],'practice':[" + practised + "]}}";
}

// A track whose slug, or whose one concept's name, is this JSON.
std::string trackWithSlug(const std::string& slug) {
    return "{'slug':" + slug + ",'language':'T','exercises':{}}";
}

std::string trackWithName(const std::string& name) {
    return track("{'slug':'a','name':" + name + "}", "", "");
}

const std::string kConcepts = "{'slug':'a','name':'A','uuid':'1'},{'slug':'b','name':'B','uuid':'2'}";

std::string practice(const std::string& members) {
    return track(kConcepts, "", "{'slug':'p','name':'P','difficulty':3" + members + "}");
}

base::Expected<Track> planned(const std::string& text) {
    auto config = parseExercismConfig(json(text));
    return config ? planExercismTrack(std::move(*config)) : base::Expected<Track>(std::unexpect, config.error());
}

} // namespace

class ExercismConfigTest : public QObject {
    Q_OBJECT

private slots:

    void readsTheSmallestTrack() {
        const auto read = planned("{'slug':'t','language':'T','exercises':{}}");
        QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
        QCOMPARE(read->id, std::string("exercism-t"));
    }

    void passesOverWhatItDoesNotKnow() {
        QVERIFY(planned("{'slug':'t','language':'T','version':3.5,'deep':[[[1e3]]],'active':null,"
                        "'exercises':{'concept':[],'practice':[],'foregone':['x',5]},'blurb':'two\\nlines'}")
                    .has_value());
        QVERIFY(planned(practice(",'topics':null,'status':null,'uuid':null,'rating':1.5")).has_value());
        QVERIFY(planned("\xef\xbb\xbf" + practice("")).has_value());
    }

    void refuses_data() {
        QTest::addColumn<std::string>("json");
        QTest::addColumn<std::string>("place");
        QTest::addColumn<std::string>("message");

        const auto row = [](const char* name, const std::string& json, const char* place, const char* message) {
            QTest::newRow(name) << json << std::string(place) << std::string(message);
        };
        row("nothing", "", "config.json:line 1", "is not JSON");
        row("half of it", "{\n\"slug\":", "config.json:line 2", "is not JSON");
        row("more than one", "{}\n\n{}", "config.json:line 3", "is not JSON");
        row("UTF-16", std::string("\xff\xfe{\0}\0", 6), "config.json", "UTF-16");
        row("Latin-1", "{\"slug\":\"\xe9\"}", "config.json", "not valid UTF-8");
        row("a list", "[]", "config.json:", "is not an object");
        row("no slug", "{'language':'T','exercises':{}}", "config.json:/slug", "slug is missing");
        row("no language", "{'slug':'t','exercises':{}}", "config.json:/language", "language is missing");
        row("no exercises", "{'slug':'t','language':'T'}", "config.json:/exercises", "exercises is missing");
        row("exercises as a list", "{'slug':'t','language':'T','exercises':[]}", "config.json:/exercises",
            "is not an object");
        row("a number for a slug", trackWithSlug("5"), "config.json:/slug", "is not text");
        row("a slug that climbs", trackWithSlug("'../t'"), "config.json:/slug", "is no slug");
        row("a slug in capitals", trackWithSlug("'T'"), "config.json:/slug", "is no slug");
        row("a slug beyond measure", trackWithSlug("'" + std::string(81, 'a') + "'"), "config.json:/slug",
            "more than 80");
        row("an empty name", trackWithName("' '"), "config.json:/concepts/0/name", "is empty");
        row("a name of megabytes", trackWithName("'" + std::string(5'000'000, 'x') + "'"),
            "config.json:/concepts/0/name", "more than 200");
        row("a name that colours", trackWithName("'A\\u001b[31m'"), "config.json:/concepts/0/name",
            "has control characters: “A?[31m”");
        row("a name with a NUL", trackWithName("'A\\u0000'"), "config.json:/concepts/0/name", "has control characters");
        row("a name that turns", trackWithName("'\\u202eA'"), "config.json:/concepts/0/name", "has control characters");
        row("a concept that is text", track("'a'", "", ""), "config.json:/concepts/0", "is not an object");
        row("no name", track("", "{'slug':'e','concepts':[]}", ""), "config.json:/exercises/concept/0/name",
            "name is missing");
        row("a concept twice", track("{'slug':'a','name':'A'},{'slug':'a','name':'B'}", "", ""),
            "config.json:/concepts/1/slug", "used twice, first at config.json:/concepts/0/slug");
        row("an exercise in both lists", track("", "{'slug':'e','name':'E'}", "{'slug':'e','name':'E'}"),
            "config.json:/exercises/practice/0/slug", "first at config.json:/exercises/concept/0/slug");
        row("one uuid for two",
            track(kConcepts, "{'slug':'e','name':'E','uuid':'Ab'}", "{'slug':'f','name':'F','uuid':'aB'}"),
            "config.json:/exercises/practice/0/uuid", "first at config.json:/exercises/concept/0/uuid");
        row("a uuid of a concept", practice(",'uuid':'2'"), "config.json:/exercises/practice/0/uuid",
            "first at config.json:/concepts/1/uuid");
        row("too hard", practice(",'difficulty':11"), "config.json:/exercises/practice/0/difficulty",
            "is not between 1 and 10");
        row("too easy", practice(",'difficulty':0"), "config.json:/exercises/practice/0/difficulty",
            "is not between 1 and 10");
        row("hard beyond numbers", practice(",'difficulty':18446744073709551615"),
            "config.json:/exercises/practice/0/difficulty", "is not between 1 and 10");
        row("half a difficulty", practice(",'difficulty':2.5"), "config.json:/exercises/practice/0/difficulty",
            "is not an integer");
        row("prerequisites as text", practice(",'prerequisites':'a'"),
            "config.json:/exercises/practice/0/prerequisites", "is not a list");
        row("a prerequisite that is a number", practice(",'prerequisites':['a',1]"),
            "config.json:/exercises/practice/0/prerequisites/1", "is not text");
        row("status as a number", practice(",'status':1"), "config.json:/exercises/practice/0/status", "is not text");
        row("an unknown prerequisite", practice(",'prerequisites':['a','z']"),
            "config.json:/exercises/practice/0/prerequisites/1", "needs “z”, which is no concept");
        row("an unknown concept taught", track(kConcepts, "{'slug':'e','name':'E','concepts':['b','z']}", ""),
            "config.json:/exercises/concept/0/concepts/1", "teaches “z”, which is no concept");
        row("two that need each other",
            track(
                kConcepts,
                "{'slug':'d','name':'D','concepts':['b'],'prerequisites':['a']},"
                "                                {'slug':'e','name':'E','concepts':['a'],'prerequisites':['b']}",
                ""),
            "config.json:/exercises/concept/0/prerequisites/0", "in a circle: b → a → b");
    }

    void refuses() {
        QFETCH(const std::string, json);
        QFETCH(const std::string, place);
        QFETCH(const std::string, message);
        const auto read = planned(json);
        QVERIFY(!read);
        QCOMPARE(read.error().place, place);
        QVERIFY2(read.error().message.contains(message), read.error().message.c_str());
        QVERIFY(read.error().message.size() < 400);
    }

    void refusesWhatIsBeyondItsLimits_data() {
        QTest::addColumn<std::string>("json");
        QTest::addColumn<std::string>("place");
        std::string million = "{}";
        for (int at = 1; at < 1'000'000; ++at) {
            million += ",{}";
        }
        std::string references = "'a'";
        for (int at = 0; at < 500; ++at) {
            references += ",'a'";
        }
        const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
        QTest::newRow("concepts") << track(million, "", "") << std::string("config.json:/concepts");
        QTest::newRow("concept exercises") << track("", million, "") << std::string("config.json:/exercises/concept");
        QTest::newRow("practice exercises") << track("", "", million) << std::string("config.json:/exercises/practice");
        QTest::newRow("references") << practice(",'prerequisites':[" + references + "]")
                                    << std::string("config.json:/exercises/practice/0/prerequisites");
        QTest::newRow("depth") << deep << std::string("config.json:line 1");
        QTest::newRow("bytes") << std::string(9'000'000, ' ') << std::string("config.json");
    }

    void refusesWhatIsBeyondItsLimits() {
        QFETCH(const std::string, json);
        QFETCH(const std::string, place);
        const auto read = planned(json);
        QCOMPARE(read.error().code, ErrorCode::LimitExceeded);
        QCOMPARE(read.error().place, place);
    }

    void countsBothListsOfExercisesTogether() {
        ExercismLimits limits;
        limits.exercises = 1;
        const auto read =
            parseExercismConfig(json(track("", "{'slug':'e','name':'E'}", "{'slug':'f','name':'F'}")), limits);
        QCOMPARE(read.error().code, ErrorCode::LimitExceeded);
    }

    void doesNotCheckWhatIsNotActive() {
        const auto read = planned(track(
            kConcepts, "{'slug':'d','status':'wip','concepts':['z']}",
            "{'slug':'e','status':'deprecated','name':7,'prerequisites':['z']},{'slug':'f','name':'F','status':'beta'"
            "}"));
        QVERIFY(read.has_value());
        QCOMPARE(read->counts.skipped, 2);
        QCOMPARE(read->counts.practiceExercises, 1);
    }

    void leavesOutAnUnknownStatusWithAWarning() {
        const auto read = planned(practice(",'status':'retired'"));
        QCOMPARE(read->counts.skipped, 1);
        QVERIFY(read->warnings.at(0).contains("its status “retired” is unknown"));
    }
};

QTEST_GUILESS_MAIN(ExercismConfigTest)
#include "exercism_config_test.moc"
