#include "app/cli/platform.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <termios.h>
#include <unistd.h>

#ifdef __APPLE__
#include <mach-o/dyld.h>
#endif

namespace cairn::cli {

namespace {

volatile std::sig_atomic_t signalled = 0;

void noteSignal(int) {
    signalled = 1;
}

// An empty variable counts as none, as the XDG base directory specification has it.
std::optional<std::filesystem::path> fromEnvironment(const char* name) {
    return environment(name);
}

// The keyboard's lines are not shown while this lives.
class Unseen {
public:
    Unseen() {
        m_changed = tcgetattr(STDIN_FILENO, &m_before) == 0;
        if (m_changed) {
            auto quiet = m_before;
            quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
        }
    }

    ~Unseen() {
        if (m_changed) {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
        }
    }

    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;

private:
    termios m_before{};
    bool m_changed = false;
};

} // namespace

std::optional<std::string> environment(const char* variable) {
    const char* value = std::getenv(variable);
    return value == nullptr || *value == '\0' ? std::nullopt : std::optional<std::string>(value);
}

std::string hostName() {
    char name[256] = {};
    return gethostname(name, sizeof name - 1) == 0 ? name : "a computer";
}

std::optional<std::string> readSecret(const std::string& prompt) {
    const bool asked = isatty(STDIN_FILENO) == 1;
    const Unseen unseen;
    if (asked) {
        std::fputs(prompt.c_str(), stderr);
    }
    std::string line;
    const bool read = static_cast<bool>(std::getline(std::cin, line));
    if (asked) {
        std::fputs("\n", stderr);
    }
    return read ? std::optional(line) : std::nullopt;
}

bool readInput(std::string& to) {
    pollfd input{STDIN_FILENO, POLLIN, 0};
    if (poll(&input, 1, 200) <= 0) {
        return true;
    }
    char bytes[16'384];
    const auto count = read(STDIN_FILENO, bytes, sizeof bytes);
    if (count > 0) {
        to.append(bytes, static_cast<std::size_t>(count));
    }
    return count > 0 || (count < 0 && errno == EINTR);
}

std::optional<std::filesystem::path> defaultHome() {
    if (auto named = fromEnvironment("CAIRN_HOME")) {
        return named;
    }
    const auto data = fromEnvironment("XDG_DATA_HOME");
    if (data && data->is_absolute()) {
        return *data / "cairn";
    }
    if (const auto home = fromEnvironment("HOME")) {
        return *home / ".local" / "share" / "cairn";
    }
    return std::nullopt;
}

int utcOffset(base::Millis at) {
    const auto seconds = static_cast<std::time_t>(at / 1000);
    std::tm local{};
    if (localtime_r(&seconds, &local) == nullptr) {
        return 0;
    }
    return static_cast<int>(local.tm_gmtoff / 60);
}

std::filesystem::path programFolder() {
#ifdef __APPLE__
    char path[4096];
    std::uint32_t size = sizeof path;
    if (_NSGetExecutablePath(path, &size) != 0) {
        return {};
    }
    std::error_code trouble;
    return std::filesystem::canonical(path, trouble).parent_path();
#else
    std::error_code trouble;
    return std::filesystem::read_symlink("/proc/self/exe", trouble).parent_path();
#endif
}

bool isTerminal(Stream stream) {
    return isatty(stream == Stream::Out ? STDOUT_FILENO : STDERR_FILENO) == 1;
}

std::size_t terminalWidth() {
    winsize size{};
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

void takeSignals() {
    struct sigaction action{};

    action.sa_handler = noteSignal;
    action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

bool interrupted() {
    return signalled != 0;
}

namespace {

std::int64_t peakMemoryOf(int whom) {
    rusage usage{};
    getrusage(whom, &usage);
#ifdef __APPLE__
    return usage.ru_maxrss / 1024;
#else
    return usage.ru_maxrss;
#endif
}

} // namespace

std::int64_t peakMemory() {
    return peakMemoryOf(RUSAGE_SELF);
}

void useAllDescriptors() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

std::int64_t peakMemoryOfChildren() {
    return peakMemoryOf(RUSAGE_CHILDREN);
}

} // namespace cairn::cli
