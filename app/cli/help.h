#pragma once

#include "app/cli/command.h"

#include <string>

namespace cairn::cli {

// Options that every command takes, before or after it.
const std::vector<Option>& globalOptions();

std::string programHelp();
std::string groupHelp(const std::string& group);
std::string commandHelp(const Command& command);

} // namespace cairn::cli
