// Between this program and the one that it starts stands a guardian: a process that does nothing but wait for either of
// them to end, and then ends the group of the other. It learns of the end of its owner by a pipe that nobody writes to,
// so that nothing has to be done for it, whatever the end is. Signals at the parent's death (prctl) would not do: they
// come when a thread ends, and to one process alone. Only the guardian has but one thread, so that its program has such
// a signal for the case that somebody kills the guardian, too. Who kills by name does not: it has one of its own.
#include "sync/mcp/child.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <utility>

extern char** environ; // NOLINT(readability-redundant-declaration)

namespace cairn::mcp {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr const char* kGuardian = "tool-guardian"; // as other programs see it; at most 15 letters

class Descriptor {
public:
    explicit Descriptor(int number = -1)
        : m_number(number) {}

    Descriptor(Descriptor&& other) noexcept
        : m_number(std::exchange(other.m_number, -1)) {}

    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(m_number, other.m_number);
        return *this;
    }

    ~Descriptor() { close(); }

    int number() const { return m_number; }

    void close() {
        if (m_number >= 0) {
            ::close(std::exchange(m_number, -1));
        }
    }

private:
    int m_number;
};

struct Pipe {
    Descriptor reading{};
    Descriptor writing{};

    bool open() {
        std::array<int, 2> ends{};
        if (pipe2(ends.data(), O_CLOEXEC) != 0) {
            return false;
        }
        reading = Descriptor(ends[0]);
        writing = Descriptor(ends[1]);
        return true;
    }
};

// All that stands between fork and exec, made before: there nothing may be allocated.
struct Prepared {
    std::string program;
    std::vector<std::string> words;
    std::vector<std::string> variables;
    std::vector<char*> argv{};
    std::vector<char*> envp{};
    std::string folder;

    explicit Prepared(const Command& command)
        : program(command.words.front())
        , words(command.words)
        , folder(command.folder) {
        auto environment = command.environment;
        for (const char* name : {"PATH", "HOME", "LANG", "TMPDIR", "TZ"}) {
            if (const char* value = std::getenv(name)) { // NOLINT(concurrency-mt-unsafe): nobody sets any
                environment.try_emplace(name, value);
            }
        }
        for (const auto& [name, value] : environment) {
            variables.emplace_back(name).append("=").append(value);
        }
        for (auto& word : words) {
            argv.push_back(word.data());
        }
        for (auto& variable : variables) {
            envp.push_back(variable.data());
        }
        argv.push_back(nullptr);
        envp.push_back(nullptr);
    }
};

void pause(milliseconds time) {
    poll(nullptr, 0, static_cast<int>(time.count()));
}

[[noreturn]] void become(const Prepared& prepared, pid_t guardian, int input, int output, int log) {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != guardian) {
        _exit(126); // it was too late for that
    }
    dup2(input, STDIN_FILENO);
    dup2(output, STDOUT_FILENO);
    dup2(log, STDERR_FILENO);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int signal : {SIGPIPE, SIGTERM, SIGINT, SIGHUP, SIGCHLD}) {
        std::signal(signal, SIG_DFL);
    }
    if (prepared.folder.empty() || chdir(prepared.folder.c_str()) == 0) {
        environ = const_cast<char**>(prepared.envp.data());
        execvp(prepared.program.c_str(), prepared.argv.data());
    }
    _exit(127);
}

// Nothing here may allocate or lock: other threads of the owner may have been about to.
[[noreturn]] void guard(pid_t child, int life) {
    for (bool owned = true; owned;) {
        int status = 0;
        if (waitpid(child, &status, WNOHANG) == child) {
            ::kill(-child, SIGKILL); // what it has left behind
            _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
        }
        pollfd end{life, POLLIN, 0};
        owned = poll(&end, 1, 50) <= 0;
    }
    ::kill(-child, SIGTERM);
    for (auto left = Child::kGrace; left.count() > 0; left -= milliseconds(20)) {
        if (waitpid(child, nullptr, WNOHANG) == child) {
            ::kill(-child, SIGKILL);
            _exit(0);
        }
        pause(milliseconds(20));
    }
    ::kill(-child, SIGKILL);
    waitpid(child, nullptr, 0);
    _exit(0);
}

