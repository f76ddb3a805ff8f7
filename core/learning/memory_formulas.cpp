#include "core/learning/memory_formulas.h"

#include <algorithm>
#include <cmath>

namespace cairn::learning {

namespace {

constexpr double kLeastFirstStability = 0.1;
constexpr double kDefaultRetention = 0.9;
constexpr std::int64_t kLongestOfAll = 1'000'000; // days, for models that were damaged

double toEightDecimals(double value) {
    constexpr double kFactor = 1e8;
    return rounded(value * kFactor) / kFactor;
}

double number(Grade grade) {
    return static_cast<double>(grade);
}

double boundedStability(double value) {
    return within(value, kLeastStability, kMostStability);
}

double boundedDifficulty(double value) {
    return within(value, 1, 10);
}

// Recall falls with the power `exponent` of the days; `factor` makes it 0.9 after as many days as stability says.
struct Curve {
    double exponent = 0;
    double factor = 0;
};

Curve curve(const MemoryModel& model) {
    const double exponent = -model.weights[20];
    return {exponent, toEightDecimals(std::exp(std::pow(exponent, -1) * std::log(0.9)) - 1)};
}

double firstDifficulty(Grade grade, const MemoryModel& model) {
    const auto& w = model.weights;
    return toEightDecimals(w[4] - std::exp((number(grade) - 1) * w[5]) + 1);
}

// Harder after bad grades, with ever smaller steps towards 10, and always a little back to where what is easy starts.
double nextDifficulty(double difficulty, Grade grade, const MemoryModel& model) {
    const auto& w = model.weights;
    const double change = -w[6] * (number(grade) - 3);
    const double changed = difficulty + toEightDecimals(change * (10 - difficulty) / 9);
    return boundedDifficulty(toEightDecimals(w[7] * firstDifficulty(Grade::easy, model) + (1 - w[7]) * changed));
}

double stabilityAfterRecall(const Trace& before, double recall, Grade grade, const MemoryModel& model) {
    const auto& w = model.weights;
    const double hardPenalty = grade == Grade::hard ? w[15] : 1;
    const double easyBonus = grade == Grade::easy ? w[16] : 1;
    const double growth = 1 + std::exp(w[8]) * (11 - before.difficulty) * std::pow(before.stability, -w[9]) *
                                  (std::exp((1 - recall) * w[10]) - 1) * hardPenalty * easyBonus;
    return toEightDecimals(boundedStability(before.stability * growth));
}

// Never more than it was.
double stabilityAfterLapse(const Trace& before, double recall, const MemoryModel& model) {
    const auto& w = model.weights;
    const double forgotten = toEightDecimals(boundedStability(
        w[11] * std::pow(before.difficulty, -w[12]) * (std::pow(before.stability + 1, w[13]) - 1) *
        std::exp((1 - recall) * w[14])));
    const double most = hasSteps(model) ? before.stability / std::exp(w[17] * w[18]) : before.stability;
    return std::min(boundedStability(toEightDecimals(most)), forgotten);
}

double stabilityOnTheSameDay(double stability, Grade grade, const MemoryModel& model) {
    const auto& w = model.weights;
    const double growth = std::pow(stability, -w[19]) * std::exp(w[17] * (number(grade) - 3 + w[18]));
    return toEightDecimals(boundedStability(stability * (grade == Grade::again ? growth : std::max(growth, 1.0))));
}

double nextStability(const Trace& before, std::int64_t elapsedDays, Grade grade, const MemoryModel& model) {
    if (elapsedDays == 0 && hasSteps(model)) {
        return stabilityOnTheSameDay(before.stability, grade, model);
    }
    const double recall = recallAfter(elapsedDays, before.stability, model);
    return grade == Grade::again ? stabilityAfterLapse(before, recall, model)
                                 : stabilityAfterRecall(before, recall, grade, model);
}

} // namespace

Trace firstTrace(Grade grade, const MemoryModel& model) {
    const double stability = model.weights.at(static_cast<std::size_t>(grade) - 1);
    return {within(stability, kLeastFirstStability, kMostStability), boundedDifficulty(firstDifficulty(grade, model))};
}

Trace nextTrace(const Trace& before, std::int64_t elapsedDays, Grade grade, const MemoryModel& model) {
    return {nextStability(before, elapsedDays, grade, model), nextDifficulty(before.difficulty, grade, model)};
}

double recallAfter(std::int64_t elapsedDays, double stability, const MemoryModel& model) {
    const auto [exponent, factor] = curve(model);
    const double left = std::pow(1 + factor * static_cast<double>(elapsedDays) / stability, exponent);
    return within(toEightDecimals(left), 0, 1);
}

std::int64_t daysUntilDue(double stability, const MemoryModel& model) {
    const bool sound = model.retention > 0 && model.retention <= 1;
    const auto [exponent, factor] = curve(model);
    const double stabilities =
        toEightDecimals((std::pow(sound ? model.retention : kDefaultRetention, 1 / exponent) - 1) / factor);
    const auto longest = std::clamp(model.longest, std::int64_t{1}, kLongestOfAll);
    return static_cast<std::int64_t>(within(rounded(stability * stabilities), 1, static_cast<double>(longest)));
}

bool hasSteps(const MemoryModel& model) {
    return !model.steps.empty() || !model.relearningSteps.empty();
}

double within(double value, double least, double most) {
    return value > least ? std::min(value, most) : least;
}

double rounded(double value) {
    const double below = std::floor(value);
    return value - below >= 0.5 ? below + 1 : below;
}

} // namespace cairn::learning
