#pragma once

#include "core/base/hybrid_clock.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

// What differs between operating systems: platform_unix.cpp, platform_windows.cpp.
namespace cairn::cli {

// None where a variable is not set, or is empty.
std::optional<std::string> environment(const char* variable);

// What this computer is called.
std::string hostName();

// Where the profile lies when nobody says otherwise: $CAIRN_HOME, else the system's place for data of programs. None
// when the environment names no place.
std::optional<std::filesystem::path> defaultHome();

// Minutes that the clock on this computer's wall is ahead of UTC at that instant.
int utcOffset(base::Millis at);

// The folder of the running program; empty when the system does not say.
std::filesystem::path programFolder();

// A line from the keyboard that is not shown; from a pipe, its first line. None at the end of input.
std::optional<std::string> readSecret(const std::string& prompt);

// What has come on standard input, appended to `to`; waits a moment for it. False at its end.
bool readInput(std::string& to);

enum class Stream { Out, Err };

bool isTerminal(Stream stream);

// Columns of the terminal that errors go to; 80 when it does not say.
std::size_t terminalWidth();

// From now on Ctrl+C (and a request to terminate) sets what interrupted() tells; a second one ends the program at once.
// A reader that closes its end of our output is an error of writing and no signal.
void takeSignals();
bool interrupted();

// Takes as many connections and files at once as the system lets this program have.
void useAllDescriptors();

// The most memory that this process has held so far, in KiB; 0 when the system does not say.
std::int64_t peakMemory();

// The most that any one program that it started has held, of those that have ended.
std::int64_t peakMemoryOfChildren();

} // namespace cairn::cli
