#pragma once

#include "app/cli/arguments.h"

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

namespace cairn::cli {

class Session;

// What a command needs of the profile.
enum class Needs {
    Nothing, // not even its folder
    Reading, // works while another Cairn writes the profile
    Writing,
};

// One entry of the table of commands: what is parsed, what --help says and what runs.
struct Command {
    std::string group;    // "task"; empty for a command of one word
    std::string name;     // "add"
    std::string operands; // "ID DATE", as the help shows them
    std::size_t fewest = 0;
    std::size_t most = 0;
    std::string summary; // one sentence
    std::string details; // more of them, or nothing
    std::vector<Option> options;
    Needs needs = Needs::Reading;
    void (*run)(Session&, const Arguments&) = nullptr;

    std::string words() const { return group.empty() ? name : group + " " + name; }
};

inline constexpr std::size_t kAnyNumber = std::numeric_limits<std::size_t>::max();

// In the order of the help.
const std::vector<Command>& commands();

std::vector<Command> pathCommands();
std::vector<Command> planCommands();
std::vector<Command> validateCommands();
std::vector<Command> taskCommands();
std::vector<Command> taskListCommands();
std::vector<Command> topicCommands();
std::vector<Command> progressCommands();
std::vector<Command> logCommands();
std::vector<Command> mcpCommands();
std::vector<Command> proofCommands();
std::vector<Command> proposalCommands();
std::vector<Command> reviewCommands();
std::vector<Command> importCommands();
std::vector<Command> benchCommands();
std::vector<Command> accountCommands();
std::vector<Command> adminCommands();
void askToolServers(Session& session, const Arguments& arguments);
std::vector<Command> simulateCommands();

// What a group of commands is about, for the help.
std::string groupSummary(const std::string& group);

} // namespace cairn::cli
