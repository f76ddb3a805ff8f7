#pragma once

#include "core/base/error.h"

#include <string>

namespace cairn::cli {

// Thrown by commands and caught in one place (run.cpp), so that a command reads straight on.
struct Failure {
    base::Error error;
};

// What was typed makes no sense. `about`: the command whose --help helps, "" for the program's.
struct UsageError {
    std::string message;
    std::string about{};
};

} // namespace cairn::cli
