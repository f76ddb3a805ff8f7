#include "app/server/platform.h"

#include <csignal>
#include <cstdlib>
#include <sys/resource.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace cairn::server {

namespace {

sigset_t ours() {
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
        sigaddset(&set, signal);
    }
    return set;
}

} // namespace

std::optional<std::filesystem::path> defaultData() {
    if (const auto given = environment("STATE_DIRECTORY")) { // by systemd
        return *given;
    }
    if (const auto data = environment("XDG_DATA_HOME")) {
        return std::filesystem::path(*data) / "cairnd";
    }
    if (const auto home = environment("HOME")) {
        return std::filesystem::path(*home) / ".local" / "share" / "cairnd";
    }
    return std::nullopt;
}

std::optional<std::string> environment(const std::string& variable) {
    const char* value = std::getenv(variable.c_str()); // NOLINT(concurrency-mt-unsafe): before any thread
    return value != nullptr && *value != '\0' ? std::optional<std::string>(value) : std::nullopt;
}

std::size_t useAllDescriptors() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
        return 0;
    }
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur;
}

void takeSignals() {
    const auto set = ours();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
#ifdef __GLIBC__
    mallopt(M_ARENA_MAX, 2); // frames go from thread to thread: an arena for each would only keep what others need
#endif
    std::signal(SIGPIPE, SIG_IGN);
}

bool waitForSignal() {
    const auto set = ours();
    int signal = 0;
    sigwait(&set, &signal);
    return signal != SIGHUP;
}

} // namespace cairn::server
