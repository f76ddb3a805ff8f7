#include "core/exchange/exercism_plan.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

using namespace cairn;
using namespace cairn::exchange;
using events::TaskKind;
using List = std::vector<std::string>;

namespace {

ExercismConfig configOf(const List& concepts) {
    ExercismConfig config;
    config.slug = "t";
    config.language = "T";
    for (const auto& slug : concepts) {
        config.concepts.push_back({slug, "The " + slug});
    }
    return config;
}

void add(ExercismConfig& config, TaskKind kind, const std::string& slug, List topics, List needs, int difficulty = 1) {
    const auto place = "config.json:/" + slug;
    config.exercises.push_back({place, kind, slug, slug, std::move(topics), std::move(needs), {}, difficulty});
}

void teach(ExercismConfig& config, const std::string& slug, List topics, List needs) {
    add(config, TaskKind::concept_exercise, slug, std::move(topics), std::move(needs));
}

void practise(ExercismConfig& config, const std::string& slug, List topics, List needs, int difficulty = 1) {
    add(config, TaskKind::practice_exercise, slug, std::move(topics), std::move(needs), difficulty);
}

List slugsOf(const auto& entries) {
    List slugs;
    for (const auto& entry : entries) {
        slugs.push_back(entry.definition.slug);
    }
    return slugs;
}

std::string slugOf(std::size_t number) {
    return "c" + std::to_string(number);
}

// Each concept is taught by one exercise; concepts need earlier ones only.
ExercismConfig anyAcyclicConfig(std::size_t size) {
    ExercismConfig config = configOf({});
    for (std::size_t at = 0; at < size; ++at) {
        config.concepts.push_back({slugOf(at), slugOf(at)});
        List needs;
        for (std::size_t before = 0; before < at; ++before) {
            if (*rc::gen::inRange(0, 3) == 0) {
                needs.push_back(slugOf(before));
            }
        }
        config.exercises.insert(
            config.exercises.begin() + *rc::gen::inRange<std::ptrdiff_t>(0, std::ssize(config.exercises) + 1),
            ExercismExercise{
                "config.json:/" + slugOf(at),
                TaskKind::concept_exercise,
                "e" + slugOf(at),
                "E",
                {slugOf(at)},
                needs,
                {},
                1});
    }
    return config;
}

} // namespace

class ExercismPlanTest : public QObject {
    Q_OBJECT

private slots:

    void derivesPrerequisitesOfTopics() {
        auto config = configOf({"a", "b", "c", "d"});
        teach(config, "one", {"a"}, {});
        teach(config, "two", {"b", "c"}, {"a", "a", "c"}); // "c" is taught here: nobody could begin otherwise
        teach(config, "three", {"c"}, {"b", "a"});
        const auto track = planExercismTrack(std::move(config)).value();
        std::map<std::string, List> needs;
        for (const auto& topic : track.topics) {
            needs[topic.definition.slug] = topic.definition.prerequisites;
        }
        QCOMPARE(needs["a"], List{});
        QCOMPARE(needs["b"], List{"t.a"});
        QCOMPARE(needs["c"], (List{"t.a", "t.b"}));
        QCOMPARE(needs["d"], List{});
        QVERIFY(track.warnings.at(0).contains("which it teaches itself"));
    }

    void ordersTopicsAsTheConfigDoesWhereItMay() {
        auto config = configOf({"spare", "z", "y", "x", "untaught"});
        teach(config, "one", {"y"}, {"x"});
        teach(config, "two", {"z"}, {"untaught"});
        teach(config, "three", {"x"}, {});
        const auto track = planExercismTrack(std::move(config)).value();
        QCOMPARE(slugsOf(track.topics), (List{"untaught", "z", "x", "y", "spare"}));
        for (std::size_t rank = 0; rank < track.topics.size(); ++rank) {
            QCOMPARE(track.topics[rank].definition.rank, std::int64_t(rank));
        }
        QCOMPARE(track.warnings, List{"no active exercise teaches untaught, which exercise two needs"});
    }

    void ordersTasksForALearner() {
        auto config = configOf({"a", "b"});
        teach(config, "teach-a", {"a"}, {});
        teach(config, "teach-b", {"b"}, {"a"});
        practise(config, "loose", {}, {});
        practise(config, "hello-world", {}, {});
        practise(config, "after-b", {"b"}, {"b", "a"}, 1);
        practise(config, "hard-a", {"a"}, {"a"}, 9);
        practise(config, "easy-a", {"a"}, {"a"}, 2);
        practise(config, "practises-a", {"a"}, {}, 3);
        const auto track = planExercismTrack(std::move(config)).value();
        QCOMPARE(
            slugsOf(track.tasks),
            (List{"hello-world", "teach-a", "easy-a", "practises-a", "hard-a", "teach-b", "after-b", "loose"}));
    }

