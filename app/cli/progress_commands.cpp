#include "app/cli/choices.h"
#include "app/cli/command.h"
#include "app/cli/json_views.h"
#include "app/cli/session.h"
#include "app/cli/table.h"

namespace cairn::cli {

namespace {

std::string days(std::int64_t count) {
    return std::to_string(count) + (count == 1 ? " day" : " days");
}

void print(Output& output, const api::StatusView& status) {
    constexpr std::size_t kTopicsShown = 10;
    output.line("as of    " + base::formatDay(status.asOf));
    output.line(
        "level    " + decimal(status.level.verified) + " verified, " + decimal(status.level.selfReported) +
        " self-reported");
    output.line(
        "streak   " + days(status.streak.days) + " (longest " + days(status.streak.longest) + ", " +
        std::to_string(status.streak.freezes) + " freezes left)");
    std::string tasks;
    for (const auto& [state, count] : status.tasks) {
        tasks += (tasks.empty() ? "" : ", ") + std::to_string(count) + " " + spoken(word(state));
    }
    output.line("tasks    " + (tasks.empty() ? "none" : tasks));
    if (!status.paths.empty()) {
        output.line("");
        Table table{"PATH", ">TOPICS", ">TASKS", "POSITION"};
        for (const auto& path : status.paths) {
            table.row(
                {path.title, ratio(path.topicsDone, path.topicsAll), ratio(path.tasksDone, path.tasksAll),
                 path.position.empty() ? "all done" : path.positionTitle});
        }
        table.print(output);
    }
    if (!status.level.topics.empty()) {
        output.line("");
        Table table{"TOPIC", ">VERIFIED", ">SELF-REPORTED"};
        for (std::size_t at = 0; at < std::min(status.level.topics.size(), kTopicsShown); ++at) {
            const auto& topic = status.level.topics[at];
            table.row({topic.title, decimal(topic.verifiedHundredths), decimal(topic.hundredths)});
        }
        table.print(output);
        if (status.level.topics.size() > kTopicsShown) {
            output.line("and " + std::to_string(status.level.topics.size() - kTopicsShown) + " more topics");
        }
    }
}

void showStatus(Session& session, const Arguments& arguments) {
    const auto asOf = arguments.day("as-of");
    const auto status = session.ask<api::StatusView>(
        [&](auto reply) { return session.profile().progress().status(asOf, std::move(reply)); });
    if (session.output().json()) {
        session.output().value(view(status));
    } else {
        print(session.output(), status);
    }
}

} // namespace

std::vector<Command> progressCommands() {
    return {
        {"",
         "status",
         "",
         0,
         0,
         "Show level, streak, paths and how many tasks are in which status.",
         "The verified level counts completions that a server has seen proof of; the self-reported one counts what you "
         "ticked off, too.",
         {{"as-of", "DATE", "As it was at the end of that day (YYYY-MM-DD), from the log."}},
         Needs::Reading,
         showStatus},
    };
}

} // namespace cairn::cli
