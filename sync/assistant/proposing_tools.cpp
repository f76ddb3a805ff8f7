#include "sync/assistant/schemas.h"
#include "sync/assistant/tools.h"
#include "sync/mcp/json.h"

namespace cairn::assistant {

namespace json = boost::json;
using Reply = api::Reply<json::object>;

namespace {

constexpr const char* kWaits =
    "It waits for the learner, who accepts or dismisses it in Cairn. Nothing else has changed.";

api::Request propose(api::Profile& profile, events::ProposalMade proposal, Reply reply) {
    return profile.proposals().propose(
        std::move(proposal), answering<std::string>(std::move(reply), [](const std::string& id) {
            return json::object{{"id", id}, {"status", kWaits}};
        }));
}

api::Request proposeTask(api::Profile& profile, const json::object& arguments, const Client& client, Reply reply) {
    events::ProposalMade proposal;
    proposal.by = client;
    proposal.title = textIn(arguments, "title");
    proposal.reason = textIn(arguments, "reason");
    proposal.path = textIn(arguments, "path");
    proposal.topics = mcp::texts(arguments, "topics");
    proposal.difficulty = numberIn(arguments, "difficulty").value_or(proposal.difficulty);
    proposal.summary = textIn(arguments, "summary");
    proposal.url = textIn(arguments, "url");
    return propose(profile, std::move(proposal), std::move(reply));
}

api::Request proposeNote(api::Profile& profile, const json::object& arguments, const Client& client, Reply reply) {
    events::ProposalMade proposal;
    proposal.kind = events::ProposalKind::note;
    proposal.by = client;
    proposal.topics = {textIn(arguments, "topic")};
    proposal.text = textIn(arguments, "text");
    proposal.reason = textIn(arguments, "reason");
    return propose(profile, std::move(proposal), std::move(reply));
}

json::object answer() {
    return schema::record({{"id", schema::text()}, {"status", schema::text()}});
}

} // namespace

std::vector<Tool> proposingTools() {
    using namespace schema;
    return {
        {"propose_task", "Propose a task",
         "Proposes a task to the learner. It becomes a task when the learner accepts it, and counts for nothing "
         "before.",
         arguments(
             {{"title", text("One line, at most 200 bytes")},
              {"reason", text("Why, in a sentence that the learner reads")},
              {"difficulty", number("3 without it", 1, 10)},
              {"summary", text("What to do")},
              {"url", text("Where it is described; https://…")},
              {"path", text("Id of the path that it is for")},
              {"topics", list(text("Id of a topic of that path"))}},
             {"title", "reason"}),
         answer(), true, proposeTask},
        {"propose_note", "Propose a note",
         "Proposes text to be added to the learner's own note on a topic, which the learner accepts or dismisses.",
         arguments(
             {{"topic", text("Id of the topic")},
              {"text", text("Markdown, at most 20,000 bytes")},
              {"reason", text("Why, in a sentence that the learner reads")}},
             {"topic", "text"}),
         answer(), true, proposeNote},
    };
}

} // namespace cairn::assistant
