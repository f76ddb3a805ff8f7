#include "sync/server/connections/figures.h"
#include "sync/server/connections/solved.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// Whatever a platform's server answers about somebody: figures and history that come of it are whole.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace cairn::server;
    constexpr std::int64_t kNow = 1'760'900'000'000;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto demand = [](bool held) {
        if (!held) {
            std::abort();
        }
    };
    const auto profile = leetcode::readProfile(text, "mira_codes");
    const auto contests = leetcode::readContests(text, "mira_codes");
    const auto accepted = leetcode::readAccepted(text, "mira_codes");
    [[maybe_unused]] const auto problem = leetcode::readProblem(text, "two-sum");
    const auto user = codeforces::readUser(text, "mira_codes");
    const auto ratings = codeforces::readRatings(text, "mira_codes");
    const auto submissions = codeforces::readSubmissions(text, "mira_codes");
    const auto commits = github::readCommits(text);
    const auto requests = github::readPullRequests(text);
    demand(!profile || sameName(profile->account, "mira_codes"));
    demand(!user || sameName(user->account, "mira_codes"));
    const auto none = [](const auto& told) {
        return told.value_or(typename std::decay_t<decltype(told)>::value_type());
    };
    for (const auto& figures :
         {figuresOf(none(profile), none(contests), none(accepted), kNow),
          figuresOf(none(user), none(ratings), none(submissions), kNow),
          figuresOf("mira-codes", {{none(commits), none(requests)}}, kNow)}) {
        demand(figures.days.size() <= 372 && figures.ratings.size() <= 1'000);
    }
    for (const auto& solved : {solvedIn(none(submissions)), solvedIn(none(accepted), {})}) {
        for (const auto& one : solved) {
            demand(one.at > 0 && one.task.difficulty >= 1 && one.task.difficulty <= 10 && !one.entry.empty());
        }
    }
    return 0;
}
