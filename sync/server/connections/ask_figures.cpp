#include "sync/server/connections/ask_figures.h"

namespace cairn::server {

using events::Platform;
using Figures = Told<events::ConnectionFigures>;

namespace {

constexpr std::size_t kRepositoriesMost = 20;
constexpr std::int64_t kPage = 100;
constexpr int kPagesMost = 10;

// The one answer, read.
template<class T, class Reading>
Told<T>
ask(const AskPlatform& platformsServer, Platform platform, const char* tool, const boost::json::object& arguments,
    const std::stop_token& stop, const Reading& read) {
    const auto text = askFor(platformsServer, platform, tool, arguments, stop);
    return text ? read(*text) : Told<T>(std::unexpected(text.error()));
}

Figures
ofCodeforces(const AskPlatform& server, const std::string& account, std::int64_t now, const std::stop_token& stop) {
    const boost::json::object who{{"handles", boost::json::array{boost::json::string(account)}}};
    const auto user =
        ask<codeforces::User>(server, Platform::codeforces, "get_user_info", who, stop, [&](const std::string& text) {
            return codeforces::readUser(text, account);
        });
    if (!user) {
        return std::unexpected(user.error());
    }
    const auto ratings = ask<std::vector<codeforces::RatingChange>>(
        server, Platform::codeforces, "get_user_rating_history", {{"handle", account}}, stop,
        [&](const std::string& text) { return codeforces::readRatings(text, account); });
    if (!ratings) {
        return std::unexpected(ratings.error());
    }
    const auto submissions = askForSubmissions(server, account, stop);
    if (!submissions) {
        return std::unexpected(submissions.error());
    }
    return figuresOf(*user, *ratings, *submissions, now);
}

Figures
ofLeetCode(const AskPlatform& server, const std::string& account, std::int64_t now, const std::stop_token& stop) {
    const auto profile = ask<leetcode::Profile>(
        server, Platform::leetcode, "get_user_profile", {{"username", account}}, stop,
        [&](const std::string& text) { return leetcode::readProfile(text, account); });
    if (!profile) {
        return std::unexpected(profile.error());
    }
    const auto contests = ask<leetcode::Contests>(
        server, Platform::leetcode, "get_user_contest_ranking", {{"username", account}, {"attended", true}}, stop,
        [&](const std::string& text) { return leetcode::readContests(text, account); });
    if (!contests) {
        return std::unexpected(contests.error());
    }
    const auto accepted = ask<std::vector<leetcode::Accepted>>(
        server, Platform::leetcode, "get_recent_ac_submissions", {{"username", account}, {"limit", 20}}, stop,
        [&](const std::string& text) { return leetcode::readAccepted(text, account); });
    if (!accepted) {
        return std::unexpected(accepted.error());
    }
    return figuresOf(*profile, *contests, *accepted, now);
}

// All pages of a list. One that is not there (any more), or is not shown, is empty: the others are still counted.
template<class T, class Reading>
Told<std::vector<T>> pagesOf(
    const AskPlatform& server, const char* tool, const char* size, boost::json::object arguments,
    const std::stop_token& stop, const Reading& read) {
    std::vector<T> all;
    for (int page = 1; page <= kPagesMost; ++page) {
        arguments["page"] = page;
        arguments[size] = kPage;
        auto items = ask<std::vector<T>>(server, Platform::github, tool, arguments, stop, read);
        if (!items && items.error().why != Unanswered::Why::outage) {
            break;
        }
        if (!items) {
            return items;
        }
        const auto number = static_cast<std::int64_t>(items->size());
        std::ranges::move(*items, std::back_inserter(all));
        if (number < kPage) {
            break;
        }
    }
    return all;
}

Figures ofGitHub(
    const AskPlatform& server, const std::string& account, const std::vector<std::string>& repositories,
    std::int64_t now, const std::stop_token& stop) {
    std::vector<RepositoryWork> work;
    for (const auto& repository : repositories) {
        const auto slash = repository.find('/');
        if (slash == std::string::npos || work.size() >= kRepositoriesMost) {
            continue;
        }
        const boost::json::object where{{"owner", repository.substr(0, slash)}, {"repo", repository.substr(slash + 1)}};
        auto commits = pagesOf<github::Commit>(server, "list_commits", "perPage", where, stop, &github::readCommits);
        if (!commits) {
            return std::unexpected(commits.error());
        }
        auto all = where;
        all["state"] = "all";
        auto requests = pagesOf<github::PullRequest>(
            server, "list_pull_requests", "per_page", all, stop, &github::readPullRequests);
        if (!requests) {
            return std::unexpected(requests.error());
        }
        work.push_back({std::move(*commits), std::move(*requests)});
    }
    return figuresOf(account, work, now);
}

} // namespace

Figures askForFigures(
    const AskPlatform& server, Platform platform, const std::string& account,
    const std::vector<std::string>& repositories, std::int64_t now, const std::stop_token& stop) {
    switch (platform) {
    case Platform::codeforces:
        return ofCodeforces(server, account, now, stop);
    case Platform::leetcode:
        return ofLeetCode(server, account, now, stop);
    case Platform::github:
        return ofGitHub(server, account, repositories, now, stop);
    case Platform::none:
        break;
    }
    return outage("there is no such platform");
}

} // namespace cairn::server
