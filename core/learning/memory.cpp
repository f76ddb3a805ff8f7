#include "core/learning/memory.h"

#include "core/learning/memory_formulas.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace cairn::learning {

namespace {

constexpr base::Millis kMinute = 60'000;
constexpr base::Millis kDay = 86'400'000;

// Beyond these something was damaged; sums with them do not overflow.
constexpr std::int64_t kFarthestDay = 1'000'000'000'000;
constexpr std::int64_t kMostReviews = 1'000'000'000'000;

// One asking, whatever the answer.
struct Asking {
    const MemoryModel& model;
    Memory before;
    Moment now;
    std::int64_t elapsedDays = 0;
    std::optional<double> spread; // where in the range of intervals, from 0 to below 1
};

// What can be computed with; without a stability or a difficulty it starts anew.
Memory sound(Memory memory) {
    const bool known =
        std::isfinite(memory.stability) && memory.stability > 0 && std::isfinite(memory.difficulty) &&
        (memory.stage == Stage::learning || memory.stage == Stage::review || memory.stage == Stage::relearning);
    if (known) {
        memory.stability = within(memory.stability, kLeastStability, kMostStability);
        memory.difficulty = within(memory.difficulty, 1, 10);
    } else {
        memory.stage = Stage::fresh;
    }
    memory.step = known ? std::max<std::int64_t>(memory.step, 0) : 0;
    memory.reviews = std::clamp<std::int64_t>(memory.reviews, 0, kMostReviews);
    memory.lapses = std::clamp<std::int64_t>(memory.lapses, 0, kMostReviews);
    return memory;
}

Moment sound(Moment moment) {
    return {
        std::clamp<base::Millis>(moment.at, 0, base::Hlc::kLatest),
        std::clamp(moment.day, -kFarthestDay, kFarthestDay)};
}

Asking asking(const Memory& memory, Moment moment, const MemoryModel& model, std::optional<double> spread) {
    Asking asked{.model = model, .before = sound(memory), .now = sound(moment), .spread = spread};
    if (asked.before.stage != Stage::fresh) {
        const auto last = sound(asked.before.last);
        asked.now = {std::max(asked.now.at, last.at), std::max(asked.now.day, last.day)};
        asked.elapsedDays = asked.now.day - last.day;
    }
    return asked;
}

Trace traceAfter(const Asking& asked, Grade grade) {
    if (asked.before.stage == Stage::fresh) {
        return firstTrace(grade, asked.model);
    }
    return nextTrace({asked.before.stability, asked.before.difficulty}, asked.elapsedDays, grade, asked.model);
}

// A day and some per cent to either side, the more per cent the shorter it is; still later than the last interval was
// where it would be.
std::int64_t spreadDays(std::int64_t interval, const Asking& asked) {
    struct Band {
        double from;
        double to;
        double share;
    };

    static constexpr std::array<Band, 3> kBands{{{2.5, 7, 0.15}, {7, 20, 0.1}, {20, HUGE_VAL, 0.05}}};

    const auto days = static_cast<double>(interval);
    if (!asked.spread || days < kBands.front().from) {
        return interval;
    }
    double reach = 1;
    for (const auto& band : kBands) {
        reach += band.share * std::max(std::min(days, band.to) - band.from, 0.0);
    }
    const double longest = std::min(rounded(days + reach), std::max(days, static_cast<double>(asked.model.longest)));
    double shortest = std::max(2.0, rounded(days - reach));
    if (interval > asked.elapsedDays) {
        shortest = std::max(shortest, static_cast<double>(asked.elapsedDays + 1));
    }
    shortest = std::min(shortest, longest);
    return static_cast<std::int64_t>(std::floor(*asked.spread * (longest - shortest + 1) + shortest));
}

std::int64_t intervalFor(const Asking& asked, Grade grade) {
    return spreadDays(daysUntilDue(traceAfter(asked, grade).stability, asked.model), asked);
}

// Of what is known: a better grade waits for at least a day more. That may be a day or two beyond the longest.
std::int64_t intervalInOrder(const Asking& asked, Grade grade) {
    auto again = intervalFor(asked, Grade::again);
    auto hard = intervalFor(asked, Grade::hard);
    auto good = intervalFor(asked, Grade::good);
    if (hasSteps(asked.model)) {
        hard = std::min(hard, good); // again has a step of its own
    } else {
        again = std::min(again, hard);
        hard = std::max(hard, again + 1);
    }
    good = std::max(good, hard + 1);
    switch (grade) {
    case Grade::again:
        return again;
    case Grade::hard:
        return hard;
    case Grade::good:
        return good;
    case Grade::easy:
        break;
    }
    return std::max(intervalFor(asked, Grade::easy), good + 1);
}

struct Step {
    base::Millis wait = 0;
    std::int64_t number = 0;
};

// None: it is known, and asked after days.
std::optional<Step> stepAfter(const Asking& asked, Grade grade) {
    const auto stage = asked.before.stage;
    const bool lapsed = stage == Stage::review || stage == Stage::relearning;
    const auto& steps = lapsed ? asked.model.relearningSteps : asked.model.steps;
    const auto current = stage == Stage::review ? 0 : static_cast<std::size_t>(asked.before.step);
    if (current >= steps.size()) {
        return std::nullopt;
    }
    const auto number = static_cast<std::int64_t>(current);
    switch (grade) {
    case Grade::again:
        return Step{steps.front(), 0};
    case Grade::hard: {
        // Between the first two, in whole minutes.
        const auto twice = steps.front() + (steps.size() > 1 ? steps[1] : 2 * steps.front());
        return Step{(twice + 2 * kMinute - 1) / (2 * kMinute) * kMinute, number};
    }
    case Grade::good:
        return current + 1 < steps.size() ? std::optional(Step{steps[current + 1], number + 1}) : std::nullopt;
    case Grade::easy:
        break;
    }
    return std::nullopt;
}

bool isLapse(const Asking& asked, Grade grade) {
    const auto stage = asked.before.stage;
    return grade == Grade::again && (stage == Stage::review || (stage != Stage::fresh && !hasSteps(asked.model)));
}

Memory answered(const Asking& asked, Grade grade) {
    const auto trace = traceAfter(asked, grade);
    const auto stage = asked.before.stage;
    const bool inDays = !hasSteps(asked.model) || (stage == Stage::review && grade != Grade::again);
    Memory after{
        .stage = Stage::review,
        .stability = trace.stability,
        .difficulty = trace.difficulty,
        .last = asked.now,
        .dueDay = asked.now.day,
        .reviews = asked.before.reviews + 1,
        .lapses = asked.before.lapses + (isLapse(asked, grade) ? 1 : 0),
    };
    const auto step = inDays ? std::nullopt : stepAfter(asked, grade);
    if (inDays) {
        after.dueDay += intervalInOrder(asked, grade);
    } else if (!step || step->wait <= 0) {
        after.dueDay += intervalFor(asked, grade);
    } else if (step->wait >= kDay) {
        after.dueDay += step->wait / kDay;
    } else {
        after.stage = stage == Stage::fresh || stage == Stage::learning ? Stage::learning : Stage::relearning;
        after.step = step->number;
        after.dueAt = asked.now.at + step->wait;
    }
    return after;
}

// SplitMix64 (Steele et al., "Fast Splittable Pseudorandom Number Generators", 2014): the same on every platform, which
// the distributions of the standard library are not.
double fraction(std::uint64_t seed) {
    std::uint64_t mixed = seed + 0x9e3779b97f4a7c15U;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
    mixed ^= mixed >> 31U;
    return std::ldexp(static_cast<double>(mixed >> 11U), -53);
}

Grade sound(Grade grade) {
    return std::clamp(grade, Grade::again, Grade::easy);
}

} // namespace

