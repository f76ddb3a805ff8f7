#include "sync/server/connections/solved.h"

#include "core/learning/difficulty.h"

#include <algorithm>

namespace cairn::server {

using events::Platform;

namespace {

constexpr std::int64_t kGymsFrom = 100'000; // contests of private gyms have other addresses

std::vector<Solved> inOrder(std::map<std::string, Solved> found) {
    std::vector<Solved> all;
    for (auto& [id, solved] : found) {
        all.push_back(std::move(solved));
    }
    std::ranges::stable_sort(all, {}, &Solved::at);
    return all;
}

// Whether this is the first time that it was solved, as far as is known.
bool isFirst(const std::map<std::string, Solved>& found, const std::string& id, std::int64_t at) {
    const auto known = found.find(id);
    return known == found.end() || at < known->second.at;
}

} // namespace

std::vector<Solved> solvedIn(const std::vector<codeforces::Submission>& submissions) {
    std::map<std::string, Solved> found;
    for (const auto& submission : submissions) {
        const auto contest = std::to_string(submission.contest);
        const auto id = "codeforces." + contest + "." + submission.index;
        if (!submission.accepted || submission.contest <= 0 || !isFirst(found, id, submission.at)) {
            continue;
        }
        const bool gym = submission.contest >= kGymsFrom;
        Solved solved{.id = id, .task = {}, .at = submission.at, .evidence = {}, .tool = {}, .entry = {}};
        solved.task.title = submission.name;
        solved.task.slug = contest + "-" + submission.index;
        solved.task.source = events::TaskSource::codeforces;
        solved.task.tags = submission.tags;
        solved.task.difficulty = submission.rating > 0 ? learning::fromCodeforcesRating(submission.rating) : 1;
        solved.task.url = std::string("https://codeforces.com/") + (gym ? "gym/" : "contest/") + contest + "/problem/" +
                          submission.index;
        solved.task.requirement.platform = Platform::codeforces;
        solved.task.requirement.contest = submission.contest;
        solved.task.requirement.index = submission.index;
        solved.evidence = "Codeforces accepted submission " + std::to_string(submission.id) + " for problem " +
                          contest + submission.index + " (" + submission.language + ").";
        solved.tool = "get_user_submissions";
        solved.entry = submission.entry;
        found[id] = std::move(solved);
    }
    return inOrder(std::move(found));
}

std::vector<Solved>
solvedIn(const std::vector<leetcode::Accepted>& accepted, const std::map<std::string, leetcode::Problem>& problems) {
    std::map<std::string, Solved> found;
    for (const auto& submission : accepted) {
        const auto id = "leetcode." + submission.slug;
        if (!isFirst(found, id, submission.at)) {
            continue;
        }
        const auto problem = problems.find(submission.slug);
        Solved solved{.id = id, .task = {}, .at = submission.at, .evidence = {}, .tool = {}, .entry = {}};
        solved.task.title = submission.title;
        solved.task.slug = submission.slug;
        solved.task.source = events::TaskSource::leetcode;
        solved.task.difficulty =
            learning::fromLeetCode(problem != problems.end() ? problem->second.difficulty : std::string("easy"));
        if (problem != problems.end()) {
            solved.task.tags = problem->second.tags;
        }
        solved.task.url = "https://leetcode.com/problems/" + submission.slug + "/";
        solved.task.requirement.platform = Platform::leetcode;
        solved.task.requirement.problem = submission.slug;
        solved.evidence = "LeetCode accepted a submission for " + submission.slug + " (" + submission.language + ").";
        solved.tool = "get_recent_ac_submissions";
        solved.entry = submission.entry;
        found[id] = std::move(solved);
    }
    return inOrder(std::move(found));
}

} // namespace cairn::server
