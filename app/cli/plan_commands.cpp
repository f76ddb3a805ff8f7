#include "app/cli/choices.h"
#include "app/cli/command.h"
#include "app/cli/failure.h"
#include "app/cli/plan_input.h"
#include "core/plan/plan_file.h"

namespace cairn::cli {

namespace {

void addPath(Session& session, const Arguments& arguments) {
    const auto plan = readPlanFile(arguments.operand(0));
    const auto done = session.ask<api::Done>(
        [&](auto reply) { return session.profile().paths().save(plan, {}, {}, std::move(reply)); });
    auto& output = session.output();
    if (output.json()) {
        output.value(boost::json::object{{"id", done.changed.front()}, {"title", plan.title}});
    } else {
        output.line(oneLine(plan.title) + " (" + done.changed.front() + ")");
    }
}

void exportPath(Session& session, const Arguments& arguments) {
    const auto path = resolvePath(session, arguments.operand(0));
    const auto draft = session.ask<api::PathDraft>(
        [&](auto reply) { return session.profile().paths().draft(path, std::move(reply)); });
    auto text = plan::writePlan(draft.plan);
    text.pop_back(); // a line ends by itself
    session.output().line(text);
}

void checkPath(Session& session, const Arguments& arguments) {
    const auto check = plan::check(planAt(session, arguments.operand(0)));
    if (session.output().json()) {
        session.output().value(view(check));
    } else {
        printCheck(session, check);
    }
    if (!check.flaws.empty()) {
        throw Failure{{base::ErrorCode::Refused, "the order of topics is not sound"}};
    }
}

} // namespace

std::vector<Command> planCommands() {
    return {
        {"path",
         "add",
         "FILE",
         1,
         1,
         "Add a path of one's own, described in a file.",
         "The form of the file is that of 'path export'. A path with the file's \"id\" is changed.",
         {},
         Needs::Writing,
         addPath},
        {"path", "export", "ID", 1, 1, "Write a path of one's own as JSON.", "", {}, Needs::Reading, exportPath},
        {"path",
         "check",
         "FILE|ID",
         1,
         1,
         "Say whether the topics of a path can be learned in their order.",
         "",
         {},
         Needs::Reading,
         checkPath},
    };
}

} // namespace cairn::cli
