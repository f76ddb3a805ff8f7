#include "app/cli/choices.h"
#include "app/cli/command.h"
#include "app/cli/json_views.h"
#include "app/cli/session.h"
#include "app/cli/table.h"

namespace cairn::cli {

namespace {

void listPaths(Session& session, const Arguments&) {
    const auto paths = allPaths(session);
    auto& output = session.output();
    if (output.json()) {
        output.value(viewAll(paths));
        return;
    }
    if (paths.empty()) {
        output.line("There is no path yet. 'cairnctl import exercism DIR' brings one in.");
        return;
    }
    Table table{"ID", "TITLE", ">TOPICS", ">TASKS", "POSITION"};
    for (const auto& path : paths) {
        table.row(
            {path.id, path.title + (path.current ? " (current)" : ""), ratio(path.topicsDone, path.topicsAll),
             ratio(path.tasksDone, path.tasksAll), path.position.empty() ? "all done" : path.positionTitle});
    }
    table.print(output);
}

void showPath(Session& session, const Arguments& arguments) {
    const auto id = resolvePath(session, arguments.operand(0));
    const auto path = session.ask<api::PathDetail>(
        [&](auto reply) { return session.profile().paths().detail(id, std::move(reply)); });
    auto& output = session.output();
    if (output.json()) {
        auto json = view(path.summary);
        json["topics"] = viewAll(path.topics);
        output.value(json);
        return;
    }
    const auto& summary = path.summary;
    output.line(oneLine(summary.title) + " (" + summary.id + ")");
    output.line(
        "topics " + ratio(summary.topicsDone, summary.topicsAll) + ", tasks " +
        ratio(summary.tasksDone, summary.tasksAll) +
        (summary.position.empty() ? ", all done" : ", at " + oneLine(summary.positionTitle)));
    if (!summary.summary.empty()) {
        output.line(oneLine(summary.summary));
    }
    output.line("");
    Table table{"ID", "TITLE", "STANDING", ">REQUIRED", "MISSING"};
    for (const auto& topic : path.topics) {
        table.row(
            {topic.id, topic.title, spoken(word(topic.standing)) + (topic.unlocked ? ", unlocked" : ""),
             topic.required == 0 ? "" : ratio(topic.requiredDone, topic.required), titles(topic.missing)});
    }
    table.print(output);
}

} // namespace

std::vector<Command> pathCommands() {
    return {
        {"path", "list", "", 0, 0, "List the paths, with position and progress.", "", {}, Needs::Reading, listPaths},
        {"path",
         "show",
         "ID",
         1,
         1,
         "Show a path and its topics, in its order.",
         "ID is its id, its title, or the beginning of either that fits no other.",
         {},
         Needs::Reading,
         showPath},
    };
}

} // namespace cairn::cli
