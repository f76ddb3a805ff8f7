#pragma once

#include "core/learning/memory.h"

#include <cstdint>

// The formulas of FSRS-6, without anything that is scheduled. Results are rounded to eight decimals where the
// reference (ts-fsrs) rounds them, so that a last bit of a platform's pow() decides nothing.
namespace cairn::learning {

// What the model keeps of a thing.
struct Trace {
    double stability = 0;  // kLeastStability..kMostStability
    double difficulty = 0; // 1-10

    bool operator==(const Trace&) const = default;
};

constexpr double kLeastStability = 0.001;
constexpr double kMostStability = 36'500;

// After it was asked for the first time.
Trace firstTrace(Grade grade, const MemoryModel& model);

// After it was asked again, so many days (0 or more) after the last time.
Trace nextTrace(const Trace& before, std::int64_t elapsedDays, Grade grade, const MemoryModel& model);

// The chance to be remembered so many days (0 or more) after it was asked, 0-1.
double recallAfter(std::int64_t elapsedDays, double stability, const MemoryModel& model);

// Days until recall has fallen to the model's retention, a whole number from 1 to the model's longest.
std::int64_t daysUntilDue(double stability, const MemoryModel& model);

// Whether something is asked again on the same day, after the model's steps; only then it strengthens.
bool hasSteps(const MemoryModel& model);

// The value within the bounds, the lower one for what is no number.
double within(double value, double least, double most);

// To the nearest whole number, halves up: as the reference, and not as std::round below zero.
double rounded(double value);

} // namespace cairn::learning
