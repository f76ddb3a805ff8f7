#include "app/cli/choices.h"
#include "app/cli/command.h"
#include "app/cli/json_views.h"
#include "app/cli/session.h"
#include "app/cli/table.h"

namespace cairn::cli {

namespace {

constexpr std::int64_t kMostEntries = 10'000; // that the profile gives at once

// "2026-11-21 10:30" on this computer's clock.
std::string localTime(const Session& session, base::Millis at) {
    constexpr base::Millis kMinute = 60'000;
    const auto text = base::formatInstant(at + session.clock().utcOffset(at) * kMinute);
    return text.substr(0, 10) + " " + text.substr(11, 5);
}

std::string marks(const api::HistoryEntry& entry) {
    std::string marks = entry.undone ? "undone" : "";
    if (entry.refusedFrom) {
        marks += std::string(marks.empty() ? "" : ", ") + "passed over: was " + spoken(word(*entry.refusedFrom));
    }
    if (entry.receipted) {
        marks += std::string(marks.empty() ? "" : ", ") + "receipt";
    }
    return marks;
}

void showLog(Session& session, const Arguments& arguments) {
    api::LogQuery query;
    query.subject = arguments.text("subject");
    if (!query.subject.empty() && query.subject.find('/') == std::string::npos) {
        query.subject = "task/" + resolveTask(session, query.subject);
    }
    query.limit = arguments.number("limit", 1, kMostEntries).value_or(50);
    const auto entries = session.ask<std::vector<api::HistoryEntry>>(
        [&](auto reply) { return session.profile().history().entries(query, std::move(reply)); });
    auto& output = session.output();
    if (output.json()) {
        output.value(viewAll(entries));
        return;
    }
    if (entries.empty()) {
        output.line("Nothing has happened yet.");
        return;
    }
    Table table{"TIME", "TYPE", "SUBJECT", "TITLE", ""};
    for (const auto& entry : entries) {
        table.row({localTime(session, entry.at), entry.type, entry.subject, entry.title, marks(entry)});
    }
    table.print(output);
}

void verifyLog(Session& session, const Arguments&) {
    const auto report = session.ask<api::VerifyReport>(
        [&](auto reply) { return session.profile().history().verify(session.progress(), std::move(reply)); });
    auto& output = session.output();
    if (output.json()) {
        output.value(boost::json::object{
            {"ok", report.troubles.empty()},
            {"events", report.events},
            {"devices", report.devices},
            {"subjects", report.subjects},
            {"receipts", report.receipts},
            {"troubles", texts(report.troubles)},
        });
    } else {
        output.line(
            std::to_string(report.events) + " events of " + std::to_string(report.devices) + " devices about " +
            std::to_string(report.subjects) + " subjects, " + std::to_string(report.receipts) + " with receipts");
        for (const auto& trouble : report.troubles) {
            output.line("trouble: " + oneLine(trouble));
        }
        if (report.troubles.empty()) {
            output.line("All is well: the chains hold, and the tables are what a rebuild would make.");
        }
    }
    if (!report.troubles.empty()) {
        const auto more = report.troubles.size() - 1;
        throw Failure{
            {base::ErrorCode::Corrupt,
             report.troubles.front() + (more == 0 ? "" : " (and " + std::to_string(more) + " more)"),
             session.home().string()}};
    }
}

void rebuild(Session& session, const Arguments&) {
    const auto folded = session.ask<std::int64_t>(
        [&](auto reply) { return session.profile().history().rebuild(session.progress(), std::move(reply)); });
    if (session.output().json()) {
        session.output().value(boost::json::object{{"events", folded}});
    } else {
        session.output().line("Made all tables anew from " + std::to_string(folded) + " events.");
    }
}

} // namespace

std::vector<Command> logCommands() {
    return {
        {"",
         "log",
         "",
         0,
         0,
         "Show what happened, newest first.",
         "",
         {{"subject", "ID", "Only about this: task/ID, review/ID, path/ID, topic/ID, or the id or slug of a task."},
          {"limit", "N", "At most so many events (50)."}},
         Needs::Reading,
         showLog},
        {"",
         "verify-log",
         "",
         0,
         0,
         "Check the log and what is shown of it.",
         "Follows the chain of every device, checks the receipts, and compares the tables with what a rebuild would "
         "make of the log. Ends with 1 when something does not hold together.",
         {},
         Needs::Reading,
         verifyLog},
        {"",
         "rebuild",
         "",
         0,
         0,
         "Make all tables anew from the log.",
         "The log is the only truth: this loses nothing, and mends tables that were damaged.",
         {},
         Needs::Writing,
         rebuild},
    };
}

} // namespace cairn::cli
