#include "core/learning/difficulty.h"

#include "core/base/text.h"

#include <algorithm>

namespace cairn::learning {

namespace {

constexpr std::int64_t kEasiest = 1;
constexpr std::int64_t kHardest = 10;
constexpr std::int64_t kUnconfirmedMost = 5;

std::int64_t clamped(std::int64_t difficulty) {
    return std::clamp(difficulty, kEasiest, kHardest);
}

} // namespace

std::int64_t fromCodeforcesRating(std::int64_t rating) {
    constexpr std::int64_t kFirst = 800; // the rating of difficulty 1
    constexpr std::int64_t kStep = 300;
    const auto above = std::clamp(rating, kFirst, kFirst + kStep * kHardest) - kFirst;
    return clamped(kEasiest + (above + kStep / 2) / kStep);
}

std::int64_t fromLeetCode(std::string_view word) {
    const auto folded = base::foldCase(word);
    return folded == "easy" ? 2 : folded == "hard" ? 8 : 5;
}

std::int64_t fromExercism(std::int64_t difficulty) {
    return clamped(difficulty);
}

std::int64_t fromFivePoint(std::int64_t difficulty) {
    return 2 * std::clamp<std::int64_t>(difficulty, 1, 5);
}

std::int64_t fromDeclared(std::int64_t difficulty, bool confirmed) {
    return confirmed ? clamped(difficulty) : std::min(clamped(difficulty), kUnconfirmedMost);
}

} // namespace cairn::learning
