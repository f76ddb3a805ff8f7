#include "sync/server/paths/plan_validator.h"
#include "tests/sync/server/paths/context7_texts.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <condition_variable>
#include <future>
#include <thread>

using namespace cairn;
using namespace cairn::server;
using namespace std::chrono_literals;
using mcp::Failure;
using plan::Standing;

namespace {

using Answered = mcp::Expected<mcp::ToolResult>;

constexpr base::Millis kNow = 1'760'000'000'000;

Answered said(const std::string& text, bool isError = false) {
    mcp::ToolResult result;
    result.content.push_back(boost::json::object{{"type", "text"}, {"text", text}});
    result.isError = isError;
    return result;
}

plan::PlannedTopic
topicOf(const std::string& id, const std::string& technology, const std::vector<std::string>& needs) {
    return {.id = id, .title = "Topic " + id, .technology = technology, .exercises = {{.title = "e", .needs = needs}}};
}

plan::PathPlan planOf(std::vector<plan::PlannedTopic> topics) {
    for (std::size_t at = 1; at < topics.size(); ++at) {
        topics[at].prerequisites = {topics[at - 1].id};
    }
    return {.title = "A path", .topics = std::move(topics)};
}

const plan::PathPlan kPlan = planOf({topicOf("json", "JSON for Modern C++", {"parse", "dump"})});

// Context7 as a test wants it, and what it was asked.
class Context7 {
public:
    std::function<Answered(const std::string& tool, const boost::json::object&, const std::stop_token&)> answer =
        [](const std::string& tool, const boost::json::object&, const std::stop_token&) {
            return said(tool == "query-docs" ? test::kSections : test::kLibraries);
        };
    std::atomic<base::Millis> now = kNow;
    std::atomic<int> asked = 0;
    std::mutex mutex{};
    std::vector<boost::json::object> questions{};

    PlanValidator::Settings settings(std::chrono::milliseconds patience = 10s) {
        return {
            [this](const std::string& tool, const boost::json::object& arguments, const std::stop_token& stop) {
                ++asked;
                {
                    const std::lock_guard lock(mutex);
                    questions.push_back(arguments);
                }
                return answer(tool, arguments, stop);
            },
            [this] { return now.load(); }, patience};
    }
};

plan::PlanVerdict validated(PlanValidator& validator, const plan::PathPlan& plan) {
    auto verdict = validator.validate("me", plan);
    if (!verdict) {
        qFatal("%s", verdict.error().message.c_str());
    }
    return std::move(*verdict);
}

// Waits as long as the asking thread lets it.
Answered waitFor(const std::stop_token& stop) {
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any never;
    never.wait_for(lock, stop, 60s, [] { return false; });
    return mcp::fail(Failure::Kind::cancelled, "stopped");
}

} // namespace

class PlanValidatorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void whatTheDocumentationMentionsIsProven() {
        Context7 context7;
        PlanValidator validator(context7.settings());
        const auto verdict = validated(validator, kPlan);
        QVERIFY(verdict.valid);
        const auto& topic = verdict.topics.at(0);
        QCOMPARE(topic.standing, Standing::proven);
        QCOMPARE(topic.documented.at, kNow);
        QCOMPARE(topic.documented.library, std::string("/nlohmann/json"));
        QCOMPARE(topic.documented.title, std::string("JSON for Modern C++"));
        QVERIFY(topic.documented.source.ends_with("/parse.md"));
        QCOMPARE(topic.documented.found, (std::vector<std::string>{"parse", "dump"}));
        QVERIFY(topic.documented.missing.empty() && topic.documented.reason.empty());
        QCOMPARE(
            context7.questions, (std::vector<boost::json::object>{
                                    {{"libraryName", "JSON for Modern C++"}, {"query", "JSON for Modern C++"}},
                                    {{"libraryId", "/nlohmann/json"}, {"query", "Topic json: parse, dump"}}}));
    }

    void whatItDoesNotMentionIsUnproven() {
        Context7 context7;
        PlanValidator validator(context7.settings());
        const auto verdict = validated(validator, planOf({topicOf("json", "JSON for Modern C++", {"dump", "BSON"})}));
        QVERIFY(!verdict.valid);
        const auto& documented = verdict.topics.at(0).documented;
        QCOMPARE(documented.at, kNow);
        QCOMPARE(documented.missing, std::vector<std::string>{"BSON"});
        QCOMPARE(
            documented.reason,
            std::string("What was found in the documentation of JSON for Modern C++ does not mention BSON."));
        QVERIFY(documented.source.ends_with("/dump.md"));
    }

    void aLibraryThatNobodyKnowsIsUnproven() {
        Context7 context7;
        PlanValidator validator(context7.settings());
        const auto other = validated(validator, planOf({topicOf("yaml", "yaml-cpp", {"parse"})})).topics.at(0);
        QCOMPARE(other.standing, Standing::unproven);
        QCOMPARE(other.documented.at, kNow);
        QCOMPARE(
            other.documented.reason,
            std::string("Context7 knows no library called yaml-cpp; the nearest is cppreference "
                        "(/websites/en_cppreference_w)."));
        context7.answer = [](auto&&...) { return said(test::kNoLibraries); };
        const auto none = validated(validator, planOf({topicOf("toml", "toml++", {"parse"})})).topics.at(0);
        QCOMPARE(none.documented.reason, std::string("Context7 knows no library called toml++."));
    }

    void topicsWithoutTechnologyAreNotLookedUp() {
        Context7 context7;
        PlanValidator validator(context7.settings());
        const auto verdict = validated(validator, planOf({topicOf("a", "", {"parse"}), topicOf("b", "", {})}));
        QVERIFY(verdict.valid);
        QCOMPARE(context7.asked.load(), 0);
        QCOMPARE(verdict.topics.at(0).standing, Standing::unnamed);
        QCOMPARE(verdict.topics.at(1).topic, std::string("b"));
    }

    void aPathThatIsNotSoundIsNotValid() {
        Context7 context7;
        PlanValidator validator(context7.settings());
        auto plan = kPlan;
        plan.topics[0].prerequisites = {"strings"};
        const auto verdict = validated(validator, plan);
        QVERIFY(!verdict.valid && !verdict.graph.flaws.empty());
        QCOMPARE(verdict.topics.at(0).standing, Standing::proven);
    }

    void troublesProveNothing() {
        const auto failing = [](const Answered& trouble) {
            for (const auto* tool : {"resolve-library-id", "query-docs"}) {
                Context7 context7;
                PlanValidator validator(context7.settings());
                const auto whole = context7.answer;
                context7.answer = [&](const std::string& asked, const auto& arguments, const auto& stop) {
                    return asked == tool ? trouble : whole(asked, arguments, stop);
                };
                const auto topic = validated(validator, kPlan).topics.at(0);
                if (topic.standing != Standing::unproven || topic.documented.at != 0 ||
                    !topic.documented.found.empty() || !topic.documented.reason.ends_with('.')) {
                    return false;
                }
                // Nothing of it is kept.
                context7.answer = whole;
                if (!validated(validator, kPlan).valid) {
                    return false;
                }
            }
            return true;
        };
        for (const auto* trouble : test::kTroubles) {
            QVERIFY2(failing(said(trouble)), trouble);
        }
        QVERIFY(failing(said(test::kSections, true)));
        QVERIFY(failing(said(test::kLibraries, true)));
        for (const auto kind :
             {Failure::Kind::unreachable, Failure::Kind::timeout, Failure::Kind::malformed, Failure::Kind::tooLarge,
              Failure::Kind::unauthorized, Failure::Kind::rejected, Failure::Kind::cancelled}) {
            QVERIFY(failing(mcp::fail(kind, "no \xff text")));
        }
    }

    void whatIsThrownProvesNothing() {
        Context7 context7;
        context7.answer = [](auto&&...) -> Answered { throw std::runtime_error("no thread"); };
        PlanValidator validator(context7.settings());
        const auto topic = validated(validator, kPlan).topics.at(0);
        QCOMPARE(topic.standing, Standing::unproven);
        QCOMPARE(topic.documented.reason, std::string("Context7 could not be asked: no thread."));
    }

    void withoutAServerOfToolsNothingIsProven() {
        PlanValidator validator({{}, [] { return kNow; }});
        const auto verdict = validated(validator, kPlan);
        QVERIFY(!verdict.valid && verdict.graph.flaws.empty());
        QCOMPARE(verdict.topics.at(0).standing, Standing::unproven);
        QCOMPARE(verdict.topics.at(0).documented.reason, std::string("This server asks no documentation."));
    }

    void aTopicThatNamesNothingToLookForIsUnproven() {
        Context7 context7;
        PlanValidator validator(context7.settings());
        auto plan = kPlan;
        plan.topics[0].title = "JSON";
        plan.topics[0].exercises.clear();
        const auto topic = validated(validator, plan).topics.at(0);
        QCOMPARE(topic.standing, Standing::unproven);
        QVERIFY(topic.documented.reason.starts_with("Nothing says what to look for"));
    }

    void answersAreKeptForADay() {
        Context7 context7;
        PlanValidator validator(context7.settings());
        const auto first = validated(validator, kPlan);
        QCOMPARE(context7.asked.load(), 2);
        context7.now += DocumentationCache::kKeep - 1;
        QCOMPARE(validated(validator, kPlan), first);
        QCOMPARE(context7.asked.load(), 2);
        context7.now += 1;
        validated(validator, kPlan);
        QCOMPARE(context7.asked.load(), 4);
    }

    void otherQuestionsAreAsked() {
        Context7 context7;
        PlanValidator validator(context7.settings());
        validated(validator, kPlan);
        auto plan = kPlan;
        plan.topics[0].exercises[0].needs.emplace_back("size");
        QVERIFY(!validated(validator, plan).valid);
        QCOMPARE(context7.asked.load(), 4); // once more for "size"
    }

    // One answer does not have all of the documentation.
    void whatOneAnswerDoesNotMentionIsAskedForAlone() {
        Context7 context7;
        const auto between = test::kSections.find("\n-----");
        const auto part = test::kSections.find("### Serialize");
        context7.answer = [&](const std::string& tool, const boost::json::object& arguments, const auto&) {
            if (tool != "query-docs") {
                return said(test::kLibraries);
            }
            const bool alone = arguments.at("query").as_string() == "Topic json: dump";
            return said(alone ? test::kSections.substr(part) : test::kSections.substr(0, between));
        };
        PlanValidator validator(context7.settings());
        const auto verdict = validated(validator, kPlan);
        QVERIFY(verdict.valid);
        QCOMPARE(context7.asked.load(), 3);
        QVERIFY(verdict.topics.at(0).documented.source.ends_with("/parse.md"));
    }

    void eachTechnologyIsAskedForOnceAndTopicsTogether() {
        Context7 context7;
        std::atomic<int> now = 0;
        std::atomic<int> most = 0;
        const auto whole = context7.answer;
        context7.answer = [&](const std::string& tool, const auto& arguments, const auto& stop) {
            const int running = ++now;
            for (int seen = most; running > seen && !most.compare_exchange_weak(seen, running);) {
            }
            std::this_thread::sleep_for(10ms);
            --now;
            return whole(tool, arguments, stop);
        };
        PlanValidator validator(context7.settings());
        std::vector<plan::PlannedTopic> topics;
        for (int at = 0; at < 20; ++at) {
            topics.push_back(topicOf(std::to_string(at), "JSON for Modern C++", {"parse"}));
        }
        QVERIFY(validated(validator, planOf(topics)).valid);
        QCOMPARE(context7.asked.load(), 21);
        QVERIFY(most > 1 && most <= static_cast<int>(PlanValidator::kAsking));
    }

    // What was not asked in time is unproven, and asking again goes on where it stopped.
    void goesOnWhereItStopped() {
        Context7 context7;
        std::atomic<int> left = 3;
        const auto whole = context7.answer;
        context7.answer = [&](const std::string& tool, const auto& arguments, const std::stop_token& stop) {
            return tool == "query-docs" && left-- <= 0 ? waitFor(stop) : whole(tool, arguments, stop);
        };
        PlanValidator validator(context7.settings(300ms));
        std::vector<plan::PlannedTopic> topics;
        for (int at = 0; at < 10; ++at) {
            topics.push_back(topicOf(std::to_string(at), "JSON for Modern C++", {"parse"}));
        }
        const auto plan = planOf(topics);
        QElapsedTimer timer;
        timer.start();
        const auto first = validated(validator, plan);
        QVERIFY(timer.elapsed() < 5'000);
        QVERIFY(!first.valid);
        const auto proven = [](const plan::PlanVerdict& verdict) {
            return std::ranges::count(verdict.topics, Standing::proven, &plan::TopicVerdict::standing);
        };
        QCOMPARE(proven(first), 3);
        for (const auto& topic : first.topics) {
            QVERIFY(topic.standing == Standing::proven || topic.documented.reason == DocumentationSearch::kLate);
            QVERIFY(topic.standing == Standing::proven || topic.documented.at == 0);
        }
        left = 3;
        QCOMPARE(proven(validated(validator, plan)), 6);
        left = 100;
        QVERIFY(validated(validator, plan).valid);
    }

    void whoFailsAgainAndAgainIsAskedNoMore() {
        Context7 context7;
        context7.answer = [](const std::string& tool, auto&&...) {
            return said(tool == "query-docs" ? "Rate limited or quota exceeded." : test::kLibraries);
        };
        PlanValidator validator(context7.settings());
        std::vector<plan::PlannedTopic> topics;
        for (int at = 0; at < 100; ++at) {
            topics.push_back(topicOf(std::to_string(at), "JSON for Modern C++", {"parse"}));
        }
        const auto verdict = validated(validator, planOf(topics));
        QVERIFY(context7.asked <= 1 + DocumentationSearch::kFailures + static_cast<int>(PlanValidator::kAsking));
        for (const auto& topic : verdict.topics) {
            QCOMPARE(topic.standing, Standing::unproven);
            QCOMPARE(
                topic.documented.reason,
                std::string("Context7 gave no answer that counts: Rate limited or quota exceeded."));
        }
    }

    void onlySomeAreValidatedAtATime() {
        Context7 context7;
        std::promise<void> promised;
        const std::shared_future<void> open = promised.get_future().share();
        const auto whole = context7.answer;
        context7.answer = [&](const std::string& tool, const auto& arguments, const auto& stop) {
            open.wait();
            return whole(tool, arguments, stop);
        };
        PlanValidator validator(context7.settings());
        const auto begin = [&](const std::string& account) {
            return std::async(std::launch::async, [&validator, account] {
                const auto verdict = validator.validate(account, kPlan);
                return verdict && verdict->valid;
            });
        };
        auto one = begin("one");
        QTRY_COMPARE(context7.asked.load(), 1);
        const auto again = validator.validate("one", kPlan);
        QVERIFY(!again);
        QCOMPARE(again.error().code, base::ErrorCode::Busy);
        auto two = begin("two");
        QTRY_COMPARE(context7.asked.load(), 2);
        const auto three = validator.validate("three", kPlan);
        QVERIFY(!three);
        QCOMPARE(three.error().code, base::ErrorCode::Busy);
        promised.set_value();
        QVERIFY(one.get() && two.get());
        QVERIFY(validator.validate("one", kPlan));
        QVERIFY(validator.validate("three", kPlan));
    }

    void endsWithTheServer() {
        Context7 context7;
        context7.answer = [](const auto&, const auto&, const std::stop_token& stop) { return waitFor(stop); };
        PlanValidator validator(context7.settings(60s));
        QElapsedTimer timer;
        timer.start();
        const std::jthread ending([&] {
            while (context7.asked == 0) {
                std::this_thread::yield();
            }
            validator.stop();
        });
        const auto topic = validated(validator, kPlan).topics.at(0);
        QCOMPARE(topic.standing, Standing::unproven);
        QVERIFY(timer.elapsed() < 10'000);
    }
};

QTEST_GUILESS_MAIN(PlanValidatorTest)
#include "plan_validator_test.moc"
