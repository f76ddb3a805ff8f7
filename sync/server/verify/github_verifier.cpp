#include "core/base/calendar.h"
#include "sync/server/verify/asking.h"
#include "sync/server/verify/github_evidence.h"

#include <algorithm>
#include <set>

namespace cairn::server {

using events::FailureCause;

namespace {

constexpr std::int64_t kPage = 50;
constexpr int kPagesMost = 20;

// GitHub tells seconds.
bool isSince(base::Millis at, base::Millis since) {
    return at / 1000 >= since / 1000;
}

// Times of what counts, and how many there are of the learner's in all.
struct Count {
    std::vector<base::Millis> times{};
    bool before = false; // there are some from before the task was started
    bool whole = false;  // everything since then was looked at

    bool reaches(std::int64_t wanted) const { return std::ssize(times) >= wanted; }

    // That there are fewer is certain.
    bool lacks(std::int64_t wanted) const { return whole && !reaches(wanted); }

    // When as many were there as are wanted.
    base::Millis reachedAt(std::int64_t wanted) {
        if (wanted == 0) {
            return 0;
        }
        std::ranges::sort(times);
        return times[static_cast<std::size_t>(wanted) - 1];
    }
};

void add(Count& count, const Question& question, base::Millis at) {
    if (at > question.now + kClocksDiffer) {
        return; // a date that its author made up
    }
    if (isSince(at, question.since)) {
        count.times.push_back(at);
    } else {
        count.before = true;
    }
}

boost::json::object arguments(const Question& question, int page) {
    const auto& repository = question.requirement.repository;
    const auto slash = repository.find('/');
    return {{"owner", repository.substr(0, slash)}, {"repo", repository.substr(slash + 1)}, {"page", page}};
}

// Both lists have those first that changed last; a page that begins before the task was started is the last one that
// matters. Of commits no single date says that: histories are merged.
base::Expected<Count> countCommits(Asking& asking, const Question& question) {
    Count count;
    std::set<std::string> seen; // pages move while somebody pushes
    for (int page = 1; page <= kPagesMost; ++page) {
        auto asked = arguments(question, page);
        asked["perPage"] = kPage;
        const auto text = asking.text("list_commits", asked);
        if (!text && saysEmptyRepository(text.error().message)) {
            count.whole = true; // nobody has pushed anything yet
            break;
        }
        const auto commits = text ? readGitHubCommits(*text) : std::unexpected(text.error());
        if (!commits) {
            return std::unexpected(commits.error());
        }
        for (const auto& commit : *commits) {
            if (sameAccount(commit.author, question.account) && seen.insert(commit.id).second) {
                add(count, question, commit.at);
            }
        }
        const bool old = std::ranges::none_of(
            *commits, [&](const GitHubCommit& commit) { return isSince(commit.at, question.since); });
        count.whole = std::ssize(*commits) < kPage || old;
        if (count.whole || count.reaches(question.requirement.commits)) {
            break;
        }
    }
    return count;
}

base::Expected<Count> countPulls(Asking& asking, const Question& question) {
    Count count;
    std::set<std::int64_t> seen;
    for (int page = 1; page <= kPagesMost; ++page) {
        auto asked = arguments(question, page);
        asked["state"] = "closed";
        asked["sort"] = "updated";
        asked["direction"] = "desc";
        asked["per_page"] = kPage;
        const auto text = asking.text("list_pull_requests", asked);
        const auto pulls = text ? readGitHubPulls(*text) : std::unexpected(text.error());
        if (!pulls) {
            return std::unexpected(pulls.error());
        }
        for (const auto& pull : *pulls) {
            if (pull.merged && sameAccount(pull.author, question.account) && seen.insert(pull.number).second) {
                add(count, question, *pull.merged);
            }
        }
        count.whole = std::ssize(*pulls) < kPage || !isSince(pulls->back().updated, question.since);
        if (count.whole || count.reaches(question.requirement.pullRequests)) {
            break;
        }
    }
    return count;
}

std::string amount(std::int64_t number, const char* one, const char* many) {
    return std::to_string(number) + " " + (number == 1 ? one : many);
}

// "2 commits and 1 merged pull request", without what is not wanted.
std::string inWords(const events::Requirement& wanted, std::int64_t commits, std::int64_t pulls) {
    std::string text = wanted.commits > 0 ? amount(commits, "commit", "commits") : std::string();
    if (wanted.pullRequests > 0) {
        text += (text.empty() ? "" : " and ") + amount(pulls, "merged pull request", "merged pull requests");
    }
    return text;
}

} // namespace

Verdict verifyGitHub(const Question& question, const AskTool& ask) {
    Asking asking(events::Platform::github, ask);
    const auto& wanted = question.requirement;
    base::Expected<Count> commits = Count{};
    base::Expected<Count> pulls = Count{};
    if (wanted.commits > 0) {
        commits = countCommits(asking, question);
    }
    if (commits && wanted.pullRequests > 0) {
        pulls = countPulls(asking, question);
    }
    if (const auto* failed = !commits ? &commits : !pulls ? &pulls : nullptr) {
        return saysNoSuchRepository(failed->error().message)
                   ? asking.unproven(
                         FailureCause::not_found,
                         "GitHub shows no repository " + wanted.repository + ": is its name right, and is it public?")
                   : asking.outage(failed->error());
    }
    const auto have = inWords(wanted, std::ssize(commits->times), std::ssize(pulls->times));
    if (commits->reaches(wanted.commits) && pulls->reaches(wanted.pullRequests)) {
        const auto at = std::max(commits->reachedAt(wanted.commits), pulls->reachedAt(wanted.pullRequests));
        return asking.verified(
            at, "GitHub shows " + have + " by " + question.account + " in " + wanted.repository +
                    " since the task was "
                    "started.");
    }
    if (!commits->lacks(wanted.commits) && !pulls->lacks(wanted.pullRequests)) { // what was not looked at is not a "no"
        return asking.outage(
            {base::ErrorCode::LimitExceeded, "of what happened in " + wanted.repository +
                                                 " since the task was started only the newest " +
                                                 std::to_string(kPage * kPagesMost) + " were looked at"});
    }
    const bool none = commits->times.empty() && pulls->times.empty();
    const bool before = commits->before || pulls->before;
    return asking.unproven(
        none && before ? FailureCause::too_early
        : none         ? FailureCause::not_found
                       : FailureCause::too_few,
        "GitHub shows " + have + " by " + question.account + " in " + wanted.repository +
            " since the task was started; wanted: " + inWords(wanted, wanted.commits, wanted.pullRequests) + ".");
}

} // namespace cairn::server
