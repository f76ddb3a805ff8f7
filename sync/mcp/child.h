#pragma once

#include "sync/mcp/failure.h"

#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cairn::mcp {

// What is started, and how.
struct Command {
    std::vector<std::string> words; // the program, by path or as PATH finds it, and its arguments
    std::map<std::string, std::string>
        environment{};    // besides PATH, HOME, LANG, TMPDIR and TZ, which it gets from here
    std::string folder{}; // that it runs in; empty: the one that this program runs in
};

// A program that runs as long as this object at most: however its owner ends, also by SIGKILL, it ends, and all that it
// has started and not sent away with it. See child_linux.cpp; elsewhere nothing is started. Where its guardian is
// killed as well, at least the program itself ends.
class Child {
public:
    static constexpr std::chrono::milliseconds kGrace{1'000}; // after its input has ended, and after it was told to end

    // Unreachable where it cannot be started.
    static Expected<std::unique_ptr<Child>> start(const Command& command);

    virtual ~Child() = default;
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    // Writes all of it to the program's input. False where that takes too long or it listens no more.
    virtual bool write(std::string_view bytes, std::chrono::milliseconds patience) = 0;

    // Waits for what it says, on its output or to its log; appends to either. False at the end of its output. Wakes up
    // now and then for nothing.
    virtual bool read(std::string& output, std::string& log) = 0;

    // Ends its input; what does not end by that is told to, and then made to.
    virtual void end() = 0;

protected:
    Child() = default;
};

} // namespace cairn::mcp
