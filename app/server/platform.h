#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

// What differs between operating systems: platform_unix.cpp, platform_windows.cpp.
namespace cairn::server {

// Where a server keeps its data when nobody says otherwise. None when the environment names no place.
std::optional<std::filesystem::path> defaultData();

std::optional<std::string> environment(const std::string& variable);

// Takes as many connections and files at once as the system lets this program have. Returns how many.
std::size_t useAllDescriptors();

// Before any thread is started: from now on requests to end and to read the configuration again wait for
// waitForSignal().
void takeSignals();

// Waits for the next one. True: the server is to end.
bool waitForSignal();

} // namespace cairn::server
