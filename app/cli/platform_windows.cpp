#include "app/cli/platform.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <iostream>

// Before the others: they need its types.
#include <io.h>
#include <psapi.h>
#include <windows.h>

namespace cairn::cli {

namespace {

std::atomic<bool> signalled = false;

BOOL WINAPI noteSignal(DWORD kind) {
    if (kind != CTRL_C_EVENT && kind != CTRL_BREAK_EVENT) {
        return FALSE;
    }
    return signalled.exchange(true) ? FALSE : TRUE; // FALSE: the system ends the program
}

std::optional<std::filesystem::path> fromEnvironment(const wchar_t* name) {
    const wchar_t* value = _wgetenv(name);
    if (value == nullptr || *value == L'\0') {
        return std::nullopt;
    }
    return value;
}

} // namespace

std::optional<std::string> environment(const char* variable) {
    const char* value = std::getenv(variable);
    return value == nullptr || *value == '\0' ? std::nullopt : std::optional<std::string>(value);
}

std::string hostName() {
    return environment("COMPUTERNAME").value_or("a computer");
}

std::optional<std::string> readSecret(const std::string& prompt) {
    const HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
    DWORD before = 0;
    const bool asked = GetConsoleMode(input, &before) != 0;
    if (asked) {
        std::fputs(prompt.c_str(), stderr);
        SetConsoleMode(input, before & ~static_cast<DWORD>(ENABLE_ECHO_INPUT));
    }
    std::string line;
    const bool read = static_cast<bool>(std::getline(std::cin, line));
    if (asked) {
        SetConsoleMode(input, before);
        std::fputs("\n", stderr);
    }
    return read ? std::optional(line) : std::nullopt;
}

bool readInput(std::string& to) {
    char bytes[16'384];
    const auto count = _read(0, bytes, sizeof bytes);
    if (count > 0) {
        to.append(bytes, static_cast<std::size_t>(count));
    }
    return count > 0;
}

std::optional<std::filesystem::path> defaultHome() {
    if (auto named = fromEnvironment(L"CAIRN_HOME")) {
        return named;
    }
    const auto data = fromEnvironment(L"LOCALAPPDATA");
    return data ? std::optional(*data / "cairn") : std::nullopt;
}

int utcOffset(base::Millis at) {
    constexpr std::int64_t kUnixEpoch = 116'444'736'000'000'000; // in ticks of 100 ns since 1601
    constexpr std::int64_t kTicksPerMinute = 600'000'000;
    ULARGE_INTEGER ticks{};
    ticks.QuadPart = static_cast<ULONGLONG>(at * 10'000 + kUnixEpoch);
    const FILETIME instant{ticks.LowPart, ticks.HighPart};
    SYSTEMTIME utc{};
    SYSTEMTIME local{};
    FILETIME shown{};
    if (!FileTimeToSystemTime(&instant, &utc) || !SystemTimeToTzSpecificLocalTime(nullptr, &utc, &local) ||
        !SystemTimeToFileTime(&local, &shown)) {
        return 0;
    }
    ULARGE_INTEGER shownTicks{};
    shownTicks.LowPart = shown.dwLowDateTime;
    shownTicks.HighPart = shown.dwHighDateTime;
    return static_cast<int>(static_cast<std::int64_t>(shownTicks.QuadPart - ticks.QuadPart) / kTicksPerMinute);
}

std::filesystem::path programFolder() {
    wchar_t path[32768];
    const DWORD length = GetModuleFileNameW(nullptr, path, sizeof path / sizeof *path);
    return std::filesystem::path(std::wstring(path, length)).parent_path();
}

bool isTerminal(Stream stream) {
    return _isatty(stream == Stream::Out ? 1 : 2) != 0;
}

std::size_t terminalWidth() {
    CONSOLE_SCREEN_BUFFER_INFO info{};
    if (!GetConsoleScreenBufferInfo(GetStdHandle(STD_ERROR_HANDLE), &info)) {
        return 80;
    }
    return static_cast<std::size_t>(info.srWindow.Right - info.srWindow.Left + 1);
}

void takeSignals() {
    SetConsoleCtrlHandler(noteSignal, TRUE);
    SetConsoleOutputCP(CP_UTF8);
}

bool interrupted() {
    return signalled;
}

std::int64_t peakMemory() {
    PROCESS_MEMORY_COUNTERS counters{};
    if (!GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof counters)) {
        return 0;
    }
    return static_cast<std::int64_t>(counters.PeakWorkingSetSize / 1024);
}

// Windows tells it of a process while that runs, and of none that has ended.
void useAllDescriptors() {}

std::int64_t peakMemoryOfChildren() {
    return 0;
}

} // namespace cairn::cli
