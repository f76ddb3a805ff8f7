#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <variant>

namespace cairn::server {

// What was asked for on the command line.
struct Serve {
    std::optional<std::filesystem::path> config;
    bool checkOnly = false;
};

struct Say {
    std::string text;
    int status = 0; // other than 0: it was not understood, and the text says why
};

std::variant<Serve, Say> readArguments(int count, const char* const* words);

} // namespace cairn::server
