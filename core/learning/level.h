#pragma once

#include "core/base/hybrid_clock.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace cairn::learning {

// A completed task, as far as the level is concerned.
struct Completion {
    std::string task;    // id
    std::string problem; // counts once, with its best completion, under however many tasks; empty: the task's id
    std::vector<std::string> topics;
    std::int64_t difficulty = 1; // 1-10
    std::int64_t hints = 0;
    bool verified = false; // with a valid receipt
    base::Millis at = 0;
};

// A completion that counts, and how much. Contributions are ordered by weight.
struct Contribution {
    std::string task;
    std::int64_t difficulty = 0;
    std::int64_t qualityTenths = 10;  // 10 − hints, not under 5
    std::int64_t place = 0;           // from 1: the i-th best
    std::int64_t levelHundredths = 0; // its share of the level, rounded by itself
};

struct Level {
    std::int64_t hundredths = 0; // 462 is shown as 4.62
    std::vector<Contribution> counted;
    std::vector<std::string> notCounted; // ids of tasks whose problem counted under another task, sorted
};

// Level = Σ e·0.9^i / 10 over the completions sorted by e = difficulty × quality, best first; quality = 1 − 0.1 per
// hint, not under 0.5. Integers throughout: powers of 0.9 as multiples of 10^-15, each nine tenths of the one before
// it, truncated; the sum rounded half up to hundredths. Ties of e are broken by problem; within a problem by task, then
// by the higher difficulty. Difficulties and hints out of range are clamped. Does not depend on the order of the input,
// never falls when a completion is added, and n completions of e never reach more than e. At most 10.00.
Level level(std::span<const Completion> completions);

// The same over those that have `topic`.
Level levelOfTopic(std::span<const Completion> completions, const std::string& topic);

// Only those with a receipt, from `completions`.
std::vector<Completion> verifiedOnly(std::span<const Completion> completions);

// Those up to and including `until`.
std::vector<Completion> until(std::span<const Completion> completions, base::Millis until);

} // namespace cairn::learning
