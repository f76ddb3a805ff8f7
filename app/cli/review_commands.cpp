#include "app/cli/choices.h"
#include "app/cli/command.h"
#include "app/cli/json_views.h"
#include "app/cli/session.h"
#include "app/cli/table.h"

#include <boost/describe/enum_from_string.hpp>

namespace cairn::cli {

namespace {

std::string lateWords(std::int64_t days) {
    return days > 0 ? " (" + std::to_string(days) + (days == 1 ? " day late)" : " days late)") : std::string();
}

void addRows(Table& table, const std::vector<api::ReviewRow>& rows, const std::string& when) {
    for (const auto& row : rows) {
        const auto late = lateWords(row.daysLate);
        table.row(
            {row.item, row.title, when.empty() ? base::formatDay(row.due) + late : when,
             std::to_string(row.recall) + " %", std::to_string(row.reviews)});
    }
}

void list(Session& session, const Arguments&) {
    const auto reviews =
        session.ask<api::ReviewsView>([&](auto reply) { return session.profile().reviews().list(std::move(reply)); });
    auto& output = session.output();
    if (output.json()) {
        output.value(view(reviews));
        return;
    }
    if (reviews.due.empty() && reviews.upcoming.empty() && reviews.paused.empty()) {
        output.line("Nothing is reviewed yet: what you solve is asked again from then on.");
        return;
    }
    output.line(
        std::to_string(reviews.due.size()) + " due, " + std::to_string(reviews.later) + " later, " +
        std::to_string(reviews.today) + " reviewed today");
    output.line("");
    Table table{"ID", "TITLE", "DUE", ">REMEMBERED", ">REVIEWS"};
    addRows(table, reviews.due, "");
    addRows(table, reviews.upcoming, "");
    addRows(table, reviews.paused, "stopped");
    table.print(output);
    if (const auto more = reviews.later - std::ssize(reviews.upcoming); more > 0) {
        output.line("and " + std::to_string(more) + " more");
    }
}

events::ReviewGrade gradeIn(const Arguments& arguments) {
    events::ReviewGrade grade{};
    if (!boost::describe::enum_from_string(arguments.operand(1).c_str(), grade)) {
        throw UsageError{
            "a grade is again, hard, good or easy, and not '" + arguments.operand(1) + "'", arguments.about()};
    }
    return grade;
}

void grade(Session& session, const Arguments& arguments) {
    const auto grade = gradeIn(arguments);
    const auto id = resolveTask(session, arguments.operand(0));
    const auto row = session.ask<api::ReviewRow>(
        [&](auto reply) { return session.profile().reviews().grade(id, grade, std::move(reply)); });
    auto& output = session.output();
    if (output.json()) {
        output.value(view(row));
    } else {
        output.line("reviewed " + id + ", due again on " + base::formatDay(row.due));
    }
}

void want(Session& session, const Arguments& arguments, bool wanted) {
    const auto id = resolveTask(session, arguments.operand(0));
    const auto row = session.ask<std::optional<api::ReviewRow>>(
        [&](auto reply) { return session.profile().reviews().want(id, wanted, std::move(reply)); });
    auto& output = session.output();
    if (output.json()) {
        output.value(row ? boost::json::value(view(*row)) : boost::json::value(nullptr));
    } else if (wanted && row) {
        output.line("reviewing " + id + ", due on " + base::formatDay(row->due));
    } else {
        output.line("not reviewing " + id);
    }
}

void stop(Session& session, const Arguments& arguments) {
    want(session, arguments, false);
}

void resume(Session& session, const Arguments& arguments) {
    want(session, arguments, true);
}

} // namespace

std::vector<Command> reviewCommands() {
    constexpr const char* kId = "ID is an id, a slug, or the beginning of either that fits no other.";
    return {
        {"review",
         "list",
         "",
         0,
         0,
         "List what is to be solved again, what is least remembered first.",
         "A task is reviewed from its completion on where it is an exercise or names a problem.",
         {},
         Needs::Reading,
         list},
        {"review",
         "grade",
         "ID GRADE",
         2,
         2,
         "Say how well a task was remembered when you solved it again.",
         std::string(kId) + " GRADE is again (forgotten), hard, good or easy.",
         {},
         Needs::Writing,
         grade},
        {"review",
         "stop",
         "ID",
         1,
         1,
         "Have a task asked no more; what was graded is kept.",
         kId,
         {},
         Needs::Writing,
         stop},
        {"review",
         "resume",
         "ID",
         1,
         1,
         "Have a task asked again, also one that is not by itself.",
         kId,
         {},
         Needs::Writing,
         resume},
    };
}

} // namespace cairn::cli
