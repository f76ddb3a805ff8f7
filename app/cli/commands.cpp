#include "app/cli/command.h"

#include <iterator>

namespace cairn::cli {

const std::vector<Command>& commands() {
    static const std::vector<Command> kCommands = [] {
        std::vector<Command> all;
        for (auto part :
             {importCommands, pathCommands, planCommands, validateCommands, taskListCommands, taskCommands,
              topicCommands, reviewCommands, progressCommands, logCommands, proofCommands, proposalCommands,
              mcpCommands, accountCommands, adminCommands, simulateCommands, benchCommands}) {
            auto some = part();
            all.insert(all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
        }
        return all;
    }();
    return kCommands;
}

std::string groupSummary(const std::string& group) {
    if (group == "account") {
        return "Joins a server and leaves it.";
    }
    if (group == "admin") {
        return "Looks after a server on this computer, whether it runs or not.";
    }
    if (group == "import") {
        return "Brings in learning paths that others made.";
    }
    if (group == "path") {
        return "Shows learning paths, and writes those of one's own.";
    }
    if (group == "proof") {
        return "Shows a verified level to others, and checks what others show.";
    }
    if (group == "proposal") {
        return "Answers what assistants propose.";
    }
    if (group == "review") {
        return "Shows what is to be solved again, and says how well it was remembered.";
    }
    if (group == "task") {
        return "Lists tasks and works on them.";
    }
    if (group == "topic") {
        return "Shows topics of a path and opens them.";
    }
    return "Measures this program against a floor in the same run.";
}

} // namespace cairn::cli
