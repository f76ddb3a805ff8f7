#include "app/cli/choices.h"
#include "app/cli/command.h"
#include "app/cli/json_views.h"
#include "app/cli/session.h"
#include "app/cli/table.h"

#include <boost/describe/enum_from_string.hpp>

#include <algorithm>

namespace cairn::cli {

namespace {

constexpr std::int64_t kMostRows = 5000; // that the profile gives at once
constexpr std::int64_t kMostOffset = 1'000'000'000;
constexpr std::int64_t kHardest = 10;

// "locked, available …": the words of an enumeration.
template<class Enum> std::string wordsOf() {
    std::string words;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>(
        [&](auto described) { words += (words.empty() ? "" : ", ") + std::string(described.name); });
    return words;
}

template<class Enum> Enum parseWord(std::string typed, const std::string& option, const Arguments& arguments) {
    std::ranges::replace(typed, '-', '_');
    Enum value{};
    if (!boost::describe::enum_from_string(typed.c_str(), value)) {
        throw UsageError{
            "option '--" + option + "' knows " + wordsOf<Enum>() + ", and not '" + typed + "'", arguments.about()};
    }
    return value;
}

std::vector<api::TaskState> parseStates(const Arguments& arguments) {
    std::vector<api::TaskState> states;
    for (const auto& typed : arguments.texts("status")) {
        if (typed == "completed" || typed == "done") {
            states.insert(states.end(), {api::TaskState::verified, api::TaskState::self_reported});
        } else {
            states.push_back(parseWord<api::TaskState>(typed, "status", arguments));
        }
    }
    return states;
}

// "3", "3-5", "3-" or "-5".
void parseDifficulty(const Arguments& arguments, api::TaskFilter& filter) {
    if (!arguments.has("difficulty")) {
        return;
    }
    const auto typed = arguments.text("difficulty");
    const auto bound = [&](const std::string& text) {
        return parseNumber(text, 1, kHardest, "option '--difficulty'", arguments.about());
    };
    const auto dash = typed.find('-');
    if (dash == std::string::npos) {
        filter.difficultyFrom = filter.difficultyTo = bound(typed);
        return;
    }
    if (dash > 0) {
        filter.difficultyFrom = bound(typed.substr(0, dash));
    }
    if (dash + 1 < typed.size()) {
        filter.difficultyTo = bound(typed.substr(dash + 1));
    }
    if (!filter.difficultyFrom && !filter.difficultyTo) {
        throw UsageError{"option '--difficulty' needs a bound, such as 3-5", arguments.about()};
    }
    if (filter.difficultyFrom.value_or(1) > filter.difficultyTo.value_or(kHardest)) {
        throw UsageError{"option '--difficulty': " + typed + " ends before it begins", arguments.about()};
    }
}

// All that can be wrong with what was typed is found before the profile is asked.
api::TaskFilter parseFilter(const Arguments& arguments) {
    api::TaskFilter filter;
    filter.module = arguments.text("module");
    filter.states = parseStates(arguments);
    for (const auto& typed : arguments.texts("source")) {
        filter.sources.push_back(parseWord<events::TaskSource>(typed, "source", arguments));
    }
    parseDifficulty(arguments, filter);
    filter.dateFrom = arguments.day("from");
    filter.dateTo = arguments.day("to");
    filter.text = arguments.text("text");
    if (arguments.has("sort")) {
        filter.order = parseWord<api::TaskOrder>(arguments.text("sort"), "sort", arguments);
    }
    filter.descending = arguments.has("descending");
    filter.limit = arguments.number("limit", 1, kMostRows).value_or(kMostRows);
    filter.offset = arguments.number("offset", 0, kMostOffset).value_or(0);
    return filter;
}

std::string dayOf(const Session& session, const api::TaskRow& row) {
    const auto at = row.completedAt ? row.completedAt : row.scheduledAt;
    return at ? base::formatDay(session.localDay(*at)) : "";
}

void listTasks(Session& session, const Arguments& arguments) {
    auto filter = parseFilter(arguments);
    if (arguments.has("path")) {
        filter.path = resolvePath(session, arguments.text("path"));
    }
    if (arguments.has("topic")) {
        filter.topic = resolveTopic(session, arguments.text("topic"));
    }
    const auto page = session.ask<api::TaskPage>(
        [&](auto reply) { return session.profile().tasks().list(filter, std::move(reply)); });
    auto& output = session.output();
    if (output.json()) {
        output.value(viewAll(page.rows));
        return;
    }
    if (page.rows.empty()) {
        output.line(page.total == 0 ? "No task fits." : "No more tasks.");
        return;
    }
    Table table{"ID", "TITLE", "TOPIC", ">DIFFICULTY", "STATE", "DATE"};
    for (const auto& row : page.rows) {
        table.row(
            {row.id, row.title, row.topicTitle, std::to_string(row.difficulty), spoken(word(row.state)),
             dayOf(session, row)});
    }
    table.print(output);
    output.remark(
        std::to_string(page.rows.size()) + " of " + std::to_string(page.total) + " tasks; " +
        std::to_string(page.done) + " of them done");
}

} // namespace

std::vector<Command> taskListCommands() {
    return {
        {"task",
         "list",
         "",
         0,
         0,
         "List tasks, filtered as in the window.",
         "All conditions have to hold; of the values of one option any may. Dates are those of completion, or else of "
         "the plan.",
         {{"path", "ID", "Of this path."},
          {"topic", "ID", "About this topic: its id or slug."},
          {"module", "NAME", "In this module, as shown."},
          {"status", "STATE", "In one of these states: " + wordsOf<api::TaskState>() + ", or completed.", true},
          {"difficulty", "FROM-TO", "Within these difficulties, 1-10; or exactly one, such as 4."},
          {"source", "NAME", "From one of these: " + wordsOf<events::TaskSource>() + ".", true},
          {"from", "DATE", "On that day or later (YYYY-MM-DD)."},
          {"to", "DATE", "On that day or earlier."},
          {"text", "WORDS", "With all of these words in title, module, topic or tags."},
          {"sort", "COLUMN", "By " + wordsOf<api::TaskOrder>() + "; by path without it."},
          {"descending", "", "The other way round."},
          {"limit", "N", "At most so many (5000)."},
          {"offset", "N", "Without the first so many."}},
         Needs::Reading,
         listTasks},
    };
}

} // namespace cairn::cli
