#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

namespace cairn::base {

// How far long work has come. `total` 0 means that nobody knows yet.
struct ProgressStep {
    std::string doing;
    std::int64_t done = 0;
    std::int64_t total = 0;
};

// Handed to work that can take longer than a person likes to wait. `report` may be empty, and is called on the
// thread that does the work; the work looks at `stop` often enough to end within 100 ms.
struct Progress {
    std::function<void(const ProgressStep&)> report{};
    std::stop_token stop{};

    void operator()(const ProgressStep& step) const {
        if (report) {
            report(step);
        }
    }

    bool stopped() const { return stop.stop_requested(); }
};

} // namespace cairn::base
