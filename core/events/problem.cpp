#include "core/events/problem.h"

#include <algorithm>

namespace cairn::events {

namespace {

// The platforms do not tell these letters apart; no locale is asked.
std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return text;
}

std::string upper(std::string text) {
    std::ranges::transform(text, text.begin(), [](char letter) {
        return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    });
    return text;
}

} // namespace

std::string problemOf(const Requirement& requirement) {
    switch (requirement.platform) {
    case Platform::leetcode:
        return requirement.problem.empty() ? "" : "leetcode/" + lower(requirement.problem);
    case Platform::codeforces:
        return requirement.index.empty()
                   ? ""
                   : "codeforces/" + std::to_string(requirement.contest) + "/" + upper(requirement.index);
    case Platform::github:
        return requirement.repository.empty() ? "" : "github/" + lower(requirement.repository);
    default:
        return {};
    }
}

} // namespace cairn::events
