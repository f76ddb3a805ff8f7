#pragma once

#include "core/base/hybrid_clock.h"

#include <array>
#include <cstdint>
#include <vector>

// How well something is remembered, and when it is asked again: FSRS-6 (Ye, "A Stochastic Shortest Path Algorithm for
// Optimizing Spaced Repetition Scheduling", 2022, as the Free Spaced Repetition Scheduler, version 6, has it).
namespace cairn::learning {

enum class Grade : std::uint8_t { again = 1, hard, good, easy };

enum class Stage : std::uint8_t { fresh, learning, review, relearning };

// When something was asked. `day` counts days of the learner's own calendar from any fixed day on: intervals are
// counted in those.
struct Moment {
    base::Millis at = 0; // UTC
    std::int64_t day = 0;

    bool operator==(const Moment&) const = default;
};

// The parameters of the model.
struct MemoryModel {
    std::array<double, 21> weights{};
    double retention = 0.9;        // the recall to be kept
    std::int64_t longest = 36'500; // days between two reviews; each better grade may get one more than the one below
    // In whole minutes: between the first askings, and after a lapse. Without either it is days from the first one on.
    std::vector<base::Millis> steps{};
    std::vector<base::Millis> relearningSteps{};

    static constexpr int kVersion = 6;

    // The published weights. For cards: steps of 1 and 10 minutes, 10 after a lapse.
    static MemoryModel forCards();

    // The same without steps: nobody solves a problem again after a minute.
    static MemoryModel forProblems();
};

// What is known of something after it was asked; as it comes, of something that never was.
struct Memory {
    Stage stage = Stage::fresh;
    std::int64_t step = 0;    // among the model's, while learning or relearning
    double stability = 0;     // days after which recall is 0.9
    double difficulty = 0;    // 1-10
    Moment last{};            // when it was asked
    base::Millis dueAt = 0;   // while learning or relearning, UTC; else 0
    std::int64_t dueDay = 0;  // as Moment::day; while learning or relearning the day when it was asked
    std::int64_t reviews = 0; // how often it was asked
    std::int64_t lapses = 0;  // how often it was forgotten after it had been known

    bool operator==(const Memory&) const = default;
};

// What is known after it was asked `now`. A time or a day before the last one's counts as the last one's. What cannot
// be computed with, as a stability that is no number, counts as never asked.
Memory graded(const Memory& before, Grade grade, Moment now, const MemoryModel& model);

// The same with the interval spread by up to some per cent, so that what was learnt together is not asked together.
// The same seed gives the same interval; every review of one thing may have the same seed.
Memory graded(const Memory& before, Grade grade, Moment now, const MemoryModel& model, std::uint64_t seed);

// The chance to be remembered on that day, 0-1; 0 for what was never asked.
double recall(const Memory& memory, std::int64_t day, const MemoryModel& model);

// What was never asked is due.
bool isDue(const Memory& memory, Moment now);

} // namespace cairn::learning
