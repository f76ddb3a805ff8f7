#include "core/api/json_views.h"
#include "sync/assistant/schemas.h"
#include "sync/assistant/tools.h"
#include "sync/mcp/json.h"

#include <boost/describe/enum_from_string.hpp>

#include <algorithm>

namespace cairn::assistant {

namespace json = boost::json;
using api::Profile;
using Reply = api::Reply<json::object>;

namespace {

constexpr std::int64_t kTasksMost = 200;
constexpr std::int64_t kTasksUsual = 50;
constexpr std::int64_t kHitsMost = 50;
constexpr std::int64_t kReviewsMost = 200;
constexpr std::int64_t kReviewsUsual = 50;

json::object listed(const char* name, json::array items) {
    return {{name, std::move(items)}};
}

api::Request askToday(Profile& profile, const json::object&, const Client&, Reply reply) {
    return profile.progress().today(
        answering<api::TodayView>(std::move(reply), [](const auto& today) { return api::view(today); }));
}

api::Request askProgress(Profile& profile, const json::object& arguments, const Client&, Reply reply) {
    std::optional<base::Day> asOf;
    if (const auto written = textIn(arguments, "asOf"); !written.empty()) {
        const auto day = base::parseDay(written);
        if (!day) {
            reply(std::unexpected(day.error()));
            return {};
        }
        asOf = *day;
    }
    return profile.progress().status(
        asOf, answering<api::StatusView>(std::move(reply), [](const auto& status) { return api::view(status); }));
}

api::Request askPaths(Profile& profile, const json::object&, const Client&, Reply reply) {
    return profile.paths().list(answering<std::vector<api::PathSummary>>(
        std::move(reply), [](const auto& paths) { return listed("paths", api::viewAll(paths)); }));
}

api::Request askPath(Profile& profile, const json::object& arguments, const Client&, Reply reply) {
    return profile.paths().detail(
        textIn(arguments, "id"), answering<api::PathDetail>(std::move(reply), [](const api::PathDetail& detail) {
            auto path = api::view(detail.summary);
            path["topics"] = api::viewAll(detail.topics);
            return path;
        }));
}

api::Request askTopic(Profile& profile, const json::object& arguments, const Client&, Reply reply) {
    return profile.paths().topic(
        textIn(arguments, "id"),
        answering<api::TopicDetail>(std::move(reply), [](const auto& detail) { return api::view(detail); }));
}

api::Request askTasks(Profile& profile, const json::object& arguments, const Client&, Reply reply) {
    api::TaskFilter filter;
    filter.path = textIn(arguments, "path");
    filter.topic = textIn(arguments, "topic");
    filter.text = textIn(arguments, "text");
    filter.difficultyFrom = numberIn(arguments, "difficultyFrom");
    filter.difficultyTo = numberIn(arguments, "difficultyTo");
    filter.offset = numberIn(arguments, "offset").value_or(0);
    filter.limit = numberIn(arguments, "limit").value_or(kTasksUsual);
    for (const auto& word : mcp::texts(arguments, "states")) {
        api::TaskState state{};
        if (boost::describe::enum_from_string(word.c_str(), state)) {
            filter.states.push_back(state);
        }
    }
    const auto offset = filter.offset;
    return profile.tasks().list(
        std::move(filter), answering<api::TaskPage>(std::move(reply), [offset](const api::TaskPage& page) {
            const auto end = offset + static_cast<std::int64_t>(page.rows.size());
            json::object answer{{"tasks", api::viewAll(page.rows)}, {"total", page.total}, {"done", page.done}};
            answer["nextOffset"] = end < page.total && !page.rows.empty() ? json::value(end) : json::value(nullptr);
            return answer;
        }));
}

api::Request askTask(Profile& profile, const json::object& arguments, const Client&, Reply reply) {
    return profile.tasks().detail(
        textIn(arguments, "id"),
        answering<api::TaskDetail>(std::move(reply), [](const auto& detail) { return api::view(detail); }));
}

const char* wordOf(api::SearchHit::Kind kind) {
    return kind == api::SearchHit::Kind::path ? "path" : kind == api::SearchHit::Kind::topic ? "topic" : "task";
}

api::Request askSearch(Profile& profile, const json::object& arguments, const Client&, Reply reply) {
    return profile.search(
        textIn(arguments, "words"), numberIn(arguments, "limit").value_or(20),
        answering<std::vector<api::SearchHit>>(std::move(reply), [](const std::vector<api::SearchHit>& hits) {
            json::array list;
            for (const auto& hit : hits) {
                list.push_back(json::object{
                    {"kind", wordOf(hit.kind)}, {"id", hit.id}, {"title", hit.title}, {"context", hit.context}});
            }
            return listed("hits", std::move(list));
        }));
}

api::Request askReviews(Profile& profile, const json::object& arguments, const Client&, Reply reply) {
    const auto most = static_cast<std::size_t>(numberIn(arguments, "limit").value_or(kReviewsUsual));
    return profile.reviews().list(
        answering<api::ReviewsView>(std::move(reply), [most](const api::ReviewsView& reviews) {
            const auto first = [most](std::vector<api::ReviewRow> rows) {
                rows.resize(std::min(rows.size(), most));
                return api::viewAll(rows);
            };
            return json::object{{"due", first(reviews.due)},
                                {"dueCount", std::ssize(reviews.due)},
                                {"upcoming", first(reviews.upcoming)},
                                {"later", reviews.later},
                                {"paused", std::ssize(reviews.paused)},
                                {"today", reviews.today}};
        }));
}

api::Request askProposals(Profile& profile, const json::object&, const Client&, Reply reply) {
    return profile.proposals().list(answering<std::vector<api::Proposal>>(
        std::move(reply), [](const auto& proposals) { return listed("proposals", api::viewAll(proposals)); }));
}

json::object stateWords() {
    json::array words;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<api::TaskState>>(
        [&](auto described) { words.emplace_back(described.name); });
    return {{"type", "string"}, {"enum", std::move(words)}};
}

json::object pathWithTopics() {
    auto path = schema::path();
    path["properties"].as_object()["topics"] = schema::list(schema::topic());
    path["required"].as_array().emplace_back("topics");
    return path;
}

} // namespace

std::vector<Tool> readingTools() {
    using namespace schema;
    const auto byId = [](std::string_view about) { return arguments({{"id", text(about)}}, {"id"}); };
    return {
        {"get_today", "Today",
         "Level, streak, what is due, and the one next step that Cairn recommends and why. Due are tasks: under way, "
         "waiting "
         "for proof or not proven, planned for today or overdue. Reviews are what was solved once and is to be solved "
         "again today, before it is forgotten.",
         arguments({}), schema::today(), false, askToday},
        {"get_progress", "Progress",
         "Level over all and by topic, streak, position on each path and numbers of tasks; now, or at the end of a "
         "day.",
         arguments({{"asOf", text("YYYY-MM-DD; without it, now")}}), schema::progress(), false, askProgress},
        {"list_paths", "Learning paths", "The learner's paths, with how far each has come.", arguments({}),
         record({{"paths", list(schema::path())}}), false, askPaths},
        {"get_path", "A learning path", "One path with its topics in order, and where the learner stands on each.",
         byId("As list_paths names it"), pathWithTopics(), false, askPath},
        {"get_topic", "A topic", "One topic with its tasks, texts, prerequisites and the learner's own note.",
         byId("As get_path names it"), topicDetail(), false, askTopic},
        {"list_tasks", "Tasks", "Tasks that pass all of the filters, a page at a time.",
         arguments(
             {{"path", text("Id of a path")},
              {"topic", text("Id of a topic")},
              {"states", list(stateWords())},
              {"text", text("Words that title, module, topic or tags contain")},
              {"difficultyFrom", number("Inclusive", 1, 10)},
              {"difficultyTo", number("Inclusive", 1, 10)},
              {"limit", number("At most; 50 without it", 1, kTasksMost)},
              {"offset", number("As nextOffset said", 0, 10'000'000)}}),
         record(
             {{"tasks", list(schema::task())},
              {"total", number()},
              {"done", number()},
              {"nextOffset", orNull(number("Of the next page; null at the end"))}}),
         false, askTasks},
        {"get_task", "A task", "One task with its texts, files, history and what it adds to the level.",
         byId("As list_tasks names it"), taskDetail(), false, askTask},
        {"search", "Search", "Tasks, topics and paths by name, best first.",
         arguments({{"words", text()}, {"limit", number("20 without it", 1, kHitsMost)}}, {"words"}),
         record({{"hits", list(record({{"kind", text()}, {"id", text()}, {"title", text()}, {"context", text()}}))}}),
         false, askSearch},
        {"list_reviews", "Reviews",
         "What was solved once and is asked again before it is forgotten (spaced repetition, FSRS): what is due, the "
         "least remembered first, and what comes later, the soonest first. How well it was remembered is the "
         "learner's "
         "to say, in Cairn.",
         arguments({{"limit", number("At most so many due and so many later; 50 without it", 1, kReviewsMost)}}),
         record(
             {{"due", list(review())},
              {"dueCount", number("All that are due")},
              {"upcoming", list(review())},
              {"later", number("All that are not due yet")},
              {"paused", number("How many the learner does not want to be asked")},
              {"today", number("How many were reviewed today")}}),
         false, askReviews},
        {"list_proposals", "Open proposals", "What was proposed and waits for the learner's answer.", arguments({}),
         record({{"proposals", list(proposal())}}), false, askProposals},
    };
}

} // namespace cairn::assistant
