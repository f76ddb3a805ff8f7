#include "app/cli/account.h"
#include "app/cli/command.h"
#include "app/cli/failure.h"
#include "app/cli/json_views.h"
#include "app/cli/plan_input.h"
#include "app/cli/table.h"
#include "core/base/text.h"

#include <algorithm>

namespace cairn::cli {

namespace {

std::string sentence(const plan::TopicVerdict& topic) {
    const auto& documented = topic.documented;
    switch (topic.standing) {
    case plan::Standing::unnamed:
        return "names no library";
    case plan::Standing::proven:
        return documented.title + ": " + base::joinNames(documented.found);
    case plan::Standing::unproven:
        return documented.reason;
    }
    return {};
}

void validate(Session& session, const Arguments& arguments) {
    const auto plan = planAt(session, arguments.operand(0));
    Account account(session, arguments);
    account.waitUntilLive();
    const auto verdict =
        session.ask<plan::PlanVerdict>([&](auto reply) { return (*account).validate(plan, std::move(reply)); });
    auto& output = session.output();
    if (output.json()) {
        boost::json::array topics;
        for (const auto& topic : verdict.topics) {
            const auto& documented = topic.documented;
            topics.push_back(boost::json::object{
                {"topic", topic.topic},
                {"standing", word(topic.standing)},
                {"library", documented.library},
                {"title", documented.title},
                {"source", documented.source},
                {"found", texts(documented.found)},
                {"missing", texts(documented.missing)},
                {"reason", documented.reason}});
        }
        auto json = view(verdict.graph);
        json["valid"] = verdict.valid;
        json["topics"] = std::move(topics);
        output.value(json);
    } else {
        printCheck(session, verdict.graph);
        Table table{"TOPIC", "DOCUMENTATION", "EVIDENCE"};
        for (const auto& topic : verdict.topics) {
            const auto planned = std::ranges::find(plan.topics, topic.topic, &plan::PlannedTopic::id);
            table.row(
                {oneLine(planned == plan.topics.end() ? topic.topic : planned->title), word(topic.standing),
                 oneLine(sentence(topic))});
        }
        table.print(output);
    }
    if (!verdict.valid) {
        throw Failure{{base::ErrorCode::Refused, "the path is not proven"}};
    }
}

} // namespace

std::vector<Command> validateCommands() {
    return {
        {"path",
         "validate",
         "FILE|ID",
         1,
         1,
         "Ask the server whether the documentation of a path's topics speaks of what its exercises need.",
         "",
         {{"secrets", "FILE", "Keep the sign-in in this file instead of the keychain: whoever reads it is signed in."}},
         Needs::Writing,
         validate},
    };
}

} // namespace cairn::cli