MemoryModel MemoryModel::forCards() {
    auto model = forProblems();
    model.steps = {kMinute, 10 * kMinute};
    model.relearningSteps = {10 * kMinute};
    return model;
}

MemoryModel MemoryModel::forProblems() {
    MemoryModel model;
    model.weights = {0.212,  1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001,  1.8722, 0.1666, 0.796,
                     1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542};
    return model;
}

Memory graded(const Memory& before, Grade grade, Moment now, const MemoryModel& model) {
    return answered(asking(before, now, model, std::nullopt), sound(grade));
}

Memory graded(const Memory& before, Grade grade, Moment now, const MemoryModel& model, std::uint64_t seed) {
    // With the number of the review, so that what was once asked early is not always.
    const auto number = static_cast<std::uint64_t>(sound(before).reviews);
    return answered(asking(before, now, model, fraction(seed ^ (number << 48U))), sound(grade));
}

double recall(const Memory& memory, std::int64_t day, const MemoryModel& model) {
    const auto known = sound(memory);
    if (known.stage == Stage::fresh) {
        return 0;
    }
    const auto elapsed = sound(Moment{0, day}).day - sound(known.last).day;
    return recallAfter(std::max<std::int64_t>(elapsed, 0), known.stability, model);
}

bool isDue(const Memory& memory, Moment now) {
    switch (memory.stage) {
    case Stage::learning:
    case Stage::relearning:
        return now.at >= memory.dueAt;
    case Stage::review:
        return now.day >= memory.dueDay;
    case Stage::fresh:
        break;
    }
    return true;
}

} // namespace cairn::learning
