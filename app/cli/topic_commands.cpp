#include "app/cli/choices.h"
#include "app/cli/command.h"
#include "app/cli/json_views.h"
#include "app/cli/session.h"
#include "app/cli/table.h"

namespace cairn::cli {

namespace {

void showTopic(Session& session, const Arguments& arguments) {
    const auto id = resolveTopic(session, arguments.operand(0));
    const auto topic = session.ask<api::TopicDetail>(
        [&](auto reply) { return session.profile().paths().topic(id, std::move(reply)); });
    auto& output = session.output();
    if (output.json()) {
        output.value(view(topic));
        return;
    }
    const auto& row = topic.row;
    output.line(oneLine(row.title) + " (" + row.id + ")");
    if (!topic.summary.empty()) {
        output.line(oneLine(topic.summary));
    }
    output.line("standing       " + spoken(word(row.standing)) + (row.unlocked ? ", unlocked" : ""));
    output.line("required       " + ratio(row.requiredDone, row.required));
    output.line(
        "level          " + decimal(topic.verifiedLevelHundredths) + " verified, " + decimal(topic.levelHundredths) +
        " self-reported");
    output.line("prerequisites  " + oneLine(titles(row.prerequisites)));
    if (!row.missing.empty()) {
        output.line("missing        " + oneLine(titles(row.missing)));
    }
    output.line("opens          " + oneLine(titles(topic.opens)));
    if (!topic.tasks.empty()) {
        output.line("");
        Table table{"ID", "TITLE", ">DIFFICULTY", "STATE"};
        for (const auto& task : topic.tasks) {
            table.row({task.id, task.title, std::to_string(task.difficulty), spoken(word(task.state))});
        }
        table.print(output);
    }
    if (!topic.note.empty()) {
        output.line("\n" + manyLines(topic.note));
    }
    for (const auto& text : topic.content.texts) {
        output.line("\n" + manyLines(text.markdown));
    }
}

void unlockTopic(Session& session, const Arguments& arguments) {
    const auto id = resolveTopic(session, arguments.operand(0));
    const auto done =
        session.ask<api::Done>([&](auto reply) { return session.profile().paths().unlock(id, std::move(reply)); });
    auto& output = session.output();
    if (output.json()) {
        output.value(view(done));
    } else {
        output.line(
            done.changed.empty() ? id + " is open already." : id + " is open, although prerequisites are missing.");
    }
}

} // namespace

std::vector<Command> topicCommands() {
    return {
        {"topic",
         "show",
         "ID",
         1,
         1,
         "Show a topic: where it stands, its tasks, its texts.",
         "ID is its id, its slug, or the beginning of either that fits no other.",
         {},
         Needs::Reading,
         showTopic},
        {"topic",
         "unlock",
         "ID",
         1,
         1,
         "Open a topic although prerequisites are missing.",
         "That it was opened by choice stays in the log and is shown on the map.",
         {},
         Needs::Writing,
         unlockTopic},
    };
}

} // namespace cairn::cli
