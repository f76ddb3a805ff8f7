#pragma once

#include "tests/bench/thread_time.h"

#include <QString>

#include <vector>

namespace cairn::bench {

inline constexpr double kFrame = 16; // ms: what one thing may take, and the window stays fluid

// What many repetitions of one thing have taken.
class Figures {
public:
    void add(const Moment& taken, const QString& what) { m_samples.push_back({taken, what}); }

    // One line of JSON on the standard output: of processor time p50Ms, p95Ms, maxMs and `ratio`, which is p95 over
    // kFrame; p95 on the clock on the wall; and what took longest.
    void print(const QString& measured) const;

private:
    struct Sample {
        Moment taken;
        QString what;
    };

    std::vector<Sample> m_samples;
};

} // namespace cairn::bench
