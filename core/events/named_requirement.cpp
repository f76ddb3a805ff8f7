#include "core/events/named_requirement.h"

#include "core/base/text.h"
#include "core/events/requirement.h"

#include <boost/describe/enum_to_string.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace cairn::events {

using base::ErrorCode;

namespace {

struct Name {
    const char* name = "";
    Platform platform = Platform::none;
    bool said = false;
};

std::array<Name, 6> namesIn(const NamedRequirement& named) {
    return {
        {{"problem_slug", Platform::leetcode, named.problem_slug.has_value()},
         {"contest_id", Platform::codeforces, named.contest_id.has_value()},
         {"problem_index", Platform::codeforces, named.problem_index.has_value()},
         {"repo", Platform::github, named.repo.has_value()},
         {"min_commits", Platform::github, named.min_commits.has_value()},
         {"min_pull_requests", Platform::github, named.min_pull_requests.has_value()}}};
}

// Where `requirement` is wrong, the name that is.
const char* wrongName(const Requirement& requirement) {
    auto trial = requirement;
    switch (requirement.platform) {
    case Platform::leetcode:
        return "problem_slug";
    case Platform::codeforces:
        trial.index = "A";
        return check(trial) ? "problem_index" : "contest_id";
    case Platform::github:
        trial.commits = 1;
        trial.pullRequests = 0;
        if (!check(trial)) {
            return "repo";
        }
        trial.commits = requirement.commits == 0 ? 1 : requirement.commits;
        return check(trial) && requirement.pullRequests != 0 ? "min_pull_requests" : "min_commits";
    case Platform::none:
        break;
    }
    return "platform";
}

} // namespace

base::Expected<Requirement> requirementFrom(const NamedRequirement& named) {
    const auto names = namesIn(named);
    const auto first = std::ranges::find(names, true, &Name::said);
    const auto platform = named.platform.value_or(first == names.end() ? Platform::none : first->platform);
    if (!named.platform && first == names.end()) {
        return base::fail(ErrorCode::InvalidInput, "says nothing that a platform could be asked for", "platform");
    }
    for (const auto& name : names) {
        if (name.said && name.platform != platform) {
            return base::fail(
                ErrorCode::InvalidInput, std::string("is not for ") + boost::describe::enum_to_string(platform, "none"),
                name.name);
        }
    }
    const bool counted = named.min_commits || named.min_pull_requests;
    Requirement requirement;
    requirement.platform = platform;
    requirement.problem = base::foldCase(named.problem_slug.value_or("")); // as in addresses
    requirement.contest = named.contest_id.value_or(0);
    requirement.index = named.problem_index.value_or("");
    for (char& letter : requirement.index) {
        letter = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    }
    requirement.repository = named.repo.value_or("");
    requirement.commits = named.min_commits.value_or(platform == Platform::github && !counted ? 1 : 0);
    requirement.pullRequests = named.min_pull_requests.value_or(0);
    if (auto checked = check(requirement); !checked) {
        checked.error().place = wrongName(requirement);
        return std::unexpected(checked.error());
    }
    return requirement;
}

NamedRequirement namesOf(const Requirement& requirement) {
    NamedRequirement named;
    switch (requirement.platform) {
    case Platform::leetcode:
        named.problem_slug = requirement.problem;
        break;
    case Platform::codeforces:
        named.contest_id = requirement.contest;
        named.problem_index = requirement.index;
        break;
    case Platform::github:
        named.repo = requirement.repository;
        named.min_commits = requirement.commits;
        named.min_pull_requests = requirement.pullRequests;
        break;
    case Platform::none:
        return named;
    }
    named.platform = requirement.platform;
    return named;
}

} // namespace cairn::events