    void describesTasks() {
        auto config = configOf({"a", "b"});
        teach(config, "teach-a", {"a"}, {});
        practise(config, "p", {"no-concept", "b", "a", "b"}, {"a"}, 7);
        config.exercises.back().tags = {"loops"};
        const auto track = planExercismTrack(std::move(config)).value();
        const auto& task = track.tasks.back();
        QCOMPARE(task.id, std::string("t.p"));
        QCOMPARE(task.definition.path, std::string("exercism-t"));
        QCOMPARE(task.definition.topics, (List{"t.b", "t.a"}));
        QCOMPARE(task.definition.prerequisites, List{"t.a"});
        QCOMPARE(task.definition.module, std::string("The b"));
        QCOMPARE(task.definition.tags, List{"loops"});
        QCOMPARE(task.definition.difficulty, 7);
        QCOMPARE(task.definition.source, events::TaskSource::exercism);
        QCOMPARE(task.definition.kind, TaskKind::practice_exercise);
        QCOMPARE(task.definition.url, std::string("https://exercism.org/tracks/t/exercises/p"));
        QCOMPARE(track.warnings, List{"exercise p practises no-concept, which is no concept"});
    }

    void saysTheCircleShortly() {
        auto config = configOf({});
        for (std::size_t at = 0; at < 2000; ++at) {
            config.concepts.push_back({slugOf(at), slugOf(at)});
            teach(config, "e" + slugOf(at), {slugOf(at)}, {slugOf((at + 1) % 2000)});
        }
        const auto plan = planExercismTrack(std::move(config));
        QCOMPARE(
            plan.error().message,
            std::string("these concepts need each other in a circle: c0 → c1 → c2 → c3 → c4 → c5 → c6 → c7 → c8 → c9 → "
                        "c10 → c11 → … → c1999 → c0"));
        QCOMPARE(plan.error().place, std::string("config.json:/ec0/prerequisites/0"));
    }

    void stopsWhenAsked() {
        std::stop_source source;
        source.request_stop();
        auto config = configOf({"a"});
        teach(config, "e", {"a"}, {});
        QCOMPARE(planExercismTrack(std::move(config), source.get_token()).error().code, base::ErrorCode::Cancelled);
    }

    void ranksRespectEveryEdge() {
        QVERIFY(rc::check([] {
            auto config = anyAcyclicConfig(*rc::gen::inRange<std::size_t>(1, 25));
            const auto track = planExercismTrack(std::move(config)).value();
            std::set<std::string> topics;
            std::set<std::string> taught;
            for (const auto& topic : track.topics) {
                for (const auto& needed : topic.definition.prerequisites) {
                    RC_ASSERT(topics.contains(needed));
                }
                topics.insert(topic.id);
            }
            for (const auto& task : track.tasks) {
                for (const auto& needed : task.definition.prerequisites) {
                    RC_ASSERT(taught.contains(needed));
                }
                taught.insert(task.definition.topics.begin(), task.definition.topics.end());
            }
        }));
    }

    void refusesEveryCircle() {
        QVERIFY(rc::check([] {
            const auto size = *rc::gen::inRange<std::size_t>(2, 25);
            auto config = anyAcyclicConfig(size);
            const auto to = *rc::gen::inRange<std::size_t>(1, size);
            const auto from = *rc::gen::inRange<std::size_t>(0, to);
            for (auto& exercise : config.exercises) {
                if (exercise.topics == List{slugOf(from)}) {
                    exercise.prerequisites.push_back(slugOf(to));
                } else if (exercise.topics == List{slugOf(to)}) {
                    exercise.prerequisites.push_back(slugOf(from));
                }
            }
            const auto plan = planExercismTrack(std::move(config));
            RC_ASSERT(!plan);
            RC_ASSERT(plan.error().message.contains("in a circle: "));
            RC_ASSERT(plan.error().place.contains("/prerequisites/"));
        }));
    }
};

QTEST_GUILESS_MAIN(ExercismPlanTest)
#include "exercism_plan_test.moc"
