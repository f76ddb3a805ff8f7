#include "app/cli/command.h"
#include "app/cli/json_views.h"
#include "app/cli/session.h"
#include "app/cli/table.h"

namespace cairn::cli {

namespace {

std::vector<api::Proposal> openOnes(Session& session) {
    return session.ask<std::vector<api::Proposal>>(
        [&](auto reply) { return session.profile().proposals().list(std::move(reply)); });
}

// The id of what `words` begins alone.
std::string resolve(Session& session, const std::string& words) {
    std::vector<std::string> found;
    for (const auto& proposal : openOnes(session)) {
        if (proposal.id.starts_with(words)) {
            found.push_back(proposal.id);
        }
    }
    if (found.size() != 1) {
        throw Failure{
            {base::ErrorCode::NotFound, found.empty() ? "no open proposal begins with '" + words + "'"
                                                      : "several proposals begin with '" + words + "'"}};
    }
    return found.front();
}

void list(Session& session, const Arguments&) {
    const auto proposals = openOnes(session);
    auto& output = session.output();
    if (output.json()) {
        output.value(viewAll(proposals));
        return;
    }
    if (proposals.empty()) {
        output.line("Nothing waits for an answer.");
        return;
    }
    Table table{"ID", "KIND", "TITLE", "BY", "WHY"};
    for (const auto& proposal : proposals) {
        const auto& made = proposal.made;
        const bool isTask = made.kind == events::ProposalKind::task;
        table.row(
            {proposal.id, word(made.kind),
             isTask                    ? made.title
             : proposal.topics.empty() ? ""
                                       : proposal.topics.front().title,
             made.by, made.reason});
    }
    table.print(output);
}

void answer(Session& session, const Arguments& arguments, bool accepts) {
    const auto id = resolve(session, arguments.operand(0));
    const auto done = session.ask<api::Done>([&](auto reply) {
        auto& proposals = session.profile().proposals();
        return accepts ? proposals.accept(id, std::move(reply)) : proposals.dismiss(id, std::move(reply));
    });
    auto& output = session.output();
    if (output.json()) {
        output.value(view(done));
    } else {
        output.line((accepts ? "accepted " : "dismissed ") + id);
    }
}

void accept(Session& session, const Arguments& arguments) {
    answer(session, arguments, true);
}

void dismiss(Session& session, const Arguments& arguments) {
    answer(session, arguments, false);
}

} // namespace

std::vector<Command> proposalCommands() {
    constexpr const char* kId = "ID is a proposal's, or its beginning.";
    return {
        {"proposal", "list", "", 0, 0, "List what programs propose.", "", {}, Needs::Reading, list},
        {"proposal",
         "accept",
         "ID",
         1,
         1,
         "Make a proposal a task or a note of yours.",
         kId,
         {},
         Needs::Writing,
         accept},
        {"proposal", "dismiss", "ID", 1, 1, "Pass over a proposal.", kId, {}, Needs::Writing, dismiss},
    };
}

} // namespace cairn::cli
