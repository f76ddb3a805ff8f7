#include "app/cli/command.h"
#include "app/cli/json_views.h"
#include "app/cli/session.h"

namespace cairn::cli {

namespace {

// Five keys, and no other ever: scripts compare this line as a whole.
boost::json::object counts(const api::ImportReport& report) {
    return {
        {"concepts", report.concepts},
        {"conceptExercises", report.conceptExercises},
        {"practiceExercises", report.practiceExercises},
        {"prerequisites", report.prerequisites},
        {"skipped", report.skipped},
    };
}

std::string changes(const api::ImportReport& report) {
    if (report.added + report.updated + report.retired == 0) {
        return "Nothing changed: all of it was here already.";
    }
    return "Topics and tasks: " + std::to_string(report.added) + " added, " + std::to_string(report.updated) +
           " updated, " + std::to_string(report.retired) + " retired.";
}

void importExercism(Session& session, const Arguments& arguments) {
    const std::filesystem::path folder = arguments.operand(0);
    const auto report = session.ask<api::ImportReport>(
        [&](auto reply) { return session.profile().imports().exercism(folder, session.progress(), std::move(reply)); });
    auto& output = session.output();
    for (const auto& warning : report.warnings) {
        output.remark("warning: " + oneLine(warning));
    }
    if (output.json()) {
        output.value(counts(report));
        return;
    }
    output.line(oneLine(report.title) + " (" + report.path + ")");
    output.line(
        std::to_string(report.concepts) + " concepts, " + std::to_string(report.conceptExercises) +
        " concept exercises, " + std::to_string(report.practiceExercises) + " practice exercises, " +
        std::to_string(report.prerequisites) + " prerequisites; " + std::to_string(report.skipped) +
        " deprecated or unfinished exercises left out.");
    output.line(changes(report));
}

void sample(Session& session, const Arguments& arguments) {
    auto& imports = session.profile().imports();
    auto& output = session.output();
    if (arguments.has("remove")) {
        const bool removed = session.ask<bool>([&](auto reply) { return imports.removeSample(std::move(reply)); });
        if (output.json()) {
            output.value(boost::json::object{{"removed", removed}});
        } else {
            output.line(removed ? "The sample data are gone." : "There were no sample data.");
        }
        return;
    }
    const auto report = session.ask<api::ImportReport>(
        [&](auto reply) { return imports.addSample(session.progress(), std::move(reply)); });
    if (output.json()) {
        output.value(boost::json::object{{"path", report.path}, {"title", report.title}, {"added", report.added}});
    } else {
        output.line(
            "Sample data of an invented learner: " + oneLine(report.title) + ", " + std::to_string(report.added) +
            " topics and tasks. 'cairnctl sample --remove' takes them out without a trace.");
    }
}

} // namespace

std::vector<Command> importCommands() {
    return {
        {"import",
         "exercism",
         "DIR",
         1,
         1,
         "Import an Exercism track from a folder, or bring it up to date.",
         "DIR is a copy of the track's repository: the folder with config.json. All of it is imported or nothing. What "
         "was done on it stays done. With --json the answer is one line with the keys concepts, conceptExercises, "
         "practiceExercises, prerequisites and skipped.",
         {},
         Needs::Writing,
         importExercism},
        {"",
         "sample",
         "",
         0,
         0,
         "Add some weeks of an invented learner's work, to look around.",
         "They are kept apart from your own work, and leave without a trace.",
         {{"remove", "", "Take the sample data out again."}},
         Needs::Writing,
         sample},
    };
}

} // namespace cairn::cli
