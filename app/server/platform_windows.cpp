#include "app/server/platform.h"

#include <cstdlib>
#include <windows.h>

namespace cairn::server {

namespace {

HANDLE endWanted() {
    static const HANDLE kEvent = CreateEventW(nullptr, TRUE, FALSE, nullptr);
    return kEvent;
}

BOOL WINAPI heard(DWORD) {
    SetEvent(endWanted());
    return TRUE;
}

} // namespace

std::optional<std::filesystem::path> defaultData() {
    if (const auto data = environment("ProgramData")) {
        return std::filesystem::path(*data) / "Cairn" / "server";
    }
    return std::nullopt;
}

std::optional<std::string> environment(const std::string& variable) {
    const char* value = std::getenv(variable.c_str());
    return value != nullptr && *value != '\0' ? std::optional<std::string>(value) : std::nullopt;
}

std::size_t useAllDescriptors() {
    return 1 << 24; // handles: memory alone limits them
}

void takeSignals() {
    SetConsoleCtrlHandler(heard, TRUE);
}

bool waitForSignal() {
    WaitForSingleObject(endWanted(), INFINITE);
    return true;
}

} // namespace cairn::server
