// Where there is no Qt, there is no client of a server.
#include "app/cli/command.h"

namespace cairn::cli {

std::vector<Command> accountCommands() {
    return {};
}

std::vector<Command> ownAccountCommands() {
    return {};
}

std::vector<Command> validateCommands() {
    return {};
}

} // namespace cairn::cli
