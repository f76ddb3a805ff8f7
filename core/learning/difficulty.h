#pragma once

#include <cstdint>
#include <string_view>

// Difficulty is 1-10 everywhere; these map other scales to it. All are total: what is out of range is clamped.
namespace cairn::learning {

// Codeforces rating r → 1 + (r − 800)/300, rounded half up, clamped to 1-10.
std::int64_t fromCodeforcesRating(std::int64_t rating);

// "easy", "medium", "hard" in any case → 2, 5, 8; anything else → 5.
std::int64_t fromLeetCode(std::string_view word);

// Exercism's 1-10 as it is, clamped.
std::int64_t fromExercism(std::int64_t difficulty);

// A 1-5 scale, doubled, clamped to 2-10.
std::int64_t fromFivePoint(std::int64_t difficulty);

// Declared by a path for work on GitHub: at most 5 unless a mentor confirmed more.
std::int64_t fromDeclared(std::int64_t difficulty, bool confirmed);

} // namespace cairn::learning
