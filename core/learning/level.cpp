#include "core/learning/level.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace cairn::learning {

namespace {

// 1 as a multiple of 10^-15. Every sum of a level stays under 100 · 10 · 10^15, which 64 bits hold.
constexpr std::int64_t kUnit = 1'000'000'000'000'000;

// What a completion puts on the scale. Its e = difficulty × quality is counted in tenths.
struct Weighed {
    const Completion* completion = nullptr;
    std::int64_t difficulty = 0;
    std::int64_t qualityTenths = 0;

    std::int64_t tenths() const { return difficulty * qualityTenths; }
};

Weighed weigh(const Completion& completion) {
    return {
        &completion, std::clamp<std::int64_t>(completion.difficulty, 1, 10),
        10 - std::clamp<std::int64_t>(completion.hints, 0, 5)};
}

// Complete, so that the result never depends on the order of the input: what ties here is the same contribution.
bool isBetter(const Weighed& a, const Weighed& b) {
    const auto key = [](const Weighed& weighed) {
        return std::tuple(-weighed.tenths(), std::string_view(weighed.completion->task), -weighed.difficulty);
    };
    return key(a) < key(b);
}

std::string_view problemOf(const Completion& completion) {
    return completion.problem.empty() ? completion.task : completion.problem;
}

// Each problem once, with its best completion; best first.
std::vector<Weighed> bestOfEachProblem(std::span<const Completion> completions) {
    std::unordered_map<std::string_view, Weighed> best;
    best.reserve(completions.size());
    for (const auto& completion : completions) {
        const auto weighed = weigh(completion);
        const auto [known, isNew] = best.try_emplace(problemOf(completion), weighed);
        if (!isNew && isBetter(weighed, known->second)) {
            known->second = weighed;
        }
    }
    std::vector<Weighed> sorted;
    sorted.reserve(best.size());
    for (const auto& [problem, weighed] : best) {
        sorted.push_back(weighed);
    }
    std::ranges::sort(sorted, {}, [](const Weighed& weighed) {
        return std::tuple(-weighed.tenths(), problemOf(*weighed.completion));
    });
    return sorted;
}

std::int64_t roundedHundredths(std::int64_t units) {
    return (units + kUnit / 2) / kUnit;
}

} // namespace

Level level(std::span<const Completion> completions) {
    const auto sorted = bestOfEachProblem(completions);
    Level level;
    level.counted.reserve(sorted.size());
    std::set<std::string> left;
    for (const auto& completion : completions) {
        left.insert(completion.task);
    }
    // Tenths of e, over the normalization of 10, in hundredths: the three scales cancel out.
    std::int64_t sum = 0;
    std::int64_t power = kUnit;
    for (const auto& weighed : sorted) {
        const auto share = weighed.tenths() * power;
        sum += share;
        level.counted.push_back(
            {weighed.completion->task, weighed.difficulty, weighed.qualityTenths,
             static_cast<std::int64_t>(level.counted.size()) + 1, roundedHundredths(share)});
        left.erase(weighed.completion->task);
        power = power * 9 / 10;
    }
    level.hundredths = roundedHundredths(sum);
    level.notCounted.assign(left.begin(), left.end());
    return level;
}

Level levelOfTopic(std::span<const Completion> completions, const std::string& topic) {
    std::vector<Completion> chosen;
    std::ranges::copy_if(completions, std::back_inserter(chosen), [&](const Completion& completion) {
        return std::ranges::find(completion.topics, topic) != completion.topics.end();
    });
    return level(chosen);
}

std::vector<Completion> verifiedOnly(std::span<const Completion> completions) {
    std::vector<Completion> chosen;
    std::ranges::copy_if(completions, std::back_inserter(chosen), &Completion::verified);
    return chosen;
}

std::vector<Completion> until(std::span<const Completion> completions, base::Millis until) {
    std::vector<Completion> chosen;
    std::ranges::copy_if(
        completions, std::back_inserter(chosen), [&](const Completion& completion) { return completion.at <= until; });
    return chosen;
}

} // namespace cairn::learning