[[noreturn]] void stand(const Prepared& prepared, int input, int output, int log, int life) {
    setsid(); // what is typed to the owner's terminal is not for it
    prctl(PR_SET_NAME, kGuardian);
    const pid_t guardian = getpid();
    const pid_t child = _Fork();
    if (child == 0) {
        become(prepared, guardian, input, output, log);
    }
    if (child < 0) {
        _exit(126);
    }
    setpgid(child, child);
    // It keeps nothing of the owner's open: neither locks nor listening sockets.
    dup2(life, 3);
    close_range(4, ~0U, 0);
    for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        ::close(standard);
    }
    guard(child, 3);
}

class LinuxChild : public Child {
public:
    LinuxChild(pid_t guardian, Descriptor input, Descriptor output, Descriptor log, Descriptor life)
        : m_guardian(guardian)
        , m_input(std::move(input))
        , m_output(std::move(output))
        , m_log(std::move(log))
        , m_life(std::move(life)) {
        fcntl(m_input.number(), F_SETFL, O_NONBLOCK);
    }

    ~LinuxChild() override { LinuxChild::end(); }

    bool write(std::string_view bytes, milliseconds patience) override {
        const auto until = steady_clock::now() + patience;
        while (!bytes.empty()) {
            const auto written = ::write(m_input.number(), bytes.data(), bytes.size());
            if (written > 0) {
                bytes.remove_prefix(static_cast<std::size_t>(written));
            } else if (errno == EAGAIN && steady_clock::now() < until) {
                pollfd room{m_input.number(), POLLOUT, 0};
                poll(&room, 1, 100);
            } else if (errno != EINTR) {
                return false;
            }
        }
        return true;
    }

    bool read(std::string& output, std::string& log) override {
        std::array<pollfd, 2> both{pollfd{m_output.number(), POLLIN, 0}, pollfd{m_log.number(), POLLIN, 0}};
        poll(both.data(), both.size(), 200);
        if (both[1].revents != 0 && !take(m_log, log)) {
            m_log.close();
        }
        return both[0].revents == 0 || take(m_output, output);
    }

    void end() override {
        m_input.close();
        if (m_guardian > 0 && !waitFor(kGrace)) {
            m_life.close(); // now the guardian sees to it
            waitpid(m_guardian, nullptr, 0);
        }
        m_guardian = -1;
        m_life.close();
    }

private:
    static bool take(const Descriptor& from, std::string& to) {
        std::array<char, 16'384> buffer{};
        const auto count = ::read(from.number(), buffer.data(), buffer.size());
        if (count > 0) {
            to.append(buffer.data(), static_cast<std::size_t>(count));
        }
        return count > 0 || (count < 0 && errno == EINTR);
    }

    bool waitFor(milliseconds patience) const {
        for (auto left = patience; left.count() > 0; left -= milliseconds(10)) {
            if (waitpid(m_guardian, nullptr, WNOHANG) == m_guardian) {
                return true;
            }
            pause(milliseconds(10));
        }
        return false;
    }

    pid_t m_guardian;
    Descriptor m_input;
    Descriptor m_output;
    Descriptor m_log;
    Descriptor m_life;
};

} // namespace

Expected<std::unique_ptr<Child>> Child::start(const Command& command) {
    if (command.words.empty()) {
        return fail(Failure::Kind::unreachable, "no program is named");
    }
    const Prepared prepared(command);
    Pipe input;
    Pipe output;
    Pipe log;
    Pipe life;
    if (!input.open() || !output.open() || !log.open() || !life.open()) {
        return fail(Failure::Kind::unreachable, std::system_category().message(errno));
    }
    const pid_t guardian = fork();
    if (guardian == 0) {
        life.writing.close(); // or it would never end
        stand(prepared, input.reading.number(), output.writing.number(), log.writing.number(), life.reading.number());
    }
    if (guardian < 0) {
        return fail(Failure::Kind::unreachable, std::system_category().message(errno));
    }
    return std::make_unique<LinuxChild>(
        guardian, std::move(input.writing), std::move(output.reading), std::move(log.reading), std::move(life.writing));
}

} // namespace cairn::mcp
